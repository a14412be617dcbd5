// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/store/open_databases.h"
#include "backend/store/store.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

namespace acolhe::store {

struct BatchOutcome;

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

/// The readers: each place has a thread of its own among a few, so that not every thread opens every
/// database; what waits for a thread that is long at something is taken by another.
class ReaderThreads {
public:
    static constexpr size_t maxQueue = 20'000;
    /// So long a query waits for the thread of its place.
    static constexpr std::chrono::milliseconds patience{2};
    using Query = std::function<void(Result<Connection *>)>;

    ReaderThreads(const Databases &databases, const Options &options, Measures &measures);
    ~ReaderThreads();

    void add(Place place, Query query);

private:
    using Clock = std::chrono::steady_clock;
    struct Waiting {
        Place place;
        Query query;
        Clock::time_point since;
    };
    struct Thread {
        std::thread thread;
        std::condition_variable wakes;
        std::deque<Waiting> queue;
        bool rests = false;
    };

    void work(Thread &own);
    Thread *longestWaiting();
    std::optional<Waiting> next(Thread &own, std::unique_lock<std::mutex> &lock, OpenDatabases &databases);

    const Databases &m_databases;
    const Options &m_options;
    Measures &m_measures;
    std::mutex m_mutex; ///< of all that follows
    size_t m_waiting = 0;
    bool m_stop = false;
    std::vector<std::unique_ptr<Thread>> m_threads;
};

} // namespace acolhe::store
