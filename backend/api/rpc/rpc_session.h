// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/api/rpc/json_rpc.h"
#include "backend/api/rpc/peer.h"
#include "backend/api/rpc/rpc_services.h"

#include <QTimer>

namespace acolhe::api {

/// One peer's conversation: JSON-RPC 2.0 calls, answers as they come, events after events.subscribe. Bounded:
/// time to sign in, calls in flight (beyond them the peer waits). Deletes itself when the peer is closed.
class RpcSession : public QObject {
    Q_OBJECT
public:
    /// Takes the peer. `signedIn`, with its token: known from the upgrade's Authorization header.
    RpcSession(const RpcServices &services, Peer *peer, const std::optional<SignedIn> &signedIn,
        const QString &token, QObject *parent);
    ~RpcSession() override;

    const std::optional<SignedIn> &signedIn() const { return m_signedIn; }
    /// Hears nothing more, answers what is in flight, closes.
    void end(int code, const QString &reason);

Q_SIGNALS:
    void knew(); ///< it is known now who this is

private:
    struct Batch;
    /// Where an answer goes.
    struct Ticket {
        QJsonValue id;
        QByteArray method;
        std::shared_ptr<Batch> batch; ///< null: it goes alone
        TraceId trace{};
    };

    void receive(const QByteArray &line);
    void dispatch(const Ticket &ticket, const QJsonValue &params);
    void call(const Ticket &ticket, const QJsonValue &params);
    void resume(const Ticket &ticket, const QJsonValue &params);
    void tellPosition(const Ticket &ticket, const SignedIn &who);
    void subscribe(const Ticket &ticket, const QJsonValue &params);
    void become(const SignedIn &who, const QString &token);
    void checkExpiry();
    CallContext context() const;

    template <class T, class Next> void await(const Ticket &ticket, Future<T> future, Next next);
    void answer(const Ticket &ticket, const Result<QByteArray> &result);
    void settle(const Ticket &ticket, const QByteArray &line);
    void push(const QByteArray &line);
    void flushPushes();
    void changeInFlight(int by);
    void close();

    const RpcServices m_services;
    Peer *const m_peer;
    QString m_token;
    std::optional<SignedIn> m_signedIn;
    std::shared_ptr<void> m_subscription;
    int m_subscribing = 0; ///< until its answer is out, events wait in m_pushes
    QByteArrayList m_pushes;
    bool m_resuming = false; ///< until its answer is out, nothing is read
    int m_inFlight = 0;
    std::optional<std::pair<int, QString>> m_ending; ///< code and reason to close with
    QTimer m_deadline; ///< to sign in, later to end
    QTimer m_expiry;
};

} // namespace acolhe::api
