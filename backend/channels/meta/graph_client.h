// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/qt_future.h"
#include "backend/base/result.h"
#include "backend/channels/meta/graph_answer.h"

#include <QNetworkAccessManager>
#include <QTimer>
#include <QUrl>
#include <QUrlQuery>

#include <memory>

class QNetworkReply;

namespace acolhe::channels::meta {

/// The version that calls name unless the configured address names one.
constexpr const char *graphVersion = "v25.0";

/// Where an account's Graph is: `configured` (empty: `standard`) with the version. Fails with InvalidParams
/// unless it is https, or http to this very machine.
Result<QUrl> graphAddress(const QString &configured, const QString &standard);

/// Calls to Graph for one account. It never repeats a call, follows no redirect, uses no proxy, cookie or
/// cache, and bounds every answer in time and size. The token goes in a header only. Lives on one thread;
/// calls in flight when it dies end as cancelled futures.
class GraphClient : public QObject {
    Q_OBJECT
public:
    struct Access {
        QUrl address; ///< of graphAddress
        QString token;
        QString appSecret; ///< empty: no proof is sent
    };
    struct Limits {
        int silenceMs = 15'000; ///< without a byte
        int wholeMs = 30'000;
        int idleMs = 10'000; ///< up to twice this, then connections and the thread that Qt runs for them go
        qint64 answerBytes = 1024 * 1024;
    };

    explicit GraphClient(const Access &access, QObject *parent = nullptr);
    GraphClient(const Access &access, const Limits &limits, QObject *parent = nullptr);

    QFuture<GraphAnswer> get(const QString &path, const QUrlQuery &query = {});
    QFuture<GraphAnswer> post(const QString &path, const QJsonObject &body);

private:
    QNetworkAccessManager &network();
    void rest();
    QNetworkRequest requestFor(const QString &path, QUrlQuery query) const;
    QFuture<GraphAnswer> follow(QNetworkReply *reply, const class OnceBody *body);

    const Access m_access;
    const Limits m_limits;
    const QString m_proof;
    std::unique_ptr<QNetworkAccessManager> m_network; ///< null while nobody calls
    std::shared_ptr<QNetworkAccessManager> m_toRead; ///< shared by all accounts of the thread
    int m_inFlight = 0;
    QTimer m_idle;
};

} // namespace acolhe::channels::meta
