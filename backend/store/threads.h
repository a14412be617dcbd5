// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/store/store.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <list>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

namespace acolhe::store {

struct BatchOutcome;

/// The open databases of one thread: the least recently used is closed when there are too many, and each that
/// nobody used for `idle`. On PostgreSQL one connection serves all places, turns to each, and stays.
class OpenDatabases {
public:
    static constexpr std::chrono::milliseconds longestIdle{60'000};

    OpenDatabases(const Databases &databases, Databases::Use use, int most, metrics::Gauge &open,
        std::chrono::milliseconds idle = longestIdle);
    ~OpenDatabases();

    /// The connection, turned to `place`.
    Result<Connection *> at(Place place);
    /// After trouble: the next use opens anew.
    void close(Place place);
    /// Now and then, also when there is nothing to do.
    void closeIdle();

private:
    using Clock = std::chrono::steady_clock;
    struct Entry {
        Place place;
        std::unique_ptr<Connection> connection;
        Clock::time_point usedAt;
    };

    const Databases &m_databases;
    const Databases::Use m_use;
    const size_t m_most;
    metrics::Gauge &m_open;
    const std::chrono::milliseconds m_idle;
    Clock::time_point m_lookedAt = Clock::now();
    std::list<Entry> m_entries; ///< the last used first
    std::optional<Place> m_turnedTo;
};

/// The writers: each clinic is tied to one of a few threads, which takes all that waits for a clinic into one
/// commit and then goes on to the next clinic.
class WriterThreads {
public:
    /// A commit takes at most so many commands, so that one busy clinic does not keep the others waiting.
    static constexpr size_t maxBatch = 512;
    /// More waiting for one clinic than this is refused: memory stays bounded.
    static constexpr size_t maxQueue = 20'000;

    WriterThreads(const Databases &databases, const Options &options, Checkpointer &checkpointer,
        Measures &measures, Store *store);
    ~WriterThreads();

    void add(Place place, Command command);
    Store::Figures figures() const;
    qint64 longestCommitMs() const;

private:
    struct Thread {
        std::thread thread;
        std::mutex mutex;
        std::condition_variable wakes;
        std::unordered_map<qint64, std::deque<Command>> queues;
        std::deque<qint64> turn; ///< places with something to do, in order
        bool stop = false;
        std::atomic<qint64> busySinceMs = 0; ///< steady; 0: it rests
    };

    void work(Thread &thread);
    void measure(const BatchOutcome &outcome, size_t commands, qint64 nanoseconds);
    static std::vector<Command> takeBatch(Thread &thread, qint64 place);

    const Databases &m_databases;
    const Options &m_options;
    Checkpointer &m_checkpointer;
    Measures &m_measures;
    Store *const m_store;
    std::vector<std::unique_ptr<Thread>> m_threads;
    std::atomic<qint64> m_commits = 0;
    std::atomic<qint64> m_commands = 0;
    std::atomic<qint64> m_waiting = 0;
};

/// The readers: any of a few threads takes the next query.
class ReaderThreads {
public:
    static constexpr size_t maxQueue = 20'000;
    using Query = std::function<void(Result<Connection *>)>;

    ReaderThreads(const Databases &databases, const Options &options, Measures &measures);
    ~ReaderThreads();

    void add(Place place, Query query);

private:
    void work();

    const Databases &m_databases;
    const Options &m_options;
    Measures &m_measures;
    std::mutex m_mutex;
    std::condition_variable m_wakes;
    std::deque<std::pair<Place, Query>> m_queue;
    bool m_stop = false;
    std::vector<std::thread> m_threads;
};

} // namespace acolhe::store
