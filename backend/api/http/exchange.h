// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPointer>
#include <QThread>

#include <atomic>
#include <memory>

namespace acolhe::http {

class Connection;

/// One request that waits for its answer: what a Responder's copies share, and what its connection lets go of
/// when it waits no longer.
class Exchange : public std::enable_shared_from_this<Exchange> {
public:
    /// `anchor` lives on the connection's thread, as long as any exchange.
    Exchange(std::shared_ptr<QObject> anchor, Connection *connection, quint64 serial);
    /// Unanswered: tells the client that something went wrong.
    ~Exchange();
    Exchange(const Exchange &) = delete;
    Exchange &operator=(const Exchange &) = delete;

    /// Gives the connection to `reply`, on its thread, if this is the first answer and somebody waits for it.
    template <class Reply> void settle(Reply reply)
    {
        if (m_settled.exchange(true))
            return;
        if (m_anchor->thread() == QThread::currentThread())
            return deliver(reply);
        QMetaObject::invokeMethod(m_anchor.get(),
            [self = shared_from_this(), reply = std::move(reply)]() mutable { self->deliver(reply); });
    }

    /// On the connection's thread.
    void letGo() { m_connection.clear(); }
    bool isWaiting() const { return m_connection && !m_settled; }

private:
    template <class Reply> void deliver(Reply &reply)
    {
        if (Connection *connection = m_connection)
            reply(*connection);
    }

    std::shared_ptr<QObject> m_anchor;
    QPointer<Connection> m_connection; ///< looked at on its own thread only
    quint64 m_serial; ///< of the request, in its connection
    std::atomic<bool> m_settled = false;
};

} // namespace acolhe::http
