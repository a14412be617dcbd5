// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/client/transport.h"

#include <QTimer>
#include <QUrl>
#include <QWebSocket>

#include <memory>

namespace acolhe::client {

/// A WebSocket to a server, by TLS with a verified certificate; without TLS only to this machine, unless told
/// so.
class WebSocketTransport : public Transport {
    Q_OBJECT
public:
    /// Largest message of a server that is believed.
    static constexpr quint64 maxMessage = 16 * 1024 * 1024;

    /// `server` as the person gave it: https://desk.example, http://127.0.0.1:8480
    explicit WebSocketTransport(const QUrl &server, bool allowPlain = false, QObject *parent = nullptr);

    void open() override;
    void close() override;
    void send(const QByteArray &line) override;

    /// Why this address is not connected to; empty when it is fine.
    static QString problemOf(const QUrl &server, bool allowPlain);

private:
    void end(int code, const QString &problem);
    void checkAlive();

    const QUrl m_server;
    const bool m_allowPlain;
    QWebSocket *m_socket = nullptr; ///< a new one for each open(): a QWebSocket that failed is not used again
    QTimer m_pings;
    bool m_heard = false;
};

} // namespace acolhe::client
