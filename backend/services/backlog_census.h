// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/clock.h"
#include "backend/store/backlog.h"
#include "backend/store/store.h"

#include <QHash>
#include <QTimer>

#include <deque>

namespace acolhe::services {

/// Asks one clinic after another what waits in its database, a few a second, so that many clinics do not cost
/// more than one. What it tells is some seconds old: with up to 75 clinics 15, then a fifth of a second for
/// each. Lives on the main thread.
class BacklogCensus : public QObject {
    Q_OBJECT
public:
    static constexpr int perSecond = 5;
    static constexpr qint64 roundMs = 15'000; ///< at least, between two questions to one clinic

    BacklogCensus(store::Store &store, const Clock &steady, QObject *parent = nullptr);

    /// Asked at once, and from then on.
    void add(ClinicId clinic);
    void drop(ClinicId clinic);
    qsizetype clinics() const { return m_known.size(); }
    store::Backlog total() const;

private:
    void ask(ClinicId clinic);
    void askNext();

    store::Store &m_store;
    const Clock &m_steady;
    QHash<ClinicId, store::Backlog> m_known;
    std::deque<std::pair<qint64, ClinicId>> m_turn; ///< when it is due
    QTimer m_timer;
};

} // namespace acolhe::services
