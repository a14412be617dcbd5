// SPDX-License-Identifier: Apache-2.0
#include "backend/store/open_databases.h"

#include <bit>

namespace acolhe::store {

/// What a thread keeps of its databases in memory, in KiB (SQLite). What is not there comes from the system's
/// own cache, in a microsecond a page; a patient's message touches pages all over the indexes, so that a busy
/// clinic alone is worth much.
struct CacheLimits {
    int few; ///< together, while at most `mostFew` are open
    int many; ///< together, when more are
    int least; ///< of one: a batch that changes more than this writes some pages twice
};

constexpr size_t mostFew = 4;

static CacheLimits cacheLimitsOf(Databases::Use use)
{
    switch (use) {
    case Databases::Use::Write:
        return {16'384, 8192, 96};
    case Databases::Use::Read:
        return {8192, 4096, 64};
    case Databases::Use::Search:
        return {4096, 4096, 256};
    }
    Q_UNREACHABLE();
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

Result<Connection *> OpenDatabases::turnTo(Place place)
{
    Connection *connection = m_entries.front().connection.get();
    if (m_databases.dialect() == Dialect::PostgreSql && m_turnedTo != place) {
        if (const auto turned = m_databases.turn(*connection, place); !turned) {
            close(place);
            return turned.error();
        }
        m_turnedTo = place;
    }
    return connection;
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
        return turnTo(place);
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
    shareCache();
    return m_entries.front().connection.get();
}

void OpenDatabases::shareCache()
{
    if (m_entries.empty())
        return;
    const CacheLimits limits = cacheLimitsOf(m_use);
    // By powers of two: not every one that comes or goes changes all others.
    const int together = m_entries.size() <= mostFew ? limits.few : limits.many;
    const int share = std::max(together / int(std::bit_ceil(m_entries.size())), limits.least);
    for (Entry &entry : m_entries) {
        if (std::exchange(entry.cacheKib, share) != share)
            (void)m_databases.limitCache(
                *entry.connection, m_use, share); // trouble shows with the next query
    }
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
    shareCache();
}

} // namespace acolhe::store
