// SPDX-License-Identifier: Apache-2.0
#include "backend/services/outbox.h"

#include "backend/base/log.h"
#include "backend/protocol/events.h"
#include "backend/services/outbox_log.h"
#include "backend/store/conversations.h"
#include "backend/store/messages.h"

#include <QElapsedTimer>

namespace acolhe::services {

using namespace Qt::StringLiterals;
using channels::AfterFailure;
using channels::SendFailure;
using channels::SendOutcome;
using store::AttemptResult;
using store::DueSend;

static channels::OutboundMessage outboundOf(
    const store::Databases &databases, ClinicId clinic, const DueSend &due)
{
    QList<channels::OutboundFile> files;
    for (const store::StoredFile &file : due.files) {
        const Attachment &a = file.attachment;
        files.append({a.kind, a.mimeType, a.fileName, a.size, databases.mediaFileOf(clinic, file.sha256)});
    }
    return {due.clientId, due.to, due.kind, due.text, due.replyToExternalId, due.payload, files};
}

Outbox::Outbox(store::Store &store, const Clock &clock, SessionOf sessionOf, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(clock)
    , m_sessionOf(std::move(sessionOf))
{
    m_checkedMs = m_clock.nowMs();
    m_timer.setInterval(250);
    connect(&m_timer, &QTimer::timeout, this, &Outbox::checkTimers);
    m_timer.start();
}

/// Writes a message's new standing with its event, taking in a receipt that was quicker than we.
static Result<> writeStanding(store::Transaction &transaction, Message message, InboxId inbox, Timestamp now)
{
    store::Messages messages(transaction);
    if (message.externalId) {
        const auto parked = messages.takeParkedReceipts(inbox, *message.externalId);
        if (!parked)
            return parked.error();
        for (const store::ParkedReceipt &receipt : *parked) {
            message.status = advanced(*message.status, receipt.status);
            if (message.status == MessageStatus::Failed)
                message.error = receipt.error;
        }
    }
    if (const auto saved = messages.saveDelivery(message); !saved)
        return saved;
    const auto conversation = store::Conversations(transaction).find(message.conversationId);
    if (!conversation)
        return conversation.error();
    Event event = wire::makeEvent(
        wire::MessageUpdated{message}, now, audienceOf(*conversation), message.conversationId);
    event.trace = TraceId::ofUuid(message.clientId.value_or(QString()));
    transaction.addEvent(std::move(event));
    return Done{};
}

Future<> Outbox::recover(ClinicId clinic)
{
    const Timestamp now{m_clock.nowMs()};
    auto written = m_store.write<int>(clinic, [=](store::Transaction &transaction) -> Result<int> {
        const auto doubtful = store::Outbox(transaction).interrupted();
        if (!doubtful)
            return doubtful.error();
        for (const DueSend &due : *doubtful) {
            auto message = store::Messages(transaction).find(due.messageId);
            if (!message)
                return message.error();
            message->status = advanced(*message->status, MessageStatus::Uncertain);
            message->error = MessageError{
                u"interrupted"_s, u"The server stopped while this was being sent."_s, u"uncertain"_s, false};
            const AttemptResult result{store::OutboxState::Uncertain, {}, message->error, {}};
            if (const auto ended = store::Outbox(transaction).finishAttempt(due, result, now); !ended)
                return ended.error();
            if (const auto told = writeStanding(transaction, *message, due.inboxId, now); !told)
                return told.error();
        }
        return int(doubtful->size());
    });
    return written.then(this, [this, clinic](const Result<int> &doubtful) -> Result<> {
        if (!doubtful) {
            wakeAt(clinic, m_clock.nowMs() + 1000);
            return doubtful.error();
        }
        m_queues[clinic].recovered = true;
        if (*doubtful > 0)
            qCWarning(logOutbox) << *doubtful << "sends were interrupted and are uncertain: clinic"
                                 << clinic.value;
        m_counters.uncertain += *doubtful;
        wake(clinic);
        return Done{};
    });
}

void Outbox::wake(ClinicId clinic)
{
    ClinicQueue &queue = m_queues[clinic];
    if (m_draining || !queue.recovered)
        return;
    if (m_clock.nowMs() < queue.pausedUntilMs) {
        wakeAt(clinic, queue.pausedUntilMs);
        return;
    }
    if (std::exchange(queue.looking, true)) {
        queue.again = true;
        return;
    }
    look(clinic);
}

void Outbox::inboxOpened(ClinicId clinic, InboxId inbox)
{
    m_circuits.remove({clinic, inbox});
    wake(clinic);
}

void Outbox::wakeAt(ClinicId clinic, qint64 ms)
{
    m_nextDueMs.insert(clinic, std::min(m_nextDueMs.value(clinic, ms), ms));
}

void Outbox::look(ClinicId clinic)
{
    const Timestamp now{m_clock.nowMs()};
    ClinicQueue &queue = m_queues[clinic];
    queue.held.removeIf([&](InboxId inbox) { return maySend(clinic, inbox); });
    const store::Outbox::Held held{queue.busy.keys(), queue.held.values()};
    const int room = std::max(maxInFlightPerClinic - int(queue.busy.size()), 0);
    m_store
        .read<store::DueSends>(clinic,
            [=](store::Connection &connection) { return store::Outbox(connection).due(now, held, room); })
        .then(this, [this, clinic](const Result<store::DueSends> &due) {
            ClinicQueue &looked = m_queues[clinic];
            looked.looking = false;
            if (!due) {
                qCWarning(logOutbox) << "cannot read the outbox of clinic" << clinic.value
                                     << due.error().text;
                wakeAt(clinic, m_clock.nowMs() + 1000);
                return;
            }
            m_nextDueMs.remove(clinic);
            if (due->next)
                wakeAt(clinic, due->next->ms);
            begin(clinic, due->rows);
            wakeLater(clinic);
            if (std::exchange(looked.again, false))
                wake(clinic);
        });
}

bool Outbox::maySend(ClinicId clinic, InboxId inbox) const
{
    const auto queue = m_queues.constFind(clinic);
    if (queue != m_queues.cend() && std::ranges::count(queue->busy, inbox) >= maxInFlightPerInbox)
        return false;
    const auto circuit = m_circuits.constFind({clinic, inbox});
    if (circuit != m_circuits.cend() && !circuit->mayCall(m_clock.nowMs()))
        return false;
    return m_sessionOf(clinic, inbox) != nullptr;
}

/// Held inboxes come back by wake() when they are opened and when something of theirs ends; an open circuit
/// and a store in trouble by the time.
void Outbox::wakeLater(ClinicId clinic)
{
    const ClinicQueue &queue = m_queues[clinic];
    if (queue.pausedUntilMs > m_clock.nowMs())
        wakeAt(clinic, queue.pausedUntilMs);
    for (const InboxId inbox : queue.held) {
        const auto circuit = m_circuits.constFind({clinic, inbox});
        if (circuit != m_circuits.cend() && circuit->isOpen())
            wakeAt(clinic, std::max(circuit->opensAtMs(), m_clock.nowMs() + 250));
    }
}

void Outbox::begin(ClinicId clinic, const QList<DueSend> &due)
{
    ClinicQueue &queue = m_queues[clinic];
    for (const DueSend &one : due) {
        if (m_draining || queue.busy.contains(one.conversationId))
            continue;
        if (!maySend(clinic, one.inboxId)) { // its rows took the place of others: look again without them
            queue.held.insert(one.inboxId);
            queue.again = true;
            continue;
        }
        queue.busy.insert(one.conversationId, one.inboxId);
        ++m_counters.waiting;
        if (const auto circuit = m_circuits.find({clinic, one.inboxId}); circuit != m_circuits.end())
            circuit->started();
        attempt(clinic, one);
    }
}

void Outbox::attempt(ClinicId clinic, const DueSend &due)
{
    const Timestamp now{m_clock.nowMs()};
    m_store
        .write<DueSend>(clinic,
            [=](store::Transaction &transaction) {
                return store::Outbox(transaction).startAttempt(due, now);
            })
        .then(this, [this, clinic, due](const Result<DueSend> &started) {
            channels::Session *session = m_sessionOf(clinic, due.inboxId);
            if (!started) { // settled meanwhile, or the disk is full: nothing was sent
                abandon(clinic, due, started.error());
                return;
            }
            if (!session) {
                finish(clinic, *started,
                    SendFailure{{u"no_session"_s, u"The inbox was closed."_s, u"retry_later"_s, true},
                        AfterFailure::Retry, 0});
                return;
            }
            logSendBegins(clinic, *started);
            QElapsedTimer took;
            took.start();
            session->send(outboundOf(m_store.databases(), clinic, *started))
                .then(this, [this, clinic, one = *started, took](const SendOutcome &outcome) {
                    logSendEnded(clinic, one, outcome, took.elapsed());
                    Q_EMIT attempted(clinic, one.inboxId, outcomeWord(outcome), took.nsecsElapsed() / 1000);
                    finish(clinic, one, outcome);
                });
        });
}

void Outbox::abandon(ClinicId clinic, const DueSend &due, const Error &error)
{
    if (const auto circuit = m_circuits.find({clinic, due.inboxId}); circuit != m_circuits.end())
        circuit->abandoned();
    if (error.reason == Reason::Conflict || error.reason == Reason::NotFound) { // settled meanwhile
        release(clinic, due);
        return;
    }
    logUnwritten(clinic, due, error);
    m_queues[clinic].pausedUntilMs = m_clock.nowMs() + 1000;
    // Perhaps it was, and only the answer was lost: then it waits in the store as one that nobody makes.
    writeLater({clinic, due, {store::OutboxState::Queued, {}, {}, {}}});
}

static MessageStatus standingAfter(store::OutboxState state)
{
    switch (state) {
    case store::OutboxState::Done:
        return MessageStatus::Sent;
    case store::OutboxState::Uncertain:
        return MessageStatus::Uncertain;
    case store::OutboxState::Failed:
        return MessageStatus::Failed;
    case store::OutboxState::Queued:
    case store::OutboxState::Sending:
        break;
    }
    return MessageStatus::Queued;
}

void Outbox::finish(ClinicId clinic, const DueSend &due, const SendOutcome &outcome)
{
    write({clinic, due, judge(clinic, due, outcome)});
}

void Outbox::write(const End &end)
{
    const Timestamp now{m_clock.nowMs()};
    m_store
        .write<Done>(end.clinic,
            [due = end.due, result = end.result, now](store::Transaction &transaction) -> Result<> {
                if (const auto ended = store::Outbox(transaction).finishAttempt(due, result, now); !ended)
                    return ended;
                auto message = store::Messages(transaction).find(due.messageId);
                if (!message)
                    return message.error();
                const MessageStatus standing = standingAfter(result.state);
                // Only an attempt that is to be repeated goes back to waiting; else receipts may already know
                // more.
                message->status =
                    standing == MessageStatus::Queued ? standing : advanced(*message->status, standing);
                message->error = message->status == standing ? result.error : std::nullopt;
                if (!result.externalId.isEmpty())
                    message->externalId = result.externalId;
                return writeStanding(transaction, *message, due.inboxId, now);
            })
        .then(this, [this, end](const Result<> &written) {
            if (written) {
                release(end.clinic, end.due);
                return;
            }
            // Until it is, it is `sending` in the store: in doubt at the next start, as it must be.
            logUnwritten(end.clinic, end.due, written.error());
            writeLater(end, written.error().reason == Reason::NotFound);
        });
}

void Outbox::writeLater(End end, bool isFinal)
{
    if (m_draining || isFinal) {
        release(end.clinic, end.due);
        return;
    }
    end.againMs = m_clock.nowMs() + 1000;
    m_unwritten.append(end);
}

void Outbox::release(ClinicId clinic, const DueSend &due)
{
    m_queues[clinic].busy.remove(due.conversationId);
    --m_counters.waiting;
    if (m_draining && m_counters.waiting == 0) {
        m_drained.addResult(Done{});
        m_drained.finish();
    }
    wake(clinic);
}

/// Whatever waits for a time waits too long now.
void Outbox::clockWentBack()
{
    qCWarning(logOutbox) << "the clock was set back: what waits is tried now";
    m_circuits.clear();
    for (End &end : m_unwritten)
        end.againMs = 0;
    for (auto queue = m_queues.begin(); queue != m_queues.end(); ++queue) {
        queue->pausedUntilMs = 0;
        const ClinicId clinic = queue.key();
        m_store
            .write<Done>(
                clinic, [](store::Transaction &transaction) { return store::Outbox(transaction).hurry(); })
            .then(this, [this, clinic](const Result<> &) {
                wakeAt(clinic, m_clock.nowMs());
                wake(clinic); // a look that began before would put the time off again
            });
        m_nextDueMs.insert(clinic, 0);
    }
}

void Outbox::checkTimers()
{
    const qint64 now = m_clock.nowMs();
    if (now < m_checkedMs - 1000)
        clockWentBack();
    m_checkedMs = now;
    const auto clinics = m_nextDueMs.keys();
    for (const ClinicId clinic : clinics) {
        if (m_nextDueMs.value(clinic) <= now) {
            m_nextDueMs.remove(clinic);
            if (m_queues[clinic].recovered)
                wake(clinic);
            else
                recover(clinic);
        }
    }
    for (const End &end : std::exchange(m_unwritten, {}))
        end.againMs <= now ? write(end) : m_unwritten.append(end);
}

Future<> Outbox::drain()
{
    m_draining = true;
    m_drained.start();
    if (m_counters.waiting == 0) {
        m_drained.addResult(Done{});
        m_drained.finish();
    }
    for (const End &end : std::exchange(m_unwritten, {}))
        write(end);
    return m_drained.future();
}

} // namespace acolhe::services
