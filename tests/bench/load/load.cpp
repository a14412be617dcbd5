// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/load/load.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <array>
#include <cmath>
#include <ctime>

namespace acolhe::bench {

/// How long the last events may take after the last call, in seconds.
static constexpr double patience = 5;

Load::Load(Plan plan)
    : m_plan(std::move(plan))
    , m_poll(::epoll_create1(EPOLL_CLOEXEC))
    , m_dueAt(1)
    , m_missing(1)
{
    open();
    for (const auto &desktop : m_desktops)
        watch(desktop->connection());
    for (const auto &exchange : m_exchanges) {
        watch(exchange->connection());
        m_idle.push_back(exchange.get());
    }
}

Load::~Load()
{
    ::close(m_poll);
}

void Load::open()
{
    for (const std::string &token : m_plan.desktops)
        m_desktops.push_back(std::make_unique<Desktop>(m_plan.endpoint, token));
    for (std::size_t i = 0; i < std::size_t(m_plan.connections); ++i) {
        const std::string caller =
            m_plan.callers.empty() ? std::string() : m_plan.callers[i % m_plan.callers.size()];
        if (m_plan.overWebSockets)
            m_exchanges.push_back(std::make_unique<SocketExchange>(m_plan.endpoint, caller));
        else
            m_exchanges.push_back(std::make_unique<HttpExchange>(m_plan.endpoint, caller));
    }
}

void Load::watch(Connection &connection)
{
    connection.setBlocking(false);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = m_watched++;
    ::epoll_ctl(m_poll, EPOLL_CTL_ADD, connection.descriptor(), &event);
}

/// At a given rate a call that finds no idle connection waits for one, and its waiting counts.
void Load::beginWhatIsDue(double end)
{
    const double time = now();
    const auto mayBegin = [&] {
        return !m_idle.empty() && (m_plan.perSecond <= 0 || m_nextDue <= time)
            && !(m_plan.heeding && m_unseen > 0);
    };
    while (time < end && mayBegin()) {
        Exchange &exchange = *m_idle.back();
        m_idle.pop_back();
        const double due = m_plan.perSecond > 0 ? m_nextDue : now();
        const std::size_t hearers = m_desktops.empty() ? 0 : m_plan.hearers;
        m_dueAt.push_back(due);
        m_missing.push_back(hearers);
        m_unseen += hearers;
        exchange.begin(m_plan.source->next(), due);
        if (m_plan.perSecond > 0)
            m_nextDue += 1 / m_plan.perSecond;
    }
}

void Load::hear(std::string_view event, double end)
{
    const auto number = m_plan.source->numberIn(event);
    if (!number)
        return;
    const double time = now();
    m_figures.shown.add(time - m_dueAt[*number]);
    m_figures.shownPerSecond += time < end ? 1 / m_plan.seconds : 0;
    if (m_missing[*number] > 0) {
        --m_missing[*number];
        --m_unseen;
    }
}

void Load::handle(std::size_t socket, double end)
{
    if (socket < m_desktops.size()) {
        m_desktops[socket]->connection().receive();
        m_desktops[socket]->read([&](std::string_view event) { hear(event, end); });
        return;
    }
    Exchange &exchange = *m_exchanges[socket - m_desktops.size()];
    exchange.connection().receive();
    if (const auto due = exchange.answered()) {
        const double time = now();
        m_figures.acknowledged.add(time - *due);
        m_figures.acknowledgedPerSecond += time < end ? 1 / m_plan.seconds : 0;
        m_idle.push_back(&exchange);
    }
}

void Load::waitForSockets(double end)
{
    const double time = now();
    const bool calling = m_plan.perSecond > 0 && time < end && !m_idle.empty();
    const double wait = calling ? std::max(0.0, m_nextDue - time) : 0.05;
    timespec limit{};
    limit.tv_sec = time_t(wait);
    limit.tv_nsec = long((wait - std::floor(wait)) * 1e9);
    std::array<epoll_event, 256> events;
    const int ready = ::epoll_pwait2(m_poll, events.data(), int(events.size()), &limit, nullptr);
    for (int i = 0; i < ready; ++i)
        handle(events[std::size_t(i)].data.u64, end);
}

bool Load::isOver(double end) const
{
    const double time = now();
    if (time < end)
        return false;
    const bool complete = m_idle.size() == m_exchanges.size() && m_unseen == 0;
    return complete || time > end + patience;
}

Load::Figures Load::run()
{
    const double start = now();
    const double end = start + m_plan.seconds;
    m_nextDue = start;
    while (!isOver(end)) {
        beginWhatIsDue(end);
        waitForSockets(end);
    }
    m_figures.unseen = m_unseen;
    return m_figures;
}

} // namespace acolhe::bench
