// SPDX-License-Identifier: Apache-2.0
#include "backend/api/rpc/rpc_session.h"

#include "backend/protocol/rpc.h"

#include <QJsonDocument>

namespace acolhe::api {

using namespace Qt::StringLiterals;

RpcSession::RpcSession(
    const RpcServices &services, Peer *peer, const std::optional<SignedIn> &signedIn, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_peer(peer)
    , m_tokensAtMs(services.clock.nowMs())
{
    peer->setParent(this);
    connect(peer, &Peer::received, this, &RpcSession::receive);
    connect(peer, &Peer::closed, this, &QObject::deleteLater);
    m_signInTimer.setSingleShot(true);
    connect(&m_signInTimer, &QTimer::timeout, this, [this] { end(4008, u"sign in first"_s); });
    connect(&m_expiryTimer, &QTimer::timeout, this, &RpcSession::checkExpiry);
    m_expiryTimer.start(30'000);
    if (signedIn)
        become(*signedIn);
    else
        m_signInTimer.start(signInMs);
}

RpcSession::~RpcSession()
{
    endSubscription();
    if (m_signedIn)
        m_services.present(m_signedIn->caller, -1);
}

void RpcSession::end(int code, const QString &reason)
{
    endSubscription();
    m_peer->close(code, reason);
}

void RpcSession::endSubscription()
{
    if (const auto subscription = std::exchange(m_subscription, {}))
        subscription->end(); // a replay that is on its way holds it too
}

void RpcSession::checkExpiry()
{
    if (m_signedIn && m_signedIn->expiresAt.ms <= m_services.clock.nowMs())
        end(4001, u"the session has expired"_s);
}

void RpcSession::become(const SignedIn &who)
{
    m_signInTimer.stop();
    m_signedIn = who;
    m_services.present(who.caller, +1);
}

bool RpcSession::takeToken()
{
    const qint64 now = m_services.clock.nowMs();
    const double grown = double(now - m_tokensAtMs) * callsPerSecond / 1000.0;
    m_tokens = std::min(m_tokens + std::max(grown, 0.0), 2.0 * callsPerSecond);
    m_tokensAtMs = now;
    if (m_tokens < 1)
        return false;
    m_tokens -= 1;
    return true;
}

void RpcSession::receive(const QByteArray &line)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(line, &problem);
    if (problem.error != QJsonParseError::NoError) {
        m_peer->send(wire::errorLine({}, {Reason::ParseError, problem.errorString(), {}, {}}));
        return;
    }
    if (!document.isObject()) {
        m_peer->send(wire::errorLine(
            {}, {Reason::InvalidRequest, u"one call a line; batches are not served"_s, {}, {}}));
        return;
    }
    const QJsonObject call = document.object();
    const QJsonValue id = call.value("id"_L1);
    const QJsonValue method = call.value("method"_L1);
    const bool idFits = id.isUndefined() || id.isNull() || id.isString() || id.isDouble();
    if (call.value("jsonrpc"_L1) != "2.0"_L1 || !method.isString() || !idFits || id.toString().size() > 100) {
        m_peer->send(wire::errorLine(
            idFits ? id : QJsonValue(), {Reason::InvalidRequest, u"not a JSON-RPC 2.0 call"_s, {}, {}}));
        return;
    }
    if (m_inFlight >= maxInFlight || !takeToken()) {
        m_peer->send(wire::errorLine(id, Error::rateLimited(1000, u"too many calls at once"_s)));
        return;
    }
    dispatch(id, method.toString().toUtf8(), call.value("params"_L1));
}

void RpcSession::dispatch(const QJsonValue &id, const QByteArray &method, const QJsonValue &params)
{
    if (method == wire::AuthResume::name) {
        resume(id, params);
        return;
    }
    if (method == wire::EventsSubscribe::name) {
        subscribe(id, params);
        return;
    }
    CallContext context;
    context.address = m_peer->address();
    if (m_signedIn) {
        context.caller = m_signedIn->caller;
        context.token = m_signedIn->token;
    }
    ++m_inFlight;
    m_services.router.call(context, method, params)
        .then(this, [this, id, method](const Result<QByteArray> &result) {
            --m_inFlight;
            answer(id, method, result);
        });
}

void RpcSession::answer(const QJsonValue &id, const QByteArray &method, const Result<QByteArray> &result)
{
    if (id.isUndefined())
        return; // a notification: nobody waits
    if (result)
        m_peer->send(wire::resultLine(id, *result));
    else
        m_peer->send(wire::errorLineOf(id, errorForCaller(result.error(), method)));
}

void RpcSession::resume(const QJsonValue &id, const QJsonValue &params)
{
    using Resume = wire::AuthResume;
    const auto request = wire::fromJson<Resume::Request>(params, wire::Unknown::Refused);
    if (!request) {
        answer(id, Resume::name, request.error());
        return;
    }
    if (m_signedIn && m_signedIn->token != request->token) {
        answer(id, Resume::name, Error::conflict(u"this connection is another session's; open a new one"_s));
        return;
    }
    ++m_inFlight;
    m_services.authenticate(request->token).then(this, [this, id](const Result<SignedIn> &who) {
        if (!who) {
            --m_inFlight;
            answer(id, Resume::name, who.error());
            return;
        }
        if (!m_signedIn)
            become(*who);
        m_services.feed.position(who->caller.clinic)
            .then(this, [this, id, who = *who](const Result<wire::EventsSubscribe::Reply> &at) {
                --m_inFlight;
                if (!at)
                    answer(id, Resume::name, at.error());
                else
                    answer(id, Resume::name,
                        wire::toJson(Resume::Reply{
                            who.user, who.clinic, at->seq, at->epoch, QString::fromLatin1(ACOLHE_VERSION)}));
            });
    });
}

void RpcSession::subscribe(const QJsonValue &id, const QJsonValue &params)
{
    using Subscribe = wire::EventsSubscribe;
    CallContext context;
    if (m_signedIn)
        context.caller = m_signedIn->caller;
    if (auto problem = refusal(wire::accessOf<Subscribe>(), context)) {
        answer(id, Subscribe::name, *problem);
        return;
    }
    const auto request = wire::fromJson<Subscribe::Request>(
        params.isUndefined() ? QJsonObject() : params, wire::Unknown::Refused);
    if (!request) {
        answer(id, Subscribe::name, request.error());
        return;
    }
    endSubscription(); // the new one takes the place of an older one
    m_subscription = std::make_shared<services::Subscription>(
        m_signedIn->caller, [this](const QByteArray &line) { m_peer->send(line); });
    ++m_inFlight;
    m_services.feed.subscribe(m_subscription, *request)
        .then(this, [this, id](const Result<Subscribe::Reply> &reply) {
            --m_inFlight;
            if (reply)
                answer(id, Subscribe::name, wire::toJson(*reply));
            else
                answer(id, Subscribe::name, reply.error());
        });
}

} // namespace acolhe::api
