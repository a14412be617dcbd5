// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/series.h"
#include "backend/store/databases.h"
#include "backend/store/search.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <thread>

namespace acolhe::store {

class OpenDatabases;

/// Full-text search over a clinic's messages, kept by a reader of the event log on a thread of its own.
/// SQLite: an FTS5 table in a file beside the clinic's, so that the writer is never in its way; PostgreSQL: a
/// table with a text search index. The index has its own cursor in the log: a crash loses nothing, and a
/// removed file is built anew.
class SearchIndex {
public:
    /// `lag` is told how many events of the logs it does not know yet, `open` its connections.
    SearchIndex(const Databases &databases, metrics::Gauge &lag, metrics::Gauge &open);
    ~SearchIndex();

    /// The clinic's log grew by so many events: they are taken in soon.
    void wrote(ClinicId clinic, qint64 events);
    /// Takes in what is new and then looks. `done` is called on the index's thread.
    void find(ClinicId clinic, const SearchQuery &query, std::function<void(Result<SearchPage>)> done);

private:
    struct Task {
        ClinicId clinic;
        SearchQuery query;
        std::function<void(Result<SearchPage>)> done;
    };

    void work();
    Result<Connection *> fresh(OpenDatabases &indexes, ClinicId clinic);
    void takeIn(OpenDatabases &indexes, std::unique_lock<std::mutex> &lock);

    const Databases &m_databases;
    metrics::Gauge &m_lag;
    metrics::Gauge &m_open;
    std::mutex m_mutex;
    std::condition_variable m_wakes;
    std::deque<Task> m_tasks;
    std::map<qint64, qint64> m_written; ///< clinic and events
    std::map<qint64, qint64> m_behind; ///< the same, that could not be taken in; of its thread
    std::set<qint64> m_prepared; ///< of its thread
    bool m_stop = false;
    std::thread m_thread;
};

} // namespace acolhe::store
