// SPDX-License-Identifier: Apache-2.0
#include "backend/store/postgres_connection.h"

#include <libpq-fe.h>

namespace acolhe::store {

using namespace Qt::StringLiterals;

/// COPY knows no pipeline (postgresql.org/docs/15/libpq-pipeline-mode).
Result<> PostgresConnection::startCopy(const QString &sql, int expected)
{
    if (m_broken || !m_awaited.empty() || !PQexitPipelineMode(m_database))
        return lost();
    const Answer answer(PQexec(m_database, sql.toUtf8().constData()));
    if (PQresultStatus(answer.get()) == expected)
        return Done{};
    const Error problem = failure(answer.get());
    return PQenterPipelineMode(m_database) ? problem : lost();
}

Result<> PostgresConnection::endCopy()
{
    std::optional<Error> problem;
    while (const Answer answer{PQgetResult(m_database)}) {
        if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK && !problem)
            problem = failure(answer.get());
    }
    if (!PQenterPipelineMode(m_database))
        return lost();
    return problem ? Result<>(*problem) : Result<>(Done{});
}

Result<> PostgresConnection::copyOut(const QString &sql, const std::function<Result<>(QByteArrayView)> &take)
{
    if (const auto started = startCopy(sql, PGRES_COPY_OUT); !started)
        return started;
    char *line = nullptr;
    int size = 0;
    while ((size = PQgetCopyData(m_database, &line, 0)) > 0) {
        const auto taken = take(QByteArrayView(line, size));
        PQfreemem(line);
        if (!taken) {
            m_broken = true; // the rest of the rows is still on its way
            return taken;
        }
    }
    return endCopy();
}

Result<> PostgresConnection::copyIn(const QString &sql, const std::function<Result<QByteArray>()> &give)
{
    if (const auto started = startCopy(sql, PGRES_COPY_IN); !started)
        return started;
    std::optional<Error> problem;
    while (!problem) {
        const auto bytes = give();
        if (!bytes)
            problem = bytes.error();
        else if (bytes->isEmpty())
            break;
        else if (PQputCopyData(m_database, bytes->constData(), int(bytes->size())) != 1)
            return lost();
    }
    if (PQputCopyEnd(m_database, problem ? "the source failed" : nullptr) != 1)
        return lost();
    const auto ended = endCopy();
    return problem ? Result<>(*problem) : ended;
}

} // namespace acolhe::store
