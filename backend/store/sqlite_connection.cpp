// SPDX-License-Identifier: Apache-2.0
#include "backend/store/sqlite_connection.h"

#include <sqlite3.h>

#include <mutex>

namespace acolhe::store {

using namespace Qt::StringLiterals;

constexpr qsizetype mostPrepared = 200;
constexpr int busyMs = 5000;

namespace {

class SqliteCells : public Cells {
public:
    explicit SqliteCells(sqlite3_stmt *statement)
        : m_statement(statement)
    {
    }
    bool isNull(int column) const override { return sqlite3_column_type(m_statement, column) == SQLITE_NULL; }
    qint64 number(int column) const override { return sqlite3_column_int64(m_statement, column); }
    double real(int column) const override { return sqlite3_column_double(m_statement, column); }
    QString text(int column) const override
    {
        const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
        return QString::fromUtf8(text, sqlite3_column_bytes(m_statement, column));
    }
    QByteArray bytes(int column) const override
    {
        const auto *data = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
        return {data, sqlite3_column_bytes(m_statement, column)};
    }

private:
    sqlite3_stmt *const m_statement;
};

/// Binds a value; `kept` holds the bytes that SQLite reads while the statement runs.
void bind(sqlite3_stmt *statement, int at, const QVariant &value, QByteArrayList &kept)
{
    switch (value.typeId()) {
    case QMetaType::UnknownType:
        sqlite3_bind_null(statement, at);
        break;
    case QMetaType::QString: {
        const QByteArray &text = kept.emplace_back(static_cast<const QString *>(value.constData())->toUtf8());
        sqlite3_bind_text64(
            statement, at, text.constData(), sqlite3_uint64(text.size()), SQLITE_STATIC, SQLITE_UTF8);
        break;
    }
    case QMetaType::QByteArray: {
        const QByteArray &data = kept.emplace_back(*static_cast<const QByteArray *>(value.constData()));
        sqlite3_bind_blob64(statement, at, data.constData(), sqlite3_uint64(data.size()), SQLITE_STATIC);
        break;
    }
    case QMetaType::Double:
        sqlite3_bind_double(statement, at, value.toDouble());
        break;
    default:
        sqlite3_bind_int64(statement, at, value.toLongLong());
    }
}

/// For hundreds of small databases in one process: no cache takes 20 pages before it has one, nor a
/// connection 48 KB for what the allocator does as well; and no lock around each allocation for a sum that
/// nobody asks.
void setUpSqlite()
{
    static std::once_flag once;
    std::call_once(once, [] {
        sqlite3_config(SQLITE_CONFIG_PAGECACHE, nullptr, 0, 0);
        sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    });
}

} // namespace

Result<std::unique_ptr<Connection>> SqliteConnection::open(const QString &file)
{
    setUpSqlite();
    std::unique_ptr<SqliteConnection> connection(new SqliteConnection);
    const int opened = sqlite3_open_v2(file.toUtf8().constData(), &connection->m_database,
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    if (opened != SQLITE_OK)
        return Error::internal(
            u"cannot open the database %1: %2"_s.arg(file, QString::fromUtf8(sqlite3_errstr(opened))));
    sqlite3_extended_result_codes(connection->m_database, 1);
    sqlite3_busy_timeout(connection->m_database, busyMs);
    return std::unique_ptr<Connection>(std::move(connection));
}

SqliteConnection::~SqliteConnection()
{
    forgetStatements();
    sqlite3_close_v2(m_database);
}

Result<qint64> SqliteConnection::newId(const QString &table)
{
    // AUTOINCREMENT's own notes: no id is ever given again.
    const auto last = one<qint64>(u"SELECT seq FROM sqlite_sequence WHERE name = ?"_s, with(table),
        [](Row &row) { return row.next<qint64>(); });
    return last ? Result<qint64>(last->value_or(0) + 1) : Result<qint64>(last.error());
}

void SqliteConnection::forgetStatements()
{
    for (sqlite3_stmt *statement : std::as_const(m_statements))
        sqlite3_finalize(statement);
    m_statements.clear();
}

/// What `storage` says of a failure that is not the statement's fault; nullptr for the others.
static const char *troubleOf(int primary)
{
    switch (primary) {
    case SQLITE_FULL:
        return "full";
    case SQLITE_BUSY:
        return "busy";
    case SQLITE_IOERR:
    case SQLITE_NOMEM:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PROTOCOL:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return "unavailable";
    default:
        return nullptr;
    }
}

Error SqliteConnection::failure() const
{
    const int extended = sqlite3_extended_errcode(m_database);
    Error out = Error::internal(
        u"database: "_s + QString::fromUtf8(sqlite3_errmsg(m_database)).left(300).simplified());
    if (const char *trouble = troubleOf(extended & 0xff))
        out.data.insert(u"storage"_s, QString::fromLatin1(trouble));
    if (extended == SQLITE_CONSTRAINT_UNIQUE || extended == SQLITE_CONSTRAINT_PRIMARYKEY)
        out.reason = Reason::Conflict;
    return out;
}

Result<sqlite3_stmt *> SqliteConnection::prepare(const QString &sql, unsigned flags)
{
    sqlite3_stmt *statement = nullptr;
    const QByteArray text = sql.toUtf8();
    if (sqlite3_prepare_v3(m_database, text.constData(), int(text.size()), flags, &statement, nullptr)
        != SQLITE_OK)
        return failure();
    return statement;
}

Result<sqlite3_stmt *> SqliteConnection::prepared(const QString &sql)
{
    if (const auto found = m_statements.constFind(sql); found != m_statements.constEnd())
        return found.value();
    if (m_statements.size() >= mostPrepared && m_running == 0)
        forgetStatements();
    const auto statement = prepare(sql, SQLITE_PREPARE_PERSISTENT);
    if (statement)
        m_statements.insert(sql, *statement);
    return statement;
}

Result<int> SqliteConnection::step(sqlite3_stmt *statement, const Take &take)
{
    const SqliteCells cells(statement);
    int stepped = SQLITE_ROW;
    while ((stepped = sqlite3_step(statement)) == SQLITE_ROW) {
        if (take) {
            Row row(cells);
            take(row);
        }
    }
    if (stepped != SQLITE_DONE)
        return failure();
    return sqlite3_changes(m_database);
}

Result<int> SqliteConnection::execute(const QString &sql, const QVariantList &values, const Take &take)
{
    const auto statement = prepared(sql);
    if (!statement)
        return statement.error();
    QByteArrayList kept;
    for (qsizetype i = 0; i < values.size(); ++i)
        bind(*statement, int(i) + 1, values[i], kept);
    ++m_running;
    const Result<int> done = step(*statement, take);
    --m_running;
    sqlite3_reset(*statement);
    sqlite3_clear_bindings(*statement);
    return done;
}

Result<> SqliteConnection::executeOnce(const QString &sql)
{
    const auto statement = prepare(sql, 0);
    if (!statement)
        return statement.error();
    const auto done = step(*statement, {});
    sqlite3_finalize(*statement);
    return done ? Result<>(Done{}) : Result<>(done.error());
}

} // namespace acolhe::store
