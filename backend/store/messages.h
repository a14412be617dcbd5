// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/message.h"
#include "backend/store/connection.h"

namespace acolhe::store {

struct MessagePage {
    QList<Message> messages; ///< in time order
    bool hasMore = false; ///< older ones
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
    /// The newest page, or the one before a message.
    Result<MessagePage> page(ConversationId conversation, const std::optional<MessageId> &before, int limit);
    Result<QList<Message>> withIds(const QList<MessageId> &ids);

    Result<> parkReceipt(InboxId inbox, const QString &externalId, MessageStatus status,
        const std::optional<MessageError> &error, Timestamp now);
    /// Gives them and forgets them.
    Result<QList<ParkedReceipt>> takeParkedReceipts(InboxId inbox, const QString &externalId);

private:
    Result<QList<Message>> load(const QString &where, const QVariantList &values);
    Result<> addParts(QList<Message> &messages);

    Connection &m_connection;
};

} // namespace acolhe::store
