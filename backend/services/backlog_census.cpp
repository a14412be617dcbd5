// SPDX-License-Identifier: Apache-2.0
#include "backend/services/backlog_census.h"

namespace acolhe::services {

BacklogCensus::BacklogCensus(store::Store &store, const Clock &steady, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_steady(steady)
{
    m_timer.setInterval(1000);
    connect(&m_timer, &QTimer::timeout, this, &BacklogCensus::askNext);
    m_timer.start();
}

void BacklogCensus::add(ClinicId clinic)
{
    if (m_known.contains(clinic))
        return;
    m_known.insert(clinic, {});
    m_turn.emplace_front(0, clinic);
}

void BacklogCensus::drop(ClinicId clinic)
{
    m_known.remove(clinic); // its turn finds it gone
}

store::Backlog BacklogCensus::total() const
{
    store::Backlog total;
    for (const store::Backlog &one : m_known)
        total += one;
    return total;
}

void BacklogCensus::ask(ClinicId clinic)
{
    m_store
        .read<store::Backlog>(
            clinic, [](store::Connection &connection) { return store::backlogOf(connection); })
        .then(this, [this, clinic](const Result<store::Backlog> &counted) {
            if (counted && m_known.contains(clinic)) // the last known stands while the database has trouble
                m_known.insert(clinic, *counted);
        });
}

void BacklogCensus::askNext()
{
    const qint64 now = m_steady.nowMs();
    for (int i = 0; i < perSecond && !m_turn.empty() && m_turn.front().first <= now; ++i) {
        const ClinicId clinic = m_turn.front().second;
        m_turn.pop_front();
        if (!m_known.contains(clinic))
            continue;
        ask(clinic);
        m_turn.emplace_back(now + roundMs, clinic);
    }
}

} // namespace acolhe::services
