// SPDX-License-Identifier: Apache-2.0
#include "backend/store/search_index.h"

#include "backend/base/log.h"
#include "backend/base/text.h"
#include "backend/store/messages.h"

#include <QFileInfo>
#include <QJsonDocument>

#include <list>

namespace acolhe::store {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t mostOpen = 64;
constexpr int eventsAtOnce = 2000;
constexpr int mostWords = 8;

/// The letters and digits of a query, folded: nothing of it is ever read as syntax.
QStringList wordsOf(const QString &query)
{
    QStringList words;
    QString word;
    for (const QChar c : folded(query) + u' ') {
        if (c.isLetterOrNumber() || c.isSurrogate()) {
            word.append(c);
        } else if (!word.isEmpty()) {
            words.append(word.left(64));
            word.clear();
        }
    }
    return words.mid(0, mostWords);
}

/// One clinic's index over a connection that sees both the index and the clinic's tables.
class Index {
public:
    Index(Connection &connection)
        : m_connection(connection)
        , m_sqlite(connection.dialect() == Dialect::Sqlite)
    {
    }

    Result<> prepare();
    /// Gives how many events it took in.
    Result<int> catchUp();
    Result<SearchPage> find(const SearchQuery &query);

private:
    Result<qint64> cursor();
    Result<> put(const QJsonObject &message);

    Connection &m_connection;
    const bool m_sqlite;
};

Result<> Index::prepare()
{
    if (m_sqlite)
        return m_connection.script(
            u"CREATE VIRTUAL TABLE IF NOT EXISTS search_entry USING fts5(words, tokenize='unicode61 "
            u"remove_diacritics 2', prefix='2 3');\n"
            u"CREATE TABLE IF NOT EXISTS search_cursor (one INTEGER PRIMARY KEY, seq INTEGER NOT NULL);\n"_s);
    return m_connection.script(
        u"CREATE TABLE IF NOT EXISTS search_entry (message_id BIGINT PRIMARY KEY, words TSVECTOR NOT NULL);\n"
        u"CREATE INDEX IF NOT EXISTS search_entry_words ON search_entry USING GIN (words);\n"
        u"CREATE TABLE IF NOT EXISTS search_cursor (one INTEGER PRIMARY KEY, seq BIGINT NOT NULL);\n"_s);
}

Result<qint64> Index::cursor()
{
    const auto seq = m_connection.one<qint64>(
        u"SELECT seq FROM search_cursor WHERE one = 1"_s, {}, [](Row &row) { return row.next<qint64>(); });
    return seq ? Result<qint64>(seq->value_or(0)) : Result<qint64>(seq.error());
}

Result<> Index::put(const QJsonObject &message)
{
    const qint64 id = message.value("id"_L1).toInteger();
    const QString text = folded(message.value("text"_L1).toString().left(100'000));
    if (id <= 0 || text.trimmed().isEmpty())
        return Done{};
    const QString sql = m_sqlite
        ? u"INSERT OR REPLACE INTO search_entry (rowid, words) VALUES (?, ?)"_s
        : u"INSERT INTO search_entry (message_id, words) VALUES (?, to_tsvector('simple', CAST(? AS TEXT))) ON CONFLICT (message_id) DO UPDATE SET words = excluded.words"_s;
    const auto done = m_connection.run(sql, with(id, text));
    return done ? Result<>(Done{}) : Result<>(done.error());
}

Result<int> Index::catchUp()
{
    const auto from = cursor();
    if (!from)
        return from.error();
    qint64 seq = *from;
    int count = 0;
    QList<QJsonObject> messages;
    const auto read =
        m_connection.each(u"SELECT seq, type, data FROM event WHERE seq > ? ORDER BY seq LIMIT ?"_s,
            with(*from, eventsAtOnce), [&](Row &row) {
                seq = row.next<qint64>();
                ++count;
                const QString type = row.next<QString>();
                if (type == "message.created"_L1 || type == "message.edited"_L1)
                    messages.append(row.next<QJsonObject>().value("message"_L1).toObject());
            });
    if (!read || count == 0)
        return read ? Result<int>(0) : Result<int>(read.error());
    if (const auto begun = m_connection.command(u"BEGIN"_s); !begun)
        return begun.error();
    for (const QJsonObject &message : std::as_const(messages)) {
        if (const auto done = put(message); !done) {
            (void)m_connection.command(u"ROLLBACK"_s);
            return done.error();
        }
    }
    const auto moved = m_connection.run(
        u"INSERT INTO search_cursor (one, seq) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET seq = excluded.seq"_s,
        with(seq));
    const Result<> kept = moved ? m_connection.command(u"COMMIT"_s) : Result<>(moved.error());
    if (!kept) {
        (void)m_connection.command(u"ROLLBACK"_s);
        return kept.error();
    }
    return count;
}

/// A message that fits, and whose it is.
struct Found {
    MessageId id;
    PatientSummary patient;
};

Found foundOf(Row &row)
{
    Found one;
    one.id = row.next<MessageId>();
    one.patient.id = row.next<PatientId>();
    one.patient.name = row.next<QString>();
    one.patient.phone = row.next<std::optional<QString>>();
    return one;
}

/// What of the index fits `query`, as SQL with its values; `key` is the message's id there.
struct Condition {
    QString text;
    QVariantList values;
};

Condition conditionOf(const SearchQuery &query, const QStringList &words, bool sqlite, const QString &key)
{
    QStringList terms;
    for (const QString &word : words)
        terms.append(sqlite ? u'"' + word + u"\"*"_s : u'\'' + word + u"':*"_s);
    Condition where{sqlite ? u"search_entry MATCH ?"_s : u"s.words @@ to_tsquery('simple', ?)"_s,
        {terms.join(sqlite ? u" "_s : u" & "_s)}};
    if (query.before) {
        where.text += u" AND "_s + key + u" < ?"_s;
        where.values.append(bound(*query.before));
    }
    if (query.conversation) {
        where.text += u" AND c.id = ?"_s;
        where.values.append(bound(*query.conversation));
    }
    if (!query.caller.isManager()) {
        where.text += u" AND (c.attendant_id IS NULL OR c.attendant_id = ?)"_s;
        where.values.append(bound(query.caller.user));
    }
    return where;
}

Result<SearchPage> Index::find(const SearchQuery &query)
{
    const QStringList words = wordsOf(query.words);
    if (words.isEmpty())
        return SearchPage{};
    const QString key = m_sqlite ? u"s.rowid"_s : u"s.message_id"_s;
    const Condition where = conditionOf(query, words, m_sqlite, key);
    const QString sql =
        u"SELECT m.id, p.id, p.name, p.phone FROM search_entry s JOIN message m ON m.id = %1 "
        u"JOIN conversation c ON c.id = m.conversation_id JOIN patient p ON p.id = c.patient_id "
        u"WHERE %2 ORDER BY %1 DESC LIMIT %3"_s;
    auto found =
        m_connection.all<Found>(sql.arg(key, where.text).arg(query.limit + 1), where.values, foundOf);
    if (!found)
        return found.error();
    SearchPage page;
    page.hasMore = found->size() > query.limit;
    if (page.hasMore)
        found->resize(query.limit);
    QList<MessageId> ids;
    for (const Found &one : std::as_const(*found))
        ids.append(one.id);
    const auto messages = Messages(m_connection).withIds(ids); // newest first too
    if (!messages)
        return messages.error();
    for (qsizetype i = 0; i < messages->size(); ++i)
        page.hits.append({messages->at(i), found->at(i).patient});
    return page;
}

/// The open indexes; the least recently used is closed.
class OpenIndexes {
public:
    explicit OpenIndexes(const Databases &databases)
        : m_databases(databases)
    {
    }

    Result<Connection *> at(ClinicId clinic)
    {
        for (auto it = m_entries.begin(); it != m_entries.end(); ++it) {
            if (it->first == clinic) {
                m_entries.splice(m_entries.begin(), m_entries, it);
                return m_entries.front().second.get();
            }
        }
        auto opened = m_databases.openSearch(clinic);
        if (!opened)
            return opened.error();
        if (const auto ready = Index(**opened).prepare(); !ready)
            return ready.error();
        m_entries.emplace_front(clinic, *std::move(opened));
        if (m_entries.size() > mostOpen)
            m_entries.pop_back();
        return m_entries.front().second.get();
    }
    void close(ClinicId clinic)
    {
        m_entries.remove_if([&](const auto &entry) { return entry.first == clinic; });
    }

private:
    const Databases &m_databases;
    std::list<std::pair<ClinicId, std::unique_ptr<Connection>>> m_entries;
};

Result<> catchUpAll(Connection &connection)
{
    Index index(connection);
    while (true) {
        const auto took = index.catchUp();
        if (!took)
            return took.error();
        if (*took < eventsAtOnce)
            return Done{};
    }
}

} // namespace

SearchIndex::SearchIndex(const Databases &databases)
    : m_databases(databases)
    , m_thread([this] { work(); })
{
}

SearchIndex::~SearchIndex()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
        m_wakes.notify_all();
    }
    m_thread.join();
}

