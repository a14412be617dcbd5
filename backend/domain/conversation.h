// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/result.h"
#include "backend/domain/message.h"
#include "backend/domain/people.h"

namespace acolhe {

enum class ConversationStatus { Open, InProgress, Resolved, Closed };
constexpr std::array<const char *, 4> words(ConversationStatus)
{
    return {"open", "in_progress", "resolved", "closed"};
}

enum class Priority { Low, Normal, High, Urgent };
constexpr std::array<const char *, 4> words(Priority)
{
    return {"low", "normal", "high", "urgent"};
}

/// A patient's matter on one inbox. At most one of a patient and inbox is not closed.
struct Conversation {
    ConversationId id;
    InboxId inboxId;
    QString channel; ///< the channel's type, e.g. "whatsapp_cloud"
    QString subject;
    ConversationStatus status = ConversationStatus::Open;
    Priority priority = Priority::Normal;
    PatientSummary patient;
    std::optional<UserId> attendantId;
    QList<QString> labels;
    int unread = 0;
    std::optional<MessagePreview> lastMessage;
    std::optional<Timestamp> waitingSince; ///< the patient's oldest message without an answer
    Timestamp createdAt;
    Timestamp updatedAt;
    std::optional<Timestamp> firstResponseAt;
    std::optional<Timestamp> resolvedAt;
    std::optional<Timestamp> windowExpiresAt; ///< when free text ends on channels with a reply window

    bool operator==(const Conversation &) const = default;
    static constexpr auto typeName = "Conversation";
    static constexpr auto fields()
    {
        using C = Conversation;
        return std::tuple{field("id", &C::id), field("inboxId", &C::inboxId), field("channel", &C::channel),
            field("subject", &C::subject), field("status", &C::status), field("priority", &C::priority),
            field("patient", &C::patient), field("attendantId", &C::attendantId).orNull(),
            field("labels", &C::labels), field("unread", &C::unread),
            field("lastMessage", &C::lastMessage).orNull(), field("waitingSince", &C::waitingSince).orNull(),
            field("createdAt", &C::createdAt), field("updatedAt", &C::updatedAt),
            field("firstResponseAt", &C::firstResponseAt).orNull(),
            field("resolvedAt", &C::resolvedAt).orNull(),
            field("windowExpiresAt", &C::windowExpiresAt).orNull()};
    }
};

/// Rules. Each takes a conversation and gives the changed one, or why not; the store writes what they give.
namespace rules {

/// A patient wrote at `at` (server's time), sent at `sentAt` (channel's). Reopens what was resolved. Must not
/// be closed. `windowMs` is the channel's reply window, 0 without one.
Conversation received(Conversation conversation, const Message &message, qint64 windowMs);
/// Somebody of the clinic wrote.
Conversation answered(Conversation conversation, const Message &message);
/// `attendant` empty puts it back in the queue. Fails with Conflict when closed.
Result<Conversation> assigned(Conversation conversation, std::optional<UserId> attendant, Timestamp now);
/// Fails with Conflict when the status cannot be reached from where it is (a closed one stays closed).
Result<Conversation> withStatus(Conversation conversation, ConversationStatus status, Timestamp now);
Conversation read(Conversation conversation);

/// May free text be sent now? A margin of five minutes is kept (Meta's clock decides, not ours).
bool windowOpen(const Conversation &conversation, Timestamp now);

/// May `caller` know of it at all? Managers: all; attendants: theirs and the queue; patients: their own.
bool maySee(const Caller &caller, const Conversation &conversation);
/// May `caller` write in it and change its status? The assigned attendant, managers, and its patient (writing
/// only).
bool mayAnswer(const Caller &caller, const Conversation &conversation);

} // namespace rules
} // namespace acolhe
