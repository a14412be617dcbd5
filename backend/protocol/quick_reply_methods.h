// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/quick_reply.h"
#include "backend/protocol/method.h"

namespace acolhe::wire {

struct QuickReplyReply {
    QuickReply quickReply;
    static constexpr auto fields() { return std::tuple{field("quickReply", &QuickReplyReply::quickReply)}; }
};

struct QuickRepliesList {
    static constexpr auto name = "quickReplies.list";
    static constexpr auto summary = "The clinic's prepared answers.";
    using Request = Nothing;
    struct Reply {
        QList<QuickReply> quickReplies;
        static constexpr auto fields() { return std::tuple{field("quickReplies", &Reply::quickReplies)}; }
    };
};

struct QuickRepliesCreate {
    static constexpr auto name = "quickReplies.create";
    static constexpr auto summary = "Adds a prepared answer.";
    struct Request {
        QString title;
        QString content;
        std::optional<QString> category;
        std::optional<QString> shortcut;
        static constexpr auto fields()
        {
            return std::tuple{field("title", &Request::title).notEmpty().max(120),
                field("content", &Request::content).notEmpty().max(4096),
                field("category", &Request::category).max(60), field("shortcut", &Request::shortcut).max(40)};
        }
    };
    using Reply = QuickReplyReply;
};

struct QuickRepliesUpdate {
    static constexpr auto name = "quickReplies.update";
    static constexpr auto summary = "Changes a prepared answer; what is left out stays.";
    struct Request {
        QuickReplyId id;
        std::optional<QString> title;
        std::optional<QString> content;
        std::optional<QString> category;
        std::optional<QString> shortcut;
        static constexpr auto fields()
        {
            return std::tuple{field("id", &Request::id), field("title", &Request::title).notEmpty().max(120),
                field("content", &Request::content).notEmpty().max(4096),
                field("category", &Request::category).max(60), field("shortcut", &Request::shortcut).max(40)};
        }
    };
    using Reply = QuickReplyReply;
};

struct QuickRepliesDelete {
    static constexpr auto name = "quickReplies.delete";
    static constexpr auto summary = "Removes a prepared answer.";
    struct Request {
        QuickReplyId id;
        static constexpr auto fields() { return std::tuple{field("id", &Request::id)}; }
    };
    using Reply = Success;
};

} // namespace acolhe::wire
