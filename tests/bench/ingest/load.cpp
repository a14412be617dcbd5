// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/ingest/load.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <array>
#include <cmath>
#include <ctime>

namespace acolhe::bench {

/// How long the last events may take after the last webhook, in seconds.
static constexpr double patience = 5;

Load::Load(Plan plan)
    : m_plan(std::move(plan))
    , m_webhooks(m_plan.account)
    , m_poll(::epoll_create1(EPOLL_CLOEXEC))
    , m_dueAt(1)
    , m_seen(1)
{
    for (const std::string &token : m_plan.tokens)
        m_desktops.push_back(std::make_unique<Desktop>(m_plan.account.port, token));
    for (int i = 0; i < m_plan.connections; ++i)
        m_posts.push_back(std::make_unique<HttpConnection>(m_plan.account.port));
    std::size_t socket = 0;
    const auto watch = [&](Connection &connection) {
        connection.setBlocking(false);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = socket++;
        ::epoll_ctl(m_poll, EPOLL_CTL_ADD, connection.descriptor(), &event);
    };
    for (const auto &desktop : m_desktops)
        watch(*desktop);
    for (const auto &connection : m_posts) {
        watch(*connection);
        m_idle.push_back(connection.get());
    }
}

Load::~Load()
{
    ::close(m_poll);
}

void Load::post(HttpConnection &connection, double due)
{
    m_dueAt.push_back(due);
    m_seen.push_back(false);
    connection.request(m_webhooks.next(), due);
}

/// At a given rate a webhook that finds no idle connection waits for one, and its waiting counts.
void Load::postWhatIsDue(double end)
{
    const double time = now();
    while (!m_idle.empty() && time < end && (m_plan.perSecond <= 0 || m_nextDue <= time)) {
        HttpConnection &connection = *m_idle.back();
        m_idle.pop_back();
        post(connection, m_plan.perSecond > 0 ? m_nextDue : time);
        if (m_plan.perSecond > 0)
            m_nextDue += 1 / m_plan.perSecond;
    }
}

void Load::handle(std::size_t socket, double end)
{
    if (socket < m_desktops.size()) {
        m_desktops[socket]->receive();
        m_desktops[socket]->read([this](std::string_view event) {
            const auto number = m_webhooks.numberIn(event);
            if (!number)
                return;
            m_figures.shown.add(now() - m_dueAt[*number]);
            m_seenCount += m_seen[*number] ? 0 : 1;
            m_seen[*number] = true;
        });
        return;
    }
    HttpConnection &connection = *m_posts[socket - m_desktops.size()];
    connection.receive();
    if (const auto due = connection.answered()) {
        const double time = now();
        m_figures.acknowledged.add(time - *due);
        m_figures.acknowledgedPerSecond += time < end ? 1 / m_plan.seconds : 0;
        m_idle.push_back(&connection);
    }
}

void Load::waitForSockets(double end)
{
    const double time = now();
    const bool posting = m_plan.perSecond > 0 && time < end && !m_idle.empty();
    const double wait = posting ? std::max(0.0, m_nextDue - time) : 0.05;
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
    const bool complete = m_idle.size() == m_posts.size() && m_seenCount == m_webhooks.count();
    return complete || time > end + patience;
}

Load::Figures Load::run()
{
    const double start = now();
    const double end = start + m_plan.seconds;
    m_nextDue = start;
    while (!isOver(end)) {
        postWhatIsDue(end);
        waitForSockets(end);
    }
    m_figures.unseen = m_webhooks.count() - m_seenCount;
    return m_figures;
}

} // namespace acolhe::bench
