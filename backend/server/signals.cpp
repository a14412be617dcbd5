// SPDX-License-Identifier: Apache-2.0
#include "backend/server/signals.h"

#include <algorithm>
#include <csignal>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace acolhe::server {

#ifdef Q_OS_UNIX

static int ends[2] = {-1, -1}; // a handler may do no more than write a byte

static void onSignal(int)
{
    const char byte = 1;
    (void)!::write(ends[0], &byte, 1);
}

StopSignals::StopSignals()
{
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(ends[1], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        (void)!::read(ends[1], &byte, 1);
        Q_EMIT stopRequested();
    });
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGINT, &action, nullptr);
}

StopSignals::~StopSignals()
{
    std::signal(SIGTERM, SIG_DFL);
    std::signal(SIGINT, SIG_DFL);
    m_notifier.reset();
    ::close(ends[0]);
    ::close(ends[1]);
}

void ignoreBrokenPipes()
{
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
}

void raiseFileLimit()
{
    struct rlimit limit = {};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 1'048'576);
    (void)::setrlimit(RLIMIT_NOFILE, &limit);
}

#else

StopSignals::StopSignals() = default;
StopSignals::~StopSignals() = default;
void ignoreBrokenPipes() { }
void raiseFileLimit() { }

#endif

} // namespace acolhe::server
