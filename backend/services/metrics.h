// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/clock.h"
#include "backend/protocol/team_methods.h"
#include "backend/store/store.h"

namespace acolhe::services {

/// users.getMetrics: what attendants did per day. Attendants see their own.
class Metrics : public QObject {
    Q_OBJECT
public:
    Metrics(store::Store &store, const Clock &clock, QObject *parent = nullptr);

    /// Without days: the last 30. Days of the present are counted anew before.
    Future<wire::UsersGetMetrics::Reply> get(
        const Caller &caller, const wire::UsersGetMetrics::Request &request);

private:
    store::Store &m_store;
    const Clock &m_clock;
};

} // namespace acolhe::services
