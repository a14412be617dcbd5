// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/message.h"
#include "backend/store/connection.h"

namespace acolhe::store {

struct MessagePage {
    QList<Message> messages; ///< in time order
    bool hasMore = false; ///< older ones
    bool hasNewer = false;
};

/// Which messages of some conversations: the newest, those before one, those after one, or those around one.
struct PageQuery {
    QList<ConversationId> conversations;
    int limit = 50;
    std::optional<MessageId> before = {};
    std::optional<MessageId> after = {};
    std::optional<MessageId> around = {}; ///< is among them
};

/// A receipt that came before the message's external id was known.
struct ParkedReceipt {
    MessageStatus status = MessageStatus::Sent;
    std::optional<MessageError> error;
};

class Messages {
public:
    explicit Messages(Connection &connection)
        : m_connection(connection)
    {
    }

    Result<Message> find(MessageId id);
    Result<std::optional<Message>> findByExternalId(InboxId inbox, const QString &externalId);
    /// Those of these that are there.
    Result<QSet<QString>> knownOf(InboxId inbox, const QStringList &externalIds);
    Result<std::optional<Message>> findByClientId(const QString &clientId);
    /// Conflict when the external id or client id is there already.
    Result<MessageId> add(const Message &message, InboxId inbox);
    /// Status, error and external id.
    Result<> saveDelivery(const Message &message);
    /// Text, edits and deletion.
    Result<> saveContent(const Message &message);
    /// What one person thinks of a message now; an empty emoji: nothing.
    Result<> react(MessageId message, const Reaction &reaction);
    /// The first that came then or later.
    Result<std::optional<MessageId>> firstSince(const QList<ConversationId> &conversations, Timestamp from);
    Result<MessagePage> page(const PageQuery &query);
    Result<QList<Message>> withIds(const QList<MessageId> &ids);

    Result<> parkReceipt(InboxId inbox, const QString &externalId, MessageStatus status,
        const std::optional<MessageError> &error, Timestamp now);
    /// Gives them and forgets them.
    Result<QList<ParkedReceipt>> takeParkedReceipts(InboxId inbox, const QString &externalId);

private:
    Result<QList<Message>> slice(const PageQuery &query, const QString &beyond, const QVariantList &value,
        bool newestFirst, int limit);
    Result<QList<Message>> load(const QString &where, const QVariantList &values);
    Result<> addParts(QList<Message> &messages);
    Result<std::optional<Message>> firstOf(Result<QList<Message>> found);

    Connection &m_connection;
};

} // namespace acolhe::store
