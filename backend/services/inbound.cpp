// SPDX-License-Identifier: Apache-2.0
#include "backend/services/inbound.h"

#include "backend/base/log.h"
#include "backend/base/text.h"
#include "backend/protocol/events.h"
#include "backend/services/inbound_changes.h"
#include "backend/store/conversations.h"
#include "backend/store/journal.h"
#include "backend/store/messages.h"
#include "backend/store/outbox.h"
#include "backend/store/patients.h"

namespace acolhe::services {

using namespace Qt::StringLiterals;
using channels::InboundEvent;
using channels::InboundMessage;
using channels::InboundNotice;
using channels::InboundReceipt;

/// A time that no provider would tell honestly counts as now: before 2010 or more than a day ahead.
static Timestamp believable(Timestamp told, Timestamp now)
{
    constexpr qint64 firstMs = 1262304000000;
    constexpr qint64 dayMs = 24 * 3600 * 1000;
    return told.ms < firstMs || told.ms > now.ms + dayMs ? now : told;
}

namespace {

/// A receipt that moved a message.
struct Moved {
    MessageId message;
    MessageStatus status = MessageStatus::Sent;
    TraceId trace; ///< the message's own
};

/// What one delivery came to; counted and logged when it is durable.
struct Outcome {
    QList<qint64> messages;
    QList<qint64> conversations;
    QList<Moved> moved;
    int duplicates = 0;
    int receipts = 0;
    int parked = 0;
    int unsupported = 0;
    int unreadable = 0; ///< not understood, beside what was
};

/// Writes the facts of one delivery inside a transaction.
class Writer {
public:
    Writer(store::Transaction &transaction, const ReceivingInbox &inbox, Timestamp now)
        : m_transaction(transaction)
        , m_inbox(inbox)
        , m_now(now)
    {
    }

    Result<> apply(const InboundMessage &inbound);
    Result<> apply(const InboundReceipt &receipt);
    Result<> apply(const InboundNotice &notice)
    {
        outcome.unreadable += notice.unreadable ? 1 : 0;
        return Done{};
    } // kept in the journal; their screens come with the channels
    template <class Change> Result<> apply(const Change &change)
    {
        return applyChange(m_transaction, m_inbox.id, change, believable(timeOf(change), m_now));
    }

    Outcome outcome;

private:
    Result<Conversation> conversationOf(const PatientSummary &patient);
    Result<std::optional<Conversation>> placeOf(const InboundMessage &inbound);
    Result<Message> messageOf(const InboundMessage &inbound, const Conversation &conversation);
    Result<> applyTo(Message message, const InboundReceipt &receipt);

