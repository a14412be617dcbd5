// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/metrics.h"
#include "backend/store/connection.h"

namespace acolhe::store {

/// What attendants did per day.
class Metrics {
public:
    explicit Metrics(Connection &connection)
        : m_connection(connection)
    {
    }

    Result<> save(const AttendanceMetric &metric);
    /// Days from `from` to `to` ("2026-11-23", both in), of one attendant or all.
    Result<QList<AttendanceMetric>> between(
        const QString &from, const QString &to, const std::optional<UserId> &attendant);
    /// Counts the conversations that began in [from, to) anew for `day`, from the conversations themselves;
    /// ratings stay.
    Result<> rollUp(const QString &day, Timestamp from, Timestamp to);

private:
    Connection &m_connection;
};

} // namespace acolhe::store
