// SPDX-License-Identifier: Apache-2.0
#include "backend/channels/meta/graph_client.h"

#include "backend/channels/meta/once_body.h"
#include "backend/channels/meta/signature.h"

#include <QHostAddress>
#include <QJsonDocument>
#include <QMetaEnum>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QPromise>
#include <QRandomGenerator>
#include <QRegularExpression>

#include <memory>

namespace acolhe::channels::meta {

using namespace Qt::StringLiterals;

static bool isThisMachine(const QString &host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

Result<QUrl> graphAddress(const QString &configured, const QString &standard)
{
    static const QRegularExpression versioned(u"/v\\d+\\.\\d+$"_s);
    const QString text = configured.trimmed().isEmpty() ? standard : configured.trimmed();
    QUrl url(text, QUrl::StrictMode);
    const bool safe = url.scheme() == "https"_L1 || (url.scheme() == "http"_L1 && isThisMachine(url.host()));
    if (!url.isValid() || url.host().isEmpty() || !safe || url.hasQuery() || url.hasFragment()
        || !url.userInfo().isEmpty())
        return Error::invalid(u"settings.apiBaseUrl"_s, u"must be an https address"_s);
    QString path = url.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    if (!versioned.match(path).hasMatch())
        path += u'/' + QString::fromLatin1(graphVersion);
    url.setPath(path);
    return url;
}

GraphClient::GraphClient(const Access &access, QObject *parent)
    : GraphClient(access, Limits(), parent)
{
}

GraphClient::GraphClient(const Access &access, const Limits &limits, QObject *parent)
    : QObject(parent)
    , m_access(access)
    , m_limits(limits)
    , m_proof(access.appSecret.isEmpty() ? QString() : appSecretProof(access.token, access.appSecret))
{
    m_idle.setSingleShot(true);
    // Spread: accounts that all sent in the same moment shall not all rest in the same moment.
    m_idle.setInterval(limits.idleMs + int(QRandomGenerator::global()->bounded(limits.idleMs)));
    connect(&m_idle, &QTimer::timeout, this, &GraphClient::rest);
}

static void setUp(QNetworkAccessManager &network, int silenceMs)
{
    network.setProxy(QNetworkProxy::NoProxy);
    network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    network.setTransferTimeout(silenceMs);
}

/// One for each account: it opens only a few connections to a host, and a thread, so accounts neither wait
/// for each other nor cost much while they are quiet.
QNetworkAccessManager &GraphClient::network()
{
    if (!m_network) {
        m_network = std::make_unique<QNetworkAccessManager>();
        setUp(*m_network, m_limits.silenceMs);
    }
    m_idle.start();
    return *m_network;
}

/// One for all accounts of a thread. What is only read can wait: a server that starts with a thousand
/// accounts would else have a thousand threads for their first questions.
static std::shared_ptr<QNetworkAccessManager> networkToRead(int silenceMs)
{
    thread_local std::weak_ptr<QNetworkAccessManager> shared;
    auto network = shared.lock();
    if (!network) {
        network = std::make_shared<QNetworkAccessManager>();
        setUp(*network, silenceMs);
        shared = network;
    }
    return network;
}

void GraphClient::rest()
{
    if (m_inFlight == 0)
        m_network.reset();
    else
        m_idle.start();
}

QNetworkRequest GraphClient::requestFor(const QString &path, QUrlQuery query) const
{
    if (!m_proof.isEmpty())
        query.addQueryItem(u"appsecret_proof"_s, m_proof);
    QUrl url = m_access.address;
    url.setPath(url.path() + path);
    url.setQuery(query);
    QNetworkRequest request(url);
    request.setRawHeader("Authorization", "Bearer " + m_access.token.toUtf8());
    request.setRawHeader("Accept", "application/json");
    request.setHeader(QNetworkRequest::UserAgentHeader, u"Acolhe/" ACOLHE_VERSION ""_s);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    // Over HTTP/2 Qt may send what a closed connection left over again, and tells less of how a call ended.
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    return request;
}

QFuture<GraphAnswer> GraphClient::get(const QString &path, const QUrlQuery &query)
{
    if (!m_toRead)
        m_toRead = networkToRead(m_limits.silenceMs);
    QNetworkReply *reply = m_toRead->get(requestFor(path, query));
    connect(this, &QObject::destroyed, reply, &QObject::deleteLater); // the network may live on
    return follow(reply, nullptr);
}

QFuture<GraphAnswer> GraphClient::post(const QString &path, const QJsonObject &body)
{
    QNetworkRequest request = requestFor(path, {});
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    auto *once = new OnceBody(QJsonDocument(body).toJson(QJsonDocument::Compact), nullptr);
    QNetworkReply *reply = network().post(request, once);
    once->setParent(reply);
    return follow(reply, once);
}

/// Is the body complete? An error that only repeats the HTTP status does not say otherwise.
static bool isWhole(const QNetworkReply &reply)
{
    switch (reply.error()) {
    case QNetworkReply::ContentReSendError:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolFailure:
        return false;
    default:
        return reply.error() == QNetworkReply::NoError || reply.error() >= QNetworkReply::ContentAccessDenied;
    }
}

/// Qt's words hold the whole address; ours hold no more than the kind of trouble.
static QString problemOf(const QNetworkReply &reply)
{
    if (reply.error() == QNetworkReply::NoError)
        return {};
    return QString::fromLatin1(QMetaEnum::fromType<QNetworkReply::NetworkError>().valueToKey(reply.error()));
}

QFuture<GraphAnswer> GraphClient::follow(QNetworkReply *reply, const OnceBody *body)
{
    auto promise = std::make_shared<QPromise<GraphAnswer>>();
    promise->start();
    ++m_inFlight;
    connect(reply, &QNetworkReply::readyRead, reply, [reply, limit = m_limits.answerBytes] {
        if (reply->bytesAvailable() > limit)
            reply->abort();
    });
    QTimer::singleShot(m_limits.wholeMs, reply, [reply] { reply->abort(); });
    connect(reply, &QNetworkReply::finished, this, [this, reply, body, promise] {
        --m_inFlight;
        Received received;
        received.http = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        received.whole = isWhole(*reply);
        received.wasSent = !body || body->wasTaken();
        received.body = reply->isOpen() ? reply->readAll() : QByteArray();
        received.retryAfter = reply->rawHeader("Retry-After");
        received.date = reply->rawHeader("Date");
        received.usage = {reply->rawHeader("X-Business-Use-Case-Usage"), reply->rawHeader("X-App-Usage")};
        received.problem = problemOf(*reply);
        reply->deleteLater();
        promise->addResult(judge(received));
        promise->finish();
    });
    return promise->future();
}

} // namespace acolhe::channels::meta
