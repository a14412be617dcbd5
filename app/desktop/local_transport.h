// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/api/rpc/peer.h"
#include "ui/client/transport.h"

#include <QPointer>

namespace acolhe::server {
class Server;
}

namespace acolhe::desktop {

/// The server's end of a conversation within the process. Lives on the server's thread; lines cross by value.
class LocalPeer : public api::Peer {
    Q_OBJECT
public:
    using Peer::Peer;

    QString address() const override { return QStringLiteral("127.0.0.1"); }
    void send(const QByteArray &line) override { Q_EMIT sent(line); }
    void close(int code, const QString &reason) override;

Q_SIGNALS:
    void sent(const QByteArray &line);
    void hungUp(int code, const QString &reason);
};

/// The client's end: the same client as over a network, without one. Main thread.
class LocalTransport : public client::Transport {
    Q_OBJECT
public:
    /// `server` lives on another thread and outlives this.
    explicit LocalTransport(server::Server &server, QObject *parent = nullptr);
    ~LocalTransport() override;

    void open() override;
    void close() override;
    void send(const QByteArray &line) override;

private:
    void end(int code, const QString &reason);

    server::Server &m_server;
    QPointer<LocalPeer> m_peer; ///< of the server's thread: only told things, by queued calls
    bool m_open = false;
};

} // namespace acolhe::desktop
