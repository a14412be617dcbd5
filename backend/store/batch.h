// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/store/threads.h"

namespace acolhe::store {

struct BatchOutcome {
    std::optional<Error> problem; ///< nothing was committed, or nobody knows
    QList<Event> events; ///< committed, in order; some may be of an earlier batch
};

/// What a writer knows of a place's event log.
struct LogEnd {
    std::optional<qint64> nextSeq; ///< not known: it is read
    QList<Event> doubtful; ///< of a commit that broke: they are there or not
};
using LogEnds = std::unordered_map<qint64, LogEnd>; // by place

/// Runs commands in one transaction, and commits. Where one fails, all run again with a savepoint each, so
/// that the others are kept. A connection that broke before the commit is opened anew and the batch run
/// again; one that broke during it is not: whether the commit happened is read from the event log, at once or
/// with the next batch.
BatchOutcome runBatch(
    OpenDatabases &databases, Place place, LogEnds &ends, const std::vector<Command> &commands);

/// Runs a query on a snapshot; once more when the connection was found broken.
void runQuery(OpenDatabases &databases, Place place, const ReaderThreads::Query &query);

} // namespace acolhe::store
