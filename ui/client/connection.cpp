// SPDX-License-Identifier: Apache-2.0
#include "ui/client/connection.h"

#include "backend/base/log.h"

#include <QDeadlineTimer>
#include <QJsonDocument>

namespace acolhe::client {

using namespace Qt::StringLiterals;

constexpr int sessionEndedCode = 4001;

static Error noServer(const QString &why)
{
    return {Reason::ChannelUnavailable, u"no connection to the server: "_s + why, {}, {}};
}

static qint64 steadyMs()
{
    return QDeadlineTimer::current().deadline();
}

Connection::Connection(std::unique_ptr<Transport> transport, std::function<double()> random, QObject *parent)
    : QObject(parent)
    , m_transport(std::move(transport))
    , m_random(std::move(random))
{
    connect(m_transport.get(), &Transport::opened, this, &Connection::onOpened);
    connect(m_transport.get(), &Transport::received, this, &Connection::onReceived);
    connect(m_transport.get(), &Transport::closed, this, &Connection::onClosed);
    m_retryTimer.setSingleShot(true);
    connect(&m_retryTimer, &QTimer::timeout, this, &Connection::connectNow);
    m_timeouts.setInterval(1000);
    connect(&m_timeouts, &QTimer::timeout, this, &Connection::dropTimedOut);
}

Connection::~Connection()
{
    m_transport->disconnect(this);
    failAll(noServer(u"closed"_s));
}

qint64 Connection::retryInMs() const
{
    return m_state == State::Waiting ? std::max(0, m_retryTimer.remainingTime()) : 0;
}

void Connection::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

void Connection::connectNow()
{
    m_retryTimer.stop();
    if (m_open)
        return;
    if (!m_token.isEmpty())
        setState(State::Connecting);
    m_transport->open();
}

void Connection::retryNow()
{
    if (m_state == State::Waiting)
        connectNow();
}

void Connection::start(const QString &token, const Bookmark &bookmark)
{
    m_token = token;
    m_bookmark = bookmark;
    m_retry.reset();
    setState(State::Connecting);
    if (m_open)
        resume();
    else
        connectNow();
}

Future<wire::AuthLogin::Reply> Connection::login(const wire::AuthLogin::Request &request)
{
    using Login = wire::AuthLogin;
    if (m_open)
        return call<Login>(request);
    const auto promise = std::make_shared<QPromise<Result<Login::Reply>>>();
    promise->start();
    m_whenOpen.append([this, promise, request] {
        const auto finish = [promise](const Result<Login::Reply> &reply) {
            promise->addResult(reply);
            promise->finish();
        };
        if (m_open)
            call<Login>(request).then(this, finish);
        else
            finish(noServer(u"it could not be reached"_s));
    });
    connectNow();
    return promise->future();
}

void Connection::signOut()
{
    if (m_open && !m_token.isEmpty())
        (void)call<wire::AuthLogout>({});
    m_token.clear();
    m_who.reset();
    m_bookmark = {};
    m_retryTimer.stop();
    setState(State::SignedOut);
    if (m_open)
        QTimer::singleShot(0, m_transport.get(), &Transport::close); // after the call has left
}

void Connection::onOpened()
{
    m_open = true;
    m_timeouts.start();
    const auto waiting = std::exchange(m_whenOpen, {});
    for (const auto &one : waiting)
        one();
    if (!m_token.isEmpty())
        resume();
}

void Connection::onClosed(int code, const QString &problem)
{
    m_open = false;
    m_timeouts.stop();
    failAll(noServer(problem));
    const auto waiting = std::exchange(m_whenOpen, {});
    for (const auto &one : waiting)
        one();
    if (m_token.isEmpty())
        return;
    if (code == sessionEndedCode) {
        m_token.clear();
        setState(State::SignedOut);
        Q_EMIT signedOut(problem);
        return;
    }
    qCInfo(logClient) << "the connection was lost:" << code << problem;
    m_retryTimer.start(int(m_retry.next(m_random())));
    setState(State::Waiting);
    Q_EMIT stateChanged(); // a new waiting time even if it was waiting
}

void Connection::resume()
{
    call<wire::AuthResume>({m_token}).then(this, [this](const Result<wire::AuthResume::Reply> &who) {
        if (!who) {
            if (who.error().reason == Reason::Unauthenticated) {
                m_token.clear();
                setState(State::SignedOut);
                Q_EMIT signedOut(who.error().text);
            } else if (m_open) {
                m_transport->close();
            }
            return;
        }
        m_who = *who;
        subscribe();
    });
}

void Connection::subscribe()
{
    wire::EventsSubscribe::Request request;
    if (!m_bookmark.epoch.isEmpty()) {
        request.since = m_bookmark.seq;
        request.epoch = m_bookmark.epoch;
    }
    call<wire::EventsSubscribe>(request).then(
        this, [this](const Result<wire::EventsSubscribe::Reply> &reply) {
            if (!reply) {
                if (m_open)
                    m_transport->close();
                return;
            }
            m_reset = reply->reset || m_bookmark.epoch.isEmpty();
            if (m_reset)
                m_bookmark = {reply->seq, reply->epoch};
            m_retry.reset();
            setState(State::Online);
            Q_EMIT online(m_reset);
        });
}

Future<QJsonObject> Connection::send(const char *method, const QByteArray &params)
{
    if (!m_open)
        return failed<QJsonObject>(noServer(u"not connected"_s));
    const qint64 id = ++m_lastId;
    const auto promise = std::make_shared<QPromise<Result<QJsonObject>>>();
    promise->start();
    m_calls.insert(id, {promise, steadyMs() + callTimeoutMs});
    m_transport->send(wire::callLine(id, method, params));
    return promise->future();
}

void Connection::onReceived(const QByteArray &line)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    if (object.value("method"_L1) == "event"_L1) {
        takeEvent(object.value("params"_L1).toObject());
        return;
    }
    const qint64 id = object.value("id"_L1).toInteger();
    if (object.contains("error"_L1))
        answer(id, wire::errorFromJson(object.value("error"_L1).toObject()));
    else if (object.value("result"_L1).isObject())
        answer(id, object.value("result"_L1).toObject());
    else
        qCWarning(logClient) << "the server said something that is no answer and no event";
}

void Connection::takeEvent(const QJsonObject &params)
{
    ServerEvent one{params.value("seq"_L1).toInteger(), params.value("type"_L1).toString(),
        {params.value("conversationId"_L1).toInteger()}, params.value("data"_L1).toObject()};
    if (one.seq > 0) {
        if (one.seq <= m_bookmark.seq)
            return; // heard before
        m_bookmark.seq = one.seq;
    }
    Q_EMIT eventArrived(one);
}

void Connection::answer(qint64 id, const Result<QJsonObject> &result)
{
    const Call call = m_calls.take(id);
    if (!call.promise)
        return;
    call.promise->addResult(result);
    call.promise->finish();
}

void Connection::failAll(const Error &error)
{
    const auto calls = std::exchange(m_calls, {});
    for (const Call &call : calls) {
        call.promise->addResult(Result<QJsonObject>(error));
        call.promise->finish();
    }
}

void Connection::dropTimedOut()
{
    const qint64 now = steadyMs();
    const auto ids = m_calls.keys();
    for (const qint64 id : ids) {
        if (m_calls.value(id).deadlineMs <= now)
            answer(id, noServer(u"no answer in time"_s));
    }
}

} // namespace acolhe::client
