// SPDX-License-Identifier: Apache-2.0
#include "backend/domain/conversation.h"

namespace acolhe::rules {

using namespace Qt::StringLiterals;

constexpr qint64 windowMarginMs = 5 * 60 * 1000;

Conversation received(Conversation conversation, const Message &message, qint64 windowMs)
{
    if (conversation.status == ConversationStatus::Resolved) {
        conversation.status =
            conversation.attendantId ? ConversationStatus::InProgress : ConversationStatus::Open;
        conversation.resolvedAt.reset();
    }
    conversation.unread += 1;
    conversation.lastMessage = previewOf(message);
    conversation.updatedAt = message.createdAt;
    if (!conversation.waitingSince)
        conversation.waitingSince = message.createdAt;
    if (windowMs > 0) {
        const Timestamp expires{message.sentAt.ms + windowMs};
        conversation.windowExpiresAt = std::max(conversation.windowExpiresAt.value_or(expires), expires);
    }
    return conversation;
}

Conversation answered(Conversation conversation, const Message &message)
{
    conversation.lastMessage = previewOf(message);
    conversation.updatedAt = message.createdAt;
    conversation.waitingSince.reset();
    conversation.unread = 0;
    if (!conversation.firstResponseAt)
        conversation.firstResponseAt = message.createdAt;
    return conversation;
}

Result<Conversation> assigned(Conversation conversation, std::optional<UserId> attendant, Timestamp now)
{
    if (conversation.status == ConversationStatus::Closed)
        return Error::conflict(u"the conversation is closed"_s);
    conversation.attendantId = attendant;
    if (conversation.status != ConversationStatus::Resolved)
        conversation.status = attendant ? ConversationStatus::InProgress : ConversationStatus::Open;
    conversation.updatedAt = now;
    return conversation;
}

Result<Conversation> withStatus(Conversation conversation, ConversationStatus status, Timestamp now)
{
    if (conversation.status == status)
        return conversation;
    if (conversation.status == ConversationStatus::Closed)
        return Error::conflict(u"a closed conversation stays closed; a new message opens another"_s);
    if (status == ConversationStatus::InProgress && !conversation.attendantId)
        return Error::conflict(u"nobody is assigned"_s);
    if (status == ConversationStatus::Open)
        conversation.attendantId.reset();
    const bool done = status == ConversationStatus::Resolved || status == ConversationStatus::Closed;
    if (done) {
        conversation.waitingSince.reset();
        conversation.unread = 0;
        if (!conversation.resolvedAt)
            conversation.resolvedAt = now;
    } else {
        conversation.resolvedAt.reset();
    }
    conversation.status = status;
    conversation.updatedAt = now;
    return conversation;
}

Conversation read(Conversation conversation)
{
    conversation.unread = 0;
    return conversation;
}

bool windowOpen(const Conversation &conversation, Timestamp now)
{
    return conversation.windowExpiresAt && now.ms < conversation.windowExpiresAt->ms - windowMarginMs;
}

bool maySee(const Caller &caller, const Conversation &conversation)
{
    switch (caller.role) {
    case Role::Admin:
    case Role::Manager:
        return true;
    case Role::Attendant:
        return !conversation.attendantId || *conversation.attendantId == caller.user;
    case Role::Patient:
        return caller.patient.isValid() && conversation.patient.id == caller.patient;
    }
    return false;
}

bool mayAnswer(const Caller &caller, const Conversation &conversation)
{
    if (caller.role == Role::Attendant)
        return conversation.attendantId == caller.user;
    return maySee(caller, conversation);
}

} // namespace acolhe::rules
