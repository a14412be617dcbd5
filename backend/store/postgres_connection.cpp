// SPDX-License-Identifier: Apache-2.0
#include "backend/store/postgres_connection.h"

#include <libpq-fe.h>

#include <algorithm>
#include <charconv>

namespace acolhe::store {

using namespace Qt::StringLiterals;

constexpr qsizetype mostPrepared = 200;
constexpr size_t mostUnanswered = 200; // so that neither side waits for the other to read

namespace {

class PostgresCells : public Cells {
public:
    PostgresCells(const PGresult *result, int row)
        : m_result(result)
        , m_row(row)
    {
    }
    bool isNull(int column) const override { return PQgetisnull(m_result, m_row, column) != 0; }
    qint64 number(int column) const override
    {
        const QByteArrayView value = view(column);
        if (value == "t" || value == "f")
            return value == "t";
        qint64 out = 0;
        std::from_chars(value.begin(), value.end(), out);
        return out;
    }
    double real(int column) const override { return view(column).toDouble(); }
    QString text(int column) const override { return QString::fromUtf8(view(column)); }
    QByteArray bytes(int column) const override
    {
        const QByteArrayView value = view(column);
        constexpr Oid bytea = 17;
        return PQftype(m_result, column) == bytea ? QByteArray::fromHex(value.sliced(2).toByteArray())
                                                  : value.toByteArray();
    }

private:
    QByteArrayView view(int column) const
    {
        return {PQgetvalue(m_result, m_row, column), PQgetlength(m_result, m_row, column)};
    }

    const PGresult *const m_result;
    const int m_row;
};

/// The values of a statement as libpq takes them: text, but for bytes.
struct Parameters {
    explicit Parameters(const QVariantList &values);

