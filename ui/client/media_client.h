// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/async.h"
#include "backend/domain/message.h"

#include <QIODevice>
#include <QNetworkAccessManager>
#include <QUrl>

#include <functional>
#include <memory>

class QNetworkReply;

namespace acolhe::client {

/// A file on its way: what comes of it, and a way to give it up (it then fails).
template <class T> struct Transfer {
    Future<T> result;
    std::function<void()> abort;
};

/// Takes files to the server and fetches them, over HTTP, with the session's token. Main thread.
class MediaClient : public QObject {
    Q_OBJECT
public:
    static constexpr qint64 maxBytes = 100 * 1024 * 1024; ///< more is not taken, whatever the server says
    static constexpr int silenceMs = 30'000;
    using Progress = std::function<void(qint64 done, qint64 total)>;

    explicit MediaClient(QObject *parent = nullptr);

    void setServer(const QUrl &server, const QString &token);
    /// `file` is open and read from where it stands. Fails with ChannelUnavailable when there is no server.
    Transfer<Attachment> upload(
        const std::shared_ptr<QIODevice> &file, const QString &fileName, const Progress &progress);
    Transfer<QByteArray> download(const Attachment &attachment, const Progress &progress);

private:
    QNetworkRequest request(const QString &path) const;
    Transfer<QByteArray> follow(QNetworkReply *reply, const std::shared_ptr<QIODevice> &body);

    QNetworkAccessManager m_network;
    QUrl m_server;
    QString m_token;
};

} // namespace acolhe::client
