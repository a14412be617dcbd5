// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/series.h"
#include "backend/store/databases.h"

#include <chrono>
#include <condition_variable>
#include <list>
#include <mutex>

namespace acolhe::store {

/// The open databases of one thread: the least recently used is closed when there are too many, and each that
/// nobody used for `idle`. They share what a thread may keep of them in memory: a busy one alone has much,
/// hundreds have little each. On PostgreSQL one connection serves all places, turns to each, and stays.
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
        int cacheKib = 0;
    };

    Result<Connection *> turnTo(Place place);
    void shareCache();

    const Databases &m_databases;
    const Databases::Use m_use;
    const size_t m_most;
    metrics::Gauge &m_open;
    const std::chrono::milliseconds m_idle;
    Clock::time_point m_lookedAt = Clock::now();
    std::list<Entry> m_entries; ///< the last used first
    std::optional<Place> m_turnedTo;
};

/// Waits until `ready`; closes what is idle meanwhile.
template <class Ready>
void waitUntil(
    std::condition_variable &wakes, std::unique_lock<std::mutex> &lock, OpenDatabases &databases, Ready ready)
{
    while (!wakes.wait_for(lock, OpenDatabases::longestIdle / 2, ready)) {
        lock.unlock();
        databases.closeIdle();
        lock.lock();
    }
}

} // namespace acolhe::store
