// SPDX-License-Identifier: Apache-2.0
#include "backend/store/conversations.h"

#include "backend/base/text.h"

namespace acolhe::store {

using namespace Qt::StringLiterals;

namespace sql {
static const QString columns =
    u"SELECT c.id, c.inbox_id, c.channel, c.subject, c.status, c.priority, c.patient_id, p.name, p.phone, "
    u"c.attendant_id, c.unread, c.waiting_since, c.created_at, c.updated_at, c.first_response_at, "
    u"c.resolved_at, "
    u"c.window_expires_at, EXISTS (SELECT 1 FROM conversation_label cl WHERE cl.conversation_id = c.id), "
    u"m.id, m.direction, m.kind, substr(m.text, 1, 600), m.status, m.created_at "_s;
static const QString around =
    u"JOIN patient p ON p.id = c.patient_id LEFT JOIN message m ON m.id = c.last_message_id "_s;
static const QString select = columns + u"FROM conversation c "_s + around;
/// What nobody waits for (reopened by hand) comes after all who wait. As the index conversation_queue has it.
static const QString wait = u"COALESCE(c.waiting_since, 9000000000000000)"_s;
static const QString insert = u"INSERT INTO conversation (inbox_id, channel, subject, status, priority, "
                              u"patient_id, attendant_id, unread, "
                              u"last_message_id, waiting_since, created_at, updated_at, first_response_at, "
                              u"resolved_at, window_expires_at) "
                              u"VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"_s;
static const QString update =
    u"UPDATE conversation SET subject = ?, status = ?, priority = ?, attendant_id = ?, unread = ?, "
    u"last_message_id = ?, waiting_since = ?, updated_at = ?, first_response_at = ?, resolved_at = ?, "
    u"window_expires_at = ? WHERE id = ?"_s;
} // namespace sql

/// Notes in `labelled` whether it has labels: most have none, and then nobody asks for them.
static Conversation conversationOf(Row &row, QList<qint64> &labelled)
{
    Conversation c;
    c.id = row.next<ConversationId>();
    c.inboxId = row.next<InboxId>();
    c.channel = row.next<QString>();
    c.subject = row.next<QString>();
    c.status = row.next<ConversationStatus>();
    c.priority = row.next<Priority>();
    c.patient.id = row.next<PatientId>();
    c.patient.name = row.next<QString>();
    c.patient.phone = row.next<std::optional<QString>>();
    c.attendantId = row.next<std::optional<UserId>>();
    c.unread = row.next<int>();
    c.waitingSince = row.next<std::optional<Timestamp>>();
    c.createdAt = row.next<Timestamp>();
    c.updatedAt = row.next<Timestamp>();
    c.firstResponseAt = row.next<std::optional<Timestamp>>();
    c.resolvedAt = row.next<std::optional<Timestamp>>();
    c.windowExpiresAt = row.next<std::optional<Timestamp>>();
    if (row.next<bool>())
        labelled.append(c.id.value);
    const auto last = row.next<std::optional<MessageId>>();
    if (last) {
        MessagePreview preview;
        preview.id = *last;
        preview.direction = row.next<Direction>();
        preview.kind = row.next<MessageKind>();
        preview.text = acolhe::preview(row.next<QString>(), 120);
        preview.status = row.next<std::optional<MessageStatus>>();
        preview.createdAt = row.next<Timestamp>();
        c.lastMessage = preview;
    }
    return c;
}

static std::optional<MessageId> lastMessageOf(const Conversation &c)
{
    return c.lastMessage ? std::optional(c.lastMessage->id) : std::nullopt;
}

Result<QList<Conversation>> Conversations::load(
    const QString &where, const QVariantList &values, const QString &order, int limit)
{
    return loadAll(sql::select + where + order + u" LIMIT "_s + QString::number(limit), values);
}

Result<QList<Conversation>> Conversations::loadAll(const QString &sql, const QVariantList &values)
{
    QList<qint64> labelled;
    auto list =
        m_connection.all<Conversation>(sql, values, [&](Row &row) { return conversationOf(row, labelled); });
    if (!list || labelled.isEmpty())
        return list;
    if (const auto added = addLabels(*list, labelled); !added)
        return added.error();
    return list;
}

Result<> Conversations::addLabels(QList<Conversation> &conversations, const QList<qint64> &labelled)
{
    QHash<ConversationId, qsizetype> places;
    for (qsizetype i = 0; i < conversations.size(); ++i)
        places.insert(conversations[i].id, i);
    const InList in(labelled);
    return m_connection.each(
        u"SELECT cl.conversation_id, l.name FROM conversation_label cl JOIN label l ON l.id = cl.label_id "
        "WHERE cl.conversation_id IN (%1) ORDER BY l.name"_s.arg(in.marks),
        in.values, [&](Row &row) {
            const auto id = row.next<ConversationId>();
            conversations[places.value(id)].labels.append(row.next<QString>());
        });
}

Result<Conversation> Conversations::find(ConversationId id)
{
    auto found = load(u"WHERE c.id = ?"_s, with(id), {}, 1);
    if (!found)
        return found.error();
    if (found->isEmpty())
        return Error::notFound(u"conversation"_s);
    return found->first();
}

Result<QList<ConversationId>> Conversations::ofPatient(PatientId patient, const Caller &caller)
{
    const bool some = caller.role == Role::Attendant;
    const QString sql =
        u"SELECT id FROM conversation WHERE patient_id = ? %1 ORDER BY updated_at DESC, id DESC LIMIT %2"_s
            .arg(some ? u"AND (attendant_id IS NULL OR attendant_id = ?)"_s : QString())
            .arg(patientConversations);
    return m_connection.all<ConversationId>(sql, some ? with(patient, caller.user) : with(patient),
        [](Row &row) { return row.next<ConversationId>(); });
}

Result<std::optional<Conversation>> Conversations::findOpen(PatientId patient, InboxId inbox)
{
    auto found = load(
        u"WHERE c.patient_id = ? AND c.inbox_id = ? AND c.status <> 'closed'"_s, with(patient, inbox), {}, 1);
    if (!found)
        return found.error();
    return found->isEmpty() ? std::optional<Conversation>() : std::optional(found->first());
}

Result<QList<Conversation>> Conversations::openOf(const QList<PatientId> &patients, InboxId inbox)
{
    QList<qint64> ids;
    for (const PatientId patient : patients)
        ids.append(patient.value);
    const InList in(ids);
    return load(u"WHERE c.patient_id IN (%1) AND c.inbox_id = ? AND c.status <> 'closed'"_s.arg(in.marks),
        in.values + with(inbox), {}, int(in.values.size()));
}

Result<std::optional<Conversation>> Conversations::findOpenFor(const Arrival &arrival)
{
    if (auto place = m_connection.foreseen().placeOf(arrival))
        return place;
    const auto &[inbox, from, externalId] = arrival;
    if (from.isEmpty()) // from nobody: no conversation is theirs
        return std::optional<Conversation>();
    QString joins;
    QVariantList values;
    for (qsizetype i = 0; i < from.size(); ++i) {
        joins +=
            u"JOIN identity i%1 ON i%1.patient_id = c.patient_id AND i%1.kind = ? AND i%1.value = ? "_s.arg(
                i);
        values += with(from[i].kind, from[i].value);
    }
    auto found = load(joins
            + u"WHERE c.inbox_id = ? AND c.status <> 'closed' AND NOT EXISTS (SELECT 1 FROM message d "
              "WHERE d.inbox_id = c.inbox_id AND d.external_id = ?)"_s,
        values + with(inbox, externalId), {}, 1);
    if (!found)
        return found.error();
    return found->isEmpty() ? std::optional<Conversation>() : std::optional(found->first());
}

Result<ConversationId> Conversations::add(const Conversation &c)
{
    const auto id = m_connection.insert(sql::insert,
        with(c.inboxId, c.channel, c.subject, c.status, c.priority, c.patient.id, c.attendantId, c.unread,
            lastMessageOf(c), c.waitingSince, c.createdAt, c.updatedAt, c.firstResponseAt, c.resolvedAt,
            c.windowExpiresAt));
    return id ? Result<ConversationId>(ConversationId{*id}) : Result<ConversationId>(id.error());
}

Result<> Conversations::save(const Conversation &c)
{
    m_connection.foreseen().saved(c);
    return m_connection.post(sql::update,
        with(c.subject, c.status, c.priority, c.attendantId, c.unread, lastMessageOf(c), c.waitingSince,
            c.updatedAt, c.firstResponseAt, c.resolvedAt, c.windowExpiresAt, c.id));
}

Result<> Conversations::setLabels(ConversationId id, const QStringList &labels)
{
    m_connection.foreseen().clear();
    if (const auto cleared =
            m_connection.run(u"DELETE FROM conversation_label WHERE conversation_id = ?"_s, with(id));
        !cleared)
        return cleared.error();
    for (const QString &label : labels) {
        const auto put = m_connection.run(
            u"INSERT INTO conversation_label (conversation_id, label_id) SELECT CAST(? AS BIGINT), id FROM label WHERE name = ?"_s,
            with(id, label));
        if (!put)
            return put.error();
    }
    return Done{};
}

namespace {

/// WHERE words with the values that belong to them.
struct Where {
    QStringList words;
    QVariantList values;

