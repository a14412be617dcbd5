// SPDX-License-Identifier: Apache-2.0
// The client core, without widgets: the connection to a server, typed calls, and what is kept of them.
#pragma once

#include <QByteArray>
#include <QObject>

namespace acolhe::client {

/// Carries lines of JSON between a client and its server: a WebSocket, or a queue within the process. Main
/// thread.
class Transport : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Begins to connect; opened() or closed() follows. Nothing while it is open or opening.
    virtual void open() = 0;
    /// closed() follows if it was open.
    virtual void close() = 0;
    virtual void send(const QByteArray &line) = 0;

Q_SIGNALS:
    void opened();
    void received(const QByteArray &line);
    /// Once for each open(). `code` as in RFC 6455; 0: it could not be opened. `problem` in English, for the
    /// log.
    void closed(int code, const QString &problem);
};

} // namespace acolhe::client
