// SPDX-License-Identifier: Apache-2.0
// What follows from the outcome of an attempt.
#include "backend/services/outbox.h"

#include <QRandomGenerator>

namespace acolhe::services {

using channels::AfterFailure;
using channels::SendFailure;
using channels::SendOutcome;
using channels::SendReceipt;
using store::AttemptResult;
using store::DueSend;

static double randomShare()
{
    return QRandomGenerator::global()->generateDouble();
}

void Outbox::repeatLater(const DueSend &due, const SendFailure &failure, AttemptResult &result)
{
    if (due.attempts >= maxAttempts) {
        ++m_counters.failed;
        return;
    }
    result.state = store::OutboxState::Queued;
    result.nextAt =
        Timestamp{m_clock.nowMs() + Backoff{}.delayMs(due.attempts, failure.retryAfterMs, randomShare())};
    ++m_counters.retried;
}

AttemptResult Outbox::judgeFailure(ClinicId clinic, const DueSend &due, const SendFailure &failure)
{
    const qint64 now = m_clock.nowMs();
    AttemptResult result{store::OutboxState::Failed, {}, failure.error, {}};
    switch (failure.after) {
    case AfterFailure::AwaitReceipt:
        result.state = store::OutboxState::Uncertain;
        ++m_counters.uncertain;
        m_circuits[{clinic, due.inboxId}].failed(now, failure.retryAfterMs, randomShare());
        break;
    case AfterFailure::PauseInbox:
        m_circuits.remove({clinic, due.inboxId});
        result.state = store::OutboxState::Queued;
        result.nextAt = Timestamp{now + 1000}; // when its inbox is back
        Q_EMIT inboxNeedsAttention(clinic, due.inboxId, failure.error.hint);
        break;
    case AfterFailure::Retry:
        m_circuits[{clinic, due.inboxId}].failed(now, failure.retryAfterMs, randomShare());
        repeatLater(due, failure, result);
        break;
    case AfterFailure::DelayRecipient:
        m_circuits.remove({clinic, due.inboxId}); // it answered
        repeatLater(due, failure, result);
        break;
    case AfterFailure::Stop:
        m_circuits.remove({clinic, due.inboxId}); // it answered
        ++m_counters.failed;
        break;
    }
    return result;
}

AttemptResult Outbox::judge(ClinicId clinic, const DueSend &due, const SendOutcome &outcome)
{
    if (const auto *failure = std::get_if<SendFailure>(&outcome))
        return judgeFailure(clinic, due, *failure);
    m_circuits.remove({clinic, due.inboxId});
    ++m_counters.sent;
    return {store::OutboxState::Done, std::get<SendReceipt>(outcome).externalId, {}, {}};
}

} // namespace acolhe::services
