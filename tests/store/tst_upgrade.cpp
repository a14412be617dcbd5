// SPDX-License-Identifier: Apache-2.0
#include "backend/store/migrations.h"
#include "tests/support/storage/contents.h"
#include "tests/support/storage/stored_server.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/wait.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;
using namespace acolhe;
using store::Connection;
using store::Databases;
using store::Place;
using tests::StoredServer;
using tests::TestStore;

namespace {

using Contents = QMap<QString, QStringList>;

/// Passes statements on until the one that fails, or that the process does not survive.
class Faulty : public Connection {
public:
    Faulty(std::unique_ptr<Connection> real, int survived, bool dies)
        : Connection(real->dialect())
        , m_real(std::move(real))
        , m_left(survived)
        , m_dies(dies)
    {
    }
    Result<qint64> newId(const QString &table) override { return m_real->newId(table); }
    bool failed() const { return m_failed; }

protected:
    Result<int> execute(const QString &sql, const QVariantList &values, const Take &take) override
    {
        if (!take)
            return m_real->run(sql, values);
        const auto read = m_real->each(sql, values, take);
        return read ? Result<int>(0) : Result<int>(read.error());
    }
    Result<> executeOnce(const QString &sql) override
    {
        if (m_left-- == 0) {
            m_failed = true;
#ifdef Q_OS_UNIX
            if (m_dies)
                _exit(9);
#endif
            return Error::internal(u"database or disk is full"_s);
        }
        return m_real->script(sql + u";\n"_s);
    }

private:
    const std::unique_ptr<Connection> m_real;
    int m_left;
    const bool m_dies;
    bool m_failed = false;
};

} // namespace

class TestUpgrade : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleanupTestCase() { TestStore::stopPostgres(); }
    void everyVersionIsStored();
    void everyStoredVersionIsUpgradedWithAllItHolds_data() { versions(); }
    void everyStoredVersionIsUpgradedWithAllItHolds();
    void aNewerSchemaIsRefusedUntouched_data();
    void aNewerSchemaIsRefusedUntouched();
    void whatFailsInBetweenLeavesTheOldOrTheNew_data() { faults(); }
    void whatFailsInBetweenLeavesTheOldOrTheNew();

private:
    static void versions();
    static void faults();
};

void TestUpgrade::versions()
{
    QTest::addColumn<QString>("database");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("version");
    for (const char *database : {"SQLite", "PostgreSQL"}) {
        for (const QString &kind : {u"clinic"_s, u"control"_s}) {
            for (int version = 1; version <= store::newestVersion(kind); ++version)
                QTest::addRow("%s, %s %d", database, qPrintable(kind), version)
                    << QString::fromLatin1(database) << kind << version;
        }
    }
}

/// Whoever adds a migration runs tests/store/versions/make.py and commits what it writes.
void TestUpgrade::everyVersionIsStored()
{
    for (const QString &kind : {u"clinic"_s, u"control"_s}) {
        QVERIFY(store::newestVersion(kind) > 0);
        for (int version = 1; version <= store::newestVersion(kind); ++version) {
            QVERIFY2(QFile::exists(StoredServer::fileOf(kind, version, true)),
                qPrintable(StoredServer::fileOf(kind, version, true)));
            QVERIFY2(QFile::exists(StoredServer::fileOf(kind, version, false)),
                qPrintable(StoredServer::fileOf(kind, version, false)));
        }
    }
}

void TestUpgrade::everyStoredVersionIsUpgradedWithAllItHolds()
{
    QFETCH(QString, database);
    QFETCH(QString, kind);
    QFETCH(int, version);
    StoredServer server(database);
    const Place place = kind == "clinic"_L1 ? Place{1} : store::controlPlace;
    QVERIFY(server.load(place, version));
    const Contents tables = tests::tablesOf(*server.open(place));
    const Contents before = tests::rowsOf(*server.open(place), tables);
    for (const auto &[table, rows] : before.asKeyValueRange())
        QVERIFY2(!rows.isEmpty(), qPrintable(table)); // an upgrade can lose what is there only

    const auto upgraded = server->prepare(place);
    QVERIFY2(upgraded, qPrintable(upgraded ? QString() : upgraded.error().text));
    QCOMPARE(*server->schemaVersion(place), Databases::newestSchema(place));
    const auto connection = server.open(place);
    QCOMPARE(tests::rowsOf(*connection, tables), before);
    QCOMPARE(tests::danglingRows(*connection), 0);

    StoredServer fresh(database);
    QVERIFY(fresh->prepare(place));
    QCOMPARE(tests::definitionsOf(*connection), tests::definitionsOf(*fresh.open(place)));
}

