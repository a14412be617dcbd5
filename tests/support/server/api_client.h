// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QMap>
#include <QNetworkAccessManager>
#include <QUrl>

namespace acolhe::tests {

/// What a server answered.
struct Answer {
    int status = 0; ///< 0: no answer
    QByteArray body;
    QMap<QByteArray, QByteArray> headers = {}; ///< names in lower case

    QJsonObject json() const;
    /// "not_found" …; empty on success.
    QString reason() const;
};

/// A script against a server's HTTP side, as an outside system would write it. Waits for each answer, at most
/// 20 s.
class ApiClient {
public:
    explicit ApiClient(const QUrl &server);

    Answer call(const QString &method, const QJsonObject &params = {}, const QString &token = {});
    Answer get(
        const QString &path, const QString &token = {}, const QMap<QByteArray, QByteArray> &headers = {});
    Answer post(
        const QString &path, const QByteArray &body, const QMap<QByteArray, QByteArray> &headers = {});
    /// Signs in and gives the token; empty when refused.
    QString signIn(const QString &email, const QString &password, const QString &clinic = {});

private:
    Answer wait(QNetworkReply *reply);

    QNetworkAccessManager m_network;
    const QUrl m_server;
};

} // namespace acolhe::tests
