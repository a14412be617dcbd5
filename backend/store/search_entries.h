// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/store/connection.h"
#include "backend/store/search.h"

namespace acolhe::store {

/// The entries of one clinic's search index, over a connection that sees both the index and the clinic's
/// tables.
class SearchEntries {
public:
    explicit SearchEntries(Connection &connection)
        : m_connection(connection)
        , m_sqlite(connection.dialect() == Dialect::Sqlite)
    {
    }

    Result<> prepare();
    /// Takes in what the log has, at most `atOnce` events; gives how many.
    static constexpr int atOnce = 2000;
    Result<int> catchUp();
    Result<SearchPage> find(const SearchQuery &query);

private:
    Result<> dropOlder();
    Result<qint64> cursor();
    Result<> keep(const QList<QJsonObject> &messages, qint64 seq);
    Result<> put(const QJsonObject &message);
    Result<bool> isFrequent(const SearchQuery &query, const QString &terms);
    struct Found;
    Result<QList<Found>> matching(const SearchQuery &query, const QString &terms);

    Connection &m_connection;
    const bool m_sqlite;
};

} // namespace acolhe::store
