// SPDX-License-Identifier: Apache-2.0
// /webhooks/{family}/{key}: providers deliver here. A call is proved first, over its raw bytes; then each
// part goes to the clinic it is for; 200 only when all of it is durable.
#pragma once

#include "backend/base/series.h"
#include "backend/services/inbound.h"
#include "backend/services/inbox_directory.h"

#include <atomic>

namespace acolhe::api {

/// What a webhook call is answered with.
struct WebhookAnswer {
    int status = 200;
    QByteArray body;
};

class Webhooks : public QObject {
    Q_OBJECT
public:
    static constexpr qint64 maxBody = 4 * 1024 * 1024; // Meta's batches reach 3 MB

    struct Counters {
        std::atomic<qint64> accepted = 0;
        std::atomic<qint64> refused = 0; ///< wrong or missing signature
        std::atomic<qint64> unroutable = 0; ///< parts for accounts that no inbox has
        std::atomic<qint64> failed = 0; ///< not durable: the provider must try again
        metrics::Histogram storedSeconds{metrics::secondsBounds()}; ///< from the call to durable
    };

    Webhooks(
        services::Inbound &inbound, const services::InboxDirectory &directory, QObject *parent = nullptr);

    /// The provider's verification request (GET).
    WebhookAnswer verify(const QString &family, const QString &key, const channels::WebhookCall &call) const;
    /// A delivery (POST).
    QFuture<WebhookAnswer> deliver(
        const QString &family, const QString &key, const channels::WebhookCall &call);

    const Counters &counters() const { return m_counters; }

private:
    QList<Future<>> receiveAll(
        const QList<services::DirectoryEntry> &entries, const channels::WebhookCall &call);

    services::Inbound &m_inbound;
    const services::InboxDirectory &m_directory;
    Counters m_counters;
};

} // namespace acolhe::api
