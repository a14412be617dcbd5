// SPDX-License-Identifier: Apache-2.0
// Scheduled messages when their time has come, or the patient writes before.
#include "backend/base/log.h"
#include "backend/protocol/events.h"
#include "backend/protocol/rpc.h"
#include "backend/services/messages.h"
#include "backend/services/schedule_events.h"
#include "backend/services/scheduled_messages.h"
#include "backend/store/conversations.h"

namespace acolhe::services {

using namespace Qt::StringLiterals;

constexpr int sendsPerCommit = 50;

Future<> ScheduledMessages::load(ClinicId clinic)
{
    return m_store
        .read<store::ScheduleOutlook>(clinic,
            [](store::Connection &connection) { return store::ScheduledMessages(connection).outlook(); })
        .then(this, [this, clinic](const Result<store::ScheduleOutlook> &read) -> Result<> {
            if (!read)
                return read.error();
            Outlook &outlook = m_outlooks[clinic];
            outlook.next = read->next;
            for (const ConversationId id : read->cancelOnReply)
                outlook.cancelOnReply.insert(id);
            if (!m_timer.isActive())
                m_timer.start();
            check();
            return Done{};
        });
}

void ScheduledMessages::drop(ClinicId clinic)
{
    m_outlooks.remove(clinic);
}

void ScheduledMessages::expect(ClinicId clinic, const ScheduledMessage &scheduled)
{
    if (scheduled.state != ScheduledState::Waiting)
        return;
    Outlook &outlook = m_outlooks[clinic];
    if (!outlook.next || scheduled.sendAt < *outlook.next)
        outlook.next = scheduled.sendAt;
    if (scheduled.cancelOnReply)
        outlook.cancelOnReply.insert(scheduled.conversationId);
}

void ScheduledMessages::check()
{
    const Timestamp now{m_clock.nowMs()};
    QList<ClinicId> due;
    for (auto it = m_outlooks.cbegin(); it != m_outlooks.cend(); ++it) {
        if (!it->sending && it->next && it->next->ms <= now.ms)
            due.append(it.key());
    }
    for (const ClinicId clinic : due)
        sendDue(clinic);
}

static bool hasReply(const QList<ScheduledMessage> &repliedTo, ScheduledMessageId id)
{
    return std::any_of(
        repliedTo.begin(), repliedTo.end(), [id](const ScheduledMessage &one) { return one.id == id; });
}

/// Sends one that is due, or says why not; either way it is settled, and only trouble of the database is an
/// error.
static Result<std::optional<Message>> settle(
    store::Transaction &transaction, const Messages &messages, ScheduledMessage one, Timestamp now)
{
    std::optional<Message> sent;
    const auto conversation = store::Conversations(transaction).find(one.conversationId);
    if (!conversation)
        return conversation.error();
    store::ScheduledMessages all(transaction);
    const auto repliedTo = all.repliedTo(one.conversationId);
    if (!repliedTo)
        return repliedTo.error();
    if (hasReply(*repliedTo, one.id)) {
        one.state = ScheduledState::Cancelled;
        one.reason = u"patient_replied"_s;
    } else if (one.sendAt.ms + ScheduledMessages::tooLateMs < now.ms) {
        one.state = ScheduledState::Refused;
        one.reason = u"missed"_s;
    } else {
        const Sender author{SenderType::User, one.authorId.value, one.authorName};
        const auto written = messages.writeFor(transaction, author, *conversation,
            {one.conversationId, one.clientId, one.text, {}, one.replyToId, {}, {}}, now);
        if (!written
            && (store::isStorageTrouble(written.error()) || written.error().reason == Reason::Internal))
            return written.error();
        one.state = written ? ScheduledState::Sent : ScheduledState::Refused;
        one.reason = written ? QString() : QString::fromLatin1(wire::reasonWord(written.error().reason));
        if (written) {
            one.messageId = written->id;
            sent = *written;
        }
    }
    if (const auto saved = all.save(one); !saved)
        return saved.error();
    noteSchedule(transaction, *conversation, one, now);
    return sent;
}

namespace {

struct Sent {
    QList<Message> messages;
    store::ScheduleOutlook outlook;
};

Result<Sent> settleDue(store::Transaction &transaction, const Messages &messages, Timestamp now)
{
    store::ScheduledMessages all(transaction);
    const auto due = all.due(now, sendsPerCommit);
    if (!due)
        return due.error();
    Sent sent;
    for (const ScheduledMessage &one : *due) {
        auto settled = settle(transaction, messages, one, now);
        if (!settled)
            return settled.error();
        if (*settled)
            sent.messages.append(**std::move(settled));
    }
    auto outlook = all.outlook();
    if (!outlook)
        return outlook.error();
    sent.outlook = *std::move(outlook);
    return sent;
}

} // namespace

void ScheduledMessages::sendDue(ClinicId clinic)
{
    m_outlooks[clinic].sending = true;
    const Timestamp now{m_clock.nowMs()};
    m_store
        .write<Sent>(clinic,
            [this, now](store::Transaction &transaction) { return settleDue(transaction, m_messages, now); })
        .then(this, [this, clinic](const Result<Sent> &sent) {
            const auto outlook = m_outlooks.find(clinic);
            if (outlook == m_outlooks.end())
                return;
            outlook->sending = false;
            if (!sent) { // the next tick tries again
                qCWarning(logServer) << "scheduled messages of clinic" << clinic.value
                                     << "were not sent:" << sent.error().text;
                return;
            }
            outlook->next = sent->outlook.next;
            const auto &waiting = sent->outlook.cancelOnReply;
            outlook->cancelOnReply = {waiting.begin(), waiting.end()};
            for (const Message &message : sent->messages)
                m_messages.announce(clinic, message);
            check();
        });
}

void ScheduledMessages::follow(ClinicId clinic, const QList<Event> &events)
{
    const auto outlook = m_outlooks.find(clinic);
    if (outlook == m_outlooks.end() || outlook->cancelOnReply.isEmpty())
        return;
    QSet<ConversationId> told;
    for (const Event &event : events) {
        if (event.type == wire::MessageCreated::type && outlook->cancelOnReply.contains(event.conversation))
            told.insert(event.conversation);
    }
    for (const ConversationId conversation : std::as_const(told))
        cancelRepliedTo(clinic, conversation);
}

void ScheduledMessages::cancelRepliedTo(ClinicId clinic, ConversationId id)
{
    const Timestamp now{m_clock.nowMs()};
    // Should it fail, the same is asked again when they are due.
    (void)m_store.write<Done>(clinic, [id, now](store::Transaction &transaction) -> Result<Done> {
        store::ScheduledMessages all(transaction);
        const auto repliedTo = all.repliedTo(id);
        if (!repliedTo)
            return repliedTo.error();
        if (repliedTo->isEmpty())
            return Done{};
        const auto conversation = store::Conversations(transaction).find(id);
        if (!conversation)
            return conversation.error();
        for (ScheduledMessage one : *repliedTo) {
            one.state = ScheduledState::Cancelled;
            one.reason = u"patient_replied"_s;
            if (const auto saved = all.save(one); !saved)
                return saved.error();
            noteSchedule(transaction, *conversation, one, now);
        }
        return Done{};
    });
}

} // namespace acolhe::services
