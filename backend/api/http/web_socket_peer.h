// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/api/http/frame_reader.h"
#include "backend/api/http/link.h"
#include "backend/api/http/site.h"

namespace acolhe::http {

/// One client's WebSocket: text messages both ways. It lives on the front's thread, belongs to the front and
/// goes after closed().
///
/// A consumer that does not read what is sent is dropped (it comes back and resumes by event number); a
/// sender that is too fast is read more slowly; a connection that is silent is pinged, then dropped.
class WebSocketPeer : public QObject {
    Q_OBJECT
public:
    WebSocketPeer(std::unique_ptr<Link> link, std::shared_ptr<Site> site, const QHostAddress &address);
    ~WebSocketPeer() override;

    const QHostAddress &address() const { return m_address; } ///< the client's, behind a trusted proxy too
    bool isOpen() const { return m_state == State::Open; }

    /// Sends UTF-8 text. Nothing happens once it is not open.
    void send(const QByteArray &text) { sendFrame(textFrame(text)); }
    /// The same with a frame of textFrame(), made once for many peers.
    void sendFrame(const QByteArray &frame);
    /// Bytes sent that the kernel has not taken yet.
    qint64 pending() const { return m_link->pending(); }
    /// Begins the closing handshake: nothing is received any more, what was sent arrives.
    void close(CloseCode code, const QByteArray &reason = {});

    /// Most bytes of an incoming message, instead of the front's limit.
    void setMessageLimit(qint64 bytes) { m_reader.setLimit(bytes); }
    /// While off, messages wait in the sender; a closed connection is noticed still.
    void setReading(bool on);
    /// Something is in flight for this client: a front that stops waits for it.
    void setBusy(bool busy);

    // For the front.
    void start();
    /// Closes (1001) as soon as it is not busy.
    void windDown();
    void tick(qint64 nowMs);
    void abort() { m_link->abort(); }

Q_SIGNALS:
    void received(const QByteArray &text);
    void closed(); ///< once; the last signal

private:
    enum class State { Open, Closing, Closed };

    void pump();
    bool mayRead(qint64 nowMs);
    void take(const FrameReader::Frame &frame);
    void fail(CloseCode code);
    void setClosing();
    void drop(const char *why);
    void onClosed();

    std::unique_ptr<Link> m_link;
    std::shared_ptr<Site> m_site;
    QHostAddress m_address;
    FrameReader m_reader;
    Holding m_held;
    State m_state = State::Open;
    bool m_reading = true;
    bool m_busy = false;
    bool m_windingDown = false;
    qint64 m_heardMs;
    qint64 m_pingedMs = 0;
    qint64 m_closingMs = 0;
    qint64 m_refilledMs;
    double m_tokens; ///< frames that may be read now
};

} // namespace acolhe::http
