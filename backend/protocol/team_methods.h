// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/metrics.h"
#include "backend/protocol/method.h"

namespace acolhe::wire {

struct UserReply {
    User user;
    std::optional<QString> invitationUrl;
    static constexpr auto fields()
    {
        return std::tuple{field("user", &UserReply::user),
            field("invitationUrl", &UserReply::invitationUrl)
                .max(2000)
                .says("given once, to hand to the person")};
    }
};

struct UsersAttendants {
    static constexpr auto name = "users.attendants";
    static constexpr auto summary = "Who answers patients, with presence and load.";
    using Request = Nothing;
    struct Reply {
        QList<Attendant> attendants;
        static constexpr auto fields() { return std::tuple{field("attendants", &Reply::attendants)}; }
    };
};

struct UsersGetMetrics {
    static constexpr auto name = "users.getMetrics";
    static constexpr auto summary = "Figures per attendant and day.";
    struct Request {
        std::optional<UserId> attendantId;
        std::optional<QString> from;
        std::optional<QString> to;
        static constexpr auto fields()
        {
            return std::tuple{field("attendantId", &Request::attendantId),
                field("from", &Request::from).max(10).says("a day, 2026-11-23"),
                field("to", &Request::to).max(10)};
        }
    };
    struct Reply {
        QList<AttendanceMetric> metrics;
        static constexpr auto fields() { return std::tuple{field("metrics", &Reply::metrics).max(100'000)}; }
    };
};

struct UsersList {
    static constexpr auto name = "users.list";
    static constexpr auto summary = "The team.";
    using Request = Nothing;
    struct Reply {
        QList<User> users;
        static constexpr auto fields() { return std::tuple{field("users", &Reply::users).max(10'000)}; }
    };
};

struct UsersCreate {
    static constexpr auto name = "users.create";
    static constexpr auto summary =
        "Adds a member of the team; without a password the answer holds an invitation link.";
    struct Request {
        QString name;
        QString email;
        Role role = Role::Attendant;
        std::optional<QString> password;
        static constexpr auto fields()
        {
            return std::tuple{field("name", &Request::name).notEmpty().max(200),
                field("email", &Request::email).notEmpty().max(320), field("role", &Request::role),
                field("password", &Request::password).notEmpty().max(1024)};
        }
    };
    using Reply = UserReply;
};

struct UsersUpdate {
    static constexpr auto name = "users.update";
    static constexpr auto summary =
        "Changes a member of the team; a new role or password ends their sessions.";
    struct Request {
        UserId id;
        std::optional<QString> name;
        std::optional<Role> role;
        std::optional<QString> password;
        static constexpr auto fields()
        {
            return std::tuple{field("id", &Request::id), field("name", &Request::name).notEmpty().max(200),
                field("role", &Request::role), field("password", &Request::password).notEmpty().max(1024)};
        }
    };
    using Reply = UserReply;
};

struct UsersDeactivate {
    static constexpr auto name = "users.deactivate";
    static constexpr auto summary =
        "Ends a member's access at once; their open conversations go back to the queue.";
    struct Request {
        UserId id;
        static constexpr auto fields() { return std::tuple{field("id", &Request::id)}; }
    };
    using Reply = UserReply;
};

} // namespace acolhe::wire
