// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>

namespace acolhe::api {

/// Why a session closed its peer, beside the codes of RFC 6455.
constexpr int sessionEndedCode = 4001; ///< signed out, expired, or the person may no longer: sign in again
constexpr int notSignedInCode = 4008; ///< did not sign in in time

/// The far end of a JSON-RPC conversation: a WebSocket, or a desktop in the same process. Lives on the main
/// thread.
class Peer : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    virtual QString address() const = 0;
    /// One line of JSON, UTF-8. A peer that does not read is dropped by the transport.
    virtual void send(const QByteArray &line) = 0;
    /// Ends it; what was sent arrives before.
    virtual void close(int code, const QString &reason) = 0;
    /// While off, what the peer says waits at its end. For a peer that may say too much.
    virtual void setReading(bool) { }
    /// Something is in flight: a stopping server waits for it before it closes the peer.
    virtual void setBusy(bool) { }

Q_SIGNALS:
    void received(const QByteArray &line);
    void closed();
};

} // namespace acolhe::api
