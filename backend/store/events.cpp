// SPDX-License-Identifier: Apache-2.0
#include "backend/store/events.h"

#include "backend/base/crypto.h"

namespace acolhe::store {

using namespace Qt::StringLiterals;

static const QString select =
    u"SELECT seq, at, type, conversation_id, scope, attendant_id, former_attendant_id, was_queued, patient_id, internal, data FROM event "_s;

static Event eventOf(Row &row)
{
    Event event;
    event.seq = row.next<qint64>();
    event.at = row.next<Timestamp>();
    event.type = row.next<QByteArray>();
    event.conversation = row.next<ConversationId>();
    event.audience.scope = row.next<Audience::Scope>();
    event.audience.attendant = row.next<std::optional<UserId>>();
    event.audience.formerAttendant = row.next<std::optional<UserId>>();
    event.audience.wasQueued = row.next<bool>();
    event.audience.patient = row.next<PatientId>();
    event.audience.internal = row.next<bool>();
    event.data = row.next<QString>().toUtf8();
    return event;
}

Result<LogPosition> Events::position()
{
    LogPosition position;
    // Each end by itself: SQLite reads the whole log when one SELECT asks for both.
    const auto ends = m_connection.each(
        u"SELECT COALESCE((SELECT MAX(seq) FROM event), 0), COALESCE((SELECT MIN(seq) FROM event), 1)"_s, {},
        [&](Row &row) {
            position.seq = row.next<qint64>();
            position.oldest = row.next<qint64>();
        });
    if (!ends)
        return ends.error();
    const auto epoch = m_connection.one<QString>(
        u"SELECT value FROM meta WHERE name = 'epoch'"_s, {}, [](Row &row) { return row.next<QString>(); });
    if (!epoch)
        return epoch.error();
    position.epoch = epoch->value_or(QString());
    return position;
}

Result<QList<Event>> Events::after(qint64 after, qint64 upTo, const Caller &caller)
{
    QList<Event> events;
    const auto read = m_connection.each(
        select + u"WHERE seq > ? AND seq <= ? ORDER BY seq"_s, with(after, upTo), [&](Row &row) {
            Event event = eventOf(row);
            if (rules::mayHear(caller, event.audience))
                events.append(std::move(event));
        });
    return read ? Result<QList<Event>>(std::move(events)) : Result<QList<Event>>(read.error());
}

Result<QList<Event>> Events::batch(qint64 after, int limit)
{
    return m_connection.all<Event>(
        select + u"WHERE seq > ? ORDER BY seq LIMIT ?"_s, with(after, limit), eventOf);
}

Result<> Events::renewEpoch()
{
    const auto put = m_connection.run(
        u"INSERT INTO meta (name, value) VALUES ('epoch', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"_s,
        with(crypto::randomToken(u"e"_s).left(17)));
    return put ? Result<>(Done{}) : Result<>(put.error());
}

} // namespace acolhe::store