    template <class... T> void add(const QString &condition, const T &...bounds)
    {
        words.append(condition);
        values.append(with(bounds...));
    }
    QString text() const { return words.isEmpty() ? QString() : u"WHERE "_s + words.join(u" AND "_s); }
};

/// "time-id" of the last row of a page.
struct Key {
    qint64 time = 0;
    qint64 id = 0;
};

std::optional<Key> keyOf(const QString &cursor)
{
    bool timeFits = false;
    bool idFits = false;
    const Key key{
        cursor.section(u'-', 0, 0).toLongLong(&timeFits), cursor.section(u'-', 1).toLongLong(&idFits)};
    return timeFits && idFits ? std::optional(key) : std::nullopt;
}

Where conditionsOf(const ConversationFilter &filter)
{
    Where where;
    if (filter.queue)
        where.add(u"c.status = 'open' AND c.attendant_id IS NULL"_s);
    if (filter.status)
        where.add(u"c.status = ?"_s, *filter.status);
    if (filter.activeOnly)
        where.add(u"c.status IN ('open', 'in_progress')"_s);
    if (filter.inbox)
        where.add(u"c.inbox_id = ?"_s, *filter.inbox);
    if (filter.attendant)
        where.add(u"c.attendant_id = ?"_s, *filter.attendant);
    if (filter.patient)
        where.add(u"c.patient_id = ?"_s, *filter.patient);
    if (filter.label)
        where.add(
            u"EXISTS (SELECT 1 FROM conversation_label x JOIN label l ON l.id = x.label_id WHERE x.conversation_id = c.id AND l.name = ?)"_s,
            *filter.label);
    if (filter.query) {
        const auto like = [](QString text) {
            return u'%' + text.replace(u'\\', u"\\\\"_s).replace(u'%', u"\\%"_s).replace(u'_', u"\\_"_s)
                + u'%';
        };
        const QString words = like(folded(*filter.query));
        where.add(
            u"(p.name_folded LIKE ? ESCAPE '\\' OR p.phone LIKE ? ESCAPE '\\' OR LOWER(c.subject) LIKE ? ESCAPE '\\')"_s,
            words, like(*filter.query), words);
    }
    return where;
}

} // namespace

/// A page chosen by the conversations' own rows and indexes; what is shown around them is read for the page
/// only.
Result<QList<Conversation>> Conversations::loadPage(const QString &where, const QVariantList &values,
    const QString &order, const ConversationFilter &filter, int limit)
{
    // SQLite would rather read the whole queue by its status, and sort it.
    const bool named = filter.queue && m_connection.dialect() == Dialect::Sqlite;
    const QString index = named ? u"INDEXED BY conversation_queue "_s : QString();
    const QString patient = filter.query ? u"JOIN patient p ON p.id = c.patient_id "_s : QString();
    const QString page = u"(SELECT c.id FROM conversation c "_s + index + patient + where + order
        + u" LIMIT "_s + QString::number(limit) + u") page "_s;
    return loadAll(
        sql::columns + u"FROM "_s + page + u"JOIN conversation c ON c.id = page.id "_s + sql::around + order,
        values);
}

Result<ConversationList> Conversations::list(const ConversationFilter &filter, const Page &page)
{
    Where where = conditionsOf(filter);
    const QString time = filter.queue ? sql::wait : u"c.updated_at"_s;
    if (!page.cursor.isEmpty()) {
        const auto key = keyOf(page.cursor);
        if (!key)
            return Error::invalid(u"cursor"_s, u"is not one of ours"_s);
        const QString beyond = filter.queue ? u">"_s : u"<"_s;
        where.add(u"(%1, c.id) %2 (?, ?)"_s.arg(time, beyond), key->time, key->id);
    }
    const QString order =
        filter.queue ? u" ORDER BY "_s + time + u", c.id"_s : u" ORDER BY c.updated_at DESC, c.id DESC"_s;
    auto found = loadPage(where.text(), where.values, order, filter, page.limit + 1);
    if (!found)
        return found.error();
    ConversationList list{*std::move(found), {}};
    if (list.conversations.size() > page.limit) {
        list.conversations.resize(page.limit);
        const Conversation &last = list.conversations.last();
        const qint64 at = filter.queue ? last.waitingSince.value_or(Timestamp{9'000'000'000'000'000}).ms
                                       : last.updatedAt.ms;
        list.nextCursor = u"%1-%2"_s.arg(at).arg(last.id.value);
    }
    return list;
}

Result<ConversationCounts> Conversations::counts(const Caller &caller)
{
    ConversationCounts counts;
    const QString all = u"SELECT status, CASE WHEN attendant_id IS NULL THEN 0 WHEN attendant_id = ? THEN 1 "
                        u"ELSE 2 END AS whose, "
                        u"COUNT(*) FROM conversation WHERE status <> 'closed' GROUP BY 1, 2"_s;
    const auto read = m_connection.each(all, with(caller.user), [&](Row &row) {
        const auto status = row.next<ConversationStatus>();
        const int whose = row.next<int>();
        const int number = row.next<int>();
        const bool theirs = whose == 1;
        const bool visible = caller.isManager() || whose != 2;
        if (status == ConversationStatus::Resolved) {
            counts.resolved += visible ? number : 0;
            return;
        }
        counts.mine += theirs ? number : 0;
        counts.queue += whose == 0 ? number : 0;
        counts.all += visible ? number : 0;
    });
    return read ? Result<ConversationCounts>(counts) : Result<ConversationCounts>(read.error());
}

Result<QList<Conversation>> Conversations::openOf(UserId attendant)
{
    return load(
        u"WHERE c.attendant_id = ? AND c.status IN ('open', 'in_progress')"_s, with(attendant), {}, 100'000);
}

} // namespace acolhe::store
