// SPDX-License-Identifier: Apache-2.0
#include "ui/client/mirror_file.h"

#include "backend/base/crypto.h"
#include "backend/base/log.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <sqlite3.h>

namespace acolhe::client {

using namespace Qt::StringLiterals;

constexpr int trimEvery = 500; ///< rows

// Sealed under the key when the file is made: tells whether a file is ours before anything is read from it.
constexpr auto seal = MirrorRow::Kind(0);
static const QByteArray sealText("acolhe mirror 1");

namespace {

/// A prepared statement and its end.
class Query {
public:
    Query(sqlite3 *db, const char *sql) { sqlite3_prepare_v2(db, sql, -1, &m_statement, nullptr); }
    ~Query() { sqlite3_finalize(m_statement); }
    Query(const Query &) = delete;
    Query &operator=(const Query &) = delete;

    void bind(qint64 value) { sqlite3_bind_int64(m_statement, ++m_bound, value); }
    void bind(const QByteArray &value)
    {
        sqlite3_bind_blob(m_statement, ++m_bound, value.constData(), int(value.size()), SQLITE_TRANSIENT);
    }
    /// Whether there is a row (read) or it was done (written).
    bool row() { return m_statement && sqlite3_step(m_statement) == SQLITE_ROW; }
    bool done() { return m_statement && sqlite3_step(m_statement) == SQLITE_DONE; }
    qint64 number(int column) const { return sqlite3_column_int64(m_statement, column); }
    QByteArray bytes(int column) const
    {
        const auto *data = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
        return {data, sqlite3_column_bytes(m_statement, column)};
    }

private:
    sqlite3_stmt *m_statement = nullptr;
    int m_bound = 0;
};

} // namespace

MirrorFile::MirrorFile(const QString &path, const QByteArray &key, const Bounds &bounds)
    : m_path(path)
    , m_key(key)
    , m_bounds(bounds)
{
    if (!path.isEmpty()) {
        QDir().mkpath(QFileInfo(path).absolutePath());
        Opening opening = openAt(path);
        if (opening == Opening::Unreadable) {
            qCInfo(logClient) << "the mirror could not be read: begun anew";
            removeFiles(path);
            opening = openAt(path);
        }
        m_durable = opening == Opening::Done;
    }
    if (!m_durable && openAt(u":memory:"_s) != Opening::Done)
        qCWarning(logClient) << "there is no mirror, not even in memory";
}

MirrorFile::~MirrorFile()
{
    close();
}

void MirrorFile::close()
{
    sqlite3_close(std::exchange(m_db, nullptr));
}

void MirrorFile::removeFiles(const QString &path)
{
    for (const QString &suffix : {QString(), u"-wal"_s, u"-shm"_s, u"-journal"_s})
        QFile::remove(path + suffix);
}

MirrorFile::Opening MirrorFile::openAt(const QString &path)
{
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    const bool open = sqlite3_open_v2(path.toUtf8().constData(), &m_db, flags, nullptr) == SQLITE_OK
        // Exclusive: a second program on the same profile gets a mirror of its own, in memory.
        && run("PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
               "PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;"
               "CREATE TABLE IF NOT EXISTS rows(kind INTEGER NOT NULL, id INTEGER NOT NULL,"
               " parent INTEGER NOT NULL, at INTEGER NOT NULL, sealed BLOB NOT NULL,"
               " PRIMARY KEY(kind, id)) WITHOUT ROWID;"
               "CREATE INDEX IF NOT EXISTS rows_parent ON rows(kind, parent, id);")
        && opensWithKey();
    if (open) {
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
        return Opening::Done;
    }
    const int why = sqlite3_errcode(m_db);
    close();
    return why == SQLITE_BUSY || why == SQLITE_LOCKED ? Opening::Busy : Opening::Unreadable;
}

bool MirrorFile::opensWithKey() const
{
    const auto rows = select("SELECT kind, id, parent, at, sealed FROM rows WHERE kind = 0", {});
    if (!rows.isEmpty())
        return rows.first().plain == sealText;
    Query any(m_db, "SELECT 1 FROM rows LIMIT 1");
    return !any.row() && put({seal, 0, 0, 0, sealText});
}

bool MirrorFile::run(const char *sql) const
{
    return sqlite3_exec(m_db, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

QByteArray MirrorFile::context(MirrorRow::Kind kind, qint64 id) const
{
    return "mirror/" + QByteArray::number(kind) + '/' + QByteArray::number(id);
}

bool MirrorFile::put(const MirrorRow &row) const
{
    if (row.plain.isNull()) {
        Query query(m_db, "DELETE FROM rows WHERE kind = ? AND id = ?");
        query.bind(row.kind);
        query.bind(row.id);
        bool done = query.done();
        if (done && row.kind == MirrorRow::Conversation) { // with its messages
            Query messages(m_db, "DELETE FROM rows WHERE kind = 3 AND parent = ?");
            messages.bind(row.id);
            done = messages.done();
        }
        return done;
    }
    if (row.onlyIfThere) {
        Query there(m_db, "SELECT 1 FROM rows WHERE kind = ? AND id = ?");
        there.bind(row.kind);
        there.bind(row.id);
        if (!there.row())
            return true;
    }
    Query query(m_db, "INSERT OR REPLACE INTO rows(kind, id, parent, at, sealed) VALUES(?, ?, ?, ?, ?)");
    query.bind(row.kind);
    query.bind(row.id);
    query.bind(row.parent);
    query.bind(row.at);
    query.bind(crypto::seal(row.plain, m_key, context(row.kind, row.id)));
    return query.done();
}

void MirrorFile::write(const QList<MirrorRow> &rows)
{
    if (!m_db || rows.isEmpty())
        return;
    bool done = run("BEGIN IMMEDIATE");
    for (const MirrorRow &row : rows)
        done = done && put(row);
    m_untrimmed += int(rows.size());
    if (done && m_untrimmed >= trimEvery) {
        trim();
        m_untrimmed = 0;
    }
    if (done && run("COMMIT"))
        return;
    run("ROLLBACK");
    qCWarning(logClient) << "the mirror cannot be written:" << sqlite3_errmsg(m_db);
    m_durable = false;
}

void MirrorFile::trim() const
{
    Query messages(m_db,
        "DELETE FROM rows WHERE kind = 3 AND id <= (SELECT id FROM rows WHERE kind = 3 ORDER BY id DESC"
        " LIMIT 1 OFFSET ?)");
    messages.bind(m_bounds.messages);
    messages.done();
    Query conversations(m_db,
        "DELETE FROM rows WHERE kind = 2 AND id IN (SELECT id FROM rows WHERE kind = 2 ORDER BY at DESC, id"
        " DESC LIMIT -1 OFFSET ?)");
    conversations.bind(m_bounds.conversations);
    conversations.done();
    run("DELETE FROM rows WHERE kind = 3 AND parent NOT IN (SELECT id FROM rows WHERE kind = 2)");
}

QList<MirrorRow> MirrorFile::select(const char *sql, const QList<qint64> &values) const
{
    QList<MirrorRow> rows;
    if (!m_db)
        return rows;
    Query query(m_db, sql);
    for (const qint64 value : values)
        query.bind(value);
    while (query.row()) {
        MirrorRow row{
            MirrorRow::Kind(query.number(0)), query.number(1), query.number(2), query.number(3), {}};
        if (const auto plain = crypto::open(query.bytes(4), m_key, context(row.kind, row.id))) {
            row.plain = *plain;
            rows.append(row);
        }
    }
    return rows;
}

QList<MirrorRow> MirrorFile::read(MirrorRow::Kind kind) const
{
    return select("SELECT kind, id, parent, at, sealed FROM rows WHERE kind = ? ORDER BY id", {kind});
}

QList<MirrorRow> MirrorFile::readMessages(qint64 conversation, qint64 before, int limit) const
{
    return select("SELECT kind, id, parent, at, sealed FROM (SELECT * FROM rows WHERE kind = 3 AND parent = ?"
                  " AND (? = 0 OR id < ?) ORDER BY id DESC LIMIT ?) ORDER BY id",
        {conversation, before, before, limit});
}

void MirrorFile::forgetSeen()
{
    run("DELETE FROM rows WHERE kind IN (1, 2, 3)");
}

void MirrorFile::destroy()
{
    close();
    if (!m_path.isEmpty())
        removeFiles(m_path);
    m_durable = false;
}

} // namespace acolhe::client
