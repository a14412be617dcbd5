// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/conversation.h"
#include "backend/protocol/method.h"

namespace acolhe::wire {

struct ConversationReply {
    Conversation conversation;
    static constexpr auto fields()
    {
        return std::tuple{field("conversation", &ConversationReply::conversation)};
    }
};

struct ConversationPage {
    QList<Conversation> conversations;
    std::optional<QString> nextCursor;
    static constexpr auto fields()
    {
        return std::tuple{field("conversations", &ConversationPage::conversations),
            field("nextCursor", &ConversationPage::nextCursor)};
    }
};

struct ConversationsCreate {
    static constexpr auto name = "conversations.create";
    static constexpr auto summary =
        "Opens a conversation of a patient on an inbox, or gives the one that is open already.";
    struct Request {
        std::optional<PatientId> patientId;
        InboxId inboxId;
        std::optional<QString> subject;
        std::optional<QString> message;
        std::optional<QString> clientId;
        static constexpr auto fields()
        {
            return std::tuple{
                field("patientId", &Request::patientId).says("staff name one; a patient is themself"),
                field("inboxId", &Request::inboxId), field("subject", &Request::subject).max(200),
                field("message", &Request::message)
                    .notEmpty()
                    .max(65536)
                    .says("its first one; an attendant then has the conversation"),
                field("clientId", &Request::clientId)
                    .notEmpty()
                    .max(36)
                    .says("of the message, as in messages.send: a UUID")};
        }
    };
    using Reply = ConversationReply;
};

struct ConversationPageRequest {
    std::optional<QString> cursor;
    std::optional<int> limit;
    static constexpr auto fields()
    {
        return std::tuple{field("cursor", &ConversationPageRequest::cursor).max(200),
            field("limit", &ConversationPageRequest::limit).range(1, 500)};
    }
};

struct ConversationsMyConversations {
    static constexpr auto name = "conversations.myConversations";
    static constexpr auto summary = "A patient's own conversations, latest activity first.";
    using Request = ConversationPageRequest;
    using Reply = ConversationPage;
};

struct ConversationsMyAssigned {
    static constexpr auto name = "conversations.myAssignedConversations";
    static constexpr auto summary = "The conversations assigned to the caller, latest activity first; "
                                    "without a status, those not resolved or closed.";
    struct Request {
        std::optional<ConversationStatus> status;
        std::optional<QString> cursor;
        std::optional<int> limit;
        static constexpr auto fields()
        {
            return std::tuple{field("status", &Request::status), field("cursor", &Request::cursor).max(200),
                field("limit", &Request::limit).range(1, 500)};
        }
    };
    using Reply = ConversationPage;
};

struct ConversationsOpen {
    static constexpr auto name = "conversations.openConversations";
    static constexpr auto summary = "The queue: unassigned conversations, the oldest wait first.";
    using Request = ConversationPageRequest;
    using Reply = ConversationPage;
};

struct ConversationsAll {
    static constexpr auto name = "conversations.allConversations";
    static constexpr auto summary = "All conversations of the clinic, filtered, latest activity first.";
    struct Request {
        std::optional<ConversationStatus> status;
        std::optional<InboxId> inboxId;
        std::optional<UserId> attendantId;
        std::optional<QString> label;
        std::optional<PatientId> patientId;
        std::optional<QString> query;
        std::optional<QString> cursor;
        std::optional<int> limit;
        static constexpr auto fields()
        {
            return std::tuple{field("status", &Request::status), field("inboxId", &Request::inboxId),
                field("attendantId", &Request::attendantId),
                field("label", &Request::label).notEmpty().max(60), field("patientId", &Request::patientId),
                field("query", &Request::query)
                    .notEmpty()
                    .max(200)
                    .says("a patient's name, phone or address, or a subject"),
                field("cursor", &Request::cursor).max(200), field("limit", &Request::limit).range(1, 500)};
        }
    };
    using Reply = ConversationPage;
};

struct ConversationRequest {
    ConversationId id;
    static constexpr auto fields() { return std::tuple{field("id", &ConversationRequest::id)}; }
};

struct ConversationsGet {
    static constexpr auto name = "conversations.get";
    static constexpr auto summary = "One conversation.";
    using Request = ConversationRequest;
    using Reply = ConversationReply;
};

struct ConversationsCounts {
    static constexpr auto name = "conversations.counts";
    static constexpr auto summary = "How many conversations the caller's lists hold.";
    using Request = Nothing;
    struct Reply {
        int mine = 0;
        int queue = 0;
        int all = 0;
        int resolved = 0;
        static constexpr auto fields()
        {
            return std::tuple{field("mine", &Reply::mine), field("queue", &Reply::queue),
                field("all", &Reply::all).says("not resolved or closed, as far as the caller may see"),
                field("resolved", &Reply::resolved)};
        }
    };
};

struct ConversationsUpdateStatus {
    static constexpr auto name = "conversations.updateStatus";
    static constexpr auto summary = "Moves a conversation to another status.";
    struct Request {
        ConversationId id;
        ConversationStatus status = ConversationStatus::Open;
        static constexpr auto fields()
        {
            return std::tuple{field("id", &Request::id), field("status", &Request::status)};
        }
    };
    using Reply = ConversationReply;
};

struct ConversationsAssign {
    static constexpr auto name = "conversations.assignToAttendant";
    static constexpr auto summary = "Gives a conversation to an attendant, or with null back to the queue.";
    struct Request {
        ConversationId id;
        std::optional<UserId> attendantId;
        static constexpr auto fields()
        {
            return std::tuple{
                field("id", &Request::id), field("attendantId", &Request::attendantId).orNull()};
        }
    };
    using Reply = ConversationReply;
};

struct ConversationsMarkRead {
    static constexpr auto name = "conversations.markRead";
    static constexpr auto summary = "The caller has read it: nothing is unread any more.";
    using Request = ConversationRequest;
    using Reply = ConversationReply;
};

} // namespace acolhe::wire