    bool hasNul = false; ///< PostgreSQL has no text with U+0000
    QByteArrayList kept;
    std::vector<const char *> data;
    std::vector<int> lengths;
    std::vector<int> formats;
};

Parameters::Parameters(const QVariantList &values)
{
    for (const QVariant &value : values) {
        const bool isBytes = value.typeId() == QMetaType::QByteArray;
        QByteArray text;
        if (isBytes)
            text = value.toByteArray();
        else if (value.typeId() == QMetaType::Double)
            text = QByteArray::number(value.toDouble(), 'g', 17);
        else if (value.typeId() == QMetaType::QString)
            text = static_cast<const QString *>(value.constData())->toUtf8();
        else if (value.isValid())
            text = QByteArray::number(value.toLongLong());
        hasNul = hasNul || (!isBytes && text.contains('\0'));
        kept.append(text);
        data.push_back(value.isValid() ? kept.last().constData() : nullptr);
        lengths.push_back(int(text.size()));
        formats.push_back(isBytes ? 1 : 0);
    }
}

/// "?" as PostgreSQL writes it: $1, $2 …
QByteArray numbered(const QString &sql)
{
    QByteArray out;
    int number = 0;
    bool quoted = false;
    const QByteArray text = sql.toUtf8();
    for (const char c : text) {
        quoted = quoted != (c == '\'');
        if (c == '?' && !quoted)
            out += '$' + QByteArray::number(++number);
        else
            out += c;
    }
    return out;
}

QByteArray connectionWords(const QUrl &url)
{
    const auto word = [](const char *name, const QString &value) {
        QByteArray text = value.toUtf8();
        return QByteArray(name) + "='" + text.replace('\\', "\\\\").replace('\'', "\\'") + "' ";
    };
    return word("host", url.host()) + word("port", QString::number(url.port(5432)))
        + word("dbname", url.path(QUrl::FullyDecoded).mid(1)) + word("user", url.userName(QUrl::FullyDecoded))
        + word("password", url.password(QUrl::FullyDecoded))
        + "connect_timeout=10 application_name=acolhe client_encoding=UTF8";
}

} // namespace

void PostgresConnection::Freed::operator()(pg_result *result) const
{
    PQclear(result);
}

Result<std::unique_ptr<Connection>> PostgresConnection::open(const QUrl &url)
{
    std::unique_ptr<PostgresConnection> connection(new PostgresConnection);
    connection->m_database = PQconnectdb(connectionWords(url).constData());
    PQsetNoticeProcessor(
        connection->m_database, [](void *, const char *) {}, nullptr);
    if (PQstatus(connection->m_database) != CONNECTION_OK || !PQenterPipelineMode(connection->m_database))
        return Error::internal(u"cannot open the database: "_s
            + QString::fromUtf8(PQerrorMessage(connection->m_database)).simplified().left(300));
    return std::unique_ptr<Connection>(std::move(connection));
}

PostgresConnection::~PostgresConnection()
{
    PQfinish(m_database);
}

Error PostgresConnection::lost()
{
    m_broken = true;
    Error out = Error::internal(u"database: the connection is lost"_s);
    out.data.insert(u"storage"_s, u"unavailable"_s);
    return out;
}

/// Is it not the statement's fault? Classes 40 (deadlock), 53 (resources), 57 (time-outs, shutdowns), 58 and
/// XX (the server's own trouble); a lock that was not given in time; a standby that takes no writes.
static bool isServersTrouble(const QByteArray &state)
{
    static constexpr const char *beginnings[] = {"40", "53", "57", "58", "XX", "55P03", "25006"};
    return std::ranges::any_of(
        beginnings, [&](const char *beginning) { return state.startsWith(beginning); });
}

Error PostgresConnection::failure(const PGresult *result)
{
    const QByteArray state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    m_broken = m_broken || state.isEmpty() || state.startsWith("08") || state.startsWith("57P")
        || PQstatus(m_database) != CONNECTION_OK;
    // What comes after a colon may repeat a value ("invalid input syntax for type …").
    const QByteArray words = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    Error out = Error::internal(u"database: "_s
        + QString::fromUtf8(state.startsWith("22") ? words.left(words.indexOf(':')) : words).left(300));
    if (m_broken || isServersTrouble(state))
        out.data.insert(u"storage"_s, state == "53100" ? u"full"_s : u"unavailable"_s);
    if (state == "23505")
        out.reason = Reason::Conflict;
    return out;
}

Result<> PostgresConnection::forgetStatements()
{
    m_statements.clear();
    return executeOnce(u"DEALLOCATE ALL"_s);
}

Result<QByteArray> PostgresConnection::prepare(const QString &sql)
{
    if (const auto found = m_statements.constFind(sql); found != m_statements.constEnd())
        return found->name;
    if (m_statements.size() >= mostPrepared) {
        if (const auto gone = forgetStatements(); !gone)
            return gone.error();
    }
    const QByteArray name = "s" + QByteArray::number(++m_named);
    if (!PQsendPrepare(m_database, name.constData(), numbered(sql).constData(), 0, nullptr))
        return lost();
    m_awaited.push_back({Awaited::Prepare, sql});
    m_statements.insert(sql, {name, Prepared::Sent});
    return name;
}

Result<> PostgresConnection::send(const QString &sql, const QVariantList &values, Awaited::Kind kind)
{
    if (m_broken)
        return lost();
    const Parameters parameters(values);
    if (parameters.hasNul)
        return Error::internal(u"database: a text holds U+0000"_s);
    const auto name = prepare(sql);
    if (!name)
        return name.error();
    if (!PQsendQueryPrepared(m_database, name->constData(), int(values.size()), parameters.data.data(),
            parameters.lengths.data(), parameters.formats.data(), 0))
        return lost();
    m_awaited.push_back({kind, {}});
    return Done{};
}

std::optional<Error> PostgresConnection::judge(const Awaited &awaited, const Answer &answer)
{
    const ExecStatusType status = PQresultStatus(answer.get());
    const bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    if (awaited.kind == Awaited::Prepare) {
        if (good)
            m_statements[awaited.sql].state = Prepared::Ready;
        else
            m_statements.remove(awaited.sql);
    }
    if (good)
        return {};
    m_postFailed = m_postFailed || awaited.kind == Awaited::Post;
    if (status == PGRES_PIPELINE_ABORTED)
        return Error::internal(u"database: an earlier statement failed"_s);
    return failure(answer.get());
}

Result<PostgresConnection::Answer> PostgresConnection::receive()
{
    if (!PQpipelineSync(m_database))
        return lost();
    std::optional<Error> first;
    Answer last;
    for (const Awaited &awaited : std::exchange(m_awaited, {})) {
        Answer answer(PQgetResult(m_database));
        if (!answer)
            return lost();
        if (auto problem = judge(awaited, answer); problem && !first)
            first = std::move(problem);
        while (Answer(PQgetResult(m_database))) { }
        last = std::move(answer);
    }
    const Answer synced(PQgetResult(m_database));
    if (PQresultStatus(synced.get()) != PGRES_PIPELINE_SYNC)
        return lost();
    return first ? Result<Answer>(*first) : Result<Answer>(std::move(last));
}

Result<int> PostgresConnection::execute(const QString &sql, const QVariantList &values, const Take &take)
{
    if (const auto sent = send(sql, values, Awaited::Last); !sent)
        return sent.error();
    const auto answer = receive();
    if (!answer)
        return answer.error();
    if (sql == "COMMIT"_L1 && QByteArrayView(PQcmdStatus(answer->get())) == "ROLLBACK") {
        m_postFailed = true; // a failure was passed over: PostgreSQL then undoes all, and calls that success
        return Error::internal(u"database: nothing was committed"_s);
    }
    const int rows = take ? PQntuples(answer->get()) : 0;
    for (int i = 0; i < rows; ++i) {
        const PostgresCells cells(answer->get(), i);
        Row row(cells);
        take(row);
    }
    return QByteArrayView(PQcmdTuples(answer->get())).toInt();
}

Result<> PostgresConnection::executeOnce(const QString &sql)
{
    if (m_broken
        || !PQsendQueryParams(m_database, sql.toUtf8().constData(), 0, nullptr, nullptr, nullptr, nullptr, 0))
        return lost();
    m_awaited.push_back({Awaited::Last, {}});
    const auto answer = receive();
    return answer ? Result<>(Done{}) : Result<>(answer.error());
}

Result<qint64> PostgresConnection::newId(const QString &table)
{
    std::deque<qint64> &ids = m_newIds[{m_schema, table}];
    if (ids.empty()) {
        const auto taken =
            each(u"SELECT nextval(pg_get_serial_sequence(?, 'id')) FROM generate_series(1, 50)"_s,
                with(table), [&](Row &row) { ids.push_back(row.next<qint64>()); });
        if (!taken)
            return taken.error();
    }
    const qint64 id = ids.front();
    ids.pop_front();
    return id;
}

Result<> PostgresConnection::useSchema(const QString &schema)
{
    m_schema = schema;
    return executeOnce(u"SET search_path TO "_s + schema);
}

Result<> PostgresConnection::post(const QString &sql, const QVariantList &values)
{
    if (m_careful || m_awaited.size() >= mostUnanswered)
        return Connection::post(sql, values);
    const auto sent = send(sql, values, Awaited::Post);
    // The database works on it while the command goes on.
    return sent && PQflush(m_database) < 0 ? Result<>(lost()) : sent;
}

} // namespace acolhe::store
