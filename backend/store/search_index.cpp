// SPDX-License-Identifier: Apache-2.0
#include "backend/store/search_index.h"

#include "backend/base/log.h"
#include "backend/store/open_databases.h"
#include "backend/store/search_entries.h"

#include <chrono>

namespace acolhe::store {

namespace {

/// Of hundreds of clinics each waits seconds for its turn: opening costs less than keeping.
constexpr int mostOpen = 16;
constexpr std::chrono::milliseconds shortestPause{300};
constexpr std::chrono::milliseconds longestPause{4000};

} // namespace

static Result<> catchUpAll(Connection &connection)
{
    SearchEntries entries(connection);
    while (true) {
        const auto took = entries.catchUp();
        if (!took)
            return took.error();
        if (*took < SearchEntries::atOnce)
            return Done{};
    }
}

SearchIndex::SearchIndex(const Databases &databases, metrics::Gauge &lag, metrics::Gauge &open)
    : m_databases(databases)
    , m_lag(lag)
    , m_open(open)
    , m_thread([this] { work(); })
{
}

SearchIndex::~SearchIndex()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
        m_wakes.notify_all();
    }
    m_thread.join();
}

void SearchIndex::wrote(ClinicId clinic, qint64 events)
{
    const std::lock_guard lock(m_mutex);
    m_written[clinic.value] += events;
    m_lag.add(double(events));
    m_wakes.notify_one();
}

void SearchIndex::find(
    ClinicId clinic, const SearchQuery &query, std::function<void(Result<SearchPage>)> done)
{
    const std::lock_guard lock(m_mutex);
    m_tasks.push_back({clinic, query, std::move(done)});
    m_wakes.notify_one();
}

/// The clinic's index with all that was written so far.
Result<Connection *> SearchIndex::fresh(OpenDatabases &indexes, ClinicId clinic)
{
    const auto connection = indexes.at(clinic);
    if (!connection)
        return connection;
    // A file can be removed while it is closed; a schema's tables stay.
    const bool known = m_databases.dialect() == Dialect::PostgreSql && m_prepared.contains(clinic.value);
    Result<> done = known ? Result<>(Done{}) : SearchEntries(**connection).prepare();
    if (done)
        done = catchUpAll(**connection);
    if (!done) {
        indexes.close(clinic);
        return done.error();
    }
    m_prepared.insert(clinic.value);
    return connection;
}

/// Takes in what was written, a clinic after the other, until somebody asks something.
void SearchIndex::takeIn(OpenDatabases &indexes, std::unique_lock<std::mutex> &lock)
{
    auto written = std::exchange(m_written, {});
    while (!written.empty() && !m_stop && m_tasks.empty()) {
        const auto [clinic, events] = *written.begin();
        written.erase(written.begin());
        lock.unlock();
        const auto index = fresh(indexes, {clinic});
        m_behind[clinic] += events;
        m_lag.add(index ? -double(std::exchange(m_behind[clinic], 0)) : 0);
        if (!index)
            qCWarning(logStore).noquote() << "the search index waits: clinic" << clinic << index.error().text;
        lock.lock();
    }
    for (const auto &[clinic, events] : written)
        m_written[clinic] += events;
}

void SearchIndex::work()
{
    OpenDatabases indexes(m_databases, Databases::Use::Search, mostOpen, m_open);
    std::chrono::milliseconds pause = shortestPause;
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        waitUntil(m_wakes, lock, indexes, [&] { return m_stop || !m_tasks.empty() || !m_written.empty(); });
        if (!m_tasks.empty()) {
            const Task task = std::move(m_tasks.front());
            m_tasks.pop_front();
            lock.unlock();
            const auto index = fresh(indexes, task.clinic);
            task.done(index ? SearchEntries(**index).find(task.query) : Result<SearchPage>(index.error()));
            lock.lock();
            continue;
        }
        // Many commits are taken in together, and the more work there is the longer they gather: the index is
        // in nobody's way, and a question finds all that was written anyway.
        if (m_wakes.wait_for(lock, pause, [&] { return m_stop || !m_tasks.empty(); }))
            continue;
        const auto began = std::chrono::steady_clock::now();
        takeIn(indexes, lock);
        const auto took = std::chrono::steady_clock::now() - began;
        pause = std::clamp(
            std::chrono::duration_cast<std::chrono::milliseconds>(4 * took), shortestPause, longestPause);
    }
}

} // namespace acolhe::store
