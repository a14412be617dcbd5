// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/draft.h"
#include "backend/protocol/method.h"

namespace acolhe::wire {

struct DraftsSet {
    static constexpr auto name = "drafts.set";
    static constexpr auto summary =
        "Keeps what the caller has begun to write in a conversation; an empty text removes it.";
    struct Request {
        ConversationId conversationId;
        QString text;
        std::optional<bool> note;
        std::optional<MessageId> replyToId;
        std::optional<QString> origin;
        static constexpr auto fields()
        {
            return std::tuple{field("conversationId", &Request::conversationId),
                field("text", &Request::text).max(65536),
                field("note", &Request::note).says("of an internal note rather than of a reply"),
                field("replyToId", &Request::replyToId),
                field("origin", &Request::origin)
                    .max(36)
                    .says("names the calling program: it comes back with the event")};
        }
    };
    struct Reply {
        Draft draft;
        static constexpr auto fields() { return std::tuple{field("draft", &Reply::draft)}; }
    };
};

struct DraftsList {
    static constexpr auto name = "drafts.list";
    static constexpr auto summary =
        "The caller's own drafts in conversations that they may see, the newest first.";
    using Request = Nothing;
    struct Reply {
        QList<Draft> drafts;
        static constexpr auto fields() { return std::tuple{field("drafts", &Reply::drafts)}; }
    };
};

} // namespace acolhe::wire
