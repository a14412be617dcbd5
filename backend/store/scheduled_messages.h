// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/scheduled_message.h"
#include "backend/store/connection.h"

namespace acolhe::store {

/// What a server keeps in mind of a clinic's scheduled messages.
struct ScheduleOutlook {
    std::optional<Timestamp> next; ///< when the next one that waits is due
    QList<ConversationId> cancelOnReply; ///< where a patient's message cancels one
};

class ScheduledMessages {
public:
    explicit ScheduledMessages(Connection &connection)
        : m_connection(connection)
    {
    }

    /// `seenTo`: the conversation's last message then; a patient's after it counts as a reply.
    Result<ScheduledMessageId> add(const ScheduledMessage &scheduled, std::optional<MessageId> seenTo);
    Result<ScheduledMessage> find(ScheduledMessageId id);
    Result<std::optional<ScheduledMessage>> findByClientId(const QString &clientId);
    /// Text, time, state and what it became; `seenTo` as in add(), nothing: as before.
    Result<> save(const ScheduledMessage &scheduled, std::optional<MessageId> seenTo = {});
    /// What a person has still to know of: waiting, refused, or cancelled by a reply. At most 100.
    Result<QList<ScheduledMessage>> of(ConversationId conversation);
    Result<int> waitingIn(ConversationId conversation);
    /// Waiting and due, the oldest first.
    Result<QList<ScheduledMessage>> due(Timestamp now, int limit);
    /// Waiting, and the patient has written since it was scheduled or changed.
    Result<QList<ScheduledMessage>> repliedTo(ConversationId conversation);
    Result<ScheduleOutlook> outlook();
    /// All that waits is refused for `reason`: the rows are of a back-up, and the server may have sent them
    /// since. Gives their number.
    Result<int> doubtAll(const QString &reason);

private:
    Result<QList<ScheduledMessage>> select(const QString &rest, const QVariantList &values);

    Connection &m_connection;
};

} // namespace acolhe::store
