// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/crypto.h"
#include "backend/services/auth.h"
#include "backend/services/clinic_registry.h"
#include "tests/support/manual_clock.h"
#include "tests/support/storage/await.h"
#include "tests/support/storage/databases.h"

#include <QTest>

namespace acolhe::tests {

using namespace Qt::StringLiterals;

inline const QString goodPassword = u"o cavalo comeu tres ipês"_s;

/// A server's people on a new database of the row's kind, with the clinic "Vila Serena" and its admin Ana.
struct World {
    explicit World(const QString &kind)
        : owner((crypto::useFastPasswordsForTests(), std::make_unique<TestStore>(kind)))
    {
        vila = newClinic(u"Vila Serena"_s, u"ana@vila.example"_s);
    }

    ClinicId newClinic(const QString &name, const QString &admin, const QString &password = goodPassword)
    {
        const auto clinic = await(registry.add({name, {}, u"America/Fortaleza"_s, admin, {}, password}));
        if (!clinic)
            qFatal("%s", qPrintable(clinic.error().text));
        return clinic->id;
    }

    Result<wire::AuthLogin::Reply> login(const QString &email, const QString &password = goodPassword,
        const std::optional<QString> &clinic = {}, const QString &address = u"10.0.0.1"_s)
    {
        return await(auth.login(address, {email, password, clinic, {}}));
    }

    /// Signs in and gives who that is.
    services::SignedIn enter(const QString &email, const QString &password = goodPassword)
    {
        const auto reply = login(email, password);
        if (!reply)
            qFatal("%s cannot sign in: %s", qPrintable(email), qPrintable(reply.error().text));
        return *await(sessions.find(reply->token));
    }

    Reason whyNot(const QString &token)
    {
        const auto who = await(sessions.find(token));
        return who ? Reason::Internal : who.error().reason;
    }

    /// The store goes first: what it still finishes, or gives up, must find its listeners alive.
    ~World() { owner.reset(); }

    std::unique_ptr<TestStore> owner;
    TestStore &store = *owner;
    ManualClock clock;
    services::Passwords passwords;
    services::LoginThrottle throttle{clock};
    services::Sessions sessions{*store, clock};
    services::Auth auth{*store, clock, sessions, passwords, throttle};
    services::ClinicRegistry registry{*store, clock, passwords};
    ClinicId vila;
};

} // namespace acolhe::tests
