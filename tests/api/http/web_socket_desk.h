// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/api/http/web_socket_peer.h"
#include "tests/api/http/desk.h"

#include <QPointer>

namespace acolhe::tests {

/// A desk with a WebSocket at /ws: it says back what it hears.
struct WebSocketDesk : Desk {
    explicit WebSocketDesk(const http::Limits &limits = quickLimits());
    WebSocketDesk(const http::Limits &limits, const Clock &time);

    QPointer<http::WebSocketPeer> peer; ///< the last one
    QByteArrayList heard;
    int closed = 0;

private:
    void serve();
};

/// The opening handshake's request; `more` are header lines.
QByteArray openingRequest(const QByteArray &more = {});

/// A client's frame with a mask. 0x81 is a whole text message.
QByteArray clientFrame(uchar first, const QByteArray &payload);

/// A client of raw frames.
class RawWebSocket : public RawClient {
public:
    /// Connects and shakes hands.
    explicit RawWebSocket(const http::Front &front, bool tls = false);

    void sendText(const QByteArray &text) { send(clientFrame(0x81, text)); }
    struct Frame {
        int opcode = -1; ///< none came
        QByteArray payload;
        int closeCode() const;
    };
    /// The next frame; `timeoutMs` to wait for it.
    Frame nextFrame(int timeoutMs = 5000);
};

} // namespace acolhe::tests
