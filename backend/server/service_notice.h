// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMap>
#include <QObject>
#include <QTimer>

#include <functional>

namespace acolhe::server {

/// Tells the service manager (systemd) that the server is ready, at work, and stopping, by datagrams to
/// $NOTIFY_SOCKET. Where nobody asked for that it does nothing. Lives on the main thread, whose event loop
/// feeds the watchdog: when it stands still, so do these messages, and the manager restarts the server.
class ServiceNotice : public QObject {
    Q_OBJECT
public:
    /// `environment` holds NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID. `progresses` is asked before each
    /// message to the watchdog with the time that it waits, in milliseconds; while false none is sent.
    ServiceNotice(const QMap<QString, QString> &environment, std::function<bool(qint64)> progresses,
        QObject *parent = nullptr);

    /// `status` is shown by the manager; one line.
    void ready(const QString &status);
    void stopping();

private:
    void send(const QByteArray &state) const;
    void feed();

    const QByteArray m_socket;
    qint64 m_watchdogMs = 0; ///< 0: there is none
    const std::function<bool(qint64)> m_progresses;
    QTimer m_timer;
};

} // namespace acolhe::server
