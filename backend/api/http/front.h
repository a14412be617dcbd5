// SPDX-License-Identifier: Apache-2.0
// The server's front: HTTP/1.1 and WebSocket on one port, plain or TLS, bounded in every direction. It knows
// bytes, requests and answers; what a path means is told by its routes. Files:
//   front       listens, admits, ticks, stops          routes, request, response, responder   what handlers
//   see connection  HTTP on one link                       web_socket_peer   a WebSocket on one link link one
//   TCP or TLS connection              request_reader, frame_reader   bytes to meaning, no sockets
#pragma once

#include "backend/api/http/responder.h"
#include "backend/api/http/site.h"
#include "backend/base/result.h"

#include <QSet>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QTimer>

namespace acolhe::http {

class Connection;
class WebSocketPeer;

/// Reads a PEM certificate chain and its key, and makes the configuration of a server of them: TLS 1.2
/// and 1.3 with forward secrecy and authenticated ciphers only. Fails with a line for the operator.
Result<QSslConfiguration> serverTls(const QString &certificateFile, const QString &keyFile);

/// All of it runs on the thread that made it, which needs an event loop.
class Front : public QTcpServer {
    Q_OBJECT
public:
    /// Limits by time are measured with `clock`, which should not jump (SteadyClock).
    Front(const Limits &limits, const Clock &clock, QObject *parent = nullptr);
    ~Front() override;

    /// Before open(). `bodyBytes` < 0: the limits' own.
    void route(Method method, const QString &pattern, Handler handler, qint64 bodyBytes = -1);
    /// For bodies that are too large to hold: `admit` judges the head, once, now or later on this thread.
    void upload(const QString &pattern, Admit admit, UploadHandler handler, qint64 bodyBytes);
    /// A WebSocket's address. The handler decides: upgrade() or answer() with a refusal.
    void webSocket(const QString &pattern, const QByteArray &subProtocol, Handler handler);

    /// Pages of these origins may open WebSockets too.
    void setAllowedOrigins(const QStringList &origins);
    /// "10.0.0.0/8" or an address, whose X-Forwarded-For and X-Forwarded-Proto are believed. False when it is
    /// neither.
    bool trustProxy(const QString &network);
    /// While starting: all but these patterns are answered 503 with Retry-After. An empty list serves all.
    void serveOnly(const QStringList &patterns);
    /// The body of the front's own refusals (404, 413, 503, …); plain text unless told.
    void setFailurePage(std::function<Response(int status)> page);

    /// For connections from now on; also while serving, when a certificate was renewed.
    void setTls(const QSslConfiguration &tls);
    /// Port 0 picks a free one. Fails with a line for the operator.
    Result<> open(const QHostAddress &address, quint16 port);
    /// Accepts nothing more, finishes what is in flight, closes the WebSockets (1001), says stopped().
    void stop();

    const Limits &limits() const;
    const Counters &counters() const;
    /// Bytes that open WebSockets have not taken yet: all together, and the slowest one's.
    std::pair<qint64, qint64> webSocketBacklog() const;

Q_SIGNALS:
    /// One for each answer; `pattern` is the route's, empty when none fits.
    void answered(const QString &pattern, int status, qint64 microseconds);
    void stopped();

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    std::unique_ptr<QTcpSocket> makeSocket(qintptr descriptor) const;
    int refusalFor(const QHostAddress &address);
    bool isExempt(const QHostAddress &address) const;
    void turnAway(std::unique_ptr<QTcpSocket> socket, int status);
    void admit(std::unique_ptr<QTcpSocket> socket);
    void adopt(WebSocketPeer *peer);
    void tick();
    void checkStopped();

    std::shared_ptr<Site> m_site;
    std::shared_ptr<Admissions> m_admissions;
    std::shared_ptr<QObject> m_anchor;
    QSslConfiguration m_tls;
    QTimer m_timer;
    QSet<Connection *> m_connections;
    QSet<WebSocketPeer *> m_peers;
    qint64 m_stopDeadline = 0;
};

} // namespace acolhe::http
