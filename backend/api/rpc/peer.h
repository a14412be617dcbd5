// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QObject>

namespace acolhe::api {

/// The far end of a JSON-RPC conversation: a WebSocket, or a desktop in the same process. Lives on the main
/// thread.
class Peer : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    virtual QString address() const = 0;
    /// One line of JSON, UTF-8. A peer that does not read is dropped by the transport.
    virtual void send(const QByteArray &line) = 0;
    /// RFC 6455 close codes; 4001: the session ended, 4008: did not sign in in time.
    virtual void close(int code, const QString &reason) = 0;

Q_SIGNALS:
    void received(const QByteArray &line);
    void closed();
};

} // namespace acolhe::api
