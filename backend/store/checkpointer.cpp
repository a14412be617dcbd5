// SPDX-License-Identifier: Apache-2.0
#include "backend/store/checkpointer.h"

#include "backend/base/log.h"

#include <QFileInfo>

namespace acolhe::store {

using namespace Qt::StringLiterals;

Checkpointer::Checkpointer(const Databases &databases)
    : m_databases(databases)
    , m_thread([this] { work(); })
{
}

Checkpointer::~Checkpointer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
        m_wakes.notify_all();
    }
    m_thread.join();
}

void Checkpointer::wrote(Place place)
{
    if (m_databases.dialect() != Dialect::Sqlite)
        return;
    const std::lock_guard lock(m_mutex);
    m_written.insert(place.value);
    m_wakes.notify_one();
}

static void checkpoint(const Databases &databases, Place place)
{
    auto connection = databases.open(place, Databases::Use::Write);
    if (!connection)
        return; // removed meanwhile
    // PASSIVE waits for nobody: what readers still need stays for the next time.
    const auto done = (*connection)->each(u"PRAGMA wal_checkpoint(PASSIVE)"_s, {}, [](Row &) {});
    if (!done)
        qCWarning(logStore).noquote() << "checkpoint failed: place" << place.value << done.error().text;
}

void Checkpointer::work()
{
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        m_wakes.wait(lock, [&] { return m_stop || !m_written.empty(); });
        const auto written = std::exchange(m_written, {});
        lock.unlock();
        for (const qint64 place : written) {
            if (QFileInfo(m_databases.fileOf(Place{place}) + u"-wal"_s).size() >= walBytes)
                checkpoint(m_databases, Place{place});
        }
        lock.lock();
        // Not after every commit: the files' sizes are looked at ten times a second at most.
        m_wakes.wait_for(lock, std::chrono::milliseconds(100), [&] { return m_stop; });
    }
}

} // namespace acolhe::store
