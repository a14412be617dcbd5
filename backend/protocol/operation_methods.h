// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/inbox.h"
#include "backend/protocol/method.h"

namespace acolhe::wire {

/// A provider's event that was kept but not understood.
struct DeadLetter {
    JournalId id;
    QString channel;
    std::optional<InboxId> inboxId;
    QString reason;
    Timestamp receivedAt;
    static constexpr auto typeName = "DeadLetter";
    static constexpr auto fields()
    {
        return std::tuple{field("id", &DeadLetter::id), field("channel", &DeadLetter::channel),
            field("inboxId", &DeadLetter::inboxId).orNull(), field("reason", &DeadLetter::reason),
            field("receivedAt", &DeadLetter::receivedAt)};
    }
};

struct JournalDeadLetters {
    static constexpr auto name = "journal.deadLetters";
    static constexpr auto summary =
        "What providers sent and the server could not understand yet, newest first.";
    struct Request {
        std::optional<JournalId> before;
        std::optional<int> limit;
        static constexpr auto fields()
        {
            return std::tuple{
                field("before", &Request::before), field("limit", &Request::limit).range(1, 200)};
        }
    };
    struct Reply {
        QList<DeadLetter> deadLetters;
        static constexpr auto fields() { return std::tuple{field("deadLetters", &Reply::deadLetters)}; }
    };
};

struct JournalReplay {
    static constexpr auto name = "journal.replay";
    static constexpr auto summary =
        "Reads kept provider events again, e.g. after an upgrade. What is there already stays as it is.";
    struct Request {
        std::optional<QList<JournalId>> ids;
        static constexpr auto fields()
        {
            return std::tuple{
                field("ids", &Request::ids).max(1000).says("without: all dead letters and unsupported ones")};
        }
    };
    struct Reply {
        int replayed = 0;
        int dead = 0;
        static constexpr auto fields()
        {
            return std::tuple{field("replayed", &Reply::replayed), field("dead", &Reply::dead)};
        }
    };
};

} // namespace acolhe::wire