    store::Transaction &m_transaction;
    const ReceivingInbox &m_inbox;
    const Timestamp m_now;
};

Result<Conversation> Writer::conversationOf(const PatientSummary &patient)
{
    store::Conversations conversations(m_transaction);
    auto open = conversations.findOpen(patient.id, m_inbox.id);
    if (!open)
        return open.error();
    if (*open)
        return **std::move(open);
    Conversation conversation;
    conversation.inboxId = m_inbox.id;
    conversation.channel = m_inbox.channel;
    conversation.patient = patient;
    conversation.createdAt = conversation.updatedAt = m_now;
    const auto id = conversations.add(conversation);
    if (!id)
        return id.error();
    conversation.id = *id;
    m_transaction.addEvent(wire::makeEvent(
        wire::ConversationCreated{conversation}, m_now, audienceOf(conversation), conversation.id));
    return conversation;
}

/// The row that an inbound message becomes.
Result<Message> Writer::messageOf(const InboundMessage &inbound, const Conversation &conversation)
{
    Message message;
    message.conversationId = conversation.id;
    message.direction = Direction::In;
    message.kind = inbound.kind;
    message.text = cleanText(inbound.text);
    message.sender = {SenderType::Patient, conversation.patient.id.value, conversation.patient.name};
    message.externalId = inbound.externalId;
    message.createdAt = m_now;
    message.sentAt = believable(inbound.sentAt, m_now);
    message.payload = inbound.payload;
    if (!inbound.replyToExternalId.isEmpty()) {
        const auto quoted =
            store::Messages(m_transaction).findByExternalId(m_inbox.id, inbound.replyToExternalId);
        if (!quoted)
            return quoted.error();
        if (*quoted)
            message.replyToId = (*quoted)->id;
    }
    return message;
}

/// Where the message belongs; nothing when it is there already. Of somebody known with an open conversation
/// this is one question.
Result<std::optional<Conversation>> Writer::placeOf(const InboundMessage &inbound)
{
    auto open =
        store::Conversations(m_transaction).findOpenFor({m_inbox.id, inbound.from, inbound.externalId});
    if (!open || *open)
        return open;
    const auto known = store::Messages(m_transaction).findByExternalId(m_inbox.id, inbound.externalId);
    if (!known)
        return known.error();
    if (*known)
        return std::optional<Conversation>();
    const auto patient =
        store::Patients(m_transaction).findOrCreate(inbound.from, cleanText(inbound.profileName), m_now);
    if (!patient)
        return patient.error();
    return conversationOf(*patient).transform([](Conversation one) { return std::optional(std::move(one)); });
}

Result<> Writer::apply(const InboundMessage &inbound)
{
    const auto place = placeOf(inbound);
    if (!place)
        return place.error();
    if (!*place) {
        ++outcome.duplicates;
        return Done{};
    }
    const Conversation &before = **place;
    auto message = messageOf(inbound, before);
    if (!message)
        return message.error();
    const auto id = store::Messages(m_transaction).add(*message, m_inbox.id);
    if (!id)
        return id.error();
    message->id = *id;
    const Conversation after = rules::received(before, *message, m_inbox.windowMs);
    if (const auto saved = store::Conversations(m_transaction).save(after); !saved)
        return saved;
    m_transaction.addEvent(
        wire::makeEvent(wire::MessageCreated{*message, after}, m_now, audienceOf(after, before), after.id));
    outcome.messages.append(message->id.value);
    outcome.conversations.append(after.id.value);
    outcome.unsupported += message->kind == MessageKind::Unsupported ? 1 : 0;
    return Done{};
}

Result<> Writer::apply(const InboundReceipt &receipt)
{
    ++outcome.receipts;
    store::Messages all(m_transaction);
    auto found = all.findByExternalId(m_inbox.id, receipt.externalId);
    if (found && !*found && !receipt.callbackData.isEmpty())
        found = all.findByClientId(receipt.callbackData);
    if (!found)
        return found.error();
    if (*found)
        return applyTo(**std::move(found), receipt);
    ++outcome.parked; // it may be quicker than the answer to the send itself
    return all.parkReceipt(m_inbox.id, receipt.externalId, receipt.status, receipt.error, m_now);
}

Result<> Writer::applyTo(Message message, const InboundReceipt &receipt)
{
    if (message.direction != Direction::Out || !message.status)
        return Done{};
    const MessageStatus status = advanced(*message.status, receipt.status);
    const bool names = !message.externalId && !receipt.externalId.isEmpty();
    if (status == *message.status && !names)
        return Done{};
    if (names)
        message.externalId = receipt.externalId;
    message.error = status == MessageStatus::Failed ? receipt.error : std::nullopt;
    message.status = status;
    if (const auto saved = store::Messages(m_transaction).saveDelivery(message); !saved)
        return saved.error();
    if (const auto ended = store::Outbox(m_transaction).settle(message.id, status, m_now); !ended)
        return ended.error();
    const auto conversation = store::Conversations(m_transaction).find(message.conversationId);
    if (!conversation)
        return conversation.error();
    const TraceId trace = TraceId::ofUuid(message.clientId.value_or(QString()));
    Event event = wire::makeEvent(
        wire::MessageUpdated{message}, m_now, audienceOf(*conversation), message.conversationId);
    event.trace = trace;
    m_transaction.addEvent(std::move(event));
    outcome.moved.append({message.id, status, trace});
    return Done{};
}

} // namespace

static Result<Outcome> writeEvents(store::Transaction &transaction, const ReceivingInbox &inbox,
    const QList<InboundEvent> &events, Timestamp now)
{
    Writer writer(transaction, inbox, now);
    for (const InboundEvent &event : events) {
        const Result<> done = std::visit([&](const auto &one) { return writer.apply(one); }, event);
        if (!done)
            return done.error();
    }
    return std::move(writer.outcome);
}

static QList<store::Arrival> arrivalsOf(const ReceivingInbox &inbox, const QList<InboundEvent> &events)
{
    QList<store::Arrival> arrivals;
    for (const InboundEvent &event : events) {
        if (const auto *message = std::get_if<InboundMessage>(&event))
            arrivals.append({inbox.id, message->from, message->externalId});
    }
    return arrivals;
}

static store::JournalState stateAfter(const Outcome &outcome)
{
    if (outcome.unreadable > 0)
        return store::JournalState::Dead;
    return outcome.unsupported > 0 ? store::JournalState::Unsupported : store::JournalState::Done;
}

static QString reasonAfter(const Outcome &outcome)
{
    return outcome.unreadable > 0 ? u"%1 parts of it have no shape that is known"_s.arg(outcome.unreadable)
                                  : QString();
}

Inbound::Inbound(store::Store &store, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(clock)
{
}

static void count(Inbound::Counters &counters, const Outcome &outcome)
{
    counters.messages += outcome.messages.size();
    counters.duplicates += outcome.duplicates;
    counters.receipts += outcome.receipts;
    counters.parked += outcome.parked;
    counters.unsupported += outcome.unsupported;
}

static void logStored(
    const ReceivingInbox &inbox, const TraceId &trace, const Outcome &outcome, store::JournalState journal)
{
    LogEntry(logChannel(), QtInfoMsg, "delivery stored")
        .on(trace)
        .with("clinic", inbox.clinic)
        .with("inbox", inbox.id)
        .with("journal", word(journal))
        .with("messages", outcome.messages)
        .with("conversations", outcome.conversations)
        .with("duplicates", outcome.duplicates)
        .with("receipts", outcome.receipts)
        .with("parked", outcome.parked);
    for (const Moved &one : outcome.moved)
        LogEntry(logOutbox(), QtInfoMsg, "receipt")
            .on(one.trace)
            .with("webhookTrace", trace)
            .with("clinic", inbox.clinic)
            .with("messageId", one.message)
            .with("status", word(one.status));
}

Future<> Inbound::receive(const ReceivingInbox &inbox, const channels::Channel &channel,
    const QByteArray &body, const TraceId &trace)
{
    return receivePart(inbox, channel, {{}, body, {}}, trace);
}

Future<> Inbound::receivePart(const ReceivingInbox &inbox, const channels::Channel &channel,
    const channels::Delivery &part, const TraceId &trace)
{
    const store::Origin origin(inbox.clinic, trace);
    store::JournalRow row;
    row.inbox = inbox.id;
    row.channel = inbox.channel;
    row.receivedAt = {m_clock.nowMs()};
    row.body = part.body;
    const auto events = channel.parsePart(part);
    if (!events)
        return bury(origin, std::move(row), events.error());
    const auto put = [=](store::Transaction &transaction) {
        const auto outcome = writeEvents(transaction, inbox, *events, row.receivedAt);
        if (!outcome)
            return outcome;
        store::JournalRow kept = row;
        kept.state = stateAfter(*outcome);
        kept.reason = reasonAfter(*outcome);
        return store::Journal(transaction).add(kept).transform([&](Done) { return *outcome; });
    };
    return m_store.write<Outcome>(origin, put, arrivalsOf(inbox, *events))
        .then(this,
            [this, origin, inbox, row](const Result<Outcome> &outcome) -> Future<> {
                if (outcome) {
                    count(m_counters, *outcome);
                    logStored(inbox, origin.trace, *outcome, stateAfter(*outcome));
                    m_counters.dead += outcome->unreadable > 0 ? 1 : 0;
                    return ready<Done>(Done{});
                }
                // Trouble with the storage is not the delivery's fault: the provider shall send it again.
                return store::isStorageTrouble(outcome.error()) ? failed<Done>(outcome.error())
                                                                : bury(origin, row, outcome.error());
            })
        .unwrap();
}

Future<> Inbound::bury(const store::Origin &origin, store::JournalRow row, const Error &error)
{
    LogEntry(logChannel(), QtWarningMsg, "delivery kept but not understood")
        .on(origin.trace)
        .with("clinic", origin.clinic)
        .with("inbox", *row.inbox)
        .with("journal", word(store::JournalState::Dead));
    row.state = store::JournalState::Dead;
    row.reason = error.text;
    ++m_counters.dead;
    return m_store.write<Done>(
        origin, [row](store::Transaction &transaction) { return store::Journal(transaction).add(row); });
}

Future<bool> Inbound::replay(const ReceivingInbox &inbox, const channels::Channel &channel, JournalId row)
{
    const Timestamp now{m_clock.nowMs()};
    auto written = m_store.write<Outcome>(
        inbox.clinic, [=, &channel](store::Transaction &transaction) -> Result<Outcome> {
            store::Journal journal(transaction);
            const auto kept = journal.find(row);
            if (!kept)
                return kept.error();
            const auto events = channel.parse(kept->body);
            if (!events)
                return events.error();
            const auto outcome = writeEvents(transaction, inbox, *events, now);
            if (!outcome)
                return outcome;
            return journal.mark(row, stateAfter(*outcome), reasonAfter(*outcome)).transform([&](Done) {
                return *outcome;
            });
        });
    return written
        .then(this,
            [this, clinic = inbox.clinic, row](const Result<Outcome> &outcome) -> Future<bool> {
                if (outcome) {
                    count(m_counters, *outcome);
                    return ready<bool>(outcome->unreadable == 0);
                }
                if (store::isStorageTrouble(outcome.error()) || outcome.error().reason == Reason::NotFound)
                    return failed<bool>(outcome.error());
                return m_store.write<bool>(clinic, [row, why = outcome.error().text](auto &transaction) {
                    return store::Journal(transaction)
                        .mark(row, store::JournalState::Dead, why)
                        .transform([](Done) { return false; });
                });
            })
        .unwrap();
}

} // namespace acolhe::services
