// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/api/rpc/peer.h"
#include "backend/api/rpc/router.h"
#include "backend/base/clock.h"
#include "backend/services/event_feed.h"

#include <QTimer>

namespace acolhe::api {

/// A person who proved who they are.
struct SignedIn {
    Caller caller;
    User user;
    Clinic clinic;
    QString token;
    Timestamp expiresAt;
};

/// What a session needs of the server.
struct RpcServices {
    Router &router;
    services::EventFeed &feed;
    const Clock &clock;
    std::function<Future<SignedIn>(const QString &token)> authenticate;
    /// Presence: a peer of this caller came (+1) or went (-1).
    std::function<void(const Caller &, int)> present;
};

/// One peer's conversation: JSON-RPC 2.0 calls in any order, answers as they come, events after
/// events.subscribe. Bounded: calls in flight, calls a second, time to sign in. Deletes itself when the peer
/// is closed.
class RpcSession : public QObject {
    Q_OBJECT
public:
    static constexpr int maxInFlight = 64;
    static constexpr int callsPerSecond = 200;
    static constexpr int signInMs = 10'000;

    /// Takes the peer. `signedIn`: known from the upgrade's Authorization header.
    RpcSession(
        const RpcServices &services, Peer *peer, const std::optional<SignedIn> &signedIn, QObject *parent);
    ~RpcSession() override;

    const std::optional<SignedIn> &signedIn() const { return m_signedIn; }
    void end(int code, const QString &reason);

private:
    void receive(const QByteArray &line);
    void dispatch(const QJsonValue &id, const QByteArray &method, const QJsonValue &params);
    void resume(const QJsonValue &id, const QJsonValue &params);
    void subscribe(const QJsonValue &id, const QJsonValue &params);
    void answer(const QJsonValue &id, const QByteArray &method, const Result<QByteArray> &result);
    void become(const SignedIn &who);
    void endSubscription();
    bool takeToken();
    void checkExpiry();

    const RpcServices m_services;
    Peer *const m_peer;
    std::optional<SignedIn> m_signedIn;
    std::shared_ptr<services::Subscription> m_subscription;
    QTimer m_signInTimer;
    QTimer m_expiryTimer;
    int m_inFlight = 0;
    double m_tokens = 2 * callsPerSecond;
    qint64 m_tokensAtMs = 0;
};

} // namespace acolhe::api
