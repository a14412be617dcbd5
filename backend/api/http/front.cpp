// SPDX-License-Identifier: Apache-2.0
#include "backend/api/http/front.h"

#include "backend/api/http/connection.h"
#include "backend/api/http/web_socket_peer.h"
#include "backend/base/log.h"

#include <QSslSocket>

namespace acolhe::http {

using namespace Qt::StringLiterals;

static Response plainFailure(int status)
{
    return Response::text(status, QString::fromLatin1(reasonPhrase(status)) + u'\n');
}

Front::Front(const Limits &limits, const Clock &clock, QObject *parent)
    : QTcpServer(parent)
    , m_site(std::make_shared<Site>(limits, clock))
    , m_admissions(std::make_shared<Admissions>())
    , m_anchor(new QObject, [](QObject *anchor) { anchor->deleteLater(); })
{
    m_site->failurePage = plainFailure;
    setListenBacklogSize(1024); // a thousand desktops come back at once after a restart
    connect(&m_timer, &QTimer::timeout, this, &Front::tick);
    m_timer.start(int(limits.tickMs));
    // Out of file descriptors: Qt stops accepting, tick() begins again.
    connect(this, &QTcpServer::acceptError, this,
        [] { qCWarning(logApi, "cannot accept a connection; trying again shortly"); });
}

Front::~Front()
{
    for (Connection *connection : std::exchange(m_connections, {})) {
        connection->disconnect(this);
        delete connection;
    }
    for (WebSocketPeer *peer : std::exchange(m_peers, {})) {
        peer->disconnect(this);
        delete peer;
    }
}

void Front::route(Method method, const QString &pattern, Handler handler, qint64 bodyBytes)
{
    const qint64 most = bodyBytes < 0 ? m_site->limits.bodyBytes : bodyBytes;
    m_site->routes.add({method, pattern, most, std::move(handler), {}});
}

void Front::upload(const QString &pattern, Admit admit, UploadHandler handler, qint64 bodyBytes)
{
    m_site->routes.add({Method::Post, pattern, bodyBytes, {}, {}, std::move(admit), std::move(handler)});
}

void Front::webSocket(const QString &pattern, const QByteArray &subProtocol, Handler handler)
{
    m_site->routes.add({Method::Get, pattern, 0, std::move(handler), subProtocol});
}

void Front::setAllowedOrigins(const QStringList &origins)
{
    m_site->allowedOrigins = origins;
}

bool Front::trustProxy(const QString &network)
{
    return m_site->trustedProxies.add(network);
}

void Front::serveOnly(const QStringList &patterns)
{
    m_site->servedOnly = patterns;
}

void Front::setFailurePage(std::function<Response(int)> page)
{
    m_site->failurePage = std::move(page);
}

void Front::setTls(const QSslConfiguration &tls)
{
    m_tls = tls;
    m_site->tls = true;
}

Result<> Front::open(const QHostAddress &address, quint16 port)
{
    if (listen(address, port))
        return Done{};
    return Error{Reason::Conflict,
        u"cannot listen on %1:%2: %3"_s.arg(address.toString()).arg(port).arg(errorString()), {}, {}};
}

const Limits &Front::limits() const
{
    return m_site->limits;
}

const Counters &Front::counters() const
{
    m_site->counters.connections = m_admissions->open();
    return m_site->counters;
}

std::pair<qint64, qint64> Front::webSocketBacklog() const
{
    qint64 all = 0;
    qint64 most = 0;
    for (const WebSocketPeer *peer : m_peers) {
        all += peer->pending();
        most = std::max(most, peer->pending());
    }
    return {all, most};
}

// --- coming in

void Front::incomingConnection(qintptr descriptor)
{
    auto socket = makeSocket(descriptor);
    if (!socket)
        return;
    if (const int refusal = refusalFor(socket->peerAddress()))
        return turnAway(std::move(socket), refusal);
    admit(std::move(socket));
}

std::unique_ptr<QTcpSocket> Front::makeSocket(qintptr descriptor) const
{
    std::unique_ptr<QTcpSocket> socket(m_site->tls ? new QSslSocket : new QTcpSocket);
    if (!socket->setSocketDescriptor(descriptor))
        return {};
    return socket;
}

/// 0, or the status to turn a client away with.
int Front::refusalFor(const QHostAddress &address)
{
    if (m_admissions->open() >= m_site->limits.connections) {
        ++m_site->counters.refusedFull;
        return 503;
    }
    if (!isExempt(address) && m_admissions->openOf(address) >= m_site->limits.connectionsPerAddress) {
        ++m_site->counters.refusedAddress;
        return 429;
    }
    return 0;
}

/// One address may be many people there.
bool Front::isExempt(const QHostAddress &address) const
{
    return (m_site->limits.loopbackIsExempt && address.isLoopback())
        || m_site->trustedProxies.contains(address);
}

/// Says why, once and without waiting: whoever floods gets no state here, and no TLS handshake.
void Front::turnAway(std::unique_ptr<QTcpSocket> socket, int status)
{
    if (!m_site->tls) {
        const Response page = m_site->failurePage(status).with("Retry-After", "5");
        Framing framing;
        framing.length = page.body.size();
        framing.keepAlive = false;
        socket->write(responseHead(page, framing) + page.body);
        socket->flush();
    }
    socket->abort();
}

void Front::admit(std::unique_ptr<QTcpSocket> socket)
{
    ++m_site->counters.accepted;
    auto *const tls = qobject_cast<QSslSocket *>(socket.get());
    const QHostAddress address = socket->peerAddress();
    auto link = std::make_unique<Link>(
        std::move(socket), Admissions::enter(m_admissions, address, !isExempt(address)), m_site);
    auto *const connection = new Connection(std::move(link), m_site, m_anchor);
    m_connections.insert(connection);
    connect(connection, &Connection::answered, this, &Front::answered);
    connect(connection, &Connection::upgraded, this, &Front::adopt);
    connect(connection, &Connection::closed, this, [this, connection] {
        if (m_connections.remove(connection))
            connection->deleteLater();
        checkStopped();
    });
    if (!tls)
        return connection->start();
    connect(tls, &QSslSocket::encrypted, connection, &Connection::start);
    connect(tls, &QSslSocket::errorOccurred, connection, [this, tls] {
        if (!tls->isEncrypted())
            ++m_site->counters.tlsFailures;
    });
    tls->setSslConfiguration(m_tls);
    tls->startServerEncryption();
}

void Front::adopt(WebSocketPeer *peer)
{
    m_peers.insert(peer);
    connect(peer, &WebSocketPeer::closed, this, [this, peer] {
        if (m_peers.remove(peer))
            peer->deleteLater();
        checkStopped();
    });
}

// --- time

void Front::tick()
{
    if (isListening())
        resumeAccepting();
    const qint64 now = m_site->clock.nowMs();
    const bool late = m_stopDeadline > 0 && now >= m_stopDeadline;
    for (Connection *connection : QSet(m_connections))
        late ? connection->abort() : connection->tick(now);
    for (WebSocketPeer *peer : QSet(m_peers))
        late ? peer->abort() : peer->tick(now);
}

void Front::stop()
{
    close();
    m_site->stopping = true;
    m_stopDeadline = m_site->clock.nowMs() + m_site->limits.stopMs;
    for (Connection *connection : QSet(m_connections))
        connection->windDown();
    for (WebSocketPeer *peer : QSet(m_peers))
        peer->windDown();
    QMetaObject::invokeMethod(this, &Front::checkStopped, Qt::QueuedConnection);
}

void Front::checkStopped()
{
    if (m_site->stopping && m_stopDeadline > 0 && m_connections.isEmpty() && m_peers.isEmpty()) {
        m_stopDeadline = 0;
        Q_EMIT stopped();
    }
}

} // namespace acolhe::http
