// SPDX-License-Identifier: Apache-2.0
#include "backend/store/outbox.h"

#include "backend/store/messages.h"
#include "backend/store/patients.h"

namespace acolhe::store {

using namespace Qt::StringLiterals;

static DueSend dueOf(Row &row)
{
    DueSend due;
    due.id = row.next<OutboxId>();
    due.messageId = row.next<MessageId>();
    due.conversationId = row.next<ConversationId>();
    due.inboxId = row.next<InboxId>();
    due.attempts = row.next<int>();
    return due;
}

Result<> Outbox::add(MessageId message, InboxId inbox, Timestamp now)
{
    const auto put = m_connection.run(
        u"INSERT INTO outbox (message_id, conversation_id, inbox_id, state, next_attempt_at, created_at) "
        u"SELECT id, conversation_id, CAST(? AS BIGINT), 'queued', 0, CAST(? AS BIGINT) FROM message WHERE id = ?"_s,
        with(inbox, now, message));
    return put ? Result<>(Done{}) : Result<>(put.error());
}

Result<> Outbox::requeue(MessageId message, InboxId inbox, Timestamp now)
{
    const auto reset = m_connection.run(
        u"UPDATE outbox SET state = 'queued', inbox_id = ?, attempts = 0, next_attempt_at = ? WHERE message_id = ? AND state IN ('failed', 'uncertain', 'done')"_s,
        with(inbox, now, message));
    if (!reset)
        return reset.error();
    return *reset == 1 ? Result<>(Done{}) : Result<>(Error::conflict(u"the message is being sent already"_s));
}

/// " AND inbox_id NOT IN (?, ?)", nothing for none.
static QString outside(const QList<InboxId> &inboxes)
{
    if (inboxes.isEmpty())
        return {};
    return u" AND o.inbox_id NOT IN ("_s + QStringList(inboxes.size(), u"?"_s).join(u", "_s) + u')';
}

static QVariantList withAll(const Timestamp &now, const QList<InboxId> &inboxes)
{
    QVariantList values = with(now);
    for (const InboxId inbox : inboxes)
        values += with(inbox);
    return values;
}

Result<DueSends> Outbox::due(Timestamp now, const Held &held, int limit)
{
    const QSet<ConversationId> busy(held.conversations.begin(), held.conversations.end());
    DueSends due;
    // Busy conversations change with every call: left out here, they need no statement of their own. The
    // first of each conversation in one pass over what waits: asked of each whether an earlier one waits,
    // PostgreSQL took 1.7 s for 6,000, where its statistics knew of none.
    const auto read =
        m_connection.each(u"SELECT o.id, o.message_id, o.conversation_id, o.inbox_id, o.attempts FROM "
                          u"(SELECT w.*, ROW_NUMBER() "
                          u"OVER (PARTITION BY w.conversation_id ORDER BY w.id) AS place FROM outbox AS w "
                          u"WHERE w.state IN ('queued', 'sending')) AS o "
                          u"WHERE o.place = 1 AND o.state = 'queued' AND o.next_attempt_at <= ?"_s
                + outside(held.inboxes) + u" ORDER BY o.id LIMIT ?"_s,
            withAll(now, held.inboxes) + with(limit + int(busy.size())), [&](Row &row) {
                const DueSend one = dueOf(row);
                if (due.rows.size() < limit && !busy.contains(one.conversationId))
                    due.rows.append(one);
            });
    if (!read)
        return read.error();
    const auto next = m_connection.one<std::optional<Timestamp>>(
        u"SELECT MIN(o.next_attempt_at) FROM outbox AS o "
        u"WHERE o.state IN ('queued', 'sending') AND o.state = 'queued' AND o.next_attempt_at > ?"_s
            + outside(held.inboxes),
        withAll(now, held.inboxes), [](Row &row) { return row.next<std::optional<Timestamp>>(); });
    if (!next)
        return next.error();
    due.next = next->value_or(std::nullopt);
    return due;
}

static Result<> takeContent(Connection &connection, const Message &message, DueSend &due)
{
    due.clientId = message.clientId.value_or(QString());
    due.kind = message.kind;
    due.text = message.text;
    due.payload = message.payload;
    if (!message.attachments.isEmpty()) {
        auto files = Attachments(connection).ofMessage(message.id);
        if (!files)
            return files.error();
        due.files = *std::move(files);
    }
    if (message.replyToId) {
        const auto quoted = Messages(connection).find(*message.replyToId);
        if (quoted)
            due.replyToExternalId = quoted->externalId.value_or(QString());
    }
    return Done{};
}

Result<DueSend> Outbox::startAttempt(const DueSend &due, Timestamp now)
{
    DueSend started = due;
    const auto marked = m_connection.run(
        u"UPDATE outbox SET state = 'sending', attempts = attempts + 1 WHERE id = ? AND state = 'queued'"_s,
        with(due.id));
    if (!marked)
        return marked.error();
    if (*marked != 1)
        return Error::conflict(u"not waiting any more"_s);
    started.attempts += 1;
    const auto attempt = m_connection.insert(
        u"INSERT INTO attempt (outbox_id, started_at) VALUES (?, ?) RETURNING id"_s, with(due.id, now));
    if (!attempt)
        return attempt.error();
    started.attempt = AttemptId{*attempt};
    auto message = Messages(m_connection).find(due.messageId);
    if (!message)
        return message.error();
    message->status = MessageStatus::Sending;
    if (const auto saved = Messages(m_connection).saveDelivery(*message); !saved)
        return saved.error();
    if (const auto filled = takeContent(m_connection, *message, started); !filled)
        return filled.error();
    const auto patient = m_connection.one<PatientId>(u"SELECT patient_id FROM conversation WHERE id = ?"_s,
        with(due.conversationId), [](Row &row) { return row.next<PatientId>(); });
    if (!patient)
        return patient.error();
    auto to = Patients(m_connection).identitiesOf(patient->value_or(PatientId{}));
    if (!to)
        return to.error();
    started.to = *std::move(to);
    return started;
}

Result<> Outbox::finishAttempt(const DueSend &due, const AttemptResult &result, Timestamp now)
{
    const auto ended = m_connection.post(
        u"UPDATE attempt SET finished_at = ?, outcome = ?, error_code = ?, external_id = ? WHERE outbox_id = ? AND finished_at IS NULL"_s,
        with(now, result.state, result.error ? std::optional(result.error->code) : std::nullopt,
            result.externalId, due.id));
    if (!ended)
        return ended.error();
    return m_connection.post(
        u"UPDATE outbox SET state = ?, next_attempt_at = ? WHERE id = ? AND state = 'sending'"_s,
        with(result.state, result.nextAt.value_or(now), due.id));
}

Result<> Outbox::hurry()
{
    const auto hurried = m_connection.run(
        u"UPDATE outbox SET next_attempt_at = 0 WHERE state IN ('queued', 'sending') AND state = 'queued'"_s);
    return hurried ? Result<>(Done{}) : Result<>(hurried.error());
}

Result<> Outbox::settle(MessageId message, MessageStatus status, Timestamp now)
{
    const OutboxState state = status == MessageStatus::Failed ? OutboxState::Failed : OutboxState::Done;
    if (status < MessageStatus::Sent)
        return Done{};
    return m_connection.post(
        u"UPDATE outbox SET state = ?, next_attempt_at = ? WHERE message_id = ? AND state IN ('queued', 'sending', 'uncertain', 'done')"_s,
        with(state, now, message));
}

Result<QList<DueSend>> Outbox::interrupted()
{
    return m_connection.all<DueSend>(
        u"SELECT id, message_id, conversation_id, inbox_id, attempts FROM outbox WHERE state = 'sending' ORDER BY id"_s,
        {}, dueOf);
}

Result<int> Outbox::waitingOf(InboxId inbox)
{
    const auto count = m_connection.one<int>(
        u"SELECT COUNT(*) FROM outbox WHERE inbox_id = ? AND state IN ('queued', 'sending')"_s, with(inbox),
        [](Row &row) { return row.next<int>(); });
    return count ? Result<int>(**count) : Result<int>(count.error());
}

Result<int> Outbox::doubtAll(const MessageError &why, Timestamp now)
{
    const auto unsettled = m_connection.all<MessageId>(
        u"SELECT message_id FROM outbox WHERE state IN ('queued', 'sending') ORDER BY id"_s, {},
        [](Row &row) { return row.next<MessageId>(); });
    if (!unsettled)
        return unsettled.error();
    for (const MessageId id : *unsettled) {
        auto message = Messages(m_connection).find(id);
        if (!message)
            return message.error();
        message->status = advanced(message->status.value_or(MessageStatus::Queued), MessageStatus::Uncertain);
        if (message->status == MessageStatus::Uncertain)
            message->error = why;
        if (const auto saved = Messages(m_connection).saveDelivery(*message); !saved)
            return saved.error();
    }
    const auto ended = m_connection.run(
        u"UPDATE attempt SET finished_at = ?, outcome = 'uncertain', error_code = ? WHERE finished_at IS NULL"_s,
        with(now, why.code));
    if (!ended)
        return ended.error();
    const auto settled = m_connection.run(
        u"UPDATE outbox SET state = 'uncertain', next_attempt_at = ? WHERE state IN ('queued', 'sending')"_s,
        with(now));
    return settled ? Result<int>(int(unsettled->size())) : settled;
}

} // namespace acolhe::store
