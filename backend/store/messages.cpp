// SPDX-License-Identifier: Apache-2.0
#include "backend/store/messages.h"

namespace acolhe::store {

using namespace Qt::StringLiterals;

namespace sql {
static const QString select =
    u"SELECT id, conversation_id, direction, kind, text, sender_type, sender_id, sender_name, status, error, "
    u"external_id, client_id, reply_to_id, created_at, sent_at, edited_at, deleted_at, payload FROM message "_s;
static const QString insert =
    u"INSERT INTO message (id, conversation_id, inbox_id, direction, kind, text, sender_type, sender_id, "
    u"sender_name, "
    u"status, error, external_id, client_id, reply_to_id, created_at, sent_at, payload) "
    u"VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s;
} // namespace sql

static std::optional<QJsonObject> errorJson(const std::optional<MessageError> &error)
{
    if (!error)
        return {};
    return QJsonObject{{u"code"_s, error->code}, {u"message"_s, error->message}, {u"hint"_s, error->hint},
        {u"retryable"_s, error->retryable}};
}

static std::optional<MessageError> errorOf(const std::optional<QJsonObject> &json)
{
    if (!json)
        return {};
    return MessageError{json->value("code"_L1).toString(), json->value("message"_L1).toString(),
        json->value("hint"_L1).toString(), json->value("retryable"_L1).toBool()};
}

static Message messageOf(Row &row)
{
    Message m;
    m.id = row.next<MessageId>();
    m.conversationId = row.next<ConversationId>();
    m.direction = row.next<Direction>();
    m.kind = row.next<MessageKind>();
    m.text = row.next<QString>();
    m.sender.type = row.next<SenderType>();
    m.sender.id = row.next<std::optional<qint64>>();
    m.sender.name = row.next<QString>();
    m.status = row.next<std::optional<MessageStatus>>();
    m.error = errorOf(row.next<std::optional<QJsonObject>>());
    m.externalId = row.next<std::optional<QString>>();
    m.clientId = row.next<std::optional<QString>>();
    m.replyToId = row.next<std::optional<MessageId>>();
    m.createdAt = row.next<Timestamp>();
    m.sentAt = row.next<Timestamp>();
    m.editedAt = row.next<std::optional<Timestamp>>();
    m.deletedAt = row.next<std::optional<Timestamp>>();
    m.payload = row.next<QJsonObject>();
    return m;
}

Result<QList<Message>> Messages::load(const QString &where, const QVariantList &values)
{
    return m_connection.all<Message>(sql::select + where, values, messageOf);
}

Result<> Messages::addParts(QList<Message> &messages)
{
    if (messages.isEmpty())
        return Done{};
    QHash<MessageId, qsizetype> places;
    QList<qint64> ids;
    for (qsizetype i = 0; i < messages.size(); ++i) {
        places.insert(messages[i].id, i);
        ids.append(messages[i].id.value);
    }
    const InList in(ids);
    const auto attached = m_connection.each(
        u"SELECT message_id, id, kind, mime_type, file_name, size, width, height, duration_ms FROM attachment WHERE message_id IN (%1) ORDER BY id"_s
            .arg(in.marks),
        in.values, [&](Row &row) {
            Message &message = messages[places.value(row.next<MessageId>())];
            Attachment a;
            a.id = row.next<AttachmentId>();
            a.kind = row.next<MessageKind>();
            a.mimeType = row.next<QString>();
            a.fileName = row.next<QString>();
            a.size = row.next<qint64>();
            a.width = row.next<std::optional<int>>();
            a.height = row.next<std::optional<int>>();
            a.durationMs = row.next<std::optional<qint64>>();
            a.url = u"/media/%1"_s.arg(a.id.value);
            message.attachments.append(a);
        });
    if (!attached)
        return attached;
    return m_connection.each(
        u"SELECT message_id, emoji, sender_type, sender_id, sender_name FROM reaction WHERE message_id IN (%1)"_s
            .arg(in.marks),
        in.values, [&](Row &row) {
            Message &message = messages[places.value(row.next<MessageId>())];
            Reaction r;
            r.emoji = row.next<QString>();
            r.sender.type = row.next<SenderType>();
            r.sender.id = row.next<std::optional<qint64>>();
            r.sender.name = row.next<QString>();
            message.reactions.append(r);
        });
}

/// The first with all that belongs to it: what is found is told to desktops as it is.
Result<std::optional<Message>> Messages::firstOf(Result<QList<Message>> found)
{
    if (!found)
        return found.error();
    if (const auto added = addParts(*found); !added)
        return added.error();
    return found->isEmpty() ? std::optional<Message>() : std::optional(found->first());
}

Result<Message> Messages::find(MessageId id)
{
    auto found = firstOf(load(u"WHERE id = ?"_s, with(id)));
    if (!found)
        return found.error();
    return *found ? Result<Message>(**std::move(found)) : Result<Message>(Error::notFound(u"message"_s));
}

Result<std::optional<Message>> Messages::findByExternalId(InboxId inbox, const QString &externalId)
{
    return firstOf(load(u"WHERE inbox_id = ? AND external_id = ?"_s, with(inbox, externalId)));
}

Result<QSet<QString>> Messages::knownOf(InboxId inbox, const QStringList &externalIds)
{
    QVariantList wanted;
    for (const QString &externalId : externalIds)
        wanted.append(bound(externalId));
    const InList in(wanted);
    QSet<QString> there;
    const auto read = m_connection.each(
        u"WITH wanted(value) AS (VALUES %1) SELECT value, (SELECT m.id FROM message m WHERE m.inbox_id = ? "
        "AND m.external_id = wanted.value) FROM wanted"_s.arg(in.rows()),
        in.values + with(inbox), [&](Row &row) {
            const QString externalId = row.next<QString>();
            if (row.next<std::optional<MessageId>>())
                there.insert(externalId);
        });
    return read ? Result<QSet<QString>>(std::move(there)) : Result<QSet<QString>>(read.error());
}

Result<std::optional<Message>> Messages::findByClientId(const QString &clientId)
{
    return firstOf(load(u"WHERE client_id = ?"_s, with(clientId)));
}

Result<MessageId> Messages::add(const Message &m, InboxId inbox)
{
    if (m.externalId)
        m_connection.foreseen().messageAdded(inbox, *m.externalId);
    const auto id = m_connection.newId(u"message"_s);
    if (!id)
        return id.error();
    const auto put = m_connection.post(sql::insert,
        with(*id, m.conversationId, inbox, m.direction, m.kind, m.text, m.sender.type, m.sender.id,
            m.sender.name, m.status, errorJson(m.error), m.externalId, m.clientId, m.replyToId, m.createdAt,
            m.sentAt, m.payload));
    return put ? Result<MessageId>(MessageId{*id}) : Result<MessageId>(put.error());
}

Result<> Messages::saveDelivery(const Message &m)
{
    return m_connection.post(u"UPDATE message SET status = ?, error = ?, external_id = ? WHERE id = ?"_s,
        with(m.status, errorJson(m.error), m.externalId, m.id));
}

Result<> Messages::saveContent(const Message &m)
{
    return m_connection.post(
        u"UPDATE message SET text = ?, edited_at = ?, deleted_at = ?, payload = ? WHERE id = ?"_s,
        with(m.text, m.editedAt, m.deletedAt, m.payload, m.id));
}

Result<> Messages::react(MessageId message, const Reaction &reaction)
{
    if (reaction.emoji.isEmpty())
        return m_connection.post(
            u"DELETE FROM reaction WHERE message_id = ? AND sender_type = ? AND sender_id = ?"_s,
            with(message, reaction.sender.type, reaction.sender.id.value_or(0)));
    return m_connection.post(
        u"INSERT INTO reaction (message_id, sender_type, sender_id, sender_name, emoji) VALUES (?, ?, ?, ?, "
        u"?) "
        u"ON CONFLICT (message_id, sender_type, sender_id) DO UPDATE SET emoji = excluded.emoji, "
        u"sender_name = excluded.sender_name"_s,
        with(message, reaction.sender.type, reaction.sender.id.value_or(0), reaction.sender.name,
            reaction.emoji));
}

static QVariantList numbersOf(const QList<ConversationId> &conversations)
{
    QVariantList all;
    for (const ConversationId id : conversations)
        all.append(id.value);
    return all;
}

Result<std::optional<MessageId>> Messages::firstSince(
    const QList<ConversationId> &conversations, Timestamp from)
{
    const InList in(numbersOf(conversations));
    return m_connection.one<MessageId>(
        u"SELECT id FROM message WHERE conversation_id IN (%1) AND created_at >= ? ORDER BY id LIMIT 1"_s.arg(
            in.marks),
        in.values + with(from), [](Row &row) { return row.next<MessageId>(); });
}

Result<QList<Message>> Messages::slice(
    const PageQuery &query, const QString &beyond, const QVariantList &value, bool newestFirst, int limit)
{
    const QString rest =
        beyond + u" ORDER BY id %1 LIMIT %2"_s.arg(newestFirst ? u"DESC"_s : u"ASC"_s).arg(limit);
    if (query.conversations.size() == 1)
        return load(u"WHERE conversation_id = ?"_s + rest, with(query.conversations.first()) + value);
    const InList in(numbersOf(query.conversations));
    return load(u"WHERE conversation_id IN (%1)"_s.arg(in.marks) + rest, in.values + value);
}

Result<MessagePage> Messages::page(const PageQuery &query)
{
    const int limit = query.limit;
    const bool forward = query.after || query.around;
    MessagePage page;
    if (!query.after) { // what is older than the anchor, or than everything
        const auto &end = query.around ? query.around : query.before;
        const int wanted = query.around ? limit / 2 : limit;
        auto older = slice(
            query, end ? u" AND id < ?"_s : QString(), end ? with(*end) : QVariantList(), true, wanted + 1);
        if (!older)
            return older.error();
        page.hasMore = older->size() > wanted;
        page.messages = older->mid(0, wanted);
        std::reverse(page.messages.begin(), page.messages.end());
    }
    if (forward) {
        const int wanted = limit - int(page.messages.size());
        auto newer = query.after ? slice(query, u" AND id > ?"_s, with(*query.after), false, wanted + 1)
                                 : slice(query, u" AND id >= ?"_s, with(*query.around), false, wanted + 1);
        if (!newer)
            return newer.error();
        page.hasNewer = newer->size() > wanted;
        page.messages += newer->mid(0, wanted);
        page.hasMore = page.hasMore || query.after;
    } else {
        page.hasNewer = query.before.has_value();
    }
    if (const auto added = addParts(page.messages); !added)
        return added.error();
    return page;
}

Result<QList<Message>> Messages::withIds(const QList<MessageId> &ids)
{
    if (ids.isEmpty())
        return QList<Message>();
    QList<qint64> numbers;
    for (const MessageId id : ids)
        numbers.append(id.value);
    const InList in(numbers);
    auto found = load(u"WHERE id IN (%1) ORDER BY id DESC"_s.arg(in.marks), in.values);
    if (!found)
        return found;
    if (const auto added = addParts(*found); !added)
        return added.error();
    return found;
}

Result<> Messages::parkReceipt(InboxId inbox, const QString &externalId, MessageStatus status,
    const std::optional<MessageError> &error, Timestamp now)
{
    return m_connection.post(
        u"INSERT INTO pending_receipt (inbox_id, external_id, status, error, received_at) VALUES (?, ?, ?, ?, ?)"_s,
        with(inbox, externalId, status, errorJson(error), now));
}

Result<QList<ParkedReceipt>> Messages::takeParkedReceipts(InboxId inbox, const QString &externalId)
{
    auto parked = m_connection.all<ParkedReceipt>(
        u"SELECT status, error FROM pending_receipt WHERE inbox_id = ? AND external_id = ? ORDER BY received_at"_s,
        with(inbox, externalId), [](Row &row) {
            ParkedReceipt one;
            one.status = row.next<MessageStatus>();
            one.error = errorOf(row.next<std::optional<QJsonObject>>());
            return one;
        });
    if (!parked || parked->isEmpty())
        return parked;
    const auto gone = m_connection.run(
        u"DELETE FROM pending_receipt WHERE inbox_id = ? AND external_id = ?"_s, with(inbox, externalId));
    return gone ? parked : Result<QList<ParkedReceipt>>(gone.error());
}

} // namespace acolhe::store
