// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/conversation.h"
#include "backend/protocol/method.h"

namespace acolhe::wire {

struct MessageReply {
    Message message;
    static constexpr auto fields() { return std::tuple{field("message", &MessageReply::message)}; }
};

struct MediaReference {
    AttachmentId mediaId;
    static constexpr auto fields() { return std::tuple{field("mediaId", &MediaReference::mediaId)}; }
};

struct MessagesSend {
    static constexpr auto name = "messages.send";
    static constexpr auto summary =
        "Sends a message. The same clientId twice gives the same message, sent once.";
    struct Request {
        ConversationId conversationId;
        QString clientId;
        std::optional<QString> text;
        std::optional<QList<MediaReference>> attachments;
        std::optional<MessageId> replyToId;
        std::optional<QJsonObject> templateMessage;
        std::optional<QuickReplyId> quickReplyId;
        static constexpr auto fields()
        {
            return std::tuple{field("conversationId", &Request::conversationId),
                field("clientId", &Request::clientId).notEmpty().max(36).says("a UUID made by the caller"),
                field("text", &Request::text).notEmpty().max(65536),
                field("attachments", &Request::attachments).max(10), field("replyToId", &Request::replyToId),
                field("template", &Request::templateMessage), field("quickReplyId", &Request::quickReplyId)};
        }
    };
    using Reply = MessageReply;
};

struct MessagesGetByConversation {
    static constexpr auto name = "messages.getByConversation";
    static constexpr auto summary = "A page of a conversation's messages in time order: the newest, or those "
                                    "before, after or around one.";
    struct Request {
        ConversationId conversationId;
        std::optional<MessageId> before;
        std::optional<int> limit;
        std::optional<MessageId> after = {};
        std::optional<MessageId> around = {};
        std::optional<Timestamp> at = {};
        std::optional<bool> wholePatient = {};
        static constexpr auto fields()
        {
            return std::tuple{field("conversationId", &Request::conversationId),
                field("before", &Request::before), field("limit", &Request::limit).range(1, 200),
                field("after", &Request::after),
                field("around", &Request::around).says("a message that stands in the middle of the page"),
                field("at", &Request::at).says("the first message from then on stands in the middle"),
                field("wholePatient", &Request::wholePatient)
                    .says("with those of the patient's other conversations that the caller may see")};
        }
    };
    struct Reply {
        QList<Message> messages;
        bool hasMore = false;
        bool hasNewer = false;
        static constexpr auto fields()
        {
            return std::tuple{field("messages", &Reply::messages),
                field("hasMore", &Reply::hasMore).says("there are older ones"),
                field("hasNewer", &Reply::hasNewer).says("there are newer ones")};
        }
    };
};

struct MessagesSearch {
    static constexpr auto name = "messages.search";
    static constexpr auto summary =
        "Messages that hold all the words, newest first, accents ignored, of what the caller may see.";
    struct Request {
        QString query;
        std::optional<ConversationId> conversationId;
        std::optional<MessageId> before;
        std::optional<int> limit;
        static constexpr auto fields()
        {
            return std::tuple{field("query", &Request::query).notEmpty().max(200),
                field("conversationId", &Request::conversationId), field("before", &Request::before),
                field("limit", &Request::limit).range(1, 100)};
        }
    };
    struct Hit {
        Message message;
        PatientSummary patient;
        static constexpr auto typeName = "SearchHit";
        static constexpr auto fields()
        {
            return std::tuple{field("message", &Hit::message), field("patient", &Hit::patient)};
        }
    };
    struct Reply {
        QList<Hit> hits;
        bool hasMore = false;
        static constexpr auto fields()
        {
            return std::tuple{field("hits", &Reply::hits), field("hasMore", &Reply::hasMore)};
        }
    };
};

struct MessagesRetry {
    static constexpr auto name = "messages.retry";
    static constexpr auto summary =
        "Sends a failed message once more, or an uncertain one after a person decided so.";
    struct Request {
        MessageId id;
        static constexpr auto fields() { return std::tuple{field("id", &Request::id)}; }
    };
    using Reply = MessageReply;
};

} // namespace acolhe::wire
