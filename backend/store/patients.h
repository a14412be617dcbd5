// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/people.h"
#include "backend/store/connection.h"

namespace acolhe::store {

class Patients {
public:
    explicit Patients(Connection &connection)
        : m_connection(connection)
    {
    }

    Result<Patient> find(PatientId id);
    /// Who is known by any of `identities`, the surest first; else a new patient. Identities that were not
    /// known join the patient; one that is another patient's stays theirs (people are merged by people).
    /// Without an identity it is a new patient each time: two who do not say who they are need not be one.
    Result<PatientSummary> findOrCreate(
        const QList<Identity> &identities, const QString &name, Timestamp now);
    /// Whose each identity is; an invalid id: nobody's.
    Result<QList<PatientId>> knownOf(const QList<Identity> &identities);
    Result<PatientId> add(const Patient &patient);
    /// Name, phone, e-mail, birth date and remarks.
    Result<> save(const Patient &patient);
    /// By folded name, phone digits, e-mail or an identity.
    Result<QList<PatientSummary>> search(const QString &query, int limit);
    Result<QList<Identity>> identitiesOf(PatientId id);
    Result<> addIdentity(PatientId id, const Identity &identity);

private:
    Result<std::optional<PatientSummary>> knownBy(const Identity &identity);

    Connection &m_connection;
};

} // namespace acolhe::store
