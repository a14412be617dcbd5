// SPDX-License-Identifier: Apache-2.0
#include "ui/client/web_socket_transport.h"

#include "backend/protocol/rpc.h"

#include <QHostAddress>
#include <QWebSocketHandshakeOptions>

namespace acolhe::client {

using namespace Qt::StringLiterals;

constexpr int pingMs = 20'000;

WebSocketTransport::WebSocketTransport(const QUrl &server, bool allowPlain, QObject *parent)
    : Transport(parent)
    , m_server(server)
    , m_allowPlain(allowPlain)
{
    m_pings.setInterval(pingMs);
    connect(&m_pings, &QTimer::timeout, this, &WebSocketTransport::checkAlive);
}

QString WebSocketTransport::problemOf(const QUrl &server, bool allowPlain)
{
    const QString scheme = server.scheme();
    if (!server.isValid() || server.host().isEmpty() || (scheme != "https"_L1 && scheme != "http"_L1))
        return u"not an http or https address"_s;
    const QHostAddress address(server.host());
    const bool local = server.host() == "localhost"_L1 || address.isLoopback();
    if (scheme == "http"_L1 && !local && !allowPlain)
        return u"without TLS only this machine is connected to"_s;
    return {};
}

void WebSocketTransport::open()
{
    if (m_socket)
        return;
    m_socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
    if (const QString problem = problemOf(m_server, m_allowPlain); !problem.isEmpty()) {
        QMetaObject::invokeMethod(
            this, [this, problem] { end(0, problem); }, Qt::QueuedConnection);
        return;
    }
    m_socket->setMaxAllowedIncomingMessageSize(maxMessage);
    m_socket->setMaxAllowedIncomingFrameSize(maxMessage);
    connect(m_socket, &QWebSocket::connected, this, [this] {
        m_heard = true;
        m_pings.start();
        Q_EMIT opened();
    });
    connect(m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        m_heard = true;
        Q_EMIT received(text.toUtf8());
    });
    connect(m_socket, &QWebSocket::pong, this, [this] { m_heard = true; });
    connect(m_socket, &QWebSocket::disconnected, this, [this] {
        const int code = m_socket->isValid() ? int(m_socket->closeCode()) : 0;
        end(code == 0 ? 1006 : int(m_socket->closeCode()), m_socket->closeReason());
    });
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    constexpr auto failed = &QWebSocket::errorOccurred;
#else
    constexpr auto failed = qOverload<QAbstractSocket::SocketError>(&QWebSocket::error);
#endif
    connect(m_socket, failed, this, [this] { end(0, m_socket->errorString()); });
    QUrl url(m_server);
    url.setScheme(m_server.scheme() == "https"_L1 ? u"wss"_s : u"ws"_s);
    url.setPath(u"/ws"_s);
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({QString::fromLatin1(wire::subProtocol)});
    m_socket->open(url, options);
}

void WebSocketTransport::checkAlive()
{
    if (!m_socket)
        return;
    if (!std::exchange(m_heard, false)) {
        end(1006, u"the server is silent"_s);
        return;
    }
    m_socket->ping();
}

void WebSocketTransport::end(int code, const QString &problem)
{
    m_pings.stop();
    QWebSocket *socket = std::exchange(m_socket, nullptr);
    if (!socket)
        return;
    socket->disconnect(this);
    socket->abort();
    socket->deleteLater();
    Q_EMIT closed(code, problem);
}

void WebSocketTransport::close()
{
    if (!m_socket)
        return;
    m_socket->close();
    end(1000, {});
}

void WebSocketTransport::send(const QByteArray &line)
{
    if (m_socket)
        m_socket->sendTextMessage(QString::fromUtf8(line));
}

} // namespace acolhe::client
