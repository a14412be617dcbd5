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
    static constexpr auto summary =
        "A page of a conversation's messages in time order: the newest, or those before one.";
    struct Request {
        ConversationId conversationId;
        std::optional<MessageId> before;
        std::optional<int> limit;
        static constexpr auto fields()
        {
            return std::tuple{field("conversationId", &Request::conversationId),
                field("before", &Request::before), field("limit", &Request::limit).range(1, 200)};
        }
    };
    struct Reply {
        QList<Message> messages;
        bool hasMore = false;
        static constexpr auto fields()
        {
            return std::tuple{field("messages", &Reply::messages), field("hasMore", &Reply::hasMore)};
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