void TestUpgrade::aNewerSchemaIsRefusedUntouched_data()
{
    QTest::addColumn<QString>("database");
    QTest::addColumn<QString>("mode"); ///< of SQLite's journal: a newer program may choose another
    QTest::newRow("SQLite, WAL") << u"SQLite"_s << u"WAL"_s;
    QTest::newRow("SQLite, another journal") << u"SQLite"_s << u"DELETE"_s;
    QTest::newRow("PostgreSQL") << u"PostgreSQL"_s << QString();
}

static QByteArray hashOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly)
        ? QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256)
        : QByteArray();
}

void TestUpgrade::aNewerSchemaIsRefusedUntouched()
{
    QFETCH(QString, database);
    QFETCH(QString, mode);
    StoredServer server(database);
    for (const QString &kind : {u"clinic"_s, u"control"_s}) {
        const Place place = kind == "clinic"_L1 ? Place{1} : store::controlPlace;
        QVERIFY(server.load(place, 1));
        {
            const auto newer = server.open(place);
            QVERIFY(newer->script(u"INSERT INTO schema_version (version) VALUES (9999);\n"_s));
            if (server.isSqlite())
                QVERIFY(newer->script(u"PRAGMA journal_mode=%1;\n"_s.arg(mode)));
        }
        const Contents tables = tests::tablesOf(*server.open(place));
        const Contents before = tests::rowsOf(*server.open(place), tables);
        const QByteArray bytes = hashOf(server->fileOf(place));
        const QDateTime time = QFileInfo(server->fileOf(place)).lastModified();
        const auto refused = server->prepare(place);
        QVERIFY(!refused);
        QCOMPARE(refused.error().text,
            u"the %1 database has schema 9999, newer than this program's %2: use a newer program"_s.arg(kind)
                .arg(Databases::newestSchema(place)));
        QCOMPARE(hashOf(server->fileOf(place)), bytes);
        QCOMPARE(QFileInfo(server->fileOf(place)).lastModified(), time);
        QCOMPARE(tests::rowsOf(*server.open(place), tables), before);
    }
}

void TestUpgrade::faults()
{
    QTest::addColumn<QString>("database");
    QTest::addColumn<int>("version"); ///< 0: nothing is there yet
    QTest::addColumn<bool>("dies");
    for (const char *database : {"SQLite", "PostgreSQL"}) {
        for (int version = 0; version < store::newestVersion(u"clinic"_s); ++version) {
            for (const bool dies : {false, true})
                QTest::addRow("%s, from %d, %s", database, version, dies ? "killed" : "refused")
                    << QString::fromLatin1(database) << version << dies;
        }
    }
}

/// Upgrades until the statement that fails; true when none did.
static bool upgradeUntil(StoredServer &server, int survived, bool dies)
{
#ifdef Q_OS_UNIX
    if (dies) {
        const pid_t child = fork();
        if (child == 0) {
            Faulty connection(server.open(Place{1}), survived, true);
            _exit(store::migrate(connection, u"clinic"_s) ? 0 : 1);
        }
        int status = 0;
        waitpid(child, &status, 0);
        return WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }
#endif
    Faulty connection(server.open(Place{1}), survived, false);
    const auto migrated = store::migrate(connection, u"clinic"_s);
    if (migrated.has_value() == connection.failed())
        qFatal("a failure was passed over");
    return migrated.has_value();
}

void TestUpgrade::whatFailsInBetweenLeavesTheOldOrTheNew()
{
    QFETCH(QString, database);
    QFETCH(int, version);
    QFETCH(bool, dies);
    QMap<int, QStringList> definitions; // by version
    for (int known = version; known <= store::newestVersion(u"clinic"_s); ++known) {
        StoredServer clean(database);
        QVERIFY(known == 0 || clean.load(Place{1}, known));
        if (known > 0)
            definitions[known] = tests::definitionsOf(*clean.open(Place{1}));
    }
    StoredServer server(database);
    if (version > 0)
        QVERIFY(server.load(Place{1}, version));
    else
        server.makeEmpty(Place{1});
    const Contents tables = tests::tablesOf(*server.open(Place{1}));
    const Contents before = tests::rowsOf(*server.open(Place{1}), tables);
    int statement = 0;
    int left = version;
    while (!upgradeUntil(server, statement, dies)) {
        const auto connection = server.open(Place{1});
        const int now = *store::currentVersion(*connection);
        QVERIFY(now >= left);
        if (now > 0)
            QCOMPARE(tests::definitionsOf(*connection), definitions[now]);
        else
            QVERIFY(tests::tablesOf(*connection).isEmpty());
        QCOMPARE(tests::rowsOf(*connection, tables), before);
        if (now > left)
            statement = -1; // a step is done: its statements do not come again
        left = now;
        QVERIFY(++statement < 500);
    }
    QCOMPARE(*server->schemaVersion(Place{1}), store::newestVersion(u"clinic"_s));
    QCOMPARE(tests::rowsOf(*server.open(Place{1}), tables), before);
}

QTEST_GUILESS_MAIN(TestUpgrade)
#include "tst_upgrade.moc"
