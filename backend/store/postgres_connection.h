// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/store/connection.h"

#include <QHash>
#include <QUrl>

#include <deque>

struct pg_conn;
struct pg_result;

namespace acolhe::store {

/// A connection to PostgreSQL over libpq, always in pipeline mode
/// (postgresql.org/docs/15/libpq-pipeline-mode): posted statements leave with the next one that is waited
/// for, so a command costs a journey or two instead of one for each statement.
class PostgresConnection : public Connection {
public:
    static Result<std::unique_ptr<Connection>> open(const QUrl &url);
    ~PostgresConnection() override;

    Result<> post(const QString &sql, const QVariantList &values = {}) override;
    Result<qint64> newId(const QString &table) override;
    /// Where tables are looked for from now on. Only a name of ours.
    Result<> useSchema(const QString &schema);
    /// Runs a COPY … TO STDOUT; `take` gets the rows as PostgreSQL writes them. Its failure breaks the
    /// connection.
    Result<> copyOut(const QString &sql, const std::function<Result<>(QByteArrayView)> &take);
    /// Runs a COPY … FROM STDIN with what `give` gives, until that is empty.
    Result<> copyIn(const QString &sql, const std::function<Result<QByteArray>()> &give);

protected:
    Result<int> execute(const QString &sql, const QVariantList &values, const Take &take) override;
    Result<> executeOnce(const QString &sql) override;

private:
    enum class Prepared { Sent, Ready };
    struct Statement {
        QByteArray name;
        Prepared state;
    };
    /// An answer that is on its way: of a PREPARE (of this SQL), of a posted statement, or of the awaited
    /// one.
    struct Awaited {
        enum Kind { Prepare, Post, Last } kind;
        QString sql;
    };
    struct Freed {
        void operator()(pg_result *result) const;
    };
    using Answer = std::unique_ptr<pg_result, Freed>;

    PostgresConnection()
        : Connection(Dialect::PostgreSql)
    {
    }
    Result<> send(const QString &sql, const QVariantList &values, Awaited::Kind kind);
    Result<QByteArray> prepare(const QString &sql);
    Result<> forgetStatements();
    /// Reads every answer up to the newest; gives the last one's.
    Result<Answer> receive();
    std::optional<Error> judge(const Awaited &awaited, const Answer &answer);
    Result<> startCopy(const QString &sql, int expected);
    Result<> endCopy();
    Error failure(const pg_result *result);
    Error lost();

    pg_conn *m_database = nullptr;
    QHash<QString, Statement> m_statements;
    std::deque<Awaited> m_awaited;
    quint64 m_named = 0;
    QString m_schema;
    QHash<std::pair<QString, QString>, std::deque<qint64>> m_newIds; ///< by schema and table
};

} // namespace acolhe::store
