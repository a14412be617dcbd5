// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/clock.h"
#include "backend/domain/people.h"
#include "backend/store/store.h"

namespace acolhe::services {

/// A clinic to be made, with its first admin.
struct NewClinic {
    QString name;
    QString email;
    QString personName; ///< empty: the part of the e-mail before the @
    QString password;
    QString timeZone = QStringLiteral("America/Sao_Paulo");
};

/// The clinics of a server: made, listed and removed, from the command line too while a server runs. These
/// calls block: for programs without an event loop, and for starting up.
class ClinicRegistry {
public:
    ClinicRegistry(const store::Databases &databases, const Clock &clock);

    /// Conflict when there is a clinic of that name. Someone who has an account already keeps their password.
    Result<Clinic> add(const NewClinic &wanted);
    Result<QList<Clinic>> all() const;
    /// Removes a clinic with all its data; `nameOrSlug` must be exactly one's.
    Result<Clinic> remove(const QString &nameOrSlug);

private:
    const store::Databases &m_databases;
    const Clock &m_clock;
};

/// "Clínica Vida Plena" → "clinica-vida-plena".
QString slugOf(const QString &name);
/// The key by which an e-mail address names an account.
QString accountEmail(const QString &email);

} // namespace acolhe::services
