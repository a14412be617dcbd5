// SPDX-License-Identifier: Apache-2.0
#include "backend/api/http/responder.h"

#include "backend/api/http/connection.h"
#include "backend/api/http/exchange.h"

namespace acolhe::http {

Exchange::Exchange(std::shared_ptr<QObject> anchor, Connection *connection, quint64 serial)
    : m_anchor(std::move(anchor))
    , m_connection(connection)
    , m_serial(serial)
{
}

Exchange::~Exchange()
{
    if (m_settled)
        return;
    QMetaObject::invokeMethod(
        m_anchor.get(),
        [connection = std::move(m_connection), serial = m_serial] {
            if (connection)
                connection->abandon(serial);
        },
        Qt::QueuedConnection);
}

Responder::Responder(std::shared_ptr<Exchange> exchange)
    : m_exchange(std::move(exchange))
{
}

Responder::~Responder() = default;
Responder::Responder(const Responder &) = default;
Responder &Responder::operator=(const Responder &) = default;

void Responder::answer(Response response) const
{
    m_exchange->settle(
        [response = std::move(response)](Connection &connection) { connection.answer(response); });
}

void Responder::stream(Response head, std::unique_ptr<QIODevice> body, qint64 length) const
{
    m_exchange->settle(
        [head = std::move(head), body = std::move(body), length](
            Connection &connection) mutable { connection.stream(head, std::move(body), length); });
}

void Responder::upgrade(std::function<void(WebSocketPeer *)> opened) const
{
    m_exchange->settle([opened = std::move(opened)](Connection &connection) { connection.upgrade(opened); });
}

bool Responder::isWaiting() const
{
    return m_exchange->isWaiting();
}

} // namespace acolhe::http
