// SPDX-License-Identifier: Apache-2.0
#include "backend/store/search_index.h"

#include "backend/base/log.h"
#include "backend/store/search_entries.h"

#include <chrono>
#include <list>

namespace acolhe::store {

namespace {

constexpr size_t mostOpen = 64;
constexpr std::chrono::milliseconds shortestPause{300};
constexpr std::chrono::milliseconds longestPause{4000};

} // namespace

/// The open indexes; the least recently used is closed.
class SearchIndex::OpenIndexes {
public:
    explicit OpenIndexes(const Databases &databases)
        : m_databases(databases)
    {
    }

    Result<Connection *> at(ClinicId clinic)
    {
        for (auto it = m_entries.begin(); it != m_entries.end(); ++it) {
            if (it->first == clinic) {
                m_entries.splice(m_entries.begin(), m_entries, it);
                return m_entries.front().second.get();
            }
        }
        auto opened = m_databases.openSearch(clinic);
        if (!opened)
            return opened.error();
        if (const auto ready = SearchEntries(**opened).prepare(); !ready)
            return ready.error();
        m_entries.emplace_front(clinic, *std::move(opened));
        if (m_entries.size() > mostOpen)
            m_entries.pop_back();
        return m_entries.front().second.get();
    }
    void close(ClinicId clinic)
    {
        m_entries.remove_if([&](const auto &entry) { return entry.first == clinic; });
    }

private:
    const Databases &m_databases;
    std::list<std::pair<ClinicId, std::unique_ptr<Connection>>> m_entries;
};

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

SearchIndex::SearchIndex(const Databases &databases, metrics::Gauge &lag)
    : m_databases(databases)
    , m_lag(lag)
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

/// Takes in what was written, a clinic after the other, until somebody asks something.
void SearchIndex::takeIn(OpenIndexes &indexes, std::unique_lock<std::mutex> &lock)
{
    auto written = std::exchange(m_written, {});
    while (!written.empty() && !m_stop && m_tasks.empty()) {
        const auto [clinic, events] = *written.begin();
        written.erase(written.begin());
        lock.unlock();
        const auto connection = indexes.at({clinic});
        const Result<> fresh = connection ? catchUpAll(**connection) : Result<>(connection.error());
        m_behind[clinic] += events;
        m_lag.add(fresh ? -double(std::exchange(m_behind[clinic], 0)) : 0);
        if (!fresh) {
            indexes.close({clinic});
            qCWarning(logStore).noquote() << "the search index waits: clinic" << clinic << fresh.error().text;
        }
        lock.lock();
    }
    for (const auto &[clinic, events] : written)
        m_written[clinic] += events;
}

void SearchIndex::work()
{
    OpenIndexes indexes(m_databases);
    std::chrono::milliseconds pause = shortestPause;
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        m_wakes.wait(lock, [&] { return m_stop || !m_tasks.empty() || !m_written.empty(); });
        if (!m_tasks.empty()) {
            const Task task = std::move(m_tasks.front());
            m_tasks.pop_front();
            lock.unlock();
            const auto connection = indexes.at(task.clinic);
            const Result<> fresh = connection ? catchUpAll(**connection) : Result<>(connection.error());
            task.done(
                fresh ? SearchEntries(**connection).find(task.query) : Result<SearchPage>(fresh.error()));
            if (!fresh)
                indexes.close(task.clinic);
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
