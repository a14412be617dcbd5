// SPDX-License-Identifier: Apache-2.0
#include "ui/client/media_client.h"

#include "backend/protocol/codec.h"
#include "backend/protocol/rpc.h"

#include <QJsonDocument>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QPointer>

namespace acolhe::client {

using namespace Qt::StringLiterals;

MediaClient::MediaClient(QObject *parent)
    : QObject(parent)
{
    m_network.setTransferTimeout(silenceMs);
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy); // the token goes nowhere else
}

void MediaClient::setServer(const QUrl &server, const QString &token)
{
    m_server = server;
    m_token = token;
}

QNetworkRequest MediaClient::request(const QString &path) const
{
    QUrl url(m_server);
    url.setPath(path);
    QNetworkRequest request(url);
    request.setRawHeader("Authorization", "Bearer " + m_token.toLatin1());
    return request;
}

/// What an answer that is no success says.
static Error errorOf(QNetworkReply &reply, const QByteArray &body)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QJsonValue told = QJsonDocument::fromJson(body).object().value("error"_L1);
    if (status > 0 && told.isObject())
        return wire::errorFromJson(told.toObject());
    if (status == 413)
        return {Reason::TooLarge, u"the server takes no file of that size"_s, {}, {}};
    return {Reason::ChannelUnavailable, reply.errorString(), {}, {}};
}

/// `body` lives as long as the reply.
Transfer<QByteArray> MediaClient::follow(QNetworkReply *reply, const std::shared_ptr<QIODevice> &body)
{
    const auto promise = std::make_shared<QPromise<Result<QByteArray>>>();
    promise->start();
    connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 done, qint64) {
        if (done > maxBytes)
            reply->abort();
    });
    connect(reply, &QNetworkReply::finished, this, [reply, promise, body] {
        reply->deleteLater();
        const QByteArray bytes = reply->readAll();
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const bool done = reply->error() == QNetworkReply::NoError && status == 200;
        promise->addResult(done ? Result<QByteArray>(bytes) : Result<QByteArray>(errorOf(*reply, bytes)));
        promise->finish();
    });
    return {promise->future(), [reply = QPointer(reply)] {
                if (reply)
                    reply->abort();
            }};
}

Transfer<Attachment> MediaClient::upload(
    const std::shared_ptr<QIODevice> &file, const QString &fileName, const Progress &progress)
{
    QNetworkRequest wanted = request(u"/media"_s);
    QUrl url = wanted.url();
    url.setQuery(u"fileName="_s + QString::fromLatin1(QUrl::toPercentEncoding(fileName)));
    wanted.setUrl(url);
    wanted.setHeader(QNetworkRequest::ContentTypeHeader, u"application/octet-stream"_s);
    QNetworkReply *reply = m_network.post(wanted, file.get());
    connect(reply, &QNetworkReply::uploadProgress, this, [progress](qint64 done, qint64 total) {
        if (progress && total > 0)
            progress(done, total);
    });
    Transfer<QByteArray> answer = follow(reply, file);
    return {answer.result.then(this,
                [](const Result<QByteArray> &body) -> Result<Attachment> {
                    if (!body)
                        return body.error();
                    return wire::fromJson<Attachment>(
                        QJsonDocument::fromJson(*body).object(), wire::Unknown::Ignored);
                }),
        answer.abort};
}

Transfer<QByteArray> MediaClient::download(const Attachment &attachment, const Progress &progress)
{
    QNetworkReply *reply = m_network.get(request(u"/media/%1"_s.arg(attachment.id.value)));
    connect(reply, &QNetworkReply::downloadProgress, this, [progress](qint64 done, qint64 total) {
        if (progress && total > 0)
            progress(done, total);
    });
    return follow(reply, {});
}

} // namespace acolhe::client
