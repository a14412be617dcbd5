// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/error.h"
#include "backend/base/series.h"

namespace acolhe::store {

/// What the store's threads count and measure. Thread-safe.
struct Measures {
    metrics::Histogram commitSeconds{metrics::secondsBounds()}; ///< a batch, from its beginning to durable
    metrics::Histogram batchCommands{{1, 2, 5, 10, 20, 50, 100, 200, 512}};
    metrics::Histogram readSeconds{metrics::secondsBounds()}; ///< one query
    metrics::Gauge openDatabases; ///< connections of writers, readers and the search index
    metrics::Gauge readsWaiting;
    metrics::Gauge searchLag; ///< events that the search index does not know yet
    metrics::Counter full; ///< commits that failed because the disk is full
    metrics::Counter unavailable; ///< for other trouble with the database
    metrics::Counter refused; ///< commands and queries refused because too many waited

    void failed(const Error &error)
    {
        (error.data.value(QStringLiteral("storage")) == QStringLiteral("full") ? full : unavailable).add();
    }
};

} // namespace acolhe::store
