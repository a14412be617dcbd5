// SPDX-License-Identifier: Apache-2.0
#include "tests/support/storage/postgres.h"

#include <QDir>
#include <QTcpServer>
#include <QTcpSocket>

#include <unistd.h>

namespace acolhe::tests {

using namespace Qt::StringLiterals;

static QString binaryDir()
{
    const QDir versions(u"/usr/lib/postgresql"_s);
    const QStringList all = versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    return all.isEmpty() ? QString() : versions.filePath(all.last()) + u"/bin/"_s;
}

/// PostgreSQL refuses to run as root.
static QStringList asItsUser(const QStringList &command)
{
    return geteuid() == 0 ? QStringList{u"runuser"_s, u"-u"_s, u"postgres"_s, u"--"_s} + command : command;
}

static bool runToEnd(const QStringList &command, QString *output = nullptr)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory(u"/"_s);
    process.start(command.first(), command.mid(1));
    const bool ended = process.waitForFinished(60'000);
    if (output)
        *output = QString::fromUtf8(process.readAll()).right(2000);
    return ended && process.exitCode() == 0;
}

static int freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
}

Postgres::Postgres()
{
    if (binaryDir().isEmpty()) {
        m_problem = u"PostgreSQL's server is not installed (Debian: postgresql)"_s;
        return;
    }
    QFile::setPermissions(m_dir.path(), QFile::Permissions(0x7777)); // its own user must reach it
    const QString data = m_dir.filePath(u"data"_s);
    if (!runToEnd(asItsUser({binaryDir() + u"initdb"_s, u"-D"_s, data, u"-U"_s, u"acolhe"_s,
                      u"--auth=trust"_s, u"-E"_s, u"UTF8"_s, u"--locale=C.UTF-8"_s, u"--no-sync"_s}),
            &m_problem))
        return;
    m_port = freePort();
    if (!launch())
        m_port = 0;
}

bool Postgres::launch()
{
    const QStringList command = asItsUser({binaryDir() + u"postgres"_s, u"-D"_s, m_dir.filePath(u"data"_s),
        u"-p"_s, QString::number(m_port), u"-c"_s, u"listen_addresses=127.0.0.1"_s, u"-c"_s,
        u"unix_socket_directories="_s, u"-c"_s, u"fsync=off"_s, u"-c"_s, u"max_connections=60"_s});
    m_server.setWorkingDirectory(u"/"_s);
    m_server.setStandardErrorFile(m_dir.filePath(u"log"_s));
    m_server.start(command.first(), command.mid(1));
    for (int i = 0; i < 300 && m_server.state() != QProcess::NotRunning; ++i) {
        if (sql(u"SELECT 1"_s))
            return true;
        m_server.waitForFinished(100);
    }
    m_problem = u"PostgreSQL did not start"_s;
    return false;
}

Postgres::~Postgres()
{
    if (m_server.state() == QProcess::NotRunning)
        return;
    runToEnd(asItsUser(
        {binaryDir() + u"pg_ctl"_s, u"-D"_s, m_dir.filePath(u"data"_s), u"-m"_s, u"immediate"_s, u"stop"_s}));
    if (!m_server.waitForFinished(10'000))
        m_server.kill();
    m_server.waitForFinished(5'000);
    if (geteuid() == 0)
        runToEnd({u"rm"_s, u"-rf"_s, m_dir.filePath(u"data"_s)});
}

bool Postgres::sql(const QString &statement)
{
    return runToEnd(
        {u"psql"_s, u"-h"_s, u"127.0.0.1"_s, u"-p"_s, QString::number(m_port), u"-U"_s, u"acolhe"_s, u"-d"_s,
            u"postgres"_s, u"-X"_s, u"-q"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"-c"_s, statement});
}

QString Postgres::newDatabase()
{
    const QString name = u"test_%1"_s.arg(++m_count);
    if (!sql(u"CREATE DATABASE "_s + name))
        return {};
    return u"postgresql://acolhe@127.0.0.1:%1/%2"_s.arg(m_port).arg(name);
}

void Postgres::terminateConnections()
{
    sql(u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"_s);
}

bool Postgres::withholdAnswers(bool withhold)
{
    const QString name = withhold ? u"nobody"_s : QString();
    return sql(u"ALTER SYSTEM SET synchronous_standby_names = '%1'"_s.arg(name))
        && sql(u"SELECT pg_reload_conf()"_s);
}

bool Postgres::cutUnanswered()
{
    return sql(
        u"DO $$ BEGIN FOR i IN 1..20 LOOP PERFORM pg_stat_clear_snapshot(); "
        u"PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'; "
        u"IF FOUND THEN RETURN; END IF; PERFORM pg_sleep(0.05); END LOOP; RAISE 'none waits'; END $$"_s);
}

bool Postgres::restart()
{
    runToEnd(asItsUser(
        {binaryDir() + u"pg_ctl"_s, u"-D"_s, m_dir.filePath(u"data"_s), u"-m"_s, u"immediate"_s, u"stop"_s}));
    m_server.waitForFinished(10'000);
    return launch();
}

} // namespace acolhe::tests
