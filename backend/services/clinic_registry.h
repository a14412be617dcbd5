// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/clock.h"
#include "backend/domain/people.h"
#include "backend/services/passwords.h"
#include "backend/store/store.h"

#include <QSet>
#include <QTimer>

namespace acolhe::services {

/// What a new clinic begins with.
struct NewClinic {
    QString name;
    QString slug; ///< empty: made from the name
    QString timeZone; ///< IANA name; empty: this machine's
    QString adminEmail;
    QString adminName; ///< empty: made from the e-mail address
    QString adminPassword;
};

/// The clinics of a server: made and removed by the operator, also by another process while this one serves.
/// Lives on the main thread.
class ClinicRegistry : public QObject {
    Q_OBJECT
public:
    ClinicRegistry(store::Store &store, const Clock &clock, Passwords &passwords, QObject *parent = nullptr);

    /// Makes the clinic's database and its admin; nobody sees the clinic before all of it is there. Fails
    /// with InvalidParams (field: clinic, admin, password) or Conflict: the slug is taken, or the address
    /// signs in with another password already.
    Future<Clinic> add(const NewClinic &clinic);
    /// Like add, on an empty server only: Conflict when there is a clinic.
    Future<Clinic> addFirst(const NewClinic &clinic);
    /// Removes the clinic that `name` names (slug, id or name) with all its data, for good.
    Future<Clinic> remove(const QString &name);
    Future<QList<Clinic>> all();

    /// Compares with the store now and every two seconds: added and removed tell what came and went, the
    /// first time all that there are.
    void watch();
    Future<> refresh();

Q_SIGNALS:
    void added(const acolhe::Clinic &clinic);
    void removed(acolhe::ClinicId clinic);

private:
    Future<Clinic> addIf(const NewClinic &clinic, bool onlyFirst);

    store::Store &m_store;
    const Clock &m_clock;
    Passwords &m_passwords;
    QSet<ClinicId> m_seen;
    QTimer m_timer;
};

/// A slug for a clinic's name: "Clínica São José" gives "clinica-sao-jose".
QString slugOf(const QString &name);

} // namespace acolhe::services
