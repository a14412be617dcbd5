// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/message.h"

namespace acolhe {

enum class ScheduledState { Waiting, Sent, Cancelled, Refused };
constexpr std::array<const char *, 4> words(ScheduledState)
{
    return {"waiting", "sent", "cancelled", "refused"};
}

/// A message that the server sends at a time to come.
struct ScheduledMessage {
    ScheduledMessageId id;
    ConversationId conversationId;
    QString clientId; ///< the UUID under which it was scheduled and will be sent
    QString text;
    std::optional<MessageId> replyToId;
    Timestamp sendAt;
    bool cancelOnReply = false; ///< not sent when the patient writes before
    UserId authorId;
    QString authorName;
    Timestamp createdAt;
    ScheduledState state = ScheduledState::Waiting;
    QString reason; ///< why it was cancelled ("patient_replied", "by_user") or refused (an error's reason)
    std::optional<MessageId> messageId; ///< what it became

    bool operator==(const ScheduledMessage &) const = default;
    static constexpr auto typeName = "ScheduledMessage";
    static constexpr auto fields()
    {
        using S = ScheduledMessage;
        return std::tuple{field("id", &S::id), field("conversationId", &S::conversationId),
            field("clientId", &S::clientId), field("text", &S::text).max(65536),
            field("replyToId", &S::replyToId).orNull(), field("sendAt", &S::sendAt),
            field("cancelOnReply", &S::cancelOnReply), field("authorId", &S::authorId),
            field("authorName", &S::authorName).max(200), field("createdAt", &S::createdAt),
            field("state", &S::state), field("reason", &S::reason).max(60),
            field("messageId", &S::messageId).orNull()};
    }
};

} // namespace acolhe