void SearchIndex::wrote(ClinicId clinic)
{
    const std::lock_guard lock(m_mutex);
    m_written.insert(clinic.value);
    m_wakes.notify_one();
}

void SearchIndex::find(
    ClinicId clinic, const SearchQuery &query, std::function<void(Result<SearchPage>)> done)
{
    const std::lock_guard lock(m_mutex);
    m_tasks.push_back({clinic, query, std::move(done)});
    m_wakes.notify_one();
}

void SearchIndex::work()
{
    OpenIndexes indexes(m_databases);
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        m_wakes.wait(lock, [&] { return m_stop || !m_tasks.empty() || !m_written.empty(); });
        if (!m_tasks.empty()) {
            const Task task = std::move(m_tasks.front());
            m_tasks.pop_front();
            lock.unlock();
            const auto connection = indexes.at(task.clinic);
            const Result<> fresh = connection ? catchUpAll(**connection) : Result<>(connection.error());
            task.done(fresh ? Index(**connection).find(task.query) : Result<SearchPage>(fresh.error()));
            if (!fresh)
                indexes.close(task.clinic);
            lock.lock();
            continue;
        }
        // Many commits are taken in together: the index is in nobody's way.
        if (m_wakes.wait_for(
                lock, std::chrono::milliseconds(300), [&] { return m_stop || !m_tasks.empty(); }))
            continue;
        const auto written = std::exchange(m_written, {});
        lock.unlock();
        for (const qint64 clinic : written) {
            const auto connection = indexes.at({clinic});
            const Result<> fresh = connection ? catchUpAll(**connection) : Result<>(connection.error());
            if (!fresh) {
                indexes.close({clinic});
                qCWarning(logStore).noquote()
                    << "the search index waits: clinic" << clinic << fresh.error().text;
            }
        }
        lock.lock();
    }
}

} // namespace acolhe::store
