// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/people.h"
#include "backend/protocol/method.h"

namespace acolhe::wire {

struct AuthLogin {
    static constexpr auto name = "auth.login";
    static constexpr auto summary = "Signs a person in with e-mail and password.";
    struct Request {
        QString email;
        QString password;
        std::optional<QString> clinic;
        std::optional<QString> totp;
        static constexpr auto fields()
        {
            return std::tuple{field("email", &Request::email).notEmpty().max(320),
                field("password", &Request::password).notEmpty().max(1024),
                field("clinic", &Request::clinic)
                    .max(64)
                    .says("id or slug, where the person belongs to several clinics"),
                field("totp", &Request::totp).max(16)};
        }
    };
    struct Reply {
        QString token;
        Timestamp expiresAt;
        User user;
        Clinic clinic;
        static constexpr auto fields()
        {
            return std::tuple{field("token", &Reply::token), field("expiresAt", &Reply::expiresAt),
                field("user", &Reply::user), field("clinic", &Reply::clinic)};
        }
    };
};

struct AuthResume {
    static constexpr auto name = "auth.resume";
    static constexpr auto summary = "Binds this WebSocket to a session. WebSocket only.";
    struct Request {
        QString token;
        static constexpr auto fields()
        {
            return std::tuple{field("token", &Request::token).notEmpty().max(256)};
        }
    };
    struct Reply {
        User user;
        Clinic clinic;
        qint64 seq = 0;
        QString epoch;
        QString serverVersion;
        static constexpr auto fields()
        {
            return std::tuple{field("user", &Reply::user), field("clinic", &Reply::clinic),
                field("seq", &Reply::seq), field("epoch", &Reply::epoch),
                field("serverVersion", &Reply::serverVersion)};
        }
    };
};

struct AuthMe {
    static constexpr auto name = "auth.me";
    static constexpr auto summary = "Who is signed in, where, and what they may call.";
    using Request = Nothing;
    struct Reply {
        User user;
        Clinic clinic;
        QList<QString> permissions;
        static constexpr auto fields()
        {
            return std::tuple{field("user", &Reply::user), field("clinic", &Reply::clinic),
                field("permissions", &Reply::permissions).says("the methods that this person may call")};
        }
    };
};

struct AuthLogout {
    static constexpr auto name = "auth.logout";
    static constexpr auto summary = "Ends the session: its token is dead from then on, everywhere.";
    using Request = Nothing;
    using Reply = Success;
};

struct AuthAcceptInvitation {
    static constexpr auto name = "auth.acceptInvitation";
    static constexpr auto summary =
        "Sets the first password with the token of an invitation link. Single use, 7 days.";
    struct Request {
        QString token;
        QString password;
        static constexpr auto fields()
        {
            return std::tuple{field("token", &Request::token).notEmpty().max(256),
                field("password", &Request::password).notEmpty().max(1024)};
        }
    };
    using Reply = Success;
};

} // namespace acolhe::wire
