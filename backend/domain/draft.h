// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/field.h"
#include "backend/base/timestamp.h"
#include "backend/domain/caller.h"

#include <QString>

#include <optional>

namespace acolhe {

/// What a member of the team has begun to write in a conversation and not sent; theirs alone.
struct Draft {
    ConversationId conversationId;
    QString text; ///< empty: there is none any more
    bool note = false; ///< an internal note rather than a reply
    std::optional<MessageId> replyToId;
    QString origin; ///< names the program that wrote it, so that it knows its own again
    Timestamp updatedAt;

    bool operator==(const Draft &) const = default;
    static constexpr auto typeName = "Draft";
    static constexpr auto fields()
    {
        return std::tuple{field("conversationId", &Draft::conversationId),
            field("text", &Draft::text).max(65536), field("note", &Draft::note),
            field("replyToId", &Draft::replyToId).orNull(), field("origin", &Draft::origin).max(36),
            field("updatedAt", &Draft::updatedAt)};
    }
};

} // namespace acolhe
