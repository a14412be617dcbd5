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

/// Prefixes of up to three letters have lists of their own: else one letter would gather the lists of all
/// words that begin with it.
static const QString fts5Columns = u"words, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'"_s;

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
    Result<> dropOlder();
    Result<qint64> cursor();
    Result<> keep(const QList<QJsonObject> &messages, qint64 seq);
    Result<> put(const QJsonObject &message);
    Result<bool> isFrequent(const SearchQuery &query, const QString &terms);
    Result<QList<Found>> matching(const SearchQuery &query, const QString &terms);

    Connection &m_connection;
    const bool m_sqlite;
};

Result<> Index::prepare()
{
    if (m_sqlite) {
        if (const auto gone = dropOlder(); !gone)
            return gone;
        return m_connection.script(u"CREATE VIRTUAL TABLE IF NOT EXISTS search_entry USING fts5("_s
            + fts5Columns + u");\n"_s
            + u"CREATE TABLE IF NOT EXISTS search_cursor (one INTEGER PRIMARY KEY, seq INTEGER NOT NULL);\n"_s);
    }
    return m_connection.script(
        u"CREATE TABLE IF NOT EXISTS search_entry (message_id BIGINT PRIMARY KEY, words TSVECTOR NOT NULL);\n"
        u"CREATE INDEX IF NOT EXISTS search_entry_words ON search_entry USING GIN (words);\n"
        u"CREATE TABLE IF NOT EXISTS search_cursor (one INTEGER PRIMARY KEY, seq BIGINT NOT NULL);\n"_s);
}

/// An index of an earlier shape is built anew from the log.
Result<> Index::dropOlder()
{
    const auto made =
        m_connection.one<QString>(u"SELECT sql FROM main.sqlite_master WHERE name = 'search_entry'"_s, {},
            [](Row &row) { return row.next<QString>(); });
    if (!made || !*made || (*made)->contains(fts5Columns))
        return made ? Result<>(Done{}) : Result<>(made.error());
    return m_connection.script(u"DROP TABLE search_entry;\nDROP TABLE IF EXISTS search_cursor;\n"_s);
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
    return m_connection.post(sql, with(id, text));
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
    const auto kept = keep(messages, seq);
    return kept ? Result<int>(count) : Result<int>(kept.error());
}

/// All in one transaction, with where the log was read to.
Result<> Index::keep(const QList<QJsonObject> &messages, qint64 seq)
{
    m_connection.setCareful(false); // a failed one fails what is waited for below
    Result<> done = m_connection.command(u"BEGIN"_s);
    for (qsizetype i = 0; done && i < messages.size(); ++i)
        done = put(messages[i]);
    if (done) {
        const auto moved = m_connection.run(
            u"INSERT INTO search_cursor (one, seq) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET seq = excluded.seq"_s,
            with(seq));
        done = moved ? m_connection.command(u"COMMIT"_s) : Result<>(moved.error());
    }
    if (!done)
        (void)m_connection.command(u"ROLLBACK"_s);
    m_connection.setCareful(true);
    return done;
}

/// Conditions as SQL, with their values.
struct Where {
    QStringList words;
    QVariantList values;

    template <class T> void add(const QString &condition, const T &value)
    {
        words.append(condition);
        values.append(bound(value));
    }
    QString text() const { return words.isEmpty() ? u"TRUE"_s : words.join(u" AND "_s); }
};

/// What of the index fits.
Where inIndex(const SearchQuery &query, const QString &terms, bool sqlite)
{
    Where where;
    where.add(sqlite ? u"search_entry MATCH ?"_s : u"s.words @@ to_tsquery('simple', ?)"_s, terms);
    if (query.before)
        where.add(sqlite ? u"s.rowid < ?"_s : u"s.message_id < ?"_s, *query.before);
    return where;
}

/// What of the clinic's rows fits.
Where inClinic(const SearchQuery &query)
{
    Where where;
    if (query.conversation)
        where.add(u"c.id = ?"_s, *query.conversation);
    if (!query.caller.isManager())
        where.add(u"(c.attendant_id IS NULL OR c.attendant_id = ?)"_s, query.caller.user);
    return where;
}

QString termsOf(const QStringList &words, bool sqlite)
{
    QStringList terms;
    for (const QString &word : words)
        terms.append(sqlite ? u'"' + word + u"\"*"_s : u'\'' + word + u"':*"_s);
    return terms.join(sqlite ? u" "_s : u" & "_s);
}

/// Whether going back from the newest finds enough soon, among the newest entries (PostgreSQL). It cannot
/// know by itself: for words that begin in a way it takes one in two hundred to fit.
Result<bool> Index::isFrequent(const SearchQuery &query, const QString &terms)
{
    constexpr int newest = 10'000;
    const int enough = query.caller.isManager() ? 35 : 150; // others' conversations are passed over
    Where where = inIndex(query, terms, false);
    const QString end =
        query.before ? u"CAST(? AS BIGINT)"_s : u"(SELECT MAX(message_id) FROM search_entry)"_s;
    if (query.before)
        where.values.append(bound(*query.before));
    const auto hits = m_connection.one<int>(
        u"SELECT COUNT(*) FROM (SELECT 1 FROM search_entry s WHERE %1 AND s.message_id > %2 - %3 LIMIT %4) hit"_s
            .arg(where.text(), end)
            .arg(newest)
            .arg(enough),
        where.values, [](Row &row) { return row.next<int>(); });
    return hits ? Result<bool>(hits->value_or(0) >= enough) : Result<bool>(hits.error());
}

Result<QList<Found>> Index::matching(const SearchQuery &query, const QString &terms)
{
    const Where index = inIndex(query, terms, m_sqlite);
    const Where clinic = inClinic(query);
    const QString key = m_sqlite ? u"s.rowid"_s : u"s.message_id"_s;
    const auto frequent = m_sqlite ? Result<bool>(true) : isFrequent(query, terms);
    if (!frequent)
        return frequent.error();
    const QString entries = *frequent
        ? u"search_entry s"_s
        : u"(SELECT s.message_id FROM search_entry s WHERE %1 OFFSET 0) s"_s.arg(index.text());
    const QString around = u"JOIN message m ON m.id = %1 JOIN conversation c ON c.id = m.conversation_id "
                           u"JOIN patient p ON p.id = c.patient_id"_s.arg(key);
    const QString where = *frequent ? index.text() + u" AND "_s + clinic.text() : clinic.text();
    return m_connection.all<Found>(
        u"SELECT m.id, p.id, p.name, p.phone FROM %1 %2 WHERE %3 ORDER BY %4 DESC LIMIT %5"_s
            .arg(entries, around, where, key)
            .arg(query.limit + 1),
        index.values + clinic.values, foundOf);
}

Result<SearchPage> Index::find(const SearchQuery &query)
{
    const QStringList words = wordsOf(query.words);
    if (words.isEmpty())
        return SearchPage{};
    auto found = matching(query, termsOf(words, m_sqlite));
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
