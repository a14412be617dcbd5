// SPDX-License-Identifier: Apache-2.0
#include "backend/store/search_entries.h"

#include "backend/base/text.h"
#include "backend/store/messages.h"

#include <QJsonDocument>

namespace acolhe::store {

using namespace Qt::StringLiterals;

namespace {

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

/// All that fit of a rare word, by the words' index; sorted and cut off before anything is looked up for
/// them, where nothing else decides (PostgreSQL).
QString rareEntries(const Where &index, bool allCount, int limit)
{
    const QString fitting =
        u"SELECT s.message_id FROM search_entry s WHERE "_s + index.text() + u" OFFSET 0"_s;
    if (!allCount)
        return u'(' + fitting + u") s"_s;
    return u"(SELECT message_id FROM (%1) fitting ORDER BY message_id DESC LIMIT %2) s"_s.arg(fitting).arg(
        limit);
}

} // namespace

/// A message that fits, and whose it is.
struct SearchEntries::Found {
    MessageId id;
    PatientSummary patient;
};

Result<> SearchEntries::prepare()
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
Result<> SearchEntries::dropOlder()
{
    const auto made =
        m_connection.one<QString>(u"SELECT sql FROM main.sqlite_master WHERE name = 'search_entry'"_s, {},
            [](Row &row) { return row.next<QString>(); });
    if (!made || !*made || (*made)->contains(fts5Columns))
        return made ? Result<>(Done{}) : Result<>(made.error());
    return m_connection.script(u"DROP TABLE search_entry;\nDROP TABLE IF EXISTS search_cursor;\n"_s);
}

Result<qint64> SearchEntries::cursor()
{
    const auto seq = m_connection.one<qint64>(
        u"SELECT seq FROM search_cursor WHERE one = 1"_s, {}, [](Row &row) { return row.next<qint64>(); });
    return seq ? Result<qint64>(seq->value_or(0)) : Result<qint64>(seq.error());
}

Result<> SearchEntries::put(const QJsonObject &message)
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

Result<int> SearchEntries::catchUp()
{
    const auto from = cursor();
    if (!from)
        return from.error();
    qint64 seq = *from;
    int count = 0;
    QList<QJsonObject> messages;
    const auto read =
        m_connection.each(u"SELECT seq, type, data FROM event WHERE seq > ? ORDER BY seq LIMIT ?"_s,
            with(*from, atOnce), [&](Row &row) {
                seq = row.next<qint64>();
                ++count;
                const QString type = row.next<QString>();
                if (type != "message.created"_L1 && type != "message.updated"_L1)
                    return;
                // Most updates are receipts: they are not worth reading.
                const QByteArray data = row.next<QByteArray>();
                if (type == "message.created"_L1 || data.contains("\"editedAt\":"))
                    messages.append(QJsonDocument::fromJson(data).object().value("message"_L1).toObject());
            });
    if (!read || count == 0)
        return read ? Result<int>(0) : Result<int>(read.error());
    const auto kept = keep(messages, seq);
    return kept ? Result<int>(count) : Result<int>(kept.error());
}

/// All in one transaction, with where the log was read to.
Result<> SearchEntries::keep(const QList<QJsonObject> &messages, qint64 seq)
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

/// Whether going back from the newest finds enough soon, among the newest entries (PostgreSQL). It cannot
/// know by itself: for words that begin in a way it takes one in two hundred to fit.
Result<bool> SearchEntries::isFrequent(const SearchQuery &query, const QString &terms)
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

Result<QList<SearchEntries::Found>> SearchEntries::matching(const SearchQuery &query, const QString &terms)
{
    const Where index = inIndex(query, terms, m_sqlite);
    const Where clinic = inClinic(query);
    const QString key = m_sqlite ? u"s.rowid"_s : u"s.message_id"_s;
    const auto frequent = m_sqlite ? Result<bool>(true) : isFrequent(query, terms);
    if (!frequent)
        return frequent.error();
    const QString entries =
        *frequent ? u"search_entry s"_s : rareEntries(index, clinic.words.isEmpty(), query.limit + 1);
    const QString where = *frequent ? index.text() + u" AND "_s + clinic.text() : clinic.text();
    return m_connection.all<Found>(
        u"SELECT m.id, p.id, p.name, p.phone FROM %1 JOIN message m ON m.id = %2 "
        "JOIN conversation c ON c.id = m.conversation_id JOIN patient p ON p.id = c.patient_id "
        "WHERE %3 ORDER BY %2 DESC LIMIT %4"_s.arg(entries, key, where)
            .arg(query.limit + 1),
        index.values + clinic.values, [](Row &row) {
            Found one;
            one.id = row.next<MessageId>();
            one.patient.id = row.next<PatientId>();
            one.patient.name = row.next<QString>();
            one.patient.phone = row.next<std::optional<QString>>();
            return one;
        });
}

Result<SearchPage> SearchEntries::find(const SearchQuery &query)
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

} // namespace acolhe::store
