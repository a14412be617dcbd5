// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/local_transport.h"

#include "backend/server/server.h"

namespace acolhe::desktop {

void LocalPeer::close(int code, const QString &reason)
{
    Q_EMIT hungUp(code, reason);
    Q_EMIT closed();
}

LocalTransport::LocalTransport(server::Server &server, QObject *parent)
    : Transport(parent)
    , m_server(server)
{
}

LocalTransport::~LocalTransport()
{
    disconnect();
    close();
}

void LocalTransport::open()
{
    if (m_open)
        return;
    m_open = true;
    auto *peer = new LocalPeer;
    connect(peer, &LocalPeer::sent, this, &Transport::received);
    connect(peer, &LocalPeer::hungUp, this, &LocalTransport::end);
    peer->moveToThread(m_server.thread());
    m_peer = peer;
    QMetaObject::invokeMethod(&m_server, [server = &m_server, peer] { server->adopt(peer); });
    QMetaObject::invokeMethod(this, &Transport::opened, Qt::QueuedConnection);
}

void LocalTransport::send(const QByteArray &line)
{
    if (LocalPeer *peer = m_peer)
        QMetaObject::invokeMethod(peer, [peer, line] { Q_EMIT peer->received(line); });
}

void LocalTransport::end(int code, const QString &reason)
{
    if (!std::exchange(m_open, false))
        return;
    m_peer.clear();
    Q_EMIT closed(code, reason);
}

void LocalTransport::close()
{
    if (LocalPeer *peer = m_peer)
        QMetaObject::invokeMethod(peer, [peer] { Q_EMIT peer->closed(); });
    end(1000, {});
}

} // namespace acolhe::desktop
