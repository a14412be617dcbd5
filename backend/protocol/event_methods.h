// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/message.h"
#include "backend/protocol/method.h"

namespace acolhe::wire {

struct EventsSubscribe {
    static constexpr auto name = "events.subscribe";
    static constexpr auto summary =
        "Starts the flow of events on this WebSocket, after a replay of what came after `since`.";
    struct Request {
        std::optional<qint64> since;
        std::optional<QString> epoch;
        static constexpr auto fields()
        {
            return std::tuple{field("since", &Request::since).range(0, std::numeric_limits<qint64>::max()),
                field("epoch", &Request::epoch).max(64)};
        }
    };
    struct Reply {
        qint64 seq = 0;
        QString epoch;
        bool reset = false;
        static constexpr auto fields()
        {
            return std::tuple{field("seq", &Reply::seq), field("epoch", &Reply::epoch),
                field("reset", &Reply::reset).says("what was missed cannot be replayed: load anew")};
        }
    };
};

/// Somebody of the team is writing in a conversation.
struct TypingNotify {
    static constexpr auto name = "typing.notify";
    static constexpr auto summary =
        "Tells the others who see the conversation that the caller is writing. Not stored.";
    struct Request {
        ConversationId conversationId;
        bool typing = true;
        static constexpr auto fields()
        {
            return std::tuple{
                field("conversationId", &Request::conversationId), field("typing", &Request::typing)};
        }
    };
    using Reply = Success;
};

/// Somebody of the team has a conversation open.
struct ViewingNotify {
    static constexpr auto name = "viewing.notify";
    static constexpr auto summary =
        "Tells the others that the caller has the conversation open, or has it no "
        "more, and gives who else has. Forgotten after 45 seconds. Not stored.";
    struct Request {
        ConversationId conversationId;
        bool viewing = true;
        static constexpr auto fields()
        {
            return std::tuple{
                field("conversationId", &Request::conversationId), field("viewing", &Request::viewing)};
        }
    };
    struct Reply {
        QList<Sender> viewers;
        static constexpr auto fields() { return std::tuple{field("viewers", &Reply::viewers)}; }
    };
};

} // namespace acolhe::wire
