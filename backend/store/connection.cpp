// SPDX-License-Identifier: Apache-2.0
#include "backend/store/connection.h"

#include <QJsonDocument>
#include <QSqlError>

namespace acolhe::store {

using namespace Qt::StringLiterals;

constexpr qsizetype maxPrepared = 200;

QVariant boundJson(const QJsonObject &value)
{
    return QString::fromUtf8(QJsonDocument(value).toJson(QJsonDocument::Compact));
}

QJsonObject Row::jsonOf(const QVariant &value)
{
    const QByteArray text = value.toString().toUtf8();
    return text.size() <= 2 ? QJsonObject() : QJsonDocument::fromJson(text).object();
}

bool isStorageTrouble(const Error &error)
{
    return error.data.contains("storage"_L1);
}

Connection::Connection(const QSqlDatabase &database, Dialect dialect)
    : m_database(database)
    , m_dialect(dialect)
{
}

Connection::~Connection() = default;

void Connection::forget()
{
    m_prepared.clear();
    m_database = {};
}

Error Connection::failure(const QSqlQuery &query)
{
    const QSqlError error = query.lastError();
    const QString native = error.nativeErrorCode();
    Error out = Error::internal(u"database: "_s + error.databaseText().left(300).simplified());
    if (m_dialect == Dialect::PostgreSql) {
        // A lost connection comes without any text at all.
        m_broken = m_broken || error.text().trimmed().isEmpty() || native.startsWith("08"_L1)
            || native.startsWith("57P"_L1) || !m_database.isOpen();
        if (m_broken || native.startsWith("53"_L1) || native.startsWith("40"_L1))
            out.data.insert(u"storage"_s, native == "53100"_L1 ? u"full"_s : u"unavailable"_s);
        if (native == "23505"_L1)
            out.reason = Reason::Conflict;
        return out;
    }
    const int extended = native.toInt();
    const int primary = extended & 0xff;
    if (primary == 13 || primary == 10 || primary == 5) // FULL, IOERR, BUSY
        out.data.insert(u"storage"_s, primary == 13 ? u"full"_s : u"unavailable"_s);
    if (primary == 19 && error.databaseText().contains("UNIQUE"_L1))
        out.reason = Reason::Conflict;
    return out;
}

Result<QSqlQuery *> Connection::execute(const QString &sql, const QVariantList &values)
{
    if (m_prepared.size() > maxPrepared)
        m_prepared.clear();
    std::shared_ptr<QSqlQuery> &query = m_prepared[sql];
    if (!query) {
        query = std::make_shared<QSqlQuery>(m_database);
        query->setForwardOnly(true);
        if (!query->prepare(sql)) {
            const Error problem = failure(*query);
            m_prepared.remove(sql);
            return problem;
        }
    }
    for (qsizetype i = 0; i < values.size(); ++i)
        query->bindValue(int(i), values[i]);
    if (!query->exec()) {
        const Error problem = failure(*query);
        query->finish();
        return problem;
    }
    return query.get();
}

Result<int> Connection::run(const QString &sql, const QVariantList &values)
{
    const auto query = execute(sql, values);
    if (!query)
        return query.error();
    const int changed = (*query)->numRowsAffected();
    (*query)->finish();
    return changed;
}

Result<> Connection::command(const QString &sql)
{
    if (m_dialect == Dialect::Sqlite) {
        const auto done = run(sql);
        return done ? Result<>(Done{}) : Result<>(done.error());
    }
    QSqlQuery query(m_database);
    return query.exec(sql) ? Result<>(Done{}) : Result<>(failure(query));
}

Result<qint64> Connection::insert(const QString &sql, const QVariantList &values)
{
    const auto query = execute(sql, values);
    if (!query)
        return query.error();
    const qint64 id = (*query)->next() ? (*query)->value(0).toLongLong() : 0;
    (*query)->finish();
    return id > 0 ? Result<qint64>(id) : Result<qint64>(Error::internal(u"database: no row was inserted"_s));
}

Result<> Connection::each(
    const QString &sql, const QVariantList &values, const std::function<void(Row &)> &take)
{
    const auto query = execute(sql, values);
    if (!query)
        return query.error();
    while ((*query)->next()) {
        Row row(**query);
        take(row);
    }
    const bool cut = (*query)->lastError().isValid();
    const Error problem = cut ? failure(**query) : Error{};
    (*query)->finish();
    return cut ? Result<>(problem) : Result<>(Done{});
}

Result<> Connection::script(const QString &sql)
{
    QSqlQuery query(m_database);
    const QStringList statements = sql.split(u";\n"_s);
    for (const QString &statement : statements) {
        if (!statement.trimmed().isEmpty() && !query.exec(statement))
            return failure(query);
    }
    return Done{};
}

} // namespace acolhe::store
