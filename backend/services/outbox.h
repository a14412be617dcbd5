// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/clock.h"
#include "backend/channels/channel.h"
#include "backend/services/circuit.h"
#include "backend/store/outbox.h"
#include "backend/store/store.h"

#include <QHash>
#include <QSet>
#include <QTimer>

#include <atomic>

namespace acolhe::services {

/// The way out. Takes what is queued in a clinic's outbox, in order per conversation, marks each attempt
/// before the provider is called and writes what came of it. An attempt whose end nobody saw (a crash, a cut
/// connection) becomes `uncertain` and is never repeated unasked: a receipt or a person settles it. Lives on
/// the main thread.
class Outbox : public QObject {
    Q_OBJECT
public:
    struct Counters {
        std::atomic<qint64> sent = 0;
        std::atomic<qint64> failed = 0;
        std::atomic<qint64> retried = 0;
        std::atomic<qint64> uncertain = 0;
        std::atomic<qint64> waiting = 0; ///< in flight now
    };
    /// The live session of an inbox; null when it has none (disabled, unknown channel). Called on the main
    /// thread.
    using SessionOf = std::function<channels::Session *(ClinicId, InboxId)>;

    static constexpr int maxInFlightPerClinic = 64;
    static constexpr int maxInFlightPerInbox = 32; ///< a provider that hangs leaves room for the others
    static constexpr int maxAttempts = 8;

    Outbox(store::Store &store, const Clock &clock, SessionOf sessionOf, QObject *parent = nullptr);

    /// After a start: what was in the middle of being sent is in doubt now. Then sends what waits. Nothing of
    /// the clinic is sent before; when it fails, it is tried again by itself.
    Future<> recover(ClinicId clinic);
    /// Looks for work of this clinic soon; call after something was queued or an inbox came back.
    void wake(ClinicId clinic);
    /// This inbox was opened, with new settings or well again: what failed before says nothing about it now.
    void inboxOpened(ClinicId clinic, InboxId inbox);
    /// No new attempts from now on; finished when those in flight have ended.
    Future<> drain();

    const Counters &counters() const { return m_counters; }

Q_SIGNALS:
    /// The provider refuses the account's credentials: it needs a person.
    void inboxNeedsAttention(acolhe::ClinicId clinic, acolhe::InboxId inbox, const QString &reason);
    /// A provider answered, or did not; `outcome` is a word of a closed list.
    void attempted(acolhe::ClinicId clinic, acolhe::InboxId inbox, const char *outcome, qint64 microseconds);

private:
    struct ClinicQueue {
        bool recovered = false; ///< what is `sending` in the store is ours, not a dead process's
        bool looking = false; ///< a query for due rows is on its way
        bool again = false; ///< something was queued meanwhile
        QHash<ConversationId, InboxId> busy; ///< one attempt at a time each: their order is kept
        QSet<InboxId> held; ///< with due rows that cannot be sent now
        qint64 pausedUntilMs = 0; ///< the store has trouble: not at once again
    };

    /// What came of an attempt.
    struct End {
        ClinicId clinic;
        store::DueSend due;
        store::AttemptResult result;
        qint64 againMs = 0; ///< it could not be written; not before
    };

    void look(ClinicId clinic);
    void wakeAt(ClinicId clinic, qint64 ms);
    void wakeLater(ClinicId clinic);
    void begin(ClinicId clinic, const QList<store::DueSend> &due);
    void attempt(ClinicId clinic, const store::DueSend &due);
    void finish(ClinicId clinic, const store::DueSend &due, const channels::SendOutcome &outcome);
    void write(const End &end);
    /// In a second, unless the server is stopping or it never can be.
    void writeLater(End end, bool isFinal = false);
    /// The attempt could not begin.
    void abandon(ClinicId clinic, const store::DueSend &due, const Error &error);
    void release(ClinicId clinic, const store::DueSend &due);
    void checkTimers();
    void clockWentBack();
    /// Has the inbox a session, room, and a provider that answers?
    bool maySend(ClinicId clinic, InboxId inbox) const;
    /// What to write for an outcome; feeds the inbox's circuit.
    store::AttemptResult judge(
        ClinicId clinic, const store::DueSend &due, const channels::SendOutcome &outcome);
    store::AttemptResult judgeFailure(
        ClinicId clinic, const store::DueSend &due, const channels::SendFailure &failure);
    /// Puts it back into the queue, unless it was tried often enough.
    void repeatLater(
        const store::DueSend &due, const channels::SendFailure &failure, store::AttemptResult &result);

    store::Store &m_store;
    const Clock &m_clock;
    const SessionOf m_sessionOf;
    QHash<ClinicId, ClinicQueue> m_queues;
    QHash<std::pair<ClinicId, InboxId>, Circuit> m_circuits;
    QHash<ClinicId, qint64> m_nextDueMs; ///< when there may be work again by itself
    QList<End> m_unwritten; ///< their conversations stay busy
    QTimer m_timer;
    qint64 m_checkedMs = 0; ///< by the clock, which may be set
    bool m_draining = false;
    QPromise<Result<>> m_drained;
    Counters m_counters;
};

} // namespace acolhe::services
