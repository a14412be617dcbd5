// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/clock.h"
#include "backend/demo/demo_channel.h"
#include "backend/demo/demo_script.h"

#include <QHash>
#include <QMultiMap>
#include <QRandomGenerator>
#include <QTimer>

#include <functional>

namespace acolhe::demo {

/// An inbox that a stand-in serves.
struct DemoInbox {
    ClinicId clinic;
    InboxId id;
    QString channel;
};

/// The demo's patients while the server runs: what the team sends is delivered, read and mostly answered, and
/// now and then somebody begins anew. All of it takes the way in of any provider and is marked
/// payload.simulated. Bounded: few things pend at a time, and nobody begins anew while nobody of the team is
/// there or enough wait for an answer. Lives on the main thread.
class Simulator : public QObject {
    Q_OBJECT
public:
    /// What the server gives it. All are called on the main thread.
    struct Surroundings {
        std::function<void(const DemoInbox &inbox, const QByteArray &body)> deliver;
        std::function<QList<DemoInbox>()> inboxes;
        std::function<bool(ClinicId)> watched; ///< is anybody of the clinic's team connected?
    };

    Simulator(const Clock &clock, DemoExchange &exchange, Surroundings surroundings, quint32 seed,
        QObject *parent = nullptr);

    void start();
    /// Does what is due by the clock.
    void tick();

    static constexpr int maxPending = 200;
    static constexpr int maxUnanswered = 6;

private:
    struct Correspondent {
        DemoInbox inbox;
        Identity identity;
        int answers = 0; ///< given so far
        qint64 answerAt = 0; ///< when the pending answer is due; 0: none
    };
    using Action = std::function<void()>;

    void heard(ClinicId clinic, InboxId inboxId, const channels::OutboundMessage &message,
        const QString &externalId);
    void acknowledge(const DemoInbox &inbox, const QString &externalId);
    void planAnswer(const QString &key, const QString &text);
    void planOpening();
    void open();
    void write(const DemoInbox &inbox, const Identity &from, const QString &said);
    void at(qint64 ms, Action action);
    /// A delay around `typicalMs`, from half of it to twice.
    qint64 around(qint64 typicalMs);
    bool chance(double probability);
    QString oneOf(const QStringList &all);
    std::optional<DemoInbox> inboxOf(ClinicId clinic, InboxId id) const;

    const Clock &m_clock;
    const Surroundings m_surroundings;
    QRandomGenerator m_random;
    const QList<ScriptPatient> m_patients;
    const ScriptReplies m_replies;
    const QStringList m_openers;
    QMultiMap<qint64, Action> m_due;
    QHash<QString, Correspondent> m_correspondents;
    QSet<QString> m_unanswered; ///< who began anew and waits
    QTimer m_timer;
};

} // namespace acolhe::demo
