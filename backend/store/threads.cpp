// SPDX-License-Identifier: Apache-2.0
#include "backend/store/threads.h"

#include "backend/store/batch.h"
#include "backend/store/checkpointer.h"

#include <chrono>

namespace acolhe::store {

using namespace Qt::StringLiterals;

static Error busy()
{
    Error error = Error::internal(u"the store is too busy"_s);
    error.data.insert(u"storage"_s, u"busy"_s);
    return error;
}

OpenDatabases::OpenDatabases(const Databases &databases, Databases::Use use, int most, metrics::Gauge &open,
    std::chrono::milliseconds idle)
    : m_databases(databases)
    , m_use(use)
    , m_most(databases.dialect() == Dialect::Sqlite ? size_t(most) : 1)
    , m_open(open)
    , m_idle(idle)
{
}

OpenDatabases::~OpenDatabases()
{
    m_open.add(-double(m_entries.size()));
}

Result<Connection *> OpenDatabases::at(Place place)
{
    const bool shared = m_databases.dialect() == Dialect::PostgreSql;
    const auto now = Clock::now();
    if (now - m_lookedAt > m_idle / 2)
        closeIdle();
    for (auto it = m_entries.begin(); it != m_entries.end(); ++it) {
        if (!shared && it->place != place)
            continue;
        it->usedAt = now;
        m_entries.splice(m_entries.begin(), m_entries, it);
        Connection *connection = m_entries.front().connection.get();
        if (shared && m_turnedTo != place) {
            if (const auto turned = m_databases.turn(*connection, place); !turned) {
                close(place);
                return turned.error();
            }
            m_turnedTo = place;
        }
        return connection;
    }
    auto opened = m_databases.open(place, m_use);
    if (!opened)
        return opened.error();
    m_entries.push_front({place, *std::move(opened), now});
    m_turnedTo = place;
    m_open.add(1);
    if (m_entries.size() > m_most) {
        m_entries.pop_back();
        m_open.add(-1);
    }
    return m_entries.front().connection.get();
}

void OpenDatabases::close(Place place)
{
    const bool shared = m_databases.dialect() == Dialect::PostgreSql;
    const auto closed =
        m_entries.remove_if([&](const Entry &entry) { return shared || entry.place == place; });
    m_open.add(-double(closed));
    m_turnedTo.reset();
}

void OpenDatabases::closeIdle()
{
    m_lookedAt = Clock::now();
    if (m_databases.dialect() == Dialect::PostgreSql)
        return;
    while (!m_entries.empty() && m_lookedAt - m_entries.back().usedAt >= m_idle) {
        m_entries.pop_back();
        m_open.add(-1);
    }
}

/// Waits until `ready`; closes what is idle meanwhile.
template <class Ready>
static void waitUntil(
    std::condition_variable &wakes, std::unique_lock<std::mutex> &lock, OpenDatabases &databases, Ready ready)
{
    while (!wakes.wait_for(lock, OpenDatabases::longestIdle / 2, ready)) {
        lock.unlock();
        databases.closeIdle();
        lock.lock();
    }
}

WriterThreads::WriterThreads(const Databases &databases, const Options &options, Checkpointer &checkpointer,
    Measures &measures, Store *store)
    : m_databases(databases)
    , m_options(options)
    , m_checkpointer(checkpointer)
    , m_measures(measures)
    , m_store(store)
{
    for (int i = 0; i < options.writers; ++i) {
        m_threads.push_back(std::make_unique<Thread>());
        Thread &thread = *m_threads.back();
        thread.thread = std::thread([this, &thread] { work(thread); });
    }
}

WriterThreads::~WriterThreads()
{
    for (auto &thread : m_threads) {
        const std::lock_guard lock(thread->mutex);
        thread->stop = true;
        thread->wakes.notify_all();
    }
    for (auto &thread : m_threads)
        thread->thread.join();
}

Store::Figures WriterThreads::figures() const
{
    return {m_commits, m_commands, m_waiting};
}

void WriterThreads::add(Place place, Command command)
{
    Thread &thread = *m_threads[size_t(place.value) % m_threads.size()];
    {
        const std::lock_guard lock(thread.mutex);
        auto &queue = thread.queues[place.value];
        if (queue.size() < maxQueue && !thread.stop) {
            if (queue.empty())
                thread.turn.push_back(place.value);
            queue.push_back(std::move(command));
            ++m_waiting;
            thread.wakes.notify_one();
            return;
        }
    }
    m_measures.refused.add();
    command.finish(busy());
}

std::vector<Command> WriterThreads::takeBatch(Thread &thread, qint64 place)
{
    auto &queue = thread.queues[place];
    std::vector<Command> batch;
    while (!queue.empty() && batch.size() < maxBatch) {
        batch.push_back(std::move(queue.front()));
        queue.pop_front();
    }
    if (queue.empty())
        thread.queues.erase(place);
    else
        thread.turn.push_back(place);
    return batch;
}

static qint64 steadyNs()
{
    return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

qint64 WriterThreads::longestCommitMs() const
{
    const qint64 now = steadyNs() / 1'000'000;
    qint64 longest = 0;
    for (const auto &thread : m_threads) {
        const qint64 since = thread->busySinceMs;
        longest = std::max(longest, since > 0 ? now - since : 0);
    }
    return longest;
}

void WriterThreads::measure(const BatchOutcome &outcome, size_t commands, qint64 nanoseconds)
{
    m_measures.commitSeconds.observe(double(nanoseconds) / 1e9);
    m_measures.batchCommands.observe(double(commands));
    if (outcome.problem && isStorageTrouble(*outcome.problem))
        m_measures.failed(*outcome.problem);
}

void WriterThreads::work(Thread &thread)
{
    // Opening costs more than a commit, and a clinic that writes does so again and again.
    constexpr int moreThanReaders = 4;
    OpenDatabases databases(m_databases, Databases::Use::Write, moreThanReaders * m_options.openClinics,
        m_measures.openDatabases);
    LogEnds ends;
    std::unique_lock lock(thread.mutex);
    while (true) {
        waitUntil(thread.wakes, lock, databases, [&] { return thread.stop || !thread.turn.empty(); });
        if (thread.turn.empty())
            return; // stopped, and everything that waited is done
        const qint64 place = thread.turn.front();
        thread.turn.pop_front();
        auto batch = std::make_shared<std::vector<Command>>(takeBatch(thread, place));
        lock.unlock();

        const qint64 beganNs = steadyNs();
        thread.busySinceMs = beganNs / 1'000'000;
        const auto outcome = std::make_shared<BatchOutcome>(runBatch(databases, Place{place}, ends, *batch));
        thread.busySinceMs = 0;
        measure(*outcome, batch->size(), steadyNs() - beganNs);
        ++m_commits;
        m_commands += qint64(batch->size());
        m_waiting -= qint64(batch->size());
        m_checkpointer.wrote(Place{place});
        QMetaObject::invokeMethod(m_store, [store = m_store, place, batch, outcome] {
            if (!outcome->events.isEmpty())
                Q_EMIT store->committed(ClinicId{place}, outcome->events);
            for (const Command &command : *batch)
                command.finish(outcome->problem);
        });
        lock.lock();
    }
}

ReaderThreads::ReaderThreads(const Databases &databases, const Options &options, Measures &measures)
    : m_databases(databases)
    , m_options(options)
    , m_measures(measures)
{
    for (int i = 0; i < options.readers; ++i)
        m_threads.emplace_back([this] { work(); });
}

ReaderThreads::~ReaderThreads()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
        m_wakes.notify_all();
    }
    for (std::thread &thread : m_threads)
        thread.join();
}

void ReaderThreads::add(Place place, Query query)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_queue.size() < maxQueue && !m_stop) {
            m_queue.emplace_back(place, std::move(query));
            m_measures.readsWaiting.set(double(m_queue.size()));
            m_wakes.notify_one();
            return;
        }
    }
    m_measures.refused.add();
    query(busy());
}

void ReaderThreads::work()
{
    OpenDatabases databases(
        m_databases, Databases::Use::Read, m_options.openClinics, m_measures.openDatabases);
    std::unique_lock lock(m_mutex);
    while (true) {
        waitUntil(m_wakes, lock, databases, [&] { return m_stop || !m_queue.empty(); });
        if (m_queue.empty())
            return;
        const auto [place, query] = std::move(m_queue.front());
        m_queue.pop_front();
        m_measures.readsWaiting.set(double(m_queue.size()));
        lock.unlock();
        const qint64 beganNs = steadyNs();
        runQuery(databases, place, query);
        m_measures.readSeconds.observe(double(steadyNs() - beganNs) / 1e9);
        lock.lock();
    }
}

} // namespace acolhe::store
