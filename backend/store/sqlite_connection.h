// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/store/connection.h"

#include <QHash>

struct sqlite3;
struct sqlite3_stmt;

namespace acolhe::store {

/// A connection to a SQLite file, over SQLite's own C interface (sqlite.org/c3ref/intro.html): a command of
/// the hot path is a handful of tiny statements, and what a layer between does for each costs more than they.
class SqliteConnection : public Connection {
public:
    /// Opens the file, making it when it is not there.
    static Result<std::unique_ptr<Connection>> open(const QString &file);
    ~SqliteConnection() override;
    Result<qint64> newId(const QString &table) override;
    /// Copies the database as it is now to a new file, while others read and write it. `copied` is told the
    /// pages so far and all of them. Call outside of a transaction.
    Result<> copyTo(const QString &file, const std::function<void(qint64, qint64)> &copied);

protected:
    Result<int> execute(const QString &sql, const QVariantList &values, const Take &take) override;
    Result<> executeOnce(const QString &sql) override;

private:
    SqliteConnection()
        : Connection(Dialect::Sqlite)
    {
    }
    Result<sqlite3_stmt *> prepare(const QString &sql, unsigned flags);
    Result<sqlite3_stmt *> prepared(const QString &sql);
    Result<int> step(sqlite3_stmt *statement, const Take &take);
    void forgetStatements();
    Error failure() const;

    sqlite3 *m_database = nullptr;
    QHash<QString, sqlite3_stmt *> m_statements;
    int m_running = 0; ///< a statement's `take` may run others
};

} // namespace acolhe::store
