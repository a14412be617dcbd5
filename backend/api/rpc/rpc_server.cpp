// SPDX-License-Identifier: Apache-2.0
#include "backend/api/rpc/rpc_server.h"

#include "backend/api/rpc/web_socket_end.h"
#include "backend/protocol/rpc.h"

namespace acolhe::api {

using namespace Qt::StringLiterals;
using http::Request;
using http::Responder;

RpcServer::RpcServer(const RpcServices &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_calls(services, this)
{
}

RpcServer::~RpcServer()
{
    for (RpcSession *session : std::exchange(m_sessions, {}))
        delete session;
}

void RpcServer::serveOn(http::Front &front)
{
    m_messageBytes = front.limits().webSocket.messageBytes;
    front.setFailurePage(failurePage);
    m_calls.serveOn(front);
    front.webSocket(u"/ws"_s, wire::subProtocol,
        [this](const Request &request, const Responder &responder) { open(request, responder); });
}

RpcSession *RpcServer::adopt(Peer *peer)
{
    return start(peer, {}, {});
}

/// A token in the upgrade's header is proved before there is a WebSocket; without one the peer says it later.
void RpcServer::open(const Request &request, const Responder &responder)
{
    const QString token = request.bearerToken();
    if (token.isEmpty())
        return upgrade(responder, {}, {});
    whenDone(m_services.authenticate(token), this, [this, responder, token](const Result<SignedIn> &who) {
        if (who)
            upgrade(responder, *who, token);
        else
            responder.answer(errorResponse(who.error()));
    });
}

void RpcServer::upgrade(const Responder &responder, const std::optional<SignedIn> &who, const QString &token)
{
    responder.upgrade([this, who, token](http::WebSocketPeer *socket) {
        auto *const end = new WebSocketEnd(socket, m_messageBytes);
        RpcSession *const session = start(end, who, token);
        connect(session, &RpcSession::knew, end, &WebSocketEnd::trust);
        if (who)
            end->trust();
    });
}

RpcSession *RpcServer::start(Peer *peer, const std::optional<SignedIn> &who, const QString &token)
{
    auto *const session = new RpcSession(m_services, peer, who, token, this);
    m_sessions.insert(session);
    connect(session, &QObject::destroyed, this, [this, session] { m_sessions.remove(session); });
    return session;
}

template <class Matches> void RpcServer::endThose(Matches matches)
{
    for (RpcSession *session : QSet(m_sessions)) {
        if (session->signedIn() && matches(session->signedIn()->caller))
            session->end(sessionEndedCode, u"the session is over"_s);
    }
}

void RpcServer::endSession(SessionId id)
{
    endThose([id](const Caller &caller) { return caller.session == id; });
}

void RpcServer::endMember(ClinicId clinic, UserId user)
{
    endThose([=](const Caller &caller) { return caller.clinic == clinic && caller.user == user; });
}

void RpcServer::endClinic(ClinicId clinic)
{
    endThose([clinic](const Caller &caller) { return caller.clinic == clinic; });
}

} // namespace acolhe::api
