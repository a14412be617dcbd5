// SPDX-License-Identifier: Apache-2.0
#include "backend/backup/postgres_target.h"

#include "backend/backup/places.h"
#include "backend/backup/renewal.h"
#include "backend/store/migrations.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace acolhe::backup {

using namespace Qt::StringLiterals;
using store::Databases;
using store::PostgresConnection;
using store::Row;

static const QString underOtherName = u"restoring_"_s;
constexpr qint64 restorationLock = 0x61636f6c6865; // "acolhe"

static QString schemaOf(store::Place place)
{
    return place.isValid() ? u"clinic_%1"_s.arg(place.value) : u"control"_s;
}

static QString kindOf(store::Place place)
{
    return place.isValid() ? u"clinic"_s : u"control"_s;
}

PostgresTarget::PostgresTarget(std::unique_ptr<store::Connection> connection)
    : m_connection(std::move(connection))
{
}

PostgresTarget::~PostgresTarget()
{
    if (!m_committed && !m_connection->isBroken())
        (void)dropLeftovers();
}

PostgresConnection &PostgresTarget::connection()
{
    return static_cast<PostgresConnection &>(*m_connection);
}

Result<std::unique_ptr<Target>> PostgresTarget::begin(const store::Options &options)
{
    const Databases databases(options);
    auto opened = databases.open(store::controlPlace, Databases::Use::Write);
    if (!opened)
        return opened.error();
    std::unique_ptr<PostgresTarget> target(new PostgresTarget(*std::move(opened)));
    target->m_committed = true; // nothing to take away yet
    store::Connection &connection = *target->m_connection;
    const auto locked = connection.one<bool>(u"SELECT pg_try_advisory_lock(?)"_s,
        store::with(restorationLock), [](Row &row) { return row.next<bool>(); });
    const auto taken = connection.one<QString>(
        u"SELECT nspname FROM pg_namespace WHERE nspname = 'control' OR nspname LIKE 'clinic\\_%' ORDER BY nspname"_s,
        {}, [](Row &row) { return row.next<QString>(); });
    if (!locked || !taken)
        return locked ? taken.error() : locked.error();
    if (!locked->value_or(false))
        return Error::conflict(u"another restoration to this PostgreSQL database goes on"_s);
    if (*taken)
        return Error::conflict(
            u"the PostgreSQL database is not empty (schema %1): restore to a new one"_s.arg(**taken));
    if (const auto set = connection.script(u"SET statement_timeout=0;\n"_s); !set)
        return set.error();
    target->m_committed = false;
    if (const auto dropped = target->dropLeftovers(); !dropped)
        return dropped.error();
    return std::unique_ptr<Target>(std::move(target));
}

/// One schema a transaction: each has hundreds of objects to lock.
Result<> PostgresTarget::dropLeftovers()
{
    const auto left = m_connection->all<QString>(
        u"SELECT nspname FROM pg_namespace WHERE nspname = 'restoring_control' OR nspname ~ '^restoring_clinic_[0-9]+$'"_s,
        {}, [](Row &row) { return row.next<QString>(); });
    if (!left)
        return left.error();
    for (const QString &schema : *left) {
        if (const auto dropped = m_connection->script(u"DROP SCHEMA %1 CASCADE;\n"_s.arg(schema)); !dropped)
            return dropped;
    }
    return Done{};
}

Result<> PostgresTarget::take(const PartHead &head, ArchiveReader &archive)
{
    if (head.kind == PartKind::Table)
        return takeTable(head, archive);
    if (head.kind != PartKind::Schema)
        return Error::conflict(u"the back-up is of SQLite files: restore it without --database"_s);
    const auto made = takeSchema(head);
    return made ? archive.skip() : made;
}

Result<> PostgresTarget::takeSchema(const PartHead &head)
{
    m_filled.append({head.place, head.more["sequences"_L1].toObject()});
    const QString schema = underOtherName + schemaOf(head.place);
    if (const auto made = m_connection->script(u"CREATE SCHEMA %1;\n"_s.arg(schema)); !made)
        return made;
    if (const auto turned = connection().useSchema(schema); !turned)
        return turned;
    return store::migrateTo(*m_connection, kindOf(head.place), head.schema);
}

static bool isName(const QString &name)
{
    static const QRegularExpression pattern(u"\\A[a-z][a-z0-9_]{0,62}\\z"_s);
    return pattern.match(name).hasMatch();
}

Result<> PostgresTarget::takeTable(const PartHead &head, ArchiveReader &archive)
{
    QStringList columns{};
    const QJsonArray named = head.more["columns"_L1].toArray();
    for (const auto &column : named)
        columns.append(column.toString());
    const bool fits = !m_filled.isEmpty() && m_filled.last().place == head.place && isName(head.name)
        && !columns.isEmpty() && std::all_of(columns.begin(), columns.end(), isName);
    if (!fits)
        return Error::internal(u"the back-up is not as one is written"_s);
    bool ended = false;
    const auto copied = connection().copyIn(
        u"COPY \"%1\" (\"%2\") FROM STDIN"_s.arg(head.name, columns.join(u"\", \""_s)), [&] {
            auto bytes = archive.read();
            ended = bytes && bytes->isEmpty();
            return bytes;
        });
    if (!copied || ended)
        return copied;
    return archive.skip();
}

Result<> PostgresTarget::setSequences(const QJsonObject &sequences)
{
    for (auto it = sequences.begin(); it != sequences.end(); ++it) {
        const auto set = m_connection->each(u"SELECT setval(pg_get_serial_sequence(?, 'id'), ?)"_s,
            store::with(it.key(), it->toInteger()), [](Row &) {});
        if (!set)
            return set;
    }
    return Done{};
}

Result<> PostgresTarget::complete(const QList<ClinicId> &gone, Timestamp now, Restored &restored)
{
    for (const Filled &one : std::as_const(m_filled)) {
        if (const auto turned = connection().useSchema(underOtherName + schemaOf(one.place)); !turned)
            return turned;
        if (const auto set = setSequences(one.sequences); !set)
            return set;
        if (const auto migrated = store::migrate(*m_connection, kindOf(one.place)); !migrated)
            return migrated;
        const auto renewed = one.place.isValid() ? renewClinic(*m_connection, now, restored)
                                                 : renewControl(*m_connection, gone, restored);
        if (!renewed)
            return renewed;
    }
    return Done{};
}

Result<> PostgresTarget::commit()
{
    QString renames;
    for (const Filled &one : std::as_const(m_filled)) {
        const QString schema = schemaOf(one.place);
        renames += u"ALTER SCHEMA %1%2 RENAME TO %2;\n"_s.arg(underOtherName, schema);
    }
    const auto done = m_connection->script(u"BEGIN;\n"_s + renames + u"COMMIT;\n"_s);
    if (!done)
        (void)m_connection->script(u"ROLLBACK;\n"_s);
    m_committed = done.has_value();
    return done;
}

} // namespace acolhe::backup
