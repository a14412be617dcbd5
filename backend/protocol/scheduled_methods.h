// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/scheduled_message.h"
#include "backend/protocol/method.h"

namespace acolhe::wire {

struct ScheduledReply {
    ScheduledMessage scheduled;
    static constexpr auto fields() { return std::tuple{field("scheduled", &ScheduledReply::scheduled)}; }
};

struct MessagesSchedule {
    static constexpr auto name = "messages.schedule";
    static constexpr auto summary =
        "Has the server send a message at a time to come. The same clientId twice "
        "gives the same scheduled message, sent once.";
    struct Request {
        ConversationId conversationId;
        QString clientId;
        QString text;
        std::optional<MessageId> replyToId;
        Timestamp sendAt;
        std::optional<bool> cancelOnReply;
        static constexpr auto fields()
        {
            return std::tuple{field("conversationId", &Request::conversationId),
                field("clientId", &Request::clientId).notEmpty().max(36).says("a UUID made by the caller"),
                field("text", &Request::text).notEmpty().max(65536), field("replyToId", &Request::replyToId),
                field("sendAt", &Request::sendAt).says("within a year from now"),
                field("cancelOnReply", &Request::cancelOnReply)
                    .says("not sent when the patient writes before")};
        }
    };
    using Reply = ScheduledReply;
};

struct MessagesScheduled {
    static constexpr auto name = "messages.scheduled";
    static constexpr auto summary =
        "What is scheduled in a conversation, the next first: what waits, and what "
        "could not be sent and nobody has put away.";
    struct Request {
        ConversationId conversationId;
        static constexpr auto fields()
        {
            return std::tuple{field("conversationId", &Request::conversationId)};
        }
    };
    struct Reply {
        QList<ScheduledMessage> scheduled;
        static constexpr auto fields() { return std::tuple{field("scheduled", &Reply::scheduled)}; }
    };
};

struct MessagesUpdateScheduled {
    static constexpr auto name = "messages.updateScheduled";
    static constexpr auto summary = "Changes a scheduled message that waits or was refused; what is left out "
                                    "stays. A refused one waits again.";
    struct Request {
        ScheduledMessageId id;
        std::optional<QString> text;
        std::optional<Timestamp> sendAt;
        std::optional<bool> cancelOnReply;
        static constexpr auto fields()
        {
            return std::tuple{field("id", &Request::id), field("text", &Request::text).notEmpty().max(65536),
                field("sendAt", &Request::sendAt), field("cancelOnReply", &Request::cancelOnReply)};
        }
    };
    using Reply = ScheduledReply;
};

struct MessagesCancelScheduled {
    static constexpr auto name = "messages.cancelScheduled";
    static constexpr auto summary = "Does not send a scheduled message, or puts away a refused one.";
    struct Request {
        ScheduledMessageId id;
        static constexpr auto fields() { return std::tuple{field("id", &Request::id)}; }
    };
    using Reply = ScheduledReply;
};

} // namespace acolhe::wire
