// SPDX-License-Identifier: Apache-2.0
#include "backend/store/databases.h"

#include "backend/store/migrations.h"

#include <QDir>
#include <QSqlError>

#include <atomic>

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

QString Databases::schemaOf(Place place) const
{
    return place.isValid() ? u"clinic_%1"_s.arg(place.value) : u"control"_s;
}

/// Closes a named connection of QtSql with its last user.
class NamedConnection : public Connection {
public:
    NamedConnection(const QSqlDatabase &database, Dialect dialect)
        : Connection(database, dialect)
        , m_name(database.connectionName())
    {
    }
    ~NamedConnection() override
    {
        forget();
        QSqlDatabase::removeDatabase(m_name);
    }

private:
    const QString m_name;
};

static QString nextName()
{
    static std::atomic<quint64> count = 0;
    return u"acolhe-%1"_s.arg(++count);
}

static Error cannotOpen(const QSqlDatabase &database)
{
    return Error::internal(u"cannot open the database: "_s + database.lastError().text().simplified());
}

Result<> Databases::connect(QSqlDatabase &database, Place place, Use use) const
{
    if (dialect() == Dialect::PostgreSql) {
        database.setHostName(m_url.host());
        database.setPort(m_url.port(5432));
        database.setDatabaseName(m_url.path().mid(1));
        database.setUserName(m_url.userName(QUrl::FullyDecoded));
        database.setPassword(m_url.password(QUrl::FullyDecoded));
        database.setConnectOptions(u"connect_timeout=10;application_name=acolhe"_s);
        return database.open() ? Result<>(Done{}) : Result<>(cannotOpen(database));
    }
    database.setDatabaseName(fileOf(place));
    database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=5000"_s);
    if (!database.open())
        return cannotOpen(database);
    QStringList pragmas{u"PRAGMA foreign_keys=ON"_s, u"PRAGMA temp_store=MEMORY"_s};
    if (use == Use::Write)
        pragmas << u"PRAGMA journal_mode=WAL"_s << u"PRAGMA synchronous=FULL"_s
                << u"PRAGMA wal_autocheckpoint=0"_s << u"PRAGMA cache_size=-8192"_s;
    else
        pragmas << u"PRAGMA query_only=ON"_s << u"PRAGMA cache_size=-4096"_s;
    QSqlQuery query(database);
    for (const QString &pragma : pragmas) {
        if (!query.exec(pragma))
            return Error::internal(u"cannot open the database: "_s + query.lastError().text().simplified());
    }
    return Done{};
}

Result<std::unique_ptr<Connection>> Databases::open(Place place, Use use) const
{
    const bool sqlite = dialect() == Dialect::Sqlite;
    if (sqlite && place.isValid() && !QFile::exists(fileOf(place)))
        return Error::notFound(u"clinic"_s);
    const QString name = nextName();
    std::unique_ptr<Connection> connection;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(sqlite ? u"QSQLITE"_s : u"QPSQL"_s, name);
        if (const auto opened = connect(database, place, use); !opened) {
            database = {};
            QSqlDatabase::removeDatabase(name);
            return opened.error();
        }
        connection = std::make_unique<NamedConnection>(database, dialect());
    }
    if (!sqlite) {
        if (const auto set =
                connection->script(u"SET statement_timeout='30s';\nSET client_min_messages=warning;\n"_s);
            !set)
            return set.error();
        if (const auto turned = turn(*connection, place); !turned)
            return turned.error();
    }
    return connection;
}

Result<std::unique_ptr<Connection>> Databases::openSearch(ClinicId clinic) const
{
    if (dialect() == Dialect::PostgreSql)
        return open(clinic, Use::Write);
    if (!QFile::exists(fileOf(clinic)))
        return Error::notFound(u"clinic"_s);
    const QString name = nextName();
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
    database.setDatabaseName(QFileInfo(fileOf(clinic)).path() + u"/search.db"_s);
    database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=5000"_s);
    const bool opened = database.open();
    auto connection = std::make_unique<NamedConnection>(database, dialect());
    if (!opened)
        return cannotOpen(database);
    const auto attached = connection->run(u"ATTACH DATABASE ? AS clinic"_s, {fileOf(clinic)});
    if (!attached)
        return attached.error();
    // It is derived: losing its last seconds costs a re-reading of the log, so it need not wait for the disk.
    const auto set = connection->script(
        u"PRAGMA main.journal_mode=WAL;\nPRAGMA main.synchronous=NORMAL;\nPRAGMA cache_size=-4096;\n"_s);
    return set ? Result<std::unique_ptr<Connection>>(std::move(connection))
               : Result<std::unique_ptr<Connection>>(set.error());
}

Result<> Databases::turn(Connection &connection, Place place) const
{
    if (dialect() == Dialect::Sqlite)
        return Done{};
    // Only numbers of ours go into the name. A missing schema shows with the first query: there is no other
    // in the path.
    return connection.script(u"SET search_path TO "_s + schemaOf(place) + u";\n"_s);
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
    return migrate(**connection, place.isValid() ? u"clinic"_s : u"control"_s);
}

Result<> Databases::remove(Place place) const
{
    if (dialect() == Dialect::Sqlite) {
        const QString folder = QFileInfo(fileOf(place)).path();
        return QDir(folder).removeRecursively() ? Result<>(Done{})
                                                : Result<>(Error::internal(u"cannot remove "_s + folder));
    }
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
    return newestVersion(place.isValid() ? u"clinic"_s : u"control"_s);
}

} // namespace acolhe::store
