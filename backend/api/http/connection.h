// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/api/http/link.h"
#include "backend/api/http/request_reader.h"
#include "backend/api/http/site.h"

#include <QElapsedTimer>

#include <optional>

namespace acolhe::http {

class BodyStream;
class Exchange;
class WebSocketPeer;

/// HTTP/1.1 on one link: reads a request, has it handled, sends the answer, then reads the next. While a
/// request is handled nothing is read, so that pipelined ones wait in the sender.
class Connection : public QObject {
    Q_OBJECT
public:
    Connection(std::unique_ptr<Link> link, std::shared_ptr<Site> site, std::shared_ptr<QObject> anchor);
    ~Connection() override;

    /// The first head may come now.
    void start();
    void tick(qint64 nowMs);
    /// Closes as soon as nothing is in flight.
    void windDown();
    void abort() { m_link->abort(); }

    // For the exchange. Each ends the request.
    void answer(const Response &response);
    void stream(const Response &head, std::unique_ptr<QIODevice> body, qint64 length);
    void upgrade(const std::function<void(WebSocketPeer *)> &opened);
    /// Nobody will answer request number `serial`.
    void abandon(quint64 serial);

Q_SIGNALS:
    void upgraded(acolhe::http::WebSocketPeer *peer);
    void answered(const QString &pattern, int status, qint64 microseconds);
    void closed();

private:
    enum class State { Handshake, Idle, Head, Admitting, Body, Handling, Streaming, Closed };

    void pump();
    bool mayBegin() const;
    bool readOn();
    void beginRequest();
    void headDone();
    /// The request as far as its head goes, with what the connection knows of it.
    void completeHead(Request head);
    bool isServed() const; ///< not while starting
    void askAdmission();
    void admitted(Admission admission);
    void waitForBody();
    void dispatch();
    void refuse(int status);
    void timedOut();

    Framing framing(qint64 length) const;
    void send(const Response &response);
    void endAnswer(int status);
    void enter(State state, qint64 ms);

    std::unique_ptr<Link> m_link;
    std::shared_ptr<Site> m_site;
    std::shared_ptr<QObject> m_anchor;
    State m_state = State::Handshake;
    qint64 m_deadline = 0; ///< of the state; 0: none

    // The request that is read or handled.
    std::optional<RequestReader> m_reader;
    Request m_request;
    Routes::Match m_match;
    std::weak_ptr<Exchange> m_exchange;
    std::shared_ptr<BodySink> m_sink; ///< takes the body
    std::unique_ptr<BodyStream> m_stream;
    Holding m_held;
    Pace m_bodyPace;
    QElapsedTimer m_took;
    quint64 m_serial = 0;
    bool m_keepAlive = true;
    bool m_oldVersion = false;
    bool m_secure;
};

} // namespace acolhe::http
