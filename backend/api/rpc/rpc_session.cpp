// SPDX-License-Identifier: Apache-2.0
#include "backend/api/rpc/rpc_session.h"

#include "backend/protocol/rpc.h"

#include <QScopeGuard>

namespace acolhe::api {

using namespace Qt::StringLiterals;

/// A batch's answers, until all are there.
struct RpcSession::Batch {
    qsizetype open = 0;
    QByteArrayList lines;
};

RpcSession::RpcSession(const RpcServices &services, Peer *peer, const std::optional<SignedIn> &signedIn,
    const QString &token, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_peer(peer)
{
    peer->setParent(this);
    connect(peer, &Peer::received, this, &RpcSession::receive);
    connect(peer, &Peer::closed, this, &QObject::deleteLater);
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        if (m_ending)
            close();
        else
            end(notSignedInCode, u"sign in first"_s);
    });
    connect(&m_expiry, &QTimer::timeout, this, &RpcSession::checkExpiry);
    m_deadline.start(services.limits.signInMs);
    if (signedIn)
        become(*signedIn, token);
}

RpcSession::~RpcSession()
{
    if (m_signedIn)
        m_services.present(m_signedIn->caller, -1);
}

void RpcSession::become(const SignedIn &who, const QString &token)
{
    const bool first = !m_signedIn;
    m_token = token;
    m_signedIn = who;
    if (!first)
        return;
    if (!m_ending)
        m_deadline.stop();
    m_expiry.start(m_services.limits.expiryCheckMs);
    m_services.present(who.caller, +1);
    Q_EMIT knew();
}

// --- the end

void RpcSession::end(int code, const QString &reason)
{
    if (m_ending)
        return;
    m_ending = {code, reason};
    m_deadline.start(m_services.limits.endMs);
    m_subscription.reset();
    m_peer->setReading(false);
    if (m_inFlight == 0)
        close();
}

void RpcSession::close()
{
    m_peer->close(m_ending->first, m_ending->second);
}

void RpcSession::checkExpiry()
{
    if (m_signedIn->expiresAt.ms <= m_services.clock.nowMs())
        end(sessionEndedCode, u"the session has expired"_s);
}

// --- calls

void RpcSession::receive(const QByteArray &line)
{
    const RpcMessage message = readMessage(line);
    const auto batch = message.batch ? std::make_shared<Batch>() : nullptr;
    if (batch)
        batch->open = message.calls.size();
    for (const RpcCall &call : message.calls) {
        const Ticket ticket{call.id, call.method, batch, traceOf({}, call.params)};
        if (call.problem)
            answer(ticket, *call.problem);
        else
            dispatch(ticket, call.params);
    }
}

void RpcSession::dispatch(const Ticket &ticket, const QJsonValue &params)
{
    changeInFlight(+1); // also while a handler runs that ends this session
    const auto done = qScopeGuard([this] { changeInFlight(-1); });
    if (m_signedIn)
        m_services.used(m_signedIn->caller.session);
    if (ticket.method == wire::AuthResume::name)
        resume(ticket, params);
    else if (ticket.method == wire::EventsSubscribe::name)
        subscribe(ticket, params);
    else
        call(ticket, params);
}

CallContext RpcSession::context() const
{
    CallContext context;
    context.address = m_peer->address();
    context.token = m_token;
    if (m_signedIn)
        context.caller = m_signedIn->caller;
    return context;
}

/// Calls `next` with the result, or answers the error. Counts the call as in flight until then.
template <class T, class Next> void RpcSession::await(const Ticket &ticket, Future<T> future, Next next)
{
    changeInFlight(+1);
    whenDone(future, this, [this, ticket, next](const Result<T> &result) {
        if (result)
            next(*result);
        else
            answer(ticket, result.error());
        changeInFlight(-1);
    });
}

