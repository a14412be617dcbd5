// SPDX-License-Identifier: Apache-2.0
#include "backend/api/http/web_socket_peer.h"

#include "backend/base/log.h"

namespace acolhe::http {

WebSocketPeer::WebSocketPeer(
    std::unique_ptr<Link> link, std::shared_ptr<Site> site, const QHostAddress &address)
    : m_link(std::move(link))
    , m_site(std::move(site))
    , m_address(address)
    , m_reader(m_site->limits.webSocket.messageBytes)
    , m_held(m_site)
    , m_heardMs(m_site->clock.nowMs())
    , m_refilledMs(m_heardMs)
    , m_tokens(m_site->limits.webSocket.frameBurst)
{
    ++m_site->counters.webSockets;
    ++m_site->counters.webSocketsOpened;
    connect(m_link.get(), &Link::readable, this, [this] {
        m_heardMs = m_site->clock.nowMs();
        pump();
    });
    connect(m_link.get(), &Link::closed, this, &WebSocketPeer::onClosed);
}

WebSocketPeer::~WebSocketPeer()
{
    --m_site->counters.webSockets;
}

void WebSocketPeer::start()
{
    pump(); // what the client sent along with its request
}

void WebSocketPeer::sendFrame(const QByteArray &frame)
{
    if (m_state != State::Open)
        return;
    if (m_link->pending() + frame.size() > m_site->limits.webSocket.pendingBytes) {
        ++m_site->counters.webSocketsDropped;
        return drop("does not read");
    }
    m_link->write(frame);
}

void WebSocketPeer::close(CloseCode code, const QByteArray &reason)
{
    if (m_state != State::Open)
        return;
    m_link->write(closeFrame(quint16(code), reason));
    setClosing();
    pump(); // the client's own close frame may be there already
}

void WebSocketPeer::setReading(bool on)
{
    if (m_reading == on || m_windingDown)
        return;
    m_reading = on;
    if (on)
        QMetaObject::invokeMethod(this, &WebSocketPeer::pump, Qt::QueuedConnection);
}

void WebSocketPeer::setBusy(bool busy)
{
    m_busy = busy;
    if (!busy && m_windingDown)
        close(CloseCode::GoingAway);
}

void WebSocketPeer::windDown()
{
    setReading(false);
    m_windingDown = true;
    setBusy(m_busy);
}

void WebSocketPeer::tick(qint64 nowMs)
{
    m_link->tick(nowMs);
    const Limits::WebSocket &limits = m_site->limits.webSocket;
    if (m_state == State::Closing && nowMs - m_closingMs >= limits.closeMs)
        return m_link->abort();
    if (m_state != State::Open)
        return;
    if (m_link->available() > 0) {
        m_heardMs = nowMs; // it waits for us
        pump();
    } else if (nowMs - m_heardMs >= limits.silenceMs) {
        ++m_site->counters.webSocketsSilent;
        drop("is silent");
    } else if (nowMs - qMax(m_heardMs, m_pingedMs) >= limits.pingMs) {
        m_pingedMs = nowMs;
        sendFrame(pingFrame());
    }
}

void WebSocketPeer::pump()
{
    while (m_state != State::Closed && m_link->isOpen() && m_link->available() > 0
        && mayRead(m_site->clock.nowMs())) {
        const QByteArray bytes = m_link->peek();
        qsizetype at = 0;
        while (at < bytes.size() && m_link->isOpen() && mayRead(m_refilledMs)) {
            qsizetype used = 0;
            const FrameReader::Frame frame = m_reader.read(QByteArrayView(bytes).sliced(at), used);
            m_link->skip(used);
            at += used;
            take(frame);
        }
    }
}

/// Frames come at a bounded rate; beyond it they wait in the sender until the next tick.
bool WebSocketPeer::mayRead(qint64 nowMs)
{
    const Limits::WebSocket &limits = m_site->limits.webSocket;
    const double earned = double(nowMs - m_refilledMs) * limits.framesPerSecond / 1000;
    m_tokens = qMin(m_tokens + earned, double(limits.frameBurst));
    m_refilledMs = nowMs;
    return m_state == State::Closing || (m_reading && m_tokens >= 1);
}

void WebSocketPeer::take(const FrameReader::Frame &frame)
{
    using Frame = FrameReader::Frame;
    if (!m_held.set(m_reader.heldBytes()) && m_state == State::Open) {
        ++m_site->counters.overloaded;
        return fail(CloseCode::TryAgainLater);
    }
    if (frame.kind != Frame::None)
        m_tokens -= 1;
    switch (frame.kind) {
    case Frame::Text:
        if (m_state == State::Open)
            Q_EMIT received(frame.bytes);
        break;
    case Frame::Ping:
        sendFrame(pongFrame(frame.bytes));
        break;
    case Frame::Close:
        if (m_state == State::Open)
            m_link->write(closeFrame(frame.code, {}));
        setClosing();
        m_link->finish(Link::Input::Ended);
        break;
    case Frame::Error:
        ++m_site->counters.webSocketsFaulty;
        fail(CloseCode(frame.code));
        break;
    case Frame::None:
    case Frame::Part:
    case Frame::Pong:
        break;
    }
}

/// Says why and closes without waiting for an answer.
void WebSocketPeer::fail(CloseCode code)
{
    if (m_state == State::Open)
        m_link->write(closeFrame(quint16(code), {}));
    setClosing();
    m_link->finish(Link::Input::Coming);
}

void WebSocketPeer::setClosing()
{
    m_state = State::Closing;
    m_closingMs = m_site->clock.nowMs();
}

void WebSocketPeer::drop(const char *why)
{
    qCInfo(logApi, "a WebSocket client %s and is dropped", why);
    m_link->abort();
}

void WebSocketPeer::onClosed()
{
    if (m_state == State::Closed)
        return;
    m_state = State::Closed;
    m_held.set(0);
    Q_EMIT closed();
}

} // namespace acolhe::http
