// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/event.h"
#include "backend/store/connection.h"

namespace acolhe::store {

/// Where a clinic's log stands.
struct LogPosition {
    qint64 seq = 0; ///< the last event's; 0 without any
    qint64 oldest = 1; ///< the first that can still be replayed
    QString epoch; ///< another one: the log is not the one that was read before (a restored back-up)
};

class Events {
public:
    explicit Events(Connection &connection)
        : m_connection(connection)
    {
    }

    Result<LogPosition> position();
    /// What `caller` may hear of after < seq <= upTo, in order.
    Result<QList<Event>> after(qint64 after, qint64 upTo, const Caller &caller);
    /// For readers of the whole log.
    Result<QList<Event>> batch(qint64 after, int limit);
    /// A new epoch, in a transaction of the writer: at the making of a clinic, and after a restore.
    Result<> renewEpoch();

private:
    Connection &m_connection;
};

} // namespace acolhe::store