void RpcSession::call(const Ticket &ticket, const QJsonValue &params)
{
    CallContext traced = context();
    traced.trace = ticket.trace;
    await(ticket, m_services.router.call(traced, ticket.method, params),
        [this, ticket](const QByteArray &result) { answer(ticket, result); });
}

void RpcSession::resume(const Ticket &ticket, const QJsonValue &params)
{
    const auto request = requestOf<wire::AuthResume>(params);
    if (!request)
        return answer(ticket, request.error());
    const QString token = request->token;
    m_resuming = true; // what the peer says next is said as the person that it is then
    await(ticket, m_services.authenticate(token), [this, ticket, token](const SignedIn &who) {
        if (m_signedIn && m_signedIn->caller.session != who.caller.session)
            return answer(ticket, Error::conflict(u"this connection is another session's; open a new one"_s));
        become(who, token);
        tellPosition(ticket, who);
    });
}

void RpcSession::tellPosition(const Ticket &ticket, const SignedIn &who)
{
    await(ticket, m_services.position(who.caller.clinic),
        [this, ticket, who](const wire::EventsSubscribe::Reply &at) {
            const QString version = QString::fromLatin1(ACOLHE_VERSION);
            const wire::AuthResume::Reply reply{who.user, who.clinic, at.seq, at.epoch, version};
            answer(ticket, wire::toJson(reply));
        });
}

void RpcSession::subscribe(const Ticket &ticket, const QJsonValue &params)
{
    if (const auto problem = refusal(wire::accessOf<wire::EventsSubscribe>(), context()))
        return answer(ticket, *problem);
    const auto request = requestOf<wire::EventsSubscribe>(params);
    if (!request)
        return answer(ticket, request.error());
    m_subscription.reset(); // the new one takes the place of an older one
    ++m_subscribing;
    Listening listening =
        m_services.listen(m_signedIn->caller, *request, [this](const QByteArray &line) { push(line); });
    m_subscription = std::move(listening.subscription);
    await(ticket, listening.reply,
        [this, ticket](const wire::EventsSubscribe::Reply &reply) { answer(ticket, wire::toJson(reply)); });
}

// --- answers and events

void RpcSession::answer(const Ticket &ticket, const Result<QByteArray> &result)
{
    if (ticket.id.isUndefined())
        settle(ticket, {});
    else if (result)
        settle(ticket, wire::resultLine(ticket.id, *result));
    else
        settle(ticket,
            wire::errorLineOf(ticket.id, errorForCaller(result.error(), ticket.method, ticket.trace)));
    if (ticket.method == wire::AuthResume::name)
        m_resuming = false;
    else if (ticket.method == wire::EventsSubscribe::name && m_subscribing > 0)
        flushPushes();
}

/// Sends an answer, or keeps it until its batch is complete. An empty line: nobody waits for one.
void RpcSession::settle(const Ticket &ticket, const QByteArray &line)
{
    if (!ticket.batch) {
        if (!line.isEmpty())
            m_peer->send(line);
        return;
    }
    if (!line.isEmpty())
        ticket.batch->lines.append(line);
    if (--ticket.batch->open == 0 && !ticket.batch->lines.isEmpty())
        m_peer->send('[' + ticket.batch->lines.join(',') + ']');
}

/// Events never overtake the answer that tells where they begin.
void RpcSession::push(const QByteArray &line)
{
    if (m_subscribing > 0)
        m_pushes.append(line);
    else
        m_peer->send(line);
}

void RpcSession::flushPushes()
{
    if (--m_subscribing > 0)
        return;
    for (const QByteArray &line : std::exchange(m_pushes, {}))
        m_peer->send(line);
}

void RpcSession::changeInFlight(int by)
{
    m_inFlight += by;
    m_peer->setBusy(m_inFlight > 0);
    if (m_ending) {
        if (m_inFlight == 0)
            close();
    } else {
        m_peer->setReading(!m_resuming && m_inFlight < m_services.limits.inFlight);
    }
}

} // namespace acolhe::api
