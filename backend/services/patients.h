// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/clock.h"
#include "backend/protocol/patient_methods.h"
#include "backend/store/store.h"

namespace acolhe::services {

/// The patients.* methods: the cards that the team keeps.
class Patients : public QObject {
    Q_OBJECT
public:
    Patients(store::Store &store, const Clock &clock, QObject *parent = nullptr);

    Future<wire::PatientReply> get(const Caller &caller, const wire::PatientsGet::Request &request);
    Future<wire::PatientsSearch::Reply> search(
        const Caller &caller, const wire::PatientsSearch::Request &request);
    Future<wire::PatientReply> update(const Caller &caller, const wire::PatientsUpdate::Request &request);

private:
    store::Store &m_store;
    const Clock &m_clock;
};

} // namespace acolhe::services
