// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/api/http/response.h"

#include <QIODevice>

#include <functional>
#include <memory>

namespace acolhe::http {

class Exchange;
class WebSocketPeer;

/// The right to answer one request, once, now or later. Copies share it. It may outlive the client, the
/// connection and the front: an answer that nobody waits for is dropped. If all copies die without an answer
/// the client gets 500. Thread-safe but for isWaiting().
class Responder {
public:
    explicit Responder(std::shared_ptr<Exchange> exchange);
    ~Responder();
    Responder(const Responder &);
    Responder &operator=(const Responder &);

    void answer(Response response) const;

    /// Sends `body` from where it stands, as the client reads it: `length` bytes, or all (< 0). A sequential
    /// device is read until it says readChannelFinished. The device lives on the front's thread from now on.
    void stream(Response head, std::unique_ptr<QIODevice> body, qint64 length = -1) const;

    /// Turns the connection into a WebSocket; only for a request that came to a WebSocket route. `opened` is
    /// called on the front's thread, before the first message.
    void upgrade(std::function<void(WebSocketPeer *)> opened) const;

    /// Is somebody still waiting for the answer? On the front's thread only.
    bool isWaiting() const;

private:
    std::shared_ptr<Exchange> m_exchange;
};

} // namespace acolhe::http
