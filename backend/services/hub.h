// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/event.h"

#include <QByteArray>
#include <QHash>
#include <QObject>

#include <functional>
#include <memory>

namespace acolhe::services {

/// One listener of a clinic's events: a desktop, a patient's page. Gets every event that its caller may hear
/// as a line of the wire, in the order of `seq`, each once. Unregisters by its destruction.
class Subscription {
public:
    using Sink = std::function<void(const QByteArray &line)>;

    Subscription(const Caller &caller, Sink sink);

    const Caller &caller() const { return m_caller; }
    /// Live events wait from now on until `goLive`, while what was missed is replayed.
    void hold();
    /// A missed event, during the hold.
    void replay(qint64 seq, const QByteArray &line);
    /// Ends the hold: what waited and is newer than `replayedTo` goes out, then live ones as they come.
    void goLive(qint64 replayedTo);
    /// Nothing goes out any more.
    void end();
    /// One event of the log. `line` makes the wire's line, at most once for all who hear it.
    /// True when its caller may hear it.
    bool deliver(const Event &event, const std::function<const QByteArray &()> &line);

private:
    const Caller m_caller;
    Sink m_sink;
    bool m_held = false;
    qint64 m_sent = 0; ///< the last seq that went out
    QList<std::pair<qint64, QByteArray>> m_waiting;
};

/// Brings a clinic's events to those who listen. Lives on the main thread; fed by the store's `committed`,
/// and with what is not stored (presence, typing) directly.
class Hub : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    void add(const std::shared_ptr<Subscription> &subscription);
    void publish(ClinicId clinic, const QList<Event> &events);
    int listeners() const;

Q_SIGNALS:
    /// After listeners of `clinic` were told; the outbox and the search index wake by it.
    void published(acolhe::ClinicId clinic, const QList<acolhe::Event> &events);

private:
    QHash<ClinicId, QList<std::weak_ptr<Subscription>>> m_listeners;
};

} // namespace acolhe::services
