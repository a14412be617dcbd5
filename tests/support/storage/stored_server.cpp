// SPDX-License-Identifier: Apache-2.0
#include "tests/support/storage/stored_server.h"

#include "backend/store/sqlite_connection.h"

#include <QDir>
#include <QFile>

namespace acolhe::tests {

using namespace Qt::StringLiterals;
using store::Databases;

QString StoredServer::fileOf(const QString &kind, int version, bool sqlite)
{
    return QStringLiteral(ACOLHE_SOURCE_DIR "/tests/store/versions/%1-%2.%3.sql")
        .arg(kind)
        .arg(version, 4, 10, QLatin1Char('0'))
        .arg(sqlite ? u"sqlite"_s : u"postgres"_s);
}

StoredServer::StoredServer(const QString &database)
{
    m_options.dataDir = m_dir.filePath(u"data"_s);
    if (database == "PostgreSQL"_L1)
        m_options.databaseUrl = TestStore::postgres().newDatabase();
    QDir().mkpath(m_options.dataDir);
    m_databases = std::make_unique<Databases>(m_options);
}

std::unique_ptr<store::Connection> StoredServer::open(store::Place place) const
{
    if (isSqlite())
        QDir().mkpath(QFileInfo(m_databases->fileOf(place)).path());
    auto opened = isSqlite() ? store::SqliteConnection::open(m_databases->fileOf(place))
                             : m_databases->open(place, Databases::Use::Write);
    if (!opened)
        qFatal("%s", qPrintable(opened.error().text));
    return *std::move(opened);
}

void StoredServer::makeEmpty(store::Place place) const
{
    const QString schema = place.isValid() ? u"clinic_%1"_s.arg(place.value) : u"control"_s;
    const auto connection = open(place);
    if (isSqlite())
        return;
    if (const auto made = connection->script(u"CREATE SCHEMA %1;\n"_s.arg(schema)); !made)
        qFatal("%s", qPrintable(made.error().text));
}

bool StoredServer::load(store::Place place, int version) const
{
    QFile file(fileOf(place.isValid() ? u"clinic"_s : u"control"_s, version, isSqlite()));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    makeEmpty(place);
    const auto loaded = open(place)->script(QString::fromUtf8(file.readAll()));
    return loaded.has_value();
}

void StoredServer::write(const QString &name, const QByteArray &bytes) const
{
    QDir().mkpath(QFileInfo(path(name)).path());
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
}

} // namespace acolhe::tests
