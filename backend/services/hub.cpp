// SPDX-License-Identifier: Apache-2.0
#include "backend/services/hub.h"

#include "backend/base/log.h"
#include "backend/protocol/events.h"

namespace acolhe::services {

Subscription::Subscription(const Caller &caller, Sink sink)
    : m_caller(caller)
    , m_sink(std::move(sink))
{
}

void Subscription::hold()
{
    m_held = true;
}

void Subscription::end()
{
    m_sink = [](const QByteArray &) {};
    m_waiting.clear();
}

void Subscription::replay(qint64 seq, const QByteArray &line)
{
    m_sent = seq;
    m_sink(line);
}

void Subscription::goLive(qint64 replayedTo)
{
    m_held = false;
    m_sent = std::max(m_sent, replayedTo);
    const auto waiting = std::exchange(m_waiting, {});
    for (const auto &[seq, line] : waiting) {
        if (seq > m_sent) {
            m_sent = seq;
            m_sink(line);
        }
    }
}

bool Subscription::deliver(const Event &event, const std::function<const QByteArray &()> &line)
{
    if (!rules::mayHear(m_caller, event.audience))
        return false;
    if (event.seq == 0) { // not of the log: only those who are live hear it
        if (!m_held)
            m_sink(line());
    } else if (m_held) {
        m_waiting.append({event.seq, line()});
    } else if (event.seq > m_sent) {
        m_sent = event.seq;
        m_sink(line());
    }
    return true;
}

void Hub::add(const std::shared_ptr<Subscription> &subscription)
{
    m_listeners[subscription->caller().clinic].append(subscription);
}

static void logPushed(ClinicId clinic, const Event &event, qint64 told)
{
    if (!event.trace.isValid())
        return;
    LogEntry(logServer(), QtInfoMsg, "event pushed")
        .on(event.trace)
        .with("clinic", clinic)
        .with("seq", event.seq)
        .with("type", event.type.constData())
        .with("conversation", event.conversation)
        .with("desktops", told);
}

void Hub::publish(ClinicId clinic, const QList<Event> &events)
{
    if (const auto found = m_listeners.find(clinic); found != m_listeners.end()) {
        found->removeIf([](const std::weak_ptr<Subscription> &one) { return one.expired(); });
        const auto listeners = *found; // a sink may end its own subscription
        for (const Event &event : events) {
            QByteArray text;
            const std::function<const QByteArray &()> line = [&]() -> const QByteArray & {
                if (text.isEmpty())
                    text = wire::eventLine(event);
                return text;
            };
            qint64 told = 0;
            for (const auto &listener : listeners) {
                if (const auto subscription = listener.lock())
                    told += subscription->deliver(event, line) ? 1 : 0;
            }
            logPushed(clinic, event, told);
        }
        if (listeners.isEmpty())
            m_listeners.remove(clinic);
    }
    Q_EMIT published(clinic, events);
}

int Hub::listeners() const
{
    int count = 0;
    for (const auto &list : m_listeners) {
        for (const auto &one : list)
            count += one.expired() ? 0 : 1;
    }
    return count;
}

} // namespace acolhe::services
