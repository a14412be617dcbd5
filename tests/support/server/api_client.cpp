// SPDX-License-Identifier: Apache-2.0
#include "tests/support/server/api_client.h"

#include <QEventLoop>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QTimer>

#include <memory>

namespace acolhe::tests {

using namespace Qt::StringLiterals;

QJsonObject Answer::json() const
{
    return QJsonDocument::fromJson(body).object();
}

QString Answer::reason() const
{
    return json().value("error"_L1)["data"_L1]["reason"_L1].toString();
}

ApiClient::ApiClient(const QUrl &server)
    : m_server(server)
{
    m_network.setTransferTimeout(20'000);
    m_network.setProxy(QNetworkProxy::NoProxy);
}

Answer ApiClient::wait(QNetworkReply *reply)
{
    const std::unique_ptr<QNetworkReply> owned(reply);
    QEventLoop loop;
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    if (!reply->isFinished())
        loop.exec();
    Answer answer{reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll()};
    for (const auto &[name, value] : reply->rawHeaderPairs())
        answer.headers.insert(name.toLower(), value);
    return answer;
}

static QNetworkRequest requestFor(const QUrl &server, const QString &path, const QString &token)
{
    QUrl url(server);
    url.setPath(path.section(u'?', 0, 0));
    url.setQuery(path.section(u'?', 1));
    QNetworkRequest request(url);
    if (!token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + token.toLatin1());
    return request;
}

Answer ApiClient::call(const QString &method, const QJsonObject &params, const QString &token)
{
    QNetworkRequest request = requestFor(m_server, u"/api/v1/"_s + method, token);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    return wait(m_network.post(request, QJsonDocument(params).toJson(QJsonDocument::Compact)));
}

Answer ApiClient::get(const QString &path, const QString &token, const QMap<QByteArray, QByteArray> &headers)
{
    QNetworkRequest request = requestFor(m_server, path, token);
    for (auto it = headers.begin(); it != headers.end(); ++it)
        request.setRawHeader(it.key(), it.value());
    return wait(m_network.get(request));
}

Answer ApiClient::post(
    const QString &path, const QByteArray &body, const QMap<QByteArray, QByteArray> &headers)
{
    QNetworkRequest request = requestFor(m_server, path, {});
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    for (auto it = headers.begin(); it != headers.end(); ++it)
        request.setRawHeader(it.key(), it.value());
    return wait(m_network.post(request, body));
}

QString ApiClient::signIn(const QString &email, const QString &password, const QString &clinic)
{
    QJsonObject params{{u"email"_s, email}, {u"password"_s, password}};
    if (!clinic.isEmpty())
        params.insert(u"clinic"_s, clinic);
    return call(u"auth.login"_s, params).json().value("token"_L1).toString();
}

} // namespace acolhe::tests
