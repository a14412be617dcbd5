// SPDX-License-Identifier: Apache-2.0
#include "backend/store/databases.h"

#include "backend/store/migrations.h"
#include "backend/store/postgres_connection.h"
#include "backend/store/sqlite_connection.h"

#include <QDir>

namespace acolhe::store {

using namespace Qt::StringLiterals;

Databases::Databases(const Options &options)
    : m_options(options)
    , m_url(options.databaseUrl)
{
}

QString Databases::fileOf(Place place) const
{
    if (!place.isValid())
        return m_options.dataDir + u"/control.db"_s;
    return m_options.dataDir + u"/clinics/%1/clinic.db"_s.arg(place.value);
}

QString Databases::mediaFolderOf(ClinicId clinic) const
{
    return m_options.dataDir + u"/clinics/%1/media"_s.arg(clinic.value);
}

QString Databases::mediaFileOf(ClinicId clinic, const QByteArray &sha256) const
{
    const QString name = QString::fromLatin1(sha256.toHex());
    return mediaFolderOf(clinic) + u'/' + name.left(2) + u'/' + name;
}

QString Databases::schemaOf(Place place) const
{
    return place.isValid() ? u"clinic_%1"_s.arg(place.value) : u"control"_s;
}

Result<std::unique_ptr<Connection>> Databases::openSqlite(Place place, Use use) const
{
    if (place.isValid() && !QFile::exists(fileOf(place)))
        return Error::notFound(u"clinic"_s);
    auto connection = SqliteConnection::open(fileOf(place));
    if (!connection)
        return connection;
    const auto set = (*connection)
                         ->script(use == Use::Write ? u"PRAGMA foreign_keys=ON;\nPRAGMA temp_store=MEMORY;\n"
                                                      "PRAGMA journal_mode=WAL;\nPRAGMA synchronous=FULL;\n"
                                                      "PRAGMA wal_autocheckpoint=0;\n"_s
                                                    : u"PRAGMA foreign_keys=ON;\nPRAGMA temp_store=MEMORY;\n"
                                                      "PRAGMA query_only=ON;\n"_s);
    return set ? std::move(connection) : Result<std::unique_ptr<Connection>>(set.error());
}

Result<std::unique_ptr<Connection>> Databases::openSqliteSearch(ClinicId clinic) const
{
    if (!QFile::exists(fileOf(clinic)))
        return Error::notFound(u"clinic"_s);
    auto connection = SqliteConnection::open(QFileInfo(fileOf(clinic)).path() + u"/search.db"_s);
    if (!connection)
        return connection;
    const auto attached = (*connection)->run(u"ATTACH DATABASE ? AS clinic"_s, {fileOf(clinic)});
    if (!attached)
        return attached.error();
    // It is derived: losing its last seconds costs a re-reading of the log, so it need not wait for the disk.
    const auto set =
        (*connection)->script(u"PRAGMA main.journal_mode=WAL;\nPRAGMA main.synchronous=NORMAL;\n"_s);
    return set ? std::move(connection) : Result<std::unique_ptr<Connection>>(set.error());
}

Result<std::unique_ptr<Connection>> Databases::openPostgres(Place place, Use use) const
{
    auto connection = PostgresConnection::open(m_url);
    if (!connection)
        return connection;
    auto set =
        (*connection)
            ->script(u"SET statement_timeout='30s';\nSET client_min_messages=warning;\nSET jit=off;\n"_s);
    if (set && use == Use::Search) // the best way to a word depends on the word
        set = (*connection)->script(u"SET plan_cache_mode=force_custom_plan;\n"_s);
    if (!set)
        return set.error();
    const auto turned = turn(**connection, place);
    return turned ? std::move(connection) : Result<std::unique_ptr<Connection>>(turned.error());
}

Result<std::unique_ptr<Connection>> Databases::open(Place place, Use use) const
{
    if (dialect() == Dialect::PostgreSql)
        return openPostgres(place, use);
    return use == Use::Search ? openSqliteSearch(place) : openSqlite(place, use);
}

Result<> Databases::limitCache(Connection &connection, Use use, int kib) const
{
    if (dialect() == Dialect::PostgreSql)
        return Done{};
    const QString limit = u"cache_size=-%1;\n"_s.arg(kib);
    const QString ofClinic = use == Use::Search ? u"PRAGMA clinic."_s + limit : QString();
    return connection.script(u"PRAGMA main."_s + limit + ofClinic);
}

Result<> Databases::turn(Connection &connection, Place place) const
{
    if (dialect() == Dialect::Sqlite)
        return Done{};
    // A missing schema shows with the first query: there is no other
    // in the path.
    return static_cast<PostgresConnection &>(connection).useSchema(schemaOf(place));
}

static QString kindOf(Place place)
{
    return place.isValid() ? u"clinic"_s : u"control"_s;
}

Result<> Databases::prepare(Place place) const
{
    if (dialect() == Dialect::Sqlite) {
        const QString folder = QFileInfo(fileOf(place)).path();
        if (!QDir().mkpath(folder))
            return Error::internal(u"cannot make the folder "_s + folder);
        QFile file(fileOf(place));
        if (!file.exists() && !file.open(QIODevice::WriteOnly))
            return Error::internal(u"cannot write "_s + file.fileName() + u": "_s + file.errorString());
        file.close();
        // Before a connection that writes: it would change the journal's mode of a newer program's file.
        const auto reading = open(place, Use::Read);
        const auto known = reading ? expectKnownSchema(**reading, kindOf(place)) : Result<>(reading.error());
        if (!known)
            return known;
    }
    auto connection = open(place, Use::Write);
    if (!connection)
        return connection.error();
    if (dialect() == Dialect::PostgreSql) {
        if (const auto made =
                (*connection)->script(u"CREATE SCHEMA IF NOT EXISTS "_s + schemaOf(place) + u";\n"_s);
            !made)
            return made;
    }
    return migrate(**connection, kindOf(place));
}

Result<> Databases::remove(Place place) const
{
    if (dialect() == Dialect::Sqlite) {
        const QString folder = QFileInfo(fileOf(place)).path();
        return QDir(folder).removeRecursively() ? Result<>(Done{})
                                                : Result<>(Error::internal(u"cannot remove "_s + folder));
    }
    if (!QDir(mediaFolderOf(place)).removeRecursively())
        return Error::internal(u"cannot remove "_s + mediaFolderOf(place));
    auto connection = open(controlPlace, Use::Write);
    if (!connection)
        return connection.error();
    return (*connection)->script(u"DROP SCHEMA IF EXISTS "_s + schemaOf(place) + u" CASCADE;\n"_s);
}

Result<int> Databases::schemaVersion(Place place) const
{
    auto connection = open(place, Use::Read);
    if (!connection)
        return connection.error();
    return currentVersion(**connection);
}

int Databases::newestSchema(Place place)
{
    return newestVersion(kindOf(place));
}

} // namespace acolhe::store
