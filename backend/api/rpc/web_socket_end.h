// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/api/http/web_socket_peer.h"
#include "backend/api/rpc/peer.h"

#include <QPointer>

namespace acolhe::api {

/// A peer at the other end of a WebSocket.
class WebSocketEnd : public Peer {
    Q_OBJECT
public:
    /// Most bytes of a message from somebody who has not signed in.
    static constexpr qint64 strangerMessageBytes = 8 * 1024;

    WebSocketEnd(http::WebSocketPeer *socket, qint64 messageBytes);
    ~WebSocketEnd() override;

    QString address() const override;
    void send(const QByteArray &line) override;
    void close(int code, const QString &reason) override;
    void setReading(bool on) override;
    void setBusy(bool busy) override;
    /// Takes longer messages from now on.
    void trust();

private:
    QPointer<http::WebSocketPeer> m_socket; ///< the front's
    QString m_address;
    qint64 m_messageBytes;
};

} // namespace acolhe::api
