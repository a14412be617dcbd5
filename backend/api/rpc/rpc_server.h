// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/api/rpc/http_calls.h"
#include "backend/api/rpc/rpc_session.h"

#include <QSet>

namespace acolhe::api {

/// Serves the methods on a front: POST /api/v1/<method>, GET /api/openapi.json and the WebSocket at /ws;
/// keeps the sessions that live. Lives on the main thread.
class RpcServer : public QObject {
    Q_OBJECT
public:
    explicit RpcServer(const RpcServices &services, QObject *parent = nullptr);
    ~RpcServer() override;

    /// Before the front opens. Its refusals are JSON from then on.
    void serveOn(http::Front &front);
    /// A peer that is no WebSocket: a desktop in this process.
    RpcSession *adopt(Peer *peer);

    int sessions() const { return int(m_sessions.size()); }

    // Closes the live peers (4001) of what is over; their calls in flight are answered before.
    void endSession(SessionId session);
    void endMember(ClinicId clinic, UserId user);
    void endClinic(ClinicId clinic);

private:
    void open(const http::Request &request, const http::Responder &responder);
    void upgrade(const http::Responder &responder, const std::optional<SignedIn> &who, const QString &token);
    RpcSession *start(Peer *peer, const std::optional<SignedIn> &who, const QString &token);
    template <class Matches> void endThose(Matches matches);

    const RpcServices m_services;
    HttpCalls m_calls;
    QSet<RpcSession *> m_sessions;
    qint64 m_messageBytes = 0;
};

} // namespace acolhe::api
