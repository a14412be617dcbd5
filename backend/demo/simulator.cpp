// SPDX-License-Identifier: Apache-2.0
#include "backend/demo/simulator.h"

#include <QUuid>

namespace acolhe::demo {

using namespace Qt::StringLiterals;

constexpr qint64 deliveredMs = 1'500;
constexpr qint64 readMs = 8'000;
constexpr qint64 answerMs = 25'000;
constexpr qint64 betweenMessagesMs = 4'000;
constexpr qint64 openingMs = 120'000;
constexpr int maxAnswers = 12; ///< of one patient on one inbox
constexpr int maxCorrespondents = 1'000;

template <class T> static T must(Result<T> parsed)
{
    if (!parsed)
        qFatal("the demo's script: %s", qPrintable(parsed.error().text)); // a test reads it
    return *std::move(parsed);
}

Simulator::Simulator(
    const Clock &clock, DemoExchange &exchange, Surroundings surroundings, quint32 seed, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_surroundings(std::move(surroundings))
    , m_random(seed)
    , m_patients(must(parsePatients(scriptFile(u"patients.txt"_s))))
    , m_replies(must(parseReplies(scriptFile(u"replies.txt"_s))))
    , m_openers(parseOpeners(scriptFile(u"openers.txt"_s)))
{
    connect(&exchange, &DemoExchange::sent, this, &Simulator::heard);
    connect(&m_timer, &QTimer::timeout, this, &Simulator::tick);
    planOpening();
}

void Simulator::start()
{
    m_timer.start(500);
}

void Simulator::tick()
{
    const qint64 now = m_clock.nowMs();
    while (!m_due.isEmpty() && m_due.firstKey() <= now) {
        const Action action = m_due.first();
        m_due.erase(m_due.begin());
        action();
    }
}

void Simulator::at(qint64 ms, Action action)
{
    if (m_due.size() < maxPending)
        m_due.insert(ms, std::move(action));
}

qint64 Simulator::around(qint64 typicalMs)
{
    return typicalMs / 2 + m_random.bounded(typicalMs * 3 / 2);
}

bool Simulator::chance(double probability)
{
    return m_random.generateDouble() < probability;
}

QString Simulator::oneOf(const QStringList &all)
{
    return all.isEmpty() ? QString() : all[m_random.bounded(all.size())];
}

std::optional<DemoInbox> Simulator::inboxOf(ClinicId clinic, InboxId id) const
{
    for (const DemoInbox &inbox : m_surroundings.inboxes()) {
        if (inbox.clinic == clinic && inbox.id == id)
            return inbox;
    }
    return {};
}

static QString keyOf(const DemoInbox &inbox, const Identity &identity)
{
    return u"%1/%2/%3"_s.arg(inbox.clinic.value).arg(inbox.id.value).arg(identity.value);
}

void Simulator::heard(
    ClinicId clinic, InboxId inboxId, const channels::OutboundMessage &message, const QString &externalId)
{
    const auto inbox = inboxOf(clinic, inboxId);
    if (!inbox)
        return;
    acknowledge(*inbox, externalId);
    if (message.to.isEmpty())
        return;
    const QString key = keyOf(*inbox, message.to.first());
    m_unanswered.remove(key);
    if (m_correspondents.size() >= maxCorrespondents)
        m_correspondents.clear();
    Correspondent &who = m_correspondents[key];
    who.inbox = *inbox;
    who.identity = message.to.first();
    planAnswer(key, message.text);
}

void Simulator::acknowledge(const DemoInbox &inbox, const QString &externalId)
{
    const auto tell = [this, inbox, externalId](MessageStatus status) {
        m_surroundings.deliver(inbox, DemoDelivery{{}, {{externalId, status, {m_clock.nowMs()}}}}.toJson());
    };
    const qint64 delivered = m_clock.nowMs() + around(deliveredMs);
    at(delivered, [tell] { tell(MessageStatus::Delivered); });
    if (chance(0.9))
        at(delivered + around(readMs), [tell] { tell(MessageStatus::Read); });
}

void Simulator::planAnswer(const QString &key, const QString &text)
{
    Correspondent &who = m_correspondents[key];
    const double eagerness = who.answers < 3 ? 0.85 : 0.4;
    if (who.answers >= maxAnswers || !chance(eagerness))
        return;
    // Who is still being written to waits for the end: a later message puts the answer off and is what it
    // answers.
    const qint64 due = m_clock.nowMs() + readMs + around(answerMs);
    who.answerAt = due;
    const QString said = oneOf(m_replies.fitting(text));
    at(due, [this, key, due, said] {
        const auto it = m_correspondents.find(key);
        if (it == m_correspondents.end() || it->answerAt != due)
            return;
        it->answerAt = 0;
        ++it->answers;
        write(it->inbox, it->identity, said);
    });
}

void Simulator::write(const DemoInbox &inbox, const Identity &from, const QString &said)
{
    qint64 when = m_clock.nowMs();
    for (const QString &part : said.split(u"||"_s, Qt::SkipEmptyParts)) {
        at(when, [this, inbox, from, text = part.trimmed()] {
            const QString id = u"demo-in-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
            m_surroundings.deliver(inbox, DemoDelivery{{{id, from, text, {m_clock.nowMs()}}}, {}}.toJson());
        });
        when += around(betweenMessagesMs);
    }
}

void Simulator::planOpening()
{
    m_due.insert(m_clock.nowMs() + around(openingMs), [this] { // always, however much pends
        planOpening();
        open();
    });
}

void Simulator::open()
{
    QList<DemoInbox> inboxes;
    for (const DemoInbox &inbox : m_surroundings.inboxes()) {
        if (inbox.channel == "whatsapp_cloud"_L1
            && m_surroundings.watched(inbox.clinic)) // everybody has a phone
            inboxes.append(inbox);
    }
    if (inboxes.isEmpty() || m_unanswered.size() >= maxUnanswered)
        return;
    const DemoInbox &inbox = inboxes[m_random.bounded(inboxes.size())];
    const ScriptPatient &patient = m_patients[m_random.bounded(m_patients.size())];
    const Identity from = demoIdentity(inbox.channel, patient.name, patient.phone, {});
    const QString key = keyOf(inbox, from);
    if (m_unanswered.contains(key) || m_correspondents.value(key).answerAt > 0)
        return;
    m_unanswered.insert(key);
    const QDateTime local = utcFromMs(m_clock.nowMs()).toTimeZone(QTimeZone("America/Fortaleza"));
    write(inbox, from, filled(oneOf(m_openers), local));
}

} // namespace acolhe::demo
