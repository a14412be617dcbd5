// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/demo/demo_story.h"
#include "backend/services/clinic_registry.h"

namespace acolhe::demo {

/// What a person needs to look around: everybody's password is the same, a random one.
struct DemoLogins {
    Clinic clinic;
    QList<User> users; ///< the admin, the manager, the attendants
    QString password;
};

/// Makes the clinic 'demo'. Lives on the main thread.
class DemoClinic : public QObject {
    Q_OBJECT
public:
    DemoClinic(store::Store &store, const Clock &clock, services::ClinicRegistry &registry,
        services::Passwords &passwords, QObject *parent = nullptr);

    /// Conflict when it is there already.
    Future<DemoLogins> create();

private:
    Future<DemoLogins> fill(const Clinic &clinic, const QString &password);
    Future<DemoLogins> admit(const DemoLogins &logins, const QList<AccountId> &accounts);

    store::Store &m_store;
    const Clock &m_clock;
    services::ClinicRegistry &m_registry;
    services::Passwords &m_passwords;
};

} // namespace acolhe::demo
