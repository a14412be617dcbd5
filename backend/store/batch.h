// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/store/threads.h"

namespace acolhe::store {

struct BatchOutcome {
    std::optional<Error> problem; ///< nothing was committed
    QList<Event> events;
};

/// Runs commands in one transaction, and commits. Where one fails, all run again with a savepoint each, so
/// that the others are kept. A connection that broke before the commit is opened anew and the batch run
/// again; one that broke during it is not: nobody knows whether the commit happened.
BatchOutcome runBatch(OpenDatabases &databases, Place place, std::unordered_map<qint64, qint64> &nextSeqs,
    const std::vector<Command> &commands);

/// Runs a query on a snapshot; once more when the connection was found broken.
void runQuery(OpenDatabases &databases, Place place, const ReaderThreads::Query &query);

} // namespace acolhe::store
