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
        m_threads.push_back(std::make_unique<Thread>());
    for (auto &thread : m_threads)
        thread->thread = std::thread([this, &own = *thread] { work(own); });
}

ReaderThreads::~ReaderThreads()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    for (auto &thread : m_threads)
        thread->wakes.notify_all();
    for (auto &thread : m_threads)
        thread->thread.join();
}

void ReaderThreads::add(Place place, Query query)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_waiting < maxQueue && !m_stop) {
            Thread &own = *m_threads[size_t(place.value) % m_threads.size()];
            own.queue.push_back({place, std::move(query), Clock::now()});
            m_measures.readsWaiting.set(double(++m_waiting));
            if (std::exchange(own.rests, false)) { // what comes before it is awake has to alert the others
                own.wakes.notify_one();
            } else {
                for (auto &thread : m_threads)
                    thread->wakes.notify_one();
            }
            return;
        }
    }
    m_measures.refused.add();
    query(busy());
}

/// Whose first query waits longest; nullptr when nothing waits.
ReaderThreads::Thread *ReaderThreads::longestWaiting()
{
    Thread *longest = nullptr;
    for (auto &thread : m_threads) {
        if (!thread->queue.empty()
            && (!longest || thread->queue.front().since < longest->queue.front().since))
            longest = thread.get();
    }
    return longest;
}

/// Waits for a query; nothing when all are done and no more come.
std::optional<ReaderThreads::Waiting> ReaderThreads::next(
    Thread &own, std::unique_lock<std::mutex> &lock, OpenDatabases &databases)
{
    while (true) {
        Thread *from = own.queue.empty() ? longestWaiting() : &own;
        if (!from && m_stop)
            return {};
        if (from && (from == &own || m_stop || Clock::now() - from->queue.front().since >= patience)) {
            Waiting taken = std::move(from->queue.front());
            from->queue.pop_front();
            m_measures.readsWaiting.set(double(--m_waiting));
            return taken;
        }
        own.rests = true;
        const auto until =
            from ? from->queue.front().since + patience : Clock::now() + OpenDatabases::longestIdle / 2;
        const bool idle = own.wakes.wait_until(lock, until) == std::cv_status::timeout && !from;
        own.rests = false;
        if (idle) {
            lock.unlock();
            databases.closeIdle();
            lock.lock();
        }
    }
}

void ReaderThreads::work(Thread &own)
{
    OpenDatabases databases(
        m_databases, Databases::Use::Read, m_options.openClinics, m_measures.openDatabases);
    std::unique_lock lock(m_mutex);
    while (auto waiting = next(own, lock, databases)) {
        lock.unlock();
        const auto began = Clock::now();
        runQuery(databases, waiting->place, waiting->query);
        m_measures.readSeconds.observe(std::chrono::duration<double>(Clock::now() - began).count());
        waiting.reset(); // what the query held goes without the lock
        lock.lock();
    }
}

} // namespace acolhe::store
