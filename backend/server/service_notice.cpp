// SPDX-License-Identifier: Apache-2.0
#include "backend/server/service_notice.h"

#include "backend/base/log.h"

#include <QCoreApplication>

#ifdef Q_OS_UNIX
#include <cstddef>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#endif

namespace acolhe::server {

using namespace Qt::StringLiterals;

ServiceNotice::ServiceNotice(
    const QMap<QString, QString> &environment, std::function<bool(qint64)> progresses, QObject *parent)
    : QObject(parent)
    , m_socket(environment.value(u"NOTIFY_SOCKET"_s).toLocal8Bit())
    , m_progresses(std::move(progresses))
{
    const QString process = environment.value(u"WATCHDOG_PID"_s);
    if (process.isEmpty() || process.toLongLong() == QCoreApplication::applicationPid())
        m_watchdogMs = environment.value(u"WATCHDOG_USEC"_s).toLongLong() / 1000;
    connect(&m_timer, &QTimer::timeout, this, &ServiceNotice::feed);
}

void ServiceNotice::ready(const QString &status)
{
    send("READY=1\nSTATUS=" + status.toUtf8());
    if (m_watchdogMs > 0 && !m_socket.isEmpty())
        m_timer.start(int(std::clamp<qint64>(m_watchdogMs / 2, 1, 3'600'000)));
}

void ServiceNotice::stopping()
{
    send("STOPPING=1\nSTATUS=finishing what is in flight");
}

void ServiceNotice::feed()
{
    if (m_progresses(m_watchdogMs))
        send("WATCHDOG=1");
    else
        LogEntry(logServer(), QtCriticalMsg, "a commit takes longer than the watchdog waits");
}

#ifdef Q_OS_UNIX

void ServiceNotice::send(const QByteArray &state) const
{
    struct sockaddr_un address = {};
    const bool known = m_socket.startsWith('/') || m_socket.startsWith('@');
    if (!known || m_socket.size() >= qsizetype(sizeof address.sun_path))
        return;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, m_socket.constData(), size_t(m_socket.size()));
    if (m_socket.startsWith('@'))
        address.sun_path[0] = '\0'; // the abstract name space
    const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket < 0)
        return;
    // Never waits: a manager that does not read must not stop the server.
    const auto length = socklen_t(offsetof(struct sockaddr_un, sun_path) + size_t(m_socket.size()));
    const auto sent = ::sendto(socket, state.constData(), size_t(state.size()), MSG_NOSIGNAL | MSG_DONTWAIT,
        reinterpret_cast<const struct sockaddr *>(&address), length);
    if (sent < 0)
        LogEntry(logServer(), QtWarningMsg, "the service manager did not take a message");
    ::close(socket);
}

#else
void ServiceNotice::send(const QByteArray &) const { }
#endif

} // namespace acolhe::server
