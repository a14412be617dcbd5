// SPDX-License-Identifier: Apache-2.0
#include "backend/backup/postgres_source.h"

#include "backend/store/control.h"
#include "backend/store/migrations.h"
#include "backend/store/postgres_connection.h"

#include <QJsonArray>

namespace acolhe::backup {

using namespace Qt::StringLiterals;
using store::Databases;
using store::PostgresConnection;
using store::Row;

constexpr qsizetype bytesAtOnce = 256 * 1024;

namespace {

class PostgresSource {
public:
    PostgresSource(const Databases &databases, PostgresConnection &connection, ArchiveWriter &archive,
        const Progress &progress)
        : m_databases(databases)
        , m_connection(connection)
        , m_archive(archive)
        , m_progress(progress)
    {
    }

    Result<Places> addAll();

private:
    Result<> addPlace(store::Place place);
    Result<> addTable(store::Place place, const QString &table);
    Result<QStringList> tables();
    Result<QJsonObject> sequences();
    Result<bool> exists();

    const Databases &m_databases;
    PostgresConnection &m_connection;
    ArchiveWriter &m_archive;
    const Progress &m_progress;
};

QString text(Row &row)
{
    return row.next<QString>();
}

/// A table comes after those that its rows refer to.
QStringList inOrder(const QStringList &tables, const QMultiMap<QString, QString> &refersTo)
{
    QStringList ordered;
    while (ordered.size() < tables.size()) {
        const qsizetype before = ordered.size();
        for (const QString &table : tables) {
            const QStringList needed = refersTo.values(table);
            const bool ready = std::all_of(needed.begin(), needed.end(),
                [&](const QString &one) { return one == table || ordered.contains(one); });
            if (ready && !ordered.contains(table))
                ordered.append(table);
        }
        if (ordered.size() == before)
            return {}; // a circle, which no migration makes
    }
    return ordered;
}

/// The tables of the migrations, but for the number of the newest: what searches read is made anew.
Result<QStringList> PostgresSource::tables()
{
    const auto names = m_connection.all<QString>(u"SELECT tablename FROM pg_tables WHERE schemaname = "
                                                 u"current_schema() AND tablename <> 'schema_version' "
                                                 "AND tablename NOT LIKE 'search\\_%' ORDER BY tablename"_s,
        {}, text);
    if (!names)
        return names.error();
    QMultiMap<QString, QString> refersTo;
    const auto read = m_connection.each(
        u"SELECT f.relname, t.relname FROM pg_constraint c JOIN pg_class f ON f.oid = c.conrelid "
        "JOIN pg_class t ON t.oid = c.confrelid JOIN pg_namespace n ON n.oid = c.connamespace "
        "WHERE c.contype = 'f' AND n.nspname = current_schema()"_s,
        {}, [&](Row &row) {
            const QString from = text(row);
            refersTo.insert(from, text(row));
        });
    if (!read)
        return read.error();
    const QStringList ordered = inOrder(*names, refersTo);
    if (ordered.size() != names->size())
        return Error::internal(u"the tables refer to each other in a circle"_s);
    return ordered;
}

/// Where each table's ids have come to: none is given twice, whatever rows are left.
Result<QJsonObject> PostgresSource::sequences()
{
    QJsonObject sequences;
    const auto read = m_connection.each(
        u"SELECT t.relname, q.last_value FROM pg_sequences q JOIN pg_namespace n ON n.nspname = q.schemaname "
        "JOIN pg_class s ON s.relname = q.sequencename AND s.relnamespace = n.oid "
        "JOIN pg_depend d ON d.objid = s.oid AND d.deptype = 'i' JOIN pg_class t ON t.oid = d.refobjid "
        "WHERE q.schemaname = current_schema() AND q.last_value IS NOT NULL"_s,
        {}, [&](Row &row) {
            const QString table = text(row);
            sequences.insert(table, row.next<qint64>());
        });
    return read ? Result<QJsonObject>(std::move(sequences)) : Result<QJsonObject>(read.error());
}

Result<> PostgresSource::addTable(store::Place place, const QString &table)
{
    const auto columns = m_connection.all<QString>(
        u"SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() "
        "AND table_name = ? ORDER BY ordinal_position"_s,
        store::with(table), text);
    if (!columns)
        return columns.error();
    PartHead head{PartKind::Table, place, 0, table, {{u"columns"_s, QJsonArray::fromStringList(*columns)}}};
    if (const auto begun = m_archive.begin(head); !begun)
        return begun;
    QByteArray rows;
    const auto copied =
        m_connection.copyOut(u"COPY \"%1\" (\"%2\") TO STDOUT"_s.arg(table, columns->join(u"\", \""_s)),
            [&](QByteArrayView row) -> Result<> {
                rows.append(row);
                return rows.size() < bytesAtOnce ? Result<>(Done{}) : m_archive.add(std::exchange(rows, {}));
            });
    if (!copied)
        return copied;
    const auto added = m_archive.add(rows);
    return added ? m_archive.end() : added;
}

Result<> PostgresSource::addPlace(store::Place place)
{
    const auto schema = store::currentVersion(m_connection);
    const auto ordered = tables();
    const auto sequence = sequences();
    if (!schema || !ordered || !sequence)
        return !schema ? schema.error() : !ordered ? ordered.error() : sequence.error();
    const PartHead head{PartKind::Schema, place, *schema, {}, {{u"sequences"_s, *sequence}}};
    if (const auto noted = m_archive.note(head); !noted)
        return noted;
    for (const QString &table : *ordered) {
        if (const auto added = addTable(place, table); !added)
            return added;
    }
    return Done{};
}

/// Asked of the catalogue as it is now: a clinic may be removed while others are read.
Result<bool> PostgresSource::exists()
{
    const auto there = m_connection.one<bool>(
        u"SELECT to_regclass('schema_version') IS NOT NULL"_s, {}, [](Row &row) { return row.next<bool>(); });
    return there ? Result<bool>(there->value_or(false)) : Result<bool>(there.error());
}

Result<Places> PostgresSource::addAll()
{
    const auto begun =
        m_connection.script(u"SET statement_timeout=0;\nSET idle_in_transaction_session_timeout=0;\n"
                            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;\n"_s);
    if (!begun)
        return begun.error();
    if (const auto there = exists(); !there || !*there)
        return there ? Error::notFound(u"a schema of ours in this database"_s) : there.error();
    const auto clinics = store::Clinics(m_connection).all();
    if (!clinics)
        return clinics.error();
    if (const auto control = addPlace(store::controlPlace); !control)
        return control.error();
    Places places;
    for (const Clinic &clinic : *clinics) {
        m_progress(u"%1 (%2 of %3)"_s.arg(nameOf(clinic.id))
                       .arg(places.clinics.size() + places.gone.size() + 1)
                       .arg(clinics->size()));
        if (const auto turned = m_databases.turn(m_connection, clinic.id); !turned)
            return turned.error();
        const auto there = exists();
        if (!there)
            return there.error();
        (*there ? places.clinics : places.gone).append(clinic.id);
        const auto added = *there ? addPlace(clinic.id) : expectRemoved(m_databases, clinic.id);
        if (!added)
            return added.error();
    }
    const auto ended = m_connection.script(u"COMMIT;\n"_s);
    return ended ? Result<Places>(places) : Result<Places>(ended.error());
}

} // namespace

Result<Places> addPostgres(const Databases &databases, ArchiveWriter &archive, const Progress &progress)
{
    auto connection = databases.open(store::controlPlace, Databases::Use::Read);
    if (!connection)
        return connection.error();
    return PostgresSource(databases, static_cast<PostgresConnection &>(**connection), archive, progress)
        .addAll();
}

} // namespace acolhe::backup
