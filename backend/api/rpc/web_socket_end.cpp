// SPDX-License-Identifier: Apache-2.0
#include "backend/api/rpc/web_socket_end.h"

namespace acolhe::api {

WebSocketEnd::WebSocketEnd(http::WebSocketPeer *socket, qint64 messageBytes)
    : m_socket(socket)
    , m_address(socket->address().toString())
    , m_messageBytes(messageBytes)
{
    socket->setMessageLimit(strangerMessageBytes);
    connect(socket, &http::WebSocketPeer::received, this, &Peer::received);
    connect(socket, &http::WebSocketPeer::closed, this, &Peer::closed);
}

WebSocketEnd::~WebSocketEnd()
{
    if (m_socket)
        m_socket->close(http::CloseCode::GoingAway);
}

QString WebSocketEnd::address() const
{
    return m_address;
}

void WebSocketEnd::send(const QByteArray &line)
{
    if (m_socket)
        m_socket->send(line);
}

void WebSocketEnd::close(int code, const QString &reason)
{
    if (m_socket)
        m_socket->close(http::CloseCode(code), reason.toUtf8());
}

void WebSocketEnd::setReading(bool on)
{
    if (m_socket)
        m_socket->setReading(on);
}

void WebSocketEnd::setBusy(bool busy)
{
    if (m_socket)
        m_socket->setBusy(busy);
}

void WebSocketEnd::trust()
{
    if (m_socket)
        m_socket->setMessageLimit(m_messageBytes);
}

} // namespace acolhe::api
