// SPDX-License-Identifier: Apache-2.0
#include "backend/services/outbox_log.h"

#include "backend/base/log.h"

namespace acolhe::services {

const char *outcomeWord(const channels::SendOutcome &outcome)
{
    const auto *failure = std::get_if<channels::SendFailure>(&outcome);
    if (!failure)
        return "sent";
    switch (failure->after) {
    case channels::AfterFailure::Stop:
        return "failed";
    case channels::AfterFailure::Retry:
        return "retry";
    case channels::AfterFailure::DelayRecipient:
        return "delayed";
    case channels::AfterFailure::PauseInbox:
        return "inbox_paused";
    case channels::AfterFailure::AwaitReceipt:
        return "uncertain";
    }
    return "failed";
}

static void describe(LogEntry &entry, ClinicId clinic, const store::DueSend &due)
{
    entry.on(TraceId::ofUuid(due.clientId))
        .with("clinic", clinic)
        .with("inbox", due.inboxId)
        .with("conversation", due.conversationId)
        .with("messageId", due.messageId)
        .with("attempt", due.attempts);
}

void logSendBegins(ClinicId clinic, const store::DueSend &due)
{
    LogEntry entry(logOutbox(), QtInfoMsg, "send begins");
    describe(entry, clinic, due);
}

void logSendEnded(
    ClinicId clinic, const store::DueSend &due, const channels::SendOutcome &outcome, qint64 milliseconds)
{
    const auto *failure = std::get_if<channels::SendFailure>(&outcome);
    LogEntry entry(logOutbox(), failure ? QtWarningMsg : QtInfoMsg, "send ended");
    describe(entry, clinic, due);
    entry.with("outcome", outcomeWord(outcome)).with("milliseconds", milliseconds);
    if (failure)
        entry.with("code", failure->error.code);
}

void logUnwritten(ClinicId clinic, const store::DueSend &due, const Error &error)
{
    LogEntry entry(logOutbox(), QtWarningMsg, "send not written");
    describe(entry, clinic, due);
    entry.with("cause", error.text);
}

} // namespace acolhe::services
