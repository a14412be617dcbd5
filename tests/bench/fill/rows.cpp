// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/fill/rows.h"

#include "backend/base/text.h"
#include "backend/protocol/events.h"

#include <stdexcept>

namespace acolhe::bench {

using namespace Qt::StringLiterals;
using store::with;

static const QStringList tables{u"message"_s, u"conversation"_s, u"patient"_s, u"identity"_s, u"attachment"_s,
    u"outbox"_s, u"attempt"_s, u"conversation_note"_s};

template <class T> static T expect(Result<T> result)
{
    if (!result)
        throw std::runtime_error(result.error().text.toStdString());
    return *std::move(result);
}

Rows::Rows(const store::Databases &databases, ClinicId clinic)
    : m_connection(expect(databases.open(clinic, store::Databases::Use::Write)))
    , m_sqlite(databases.dialect() == store::Dialect::Sqlite)
{
    expect(m_connection->script(m_sqlite
            ? u"PRAGMA synchronous=OFF;\nPRAGMA foreign_keys=OFF;\nPRAGMA cache_size=-524288;\n"
              "PRAGMA wal_autocheckpoint=20000;\n"_s
            : u"SET session_replication_role=replica;\nSET synchronous_commit=off;\nSET "
              u"statement_timeout=0;\n"
              "SET maintenance_work_mem='512MB';\n"_s));
}

void Rows::run(const QString &sql, const QVariantList &values)
{
    expect(m_connection->run(sql, values));
}

void Rows::append(const QString &insert, const QVariantList &row)
{
    expect(m_connection->append(insert, row));
}

qint64 Rows::number(const QString &sql)
{
    return expect(m_connection->one<qint64>(sql, {}, [](store::Row &row) {
        return row.next<qint64>();
    })).value_or(0);
}

QStringList Rows::texts(const QString &sql)
{
    return expect(m_connection->all<QString>(sql, {}, [](store::Row &row) { return row.next<QString>(); }));
}

Beginning Rows::beginning()
{
    const auto after = [this](const QString &table) {
        return 1 + number(u"SELECT COALESCE(MAX(id), 0) FROM "_s + table);
    };
    const QString attendants = u"SELECT id, name FROM team_user WHERE role = 'attendant' ORDER BY id"_s;
    if (number(u"SELECT COUNT(*) FROM team_user WHERE role = 'attendant'"_s) == 0) {
        for (int i = 1; i <= 20; ++i)
            run(u"INSERT INTO team_user (name, email, role, created_at) VALUES (?, ?, 'attendant', 0)"_s,
                with(u"Atendente %1"_s.arg(i), u"a%1@bench.example"_s.arg(i)));
    }
    if (number(u"SELECT COUNT(*) FROM inbox"_s) == 0)
        run(u"INSERT INTO inbox (channel, name, state, enabled, settings, created_at) VALUES ('whatsapp_cloud', 'WhatsApp', 'connected', 0, '{}', 0)"_s);
    for (const char *label : {"Primeira consulta", "Retorno", "Exames", "Convênio", "Cobrança", "Elogio"})
        run(u"INSERT INTO label (name, color) VALUES (?, '#008080') ON CONFLICT (name) DO NOTHING"_s,
            with(QString::fromUtf8(label)));
    Beginning beginning{after(u"message"_s), after(u"conversation"_s), after(u"patient"_s), {}, {},
        texts(u"SELECT name FROM label ORDER BY id"_s)};
    expect(m_connection->each(u"SELECT id, channel FROM inbox ORDER BY id"_s, {}, [&](store::Row &row) {
        const auto id = row.next<InboxId>();
        beginning.inboxes.append({id, row.next<QString>()});
    }));
    expect(m_connection->each(attendants, {}, [&](store::Row &row) {
        const auto id = row.next<UserId>();
        beginning.attendants.append({id, row.next<QString>()});
    }));
    return beginning;
}

qint64 Rows::write(ClinicLife &life)
{
    constexpr int together = 5000;
    m_seq = number(u"SELECT COALESCE(MAX(seq), 0) FROM event"_s);
    m_outbox = number(u"SELECT COALESCE(MAX(id), 0) FROM outbox"_s);
    beginBulk();
    while (!life.isOver()) {
        m_connection->setCareful(false);
        run(u"BEGIN"_s);
        for (int i = 0; i < together && !life.isOver(); ++i)
            add(life.next());
        expect(m_connection->postAppended());
        run(u"COMMIT"_s);
    }
    addConversations(life.conversations());
    endBulk();
    return qint64(life.conversations().size());
}

void Rows::add(const ClinicLife::Step &step)
{
    const Timestamp now = step.message.createdAt;
    if (step.came)
        addPatient(*step.came, now);
    if (step.begun)
        addEvent(wire::makeEvent(
            wire::ConversationCreated{*step.begun}, now, audienceOf(*step.begun), step.begun->id));
    for (const auto &[before, after] : step.changed)
        addEvent(wire::makeEvent(wire::ConversationUpdated{after}, now, audienceOf(after, before), after.id));
    addMessage(step.message, step.after);
    addEvent(wire::makeEvent(wire::MessageCreated{step.message, step.after}, now,
        audienceOf(step.after, step.before), step.after.id));
}

void Rows::addMessage(const Message &m, const Conversation &conversation)
{
    append(
        u"INSERT INTO message (id, conversation_id, inbox_id, direction, kind, text, sender_type, sender_id, "
        "sender_name, status, external_id, client_id, created_at, sent_at, payload) VALUES "_s,
        with(m.id, m.conversationId, conversation.inboxId, m.direction, m.kind, m.text, m.sender.type,
            m.sender.id, m.sender.name, m.status, m.externalId, m.clientId, m.createdAt, m.sentAt,
            m.payload));
    for (const Attachment &a : m.attachments)
        append(u"INSERT INTO attachment (message_id, kind, mime_type, file_name, size, created_at) VALUES "_s,
            with(m.id, a.kind, a.mimeType, a.fileName, a.size, m.createdAt));
    if (m.direction == Direction::Out)
        addOutbox(m, conversation);
    if (m.id.value % 200 == 0)
        append(
            u"INSERT INTO conversation_note (conversation_id, author_id, author_name, text, created_at) VALUES "_s,
            with(m.conversationId, conversation.attendantId.value_or(UserId{1}), u"Atendente"_s, m.text,
                m.createdAt));
}

void Rows::addOutbox(const Message &m, const Conversation &conversation)
{
    append(
        u"INSERT INTO outbox (id, message_id, conversation_id, inbox_id, state, attempts, next_attempt_at, "
        "created_at) VALUES "_s,
        with(++m_outbox, m.id, m.conversationId, conversation.inboxId, u"done"_s, 1, m.createdAt,
            m.createdAt));
    append(u"INSERT INTO attempt (outbox_id, started_at, finished_at, outcome, external_id) VALUES "_s,
        with(m_outbox, m.createdAt, m.createdAt, u"done"_s, m.externalId));
}

void Rows::addEvent(const Event &event)
{
    const Audience &audience = event.audience;
    append(u"INSERT INTO event (seq, at, type, conversation_id, scope, attendant_id, former_attendant_id, "
           "was_queued, patient_id, internal, data) VALUES "_s,
        with(++m_seq, event.at, QString::fromLatin1(event.type), event.conversation, audience.scope,
            audience.attendant, audience.formerAttendant, audience.wasQueued, audience.patient,
            audience.internal, QString::fromUtf8(event.data)));
}

void Rows::addPatient(const PatientSummary &patient, Timestamp now)
{
    append(u"INSERT INTO patient (id, name, name_folded, phone, created_at) VALUES "_s,
        with(patient.id, patient.name, folded(patient.name), patient.phone, now));
    const QString digits = patient.phone->mid(1);
    append(u"INSERT INTO identity (patient_id, kind, value, address, display_name) VALUES "_s,
        with(patient.id, IdentityKind::Phone, *patient.phone, digits, patient.name));
}

void Rows::addConversations(const std::vector<Conversation> &conversations)
{
    m_connection->setCareful(false);
    run(u"BEGIN"_s);
    for (const Conversation &c : conversations) {
        const MessageId last = c.lastMessage ? c.lastMessage->id : MessageId{}; // each begins with one
        append(u"INSERT INTO conversation (id, inbox_id, channel, subject, status, priority, patient_id, "
               "attendant_id, unread, last_message_id, waiting_since, created_at, updated_at, "
               "first_response_at, "
               "resolved_at, window_expires_at) VALUES "_s,
            with(c.id, c.inboxId, c.channel, c.subject, c.status, c.priority, c.patient.id, c.attendantId,
                c.unread, last, c.waitingSince, c.createdAt, c.updatedAt, c.firstResponseAt, c.resolvedAt,
                c.windowExpiresAt));
    }
    expect(m_connection->postAppended());
    for (const Conversation &c : conversations) {
        for (const QString &label : c.labels)
            expect(m_connection->post(
                u"INSERT INTO conversation_label (conversation_id, label_id) SELECT CAST(? AS BIGINT), id FROM label WHERE name = ?"_s,
                with(c.id, label)));
    }
    run(u"COMMIT"_s);
}

void Rows::beginBulk()
{
    const QString listed = u"('"_s + tables.join(u"', '"_s) + u"')"_s;
    const QString from = m_sqlite
        ? u" FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN "_s + listed
        : u" FROM pg_indexes WHERE schemaname = current_schema() AND tablename IN "_s + listed
            + u" AND indexname NOT IN (SELECT conname FROM pg_constraint)"_s;
    m_indexes = texts((m_sqlite ? u"SELECT sql"_s : u"SELECT indexdef"_s) + from);
    const QStringList names = texts((m_sqlite ? u"SELECT name"_s : u"SELECT indexname"_s) + from);
    for (const QString &name : names)
        run(u"DROP INDEX "_s + name);
}

void Rows::endBulk()
{
    m_connection->setCareful(true);
    for (const QString &index : std::as_const(m_indexes))
        run(index);
    if (m_sqlite) {
        expect(m_connection->script(u"PRAGMA wal_checkpoint(TRUNCATE);\n"_s));
        return;
    }
    for (const QString &table : tables)
        (void)number(
            u"SELECT setval(pg_get_serial_sequence('%1', 'id'), (SELECT MAX(id) + 1 FROM %1))"_s.arg(table));
    expect(m_connection->script(u"ANALYZE;\n"_s));
}

} // namespace acolhe::bench
