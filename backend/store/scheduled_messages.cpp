// SPDX-License-Identifier: Apache-2.0
#include "backend/store/scheduled_messages.h"

namespace acolhe::store {

using namespace Qt::StringLiterals;

static ScheduledMessage scheduledOf(Row &row)
{
    ScheduledMessage one;
    one.id = row.next<ScheduledMessageId>();
    one.conversationId = row.next<ConversationId>();
    one.clientId = row.next<QString>();
    one.text = row.next<QString>();
    one.replyToId = row.next<std::optional<MessageId>>();
    one.sendAt = row.next<Timestamp>();
    one.cancelOnReply = row.next<bool>();
    one.authorId = row.next<UserId>();
    one.authorName = row.next<QString>();
    one.createdAt = row.next<Timestamp>();
    one.state = row.next<ScheduledState>();
    one.reason = row.next<QString>();
    one.messageId = row.next<std::optional<MessageId>>();
    return one;
}

Result<QList<ScheduledMessage>> ScheduledMessages::select(const QString &rest, const QVariantList &values)
{
    return m_connection.all<ScheduledMessage>(
        u"SELECT id, conversation_id, client_id, text, reply_to_id, send_at, cancel_on_reply, author_id, author_name, created_at, state, reason, message_id FROM scheduled_message "_s
            + rest,
        values, scheduledOf);
}

Result<ScheduledMessageId> ScheduledMessages::add(
    const ScheduledMessage &one, std::optional<MessageId> seenTo)
{
    const auto id = m_connection.insert(
        u"INSERT INTO scheduled_message (conversation_id, client_id, text, reply_to_id, send_at, cancel_on_reply, author_id, author_name, created_at, seen_to, state, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"_s,
        with(one.conversationId, one.clientId, one.text, one.replyToId, one.sendAt, one.cancelOnReply,
            one.authorId, one.authorName, one.createdAt, seenTo.value_or(MessageId{}), one.state,
            one.reason));
    return id ? Result<ScheduledMessageId>(ScheduledMessageId{*id}) : Result<ScheduledMessageId>(id.error());
}

Result<ScheduledMessage> ScheduledMessages::find(ScheduledMessageId id)
{
    const auto found = select(u"WHERE id = ?"_s, with(id));
    if (!found)
        return found.error();
    return found->isEmpty() ? Result<ScheduledMessage>(Error::notFound(u"scheduled message"_s))
                            : Result<ScheduledMessage>(found->first());
}

Result<std::optional<ScheduledMessage>> ScheduledMessages::findByClientId(const QString &clientId)
{
    using Found = std::optional<ScheduledMessage>;
    const auto found = select(u"WHERE client_id = ?"_s, with(clientId));
    if (!found)
        return found.error();
    return found->isEmpty() ? Result<Found>(Found()) : Result<Found>(found->first());
}

Result<> ScheduledMessages::save(const ScheduledMessage &one, std::optional<MessageId> seenTo)
{
    const auto saved = m_connection.run(
        u"UPDATE scheduled_message SET text = ?, send_at = ?, cancel_on_reply = ?, state = ?, reason = ?, message_id = ?, seen_to = COALESCE(?, seen_to) WHERE id = ?"_s,
        with(one.text, one.sendAt, one.cancelOnReply, one.state, one.reason, one.messageId, seenTo, one.id));
    return saved ? Result<>(Done{}) : Result<>(saved.error());
}

Result<QList<ScheduledMessage>> ScheduledMessages::of(ConversationId conversation)
{
    return select(
        u"WHERE conversation_id = ? AND (state IN ('waiting', 'refused') OR (state = 'cancelled' AND reason = 'patient_replied')) ORDER BY send_at, id LIMIT 100"_s,
        with(conversation));
}

Result<int> ScheduledMessages::waitingIn(ConversationId conversation)
{
    const auto count = m_connection.one<int>(
        u"SELECT COUNT(*) FROM scheduled_message WHERE conversation_id = ? AND state = 'waiting'"_s,
        with(conversation), [](Row &row) { return row.next<int>(); });
    return count ? Result<int>(count->value_or(0)) : Result<int>(count.error());
}

Result<QList<ScheduledMessage>> ScheduledMessages::due(Timestamp now, int limit)
{
    return select(
        u"WHERE state = 'waiting' AND send_at <= ? ORDER BY send_at, id LIMIT ?"_s, with(now, limit));
}

Result<QList<ScheduledMessage>> ScheduledMessages::repliedTo(ConversationId conversation)
{
    return select(
        u"WHERE conversation_id = ? AND state = 'waiting' AND cancel_on_reply = 1 AND EXISTS (SELECT 1 FROM message WHERE message.conversation_id = scheduled_message.conversation_id AND message.id > scheduled_message.seen_to AND message.direction = 'in') ORDER BY send_at, id"_s,
        with(conversation));
}

Result<ScheduleOutlook> ScheduledMessages::outlook()
{
    ScheduleOutlook outlook;
    const auto next = m_connection.one<Timestamp>(
        u"SELECT send_at FROM scheduled_message WHERE state = 'waiting' ORDER BY send_at, id LIMIT 1"_s, {},
        [](Row &row) { return row.next<Timestamp>(); });
    if (!next)
        return next.error();
    outlook.next = *next;
    auto where = m_connection.all<ConversationId>(
        u"SELECT DISTINCT conversation_id FROM scheduled_message WHERE state = 'waiting' AND cancel_on_reply = 1"_s,
        {}, [](Row &row) { return row.next<ConversationId>(); });
    if (!where)
        return where.error();
    outlook.cancelOnReply = *std::move(where);
    return outlook;
}

Result<int> ScheduledMessages::doubtAll(const QString &reason)
{
    return m_connection.run(
        u"UPDATE scheduled_message SET state = 'refused', reason = ? WHERE state = 'waiting'"_s,
        with(reason));
}

} // namespace acolhe::store
