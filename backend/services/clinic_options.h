// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/clock.h"
#include "backend/protocol/clinic_methods.h"
#include "backend/store/store.h"

namespace acolhe::services {

/// The clinic.* methods: how a clinic wants to work.
class ClinicOptions : public QObject {
    Q_OBJECT
public:
    ClinicOptions(store::Store &store, const Clock &clock, QObject *parent = nullptr);

    Future<wire::ClinicSettingsReply> get(const Caller &caller, const wire::Nothing &);
    Future<wire::ClinicSettingsReply> update(
        const Caller &caller, const wire::ClinicUpdateSettings::Request &request);

private:
    store::Store &m_store;
    const Clock &m_clock;
};

} // namespace acolhe::services
