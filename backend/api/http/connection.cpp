// SPDX-License-Identifier: Apache-2.0
#include "backend/api/http/connection.h"

#include "backend/api/http/body_stream.h"
#include "backend/api/http/exchange.h"
#include "backend/api/http/upgrade.h"
#include "backend/api/http/web_socket_peer.h"
#include "backend/base/log.h"

namespace acolhe::http {

/// Below this a head and its body go out as one piece.
constexpr qsizetype smallBody = 16 * 1024;

Connection::Connection(
    std::unique_ptr<Link> link, std::shared_ptr<Site> site, std::shared_ptr<QObject> anchor)
    : m_link(std::move(link))
    , m_site(std::move(site))
    , m_anchor(std::move(anchor))
    , m_held(m_site)
    , m_bodyPace(m_site->limits.bodyWindowMs, m_site->limits.slowestBytesPerSecond)
    , m_secure(m_site->tls)
{
    connect(m_link.get(), &Link::readable, this, &Connection::pump);
    connect(m_link.get(), &Link::progressed, this, &Connection::pump);
    connect(m_link.get(), &Link::closed, this, [this] {
        enter(State::Closed, 0);
        m_held.set(0);
        m_sink.reset();
        Q_EMIT closed();
    });
    enter(State::Handshake, m_site->limits.tlsMs);
}

Connection::~Connection() = default;

void Connection::start()
{
    enter(State::Idle, m_site->limits.headMs);
    pump();
}

void Connection::tick(qint64 nowMs)
{
    if (m_link)
        m_link->tick(nowMs);
    if (m_state == State::Closed)
        return;
    if (m_sink && m_sink->isFull())
        m_bodyPace.restart(nowMs); // it is we who are slow
    const bool bodyStalls = m_state == State::Body && m_bodyPace.isTooSlow(nowMs);
    if (bodyStalls || (m_deadline > 0 && nowMs >= m_deadline))
        timedOut();
}

void Connection::windDown()
{
    m_keepAlive = false;
    if (m_state == State::Handshake)
        m_link->abort();
    else if (m_state == State::Idle)
        m_link->finish(Link::Input::Ended);
}

void Connection::timedOut()
{
    Counters &counters = m_site->counters;
    switch (m_state) {
    case State::Handshake:
        ++counters.tlsTimeouts;
        m_link->abort();
        break;
    case State::Idle:
        enter(State::Closed, 0);
        m_link->finish(Link::Input::Ended);
        break;
    case State::Head:
        ++counters.headTimeouts;
        refuse(408);
        break;
    case State::Body:
        ++counters.bodyTimeouts;
        refuse(408);
        break;
    case State::Admitting:
    case State::Handling:
        ++counters.answerTimeouts;
        qCWarning(logApi).noquote() << "no answer in time:" << m_match.route->pattern;
        refuse(503);
        break;
    case State::Streaming:
    case State::Closed:
        break;
    }
}

void Connection::enter(State state, qint64 ms)
{
    m_state = state;
    m_deadline = ms > 0 ? m_site->clock.nowMs() + ms : 0;
}

// --- the request

void Connection::pump()
{
    while ((m_state == State::Head || m_state == State::Body || mayBegin()) && m_link->isOpen()) {
        if (m_state == State::Idle)
            beginRequest();
        if (!readOn())
            return;
    }
}

/// The next request waits until the client has read most of the answers before it.
bool Connection::mayBegin() const
{
    return m_state == State::Idle && m_link->available() > 0
        && m_link->pending() < m_site->limits.writeBufferBytes;
}

void Connection::beginRequest()
{
    m_reader.emplace(m_site->limits);
    m_request = {};
    m_match = {};
    m_sink.reset();
    ++m_serial;
    m_oldVersion = false;
    m_took.start();
    ++m_site->counters.requests;
    enter(State::Head, m_site->limits.headMs);
}

/// Reads what there is. False when it takes more bytes to go on.
bool Connection::readOn()
{
    if (m_sink && m_sink->isFull())
        return false;
    const QByteArray bytes = m_link->peek();
    qsizetype used = 0;
    const RequestReader::Progress progress = m_reader->read(bytes, used);
    m_link->skip(used);
    m_bodyPace.moved(used);
    if (m_sink && m_reader->bodyBytes() > 0)
        m_sink->write(m_reader->takeBody());
    switch (progress) {
    case RequestReader::Progress::NeedsMore:
        if (!m_held.set(m_reader->bodyBytes())) {
            ++m_site->counters.overloaded;
            refuse(503);
        }
        return used > 0;
    case RequestReader::Progress::HeadDone:
        headDone();
        break;
    case RequestReader::Progress::Done:
        dispatch();
        break;
    case RequestReader::Progress::Failed:
        ++(m_reader->failure() == 413 || m_reader->failure() == 431 ? m_site->counters.tooLarge
                                                                    : m_site->counters.malformed);
        refuse(m_reader->failure());
        break;
    }
    return true;
}

void Connection::headDone()
{
    const Request &head = m_reader->request();
    const QHostAddress peer = m_link->peer();
    m_oldVersion = m_reader->isOldVersion();
    m_keepAlive = m_reader->keepsAlive() && !m_site->stopping;
    m_secure =
        m_site->tls || (m_site->trustedProxies.contains(peer) && head.header("x-forwarded-proto") == "https");
    m_request.method = head.method;
    m_match = m_site->routes.find(head.method, head.path);
    if (!m_match.route) {
        m_keepAlive = m_keepAlive && m_reader->isComplete();
        if (head.method == Method::Options && (!m_match.allow.isEmpty() || head.path == u"*"))
            return answer(Response::empty().with(
                "Allow", m_match.allow.isEmpty() ? m_site->routes.allMethods() : m_match.allow));
        if (m_match.allow.isEmpty())
            return answer(m_site->failurePage(404));
        return answer(m_site->failurePage(405).with("Allow", m_match.allow));
    }
    m_reader->limitBody(m_match.route->bodyBytes);
    if (m_reader->failure() != 0)
        return;
    if (m_match.route->admit)
        askAdmission();
    else
        waitForBody();
}

void Connection::askAdmission()
{
    completeHead(m_reader->request());
    enter(State::Admitting, m_site->limits.answerMs);
    if (!isServed())
        return admitted(m_site->failurePage(503).with("Retry-After", "1"));
    const QPointer<Connection> alive(this);
    m_match.route->admit(m_request, [alive, serial = m_serial](Admission admission) {
        if (alive && alive->m_serial == serial && alive->m_state == State::Admitting)
            alive->admitted(std::move(admission));
    });
}

void Connection::admitted(Admission admission)
{
    if (auto *refusal = std::get_if<Response>(&admission)) {
        m_keepAlive = m_keepAlive && m_reader->isComplete();
        return answer(*refusal);
    }
    m_sink = std::get<std::shared_ptr<BodySink>>(std::move(admission));
    connect(m_sink.get(), &BodySink::drained, this, &Connection::pump);
    waitForBody();
    QMetaObject::invokeMethod(this, &Connection::pump, Qt::QueuedConnection); // what has come meanwhile
}

void Connection::waitForBody()
{
    m_bodyPace.restart(m_site->clock.nowMs());
    enter(State::Body, 0);
    if (m_reader->expectsContinue() && m_link->available() == 0)
        m_link->write("HTTP/1.1 100 Continue\r\n\r\n");
}

void Connection::completeHead(Request head)
{
    m_request = std::move(head);
    m_request.address =
        clientAddress(m_link->peer(), m_request.header("x-forwarded-for"), m_site->trustedProxies);
    m_request.secure = m_secure;
    m_request.parameters = m_match.parameters;
}

bool Connection::isServed() const
{
    return m_site->servedOnly.isEmpty() || m_site->servedOnly.contains(m_match.route->pattern);
}

void Connection::dispatch()
{
    const Routes::Route &route = *m_match.route;
    completeHead(m_reader->takeRequest());
    enter(State::Handling, m_site->limits.answerMs);
    if (!isServed())
        return answer(m_site->failurePage(503).with("Retry-After", "1"));
    if (route.subProtocol) {
        if (!isOriginWelcome(m_request, m_site->allowedOrigins)) {
            ++m_site->counters.refusedOrigin;
            return answer(m_site->failurePage(403));
        }
        if (const auto problem = upgradeProblem(m_request))
            return answer(*problem);
    }
    const auto exchange = std::make_shared<Exchange>(m_anchor, this, m_serial);
    m_exchange = exchange;
    if (route.upload)
        return route.upload(m_request, std::exchange(m_sink, {}), Responder(exchange));
    route.handler(m_request, Responder(exchange));
}

// --- the answer

/// Answers with a failure and closes.
void Connection::refuse(int status)
{
    if (const auto exchange = m_exchange.lock())
        exchange->letGo();
    m_keepAlive = false;
    answer(m_site->failurePage(status));
}

void Connection::answer(const Response &response)
{
    if (m_state == State::Closed)
        return;
    send(response);
    endAnswer(response.status);
}

Framing Connection::framing(qint64 length) const
{
    const bool chunked = length < 0 && !m_oldVersion;
    return {length, chunked, m_keepAlive, m_secure, m_oldVersion};
}

void Connection::send(const Response &response)
{
    QByteArray head = responseHead(response, framing(response.body.size()));
    const bool bodiless =
        m_request.method == Method::Head || response.status == 204 || response.status == 304;
    if (bodiless)
        return m_link->write(head);
    if (response.body.size() <= smallBody)
        return m_link->write(head.append(response.body));
    m_link->write(head);
    m_link->write(response.body);
}

void Connection::stream(const Response &head, std::unique_ptr<QIODevice> body, qint64 length)
{
    if (m_state == State::Closed)
        return;
    if (length < 0 && !body->isSequential())
        length = body->size() - body->pos();
    if (length < 0 && m_oldVersion)
        m_keepAlive = false; // the end of the connection is the end of the body
    const Framing how = framing(length);
    m_link->write(responseHead(head, how));
    if (m_request.method == Method::Head)
        return endAnswer(head.status);
    enter(State::Streaming, 0);
    m_stream = std::make_unique<BodyStream>(
        *m_link, std::move(body), length, how.chunked, m_site->limits.writeBufferBytes);
    connect(m_stream.get(), &BodyStream::done, this, [this, status = head.status](bool whole) {
        m_stream.release()->deleteLater();
        if (whole)
            endAnswer(status);
        else
            m_link->abort(); // the only way to say that the rest will not come
    });
    m_stream->feed();
}

void Connection::upgrade(const std::function<void(WebSocketPeer *)> &opened)
{
    if (m_state == State::Closed)
        return;
    m_link->write(responseHead(upgradeResponse(m_request, *m_match.route->subProtocol), framing(0)));
    m_link->disconnect(this);
    auto *const peer = new WebSocketPeer(std::move(m_link), m_site, m_request.address);
    ++m_site->counters.answers[1];
    enter(State::Closed, 0);
    Q_EMIT answered(m_match.route->pattern, 101, m_took.nsecsElapsed() / 1000);
    Q_EMIT upgraded(peer);
    Q_EMIT closed();
    opened(peer);
    peer->start();
}

void Connection::abandon(quint64 serial)
{
    if (m_state != State::Handling || serial != m_serial)
        return;
    qCWarning(logApi).noquote() << "a handler forgot to answer:" << m_match.route->pattern;
    answer(m_site->failurePage(500));
}

void Connection::endAnswer(int status)
{
    ++m_site->counters.answers[qBound(0, status / 100, 5)];
    Q_EMIT answered(m_match.route ? m_match.route->pattern : QString(), status, m_took.nsecsElapsed() / 1000);
    const bool whole = m_reader && m_reader->isComplete();
    m_reader.reset();
    m_request.body.clear();
    m_sink.reset();
    m_held.set(0);
    if (m_keepAlive && !m_site->stopping) {
        enter(State::Idle, m_site->limits.idleMs);
        QMetaObject::invokeMethod(this, &Connection::pump, Qt::QueuedConnection); // what is pipelined
        return;
    }
    enter(State::Closed, 0);
    m_link->finish(whole && m_link->available() == 0 ? Link::Input::Ended : Link::Input::Coming);
}

} // namespace acolhe::http
