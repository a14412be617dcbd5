// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/inbox.h"
#include "backend/protocol/method.h"

namespace acolhe::wire {

struct ChannelsList {
    static constexpr auto name = "channels.list";
    static constexpr auto summary = "The types of channel that this server knows, with what each can do.";
    using Request = Nothing;
    struct Reply {
        QList<ChannelType> channels;
        static constexpr auto fields() { return std::tuple{field("channels", &Reply::channels)}; }
    };
};

struct InboxReply {
    Inbox inbox;
    static constexpr auto fields() { return std::tuple{field("inbox", &InboxReply::inbox)}; }
};

struct InboxesList {
    static constexpr auto name = "inboxes.list";
    static constexpr auto summary = "The clinic's configured channel accounts, without their secrets.";
    using Request = Nothing;
    struct Reply {
        QList<Inbox> inboxes;
        static constexpr auto fields() { return std::tuple{field("inboxes", &Reply::inboxes)}; }
    };
};

struct InboxesCreate {
    static constexpr auto name = "inboxes.create";
    static constexpr auto summary =
        "Adds a channel account. Which settings a channel takes stands in the documentation.";
    struct Request {
        QString channel;
        QString name;
        QJsonObject settings;
        static constexpr auto fields()
        {
            return std::tuple{field("channel", &Request::channel).notEmpty().max(40),
                field("name", &Request::name).notEmpty().max(100), field("settings", &Request::settings)};
        }
    };
    using Reply = InboxReply;
};

struct InboxesUpdate {
    static constexpr auto name = "inboxes.update";
    static constexpr auto summary = "Changes a channel account; settings that are left out stay as they are.";
    struct Request {
        InboxId id;
        std::optional<QString> name;
        std::optional<QJsonObject> settings;
        std::optional<bool> enabled;
        static constexpr auto fields()
        {
            return std::tuple{field("id", &Request::id), field("name", &Request::name).notEmpty().max(100),
                field("settings", &Request::settings), field("enabled", &Request::enabled)};
        }
    };
    using Reply = InboxReply;
};

struct InboxesDelete {
    static constexpr auto name = "inboxes.delete";
    static constexpr auto summary =
        "Removes a channel account; its conversations stay. Refused while messages wait to be sent.";
    struct Request {
        InboxId id;
        static constexpr auto fields() { return std::tuple{field("id", &Request::id)}; }
    };
    using Reply = Success;
};

} // namespace acolhe::wire
