// SPDX-License-Identifier: Apache-2.0
#include "backend/backup/backup.h"
#include "backend/base/crypto.h"
#include "tests/support/manual_clock.h"
#include "tests/support/storage/contents.h"
#include "tests/support/storage/filled_server.h"

#include <QDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace acolhe;
using backup::Job;
using store::Row;
using tests::FilledServer;
using tests::sorriso;
using tests::TestStore;

static void quiet(const QString &) { }

static QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : "cannot be read";
}

static bool put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == bytes.size();
}

static QStringList entriesOf(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
}

/// No file grows beyond so many bytes while this lives: a full disk.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit tight{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &tight);
    }
    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }
    Q_DISABLE_COPY_MOVE(FullDisk)

private:
    rlimit m_before{};
};

class TestRefusals : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }
    void cleanupTestCase() { TestStore::stopPostgres(); }
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void aFileThatIsThereIsNotTouched();
    void aDamagedDatabaseIsNotBackedUp();
    void whatIsNoServersDataIsNotBackedUp();
    void aClinicWithoutItsDatabaseIsNoBackUp_data() { TestStore::addRows(); }
    void aClinicWithoutItsDatabaseIsNoBackUp();
    void twoAtOnceAreRefused();
    void aChangedByteAnywhereIsFound_data() { TestStore::addRows(); }
    void aChangedByteAnywhereIsFound();
    void aCutBackUpRestoresNothing_data() { TestStore::addRows(); }
    void aCutBackUpRestoresNothing();
    void aFullDiskLeavesNothing_data() { TestStore::addRows(); }
    void aFullDiskLeavesNothing();
    void aDirectoryThatHoldsAnythingIsNotTouched_data() { TestStore::addRows(); }
    void aDirectoryThatHoldsAnythingIsNotTouched();
    void aDatabaseThatHoldsAnythingIsNotTouched();
    void aBackUpOfTheOtherKindIsRefused_data() { TestStore::addRows(); }
    void aBackUpOfTheOtherKindIsRefused();
    void aNewerSchemaIsRefused_data() { TestStore::addRows(); }
    void aNewerSchemaIsRefused();
    void aKeyThatDoesNotFitIsTold_data();
    void aKeyThatDoesNotFitIsTold();

private:
    QString path(const QString &name) const { return m_dir->filePath(name); }
    QString file() const { return path(u"today.backup"_s); }
    bool backUp(const FilledServer &server);
    /// A job to restore to a new place of this kind.
    Job restoration(const QString &kind) const;

    const tests::ManualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_dir;
};

bool TestRefusals::backUp(const FilledServer &server)
{
    return backup::backUp({server.options(), file(), {}}, m_clock, quiet).has_value();
}

Job TestRefusals::restoration(const QString &kind) const
{
    store::Options options;
    options.dataDir = path(u"restored"_s);
    if (kind == "PostgreSQL"_L1)
        options.databaseUrl = TestStore::postgres().newDatabase();
    return {options, file(), {}};
}

/// Nothing is left of a restoration: no folder, no schema, under any name.
static bool nothingAt(const Job &job)
{
    const QFileInfo folder(job.store.dataDir);
    const QStringList beside = QDir(folder.path()).entryList({folder.fileName() + u"*"_s}, QDir::AllEntries);
    if (!beside.isEmpty())
        return false;
    if (job.store.databaseUrl.isEmpty())
        return true;
    const auto connection =
        store::Databases(job.store).open(store::controlPlace, store::Databases::Use::Read);
    const auto schemas =
        (*connection)
            ->one<int>(u"SELECT COUNT(*) FROM pg_namespace WHERE nspname ~ '(control|clinic)'"_s, {},
                [](Row &row) { return row.next<int>(); });
    return schemas && schemas->value_or(1) == 0;
}

void TestRefusals::aFileThatIsThereIsNotTouched()
{
    const FilledServer server(u"SQLite"_s);
    QVERIFY(put(file(), "something of value"));
    const auto made = backup::backUp({server.options(), file(), {}}, m_clock, quiet);
    QVERIFY(!made);
    QVERIFY(made.error().text.contains(u"exists already"_s));
    QCOMPARE(bytesOf(file()), "something of value");
    QCOMPARE(entriesOf(m_dir->path()), QStringList{u"today.backup"_s});
}

void TestRefusals::aDamagedDatabaseIsNotBackedUp()
{
    const FilledServer server(u"SQLite"_s);
    QFile database(server->fileOf(sorriso));
    QVERIFY(database.open(QIODevice::ReadWrite));
    QVERIFY(database.seek(3 * 4096));
    database.write(QByteArray(4096, '\x55'));
    database.close();
    const auto made = backup::backUp({server.options(), file(), {}}, m_clock, quiet);
    QVERIFY(!made);
    QVERIFY2(made.error().text.contains(u"clinic 1"_s), qPrintable(made.error().text));
    QCOMPARE(entriesOf(m_dir->path()), QStringList());
    QVERIFY(!entriesOf(server.options().dataDir).contains(u".backup"_s));
}

void TestRefusals::whatIsNoServersDataIsNotBackedUp()
{
    store::Options empty;
    empty.dataDir = path(u"empty"_s);
    QVERIFY(!backup::backUp({empty, file(), {}}, m_clock, quiet));
    QVERIFY(QDir().mkdir(empty.dataDir));
    QVERIFY(!backup::backUp({empty, file(), {}}, m_clock, quiet));
    empty.databaseUrl = TestStore::postgres().newDatabase();
    QVERIFY(!backup::backUp({empty, file(), {}}, m_clock, quiet));
    QCOMPARE(entriesOf(empty.dataDir), QStringList());
    QCOMPARE(entriesOf(m_dir->path()), QStringList{u"empty"_s});
}

void TestRefusals::aClinicWithoutItsDatabaseIsNoBackUp()
{
    QFETCH(QString, kind);
    const FilledServer server(kind);
    QVERIFY(server->remove(sorriso));
    const auto made = backup::backUp({server.options(), file(), {}}, m_clock, quiet);
    QVERIFY(!made);
    QCOMPARE(made.error().text, u"clinic 1 has no database: nothing was backed up"_s);
    QCOMPARE(entriesOf(m_dir->path()), QStringList());
}

void TestRefusals::twoAtOnceAreRefused()
{
    const FilledServer server(u"SQLite"_s);
    bool refused = false;
    const auto made = backup::backUp({server.options(), file(), {}}, m_clock, [&](const QString &) {
        refused = !backup::backUp({server.options(), path(u"other"_s), {}}, m_clock, quiet);
    });
    QVERIFY(made);
    QVERIFY(refused);
    QVERIFY(!QFile::exists(path(u"other"_s)));
}

void TestRefusals::aChangedByteAnywhereIsFound()
{
    QFETCH(QString, kind);
    const FilledServer server(kind);
    QVERIFY(backUp(server));
    QVERIFY(backup::verify(file(), {}, quiet));
    const QByteArray whole = bytesOf(file());
    const Job job = restoration(kind);
    const qsizetype step = whole.size() / 40;
    for (qsizetype i = 0; i < whole.size(); i += step) {
        QByteArray changed = whole;
        changed[i] = char(changed[i] ^ 4);
        QVERIFY(put(file(), changed));
        const auto verified = backup::verify(file(), {}, quiet);
        QVERIFY2(!verified, qPrintable(QString::number(i)));
        QVERIFY(!verified.error().text.contains(u'\n'));
        QVERIFY2(!backup::restore(job, m_clock, quiet), qPrintable(QString::number(i)));
        QVERIFY(nothingAt(job));
    }
    QVERIFY(put(file(), whole));
    QVERIFY(backup::restore(job, m_clock, quiet));
}

void TestRefusals::aCutBackUpRestoresNothing()
{
    QFETCH(QString, kind);
    const FilledServer server(kind);
    QVERIFY(backUp(server));
    const QByteArray whole = bytesOf(file());
    const Job job = restoration(kind);
    for (const qsizetype size : {qsizetype(0), whole.size() / 3, whole.size() / 2, whole.size() - 1}) {
        QVERIFY(put(file(), whole.first(size)));
        QVERIFY(!backup::restore(job, m_clock, quiet));
        QVERIFY(nothingAt(job));
    }
    QVERIFY(put(file(), whole + "x"));
    QVERIFY(!backup::restore(job, m_clock, quiet));
    QVERIFY(nothingAt(job));
}

void TestRefusals::aFullDiskLeavesNothing()
{
    QFETCH(QString, kind);
    const FilledServer server(kind);
    const QStringList before = entriesOf(server.options().dataDir);
    const Job job = restoration(kind);
    for (const rlim_t bytes : {10'000, 100'000, 2'000'000}) {
        const FullDisk disk(bytes);
        const auto made = backup::backUp({server.options(), file(), {}}, m_clock, quiet);
        QVERIFY(!made);
        QVERIFY(!made.error().text.contains(u'\n'));
        QCOMPARE(entriesOf(m_dir->path()), QStringList());
        QCOMPARE(entriesOf(server.options().dataDir), before);
    }
    QVERIFY(backUp(server));
    for (const rlim_t bytes : {10'000, 100'000, 2'000'000}) {
        const FullDisk disk(bytes);
        QVERIFY(!backup::restore(job, m_clock, quiet));
        QVERIFY(nothingAt(job));
    }
    QVERIFY(backup::restore(job, m_clock, quiet));
}

void TestRefusals::aDirectoryThatHoldsAnythingIsNotTouched()
{
    QFETCH(QString, kind);
    const FilledServer server(kind);
    QVERIFY(backUp(server));
    const Job job = restoration(kind);
    QVERIFY(QDir().mkdir(job.store.dataDir));
    QVERIFY(put(job.store.dataDir + u"/.hidden"_s, "mine"));
    const auto restored = backup::restore(job, m_clock, quiet);
    QVERIFY(!restored);
    QVERIFY(restored.error().text.contains(u"is not empty"_s));
    QCOMPARE(entriesOf(job.store.dataDir), QStringList{u".hidden"_s});
    QVERIFY(QFile::remove(job.store.dataDir + u"/.hidden"_s)); // an empty one gives way
    QVERIFY(backup::restore(job, m_clock, quiet));
}

void TestRefusals::aDatabaseThatHoldsAnythingIsNotTouched()
{
    const FilledServer server(u"PostgreSQL"_s);
    const FilledServer other(u"PostgreSQL"_s);
    QVERIFY(backUp(server));
    Job job = restoration(u"SQLite"_s);
    job.store.databaseUrl = other.options().databaseUrl;
    const auto tables = tests::tablesOf(*other.open(sorriso));
    const auto before = tests::rowsOf(*other.open(sorriso), tables);
    const auto restored = backup::restore(job, m_clock, quiet);
    QVERIFY(!restored);
    QVERIFY2(restored.error().text.contains(u"is not empty"_s), qPrintable(restored.error().text));
    QCOMPARE(tests::rowsOf(*other.open(sorriso), tables), before);
    QVERIFY(!QFile::exists(job.store.dataDir));
}

void TestRefusals::aBackUpOfTheOtherKindIsRefused()
{
    QFETCH(QString, kind);
    const FilledServer server(kind);
    QVERIFY(backUp(server));
    const Job job = restoration(kind == "SQLite"_L1 ? u"PostgreSQL"_s : u"SQLite"_s);
    const auto restored = backup::restore(job, m_clock, quiet);
    QVERIFY(!restored);
    QVERIFY2(restored.error().text.contains(u"--database"_s), qPrintable(restored.error().text));
    QVERIFY(nothingAt(job));
}

void TestRefusals::aNewerSchemaIsRefused()
{
    QFETCH(QString, kind);
    const FilledServer server(kind);
    QVERIFY(server.open(sorriso)->script(u"INSERT INTO schema_version (version) VALUES (9999);\n"_s));
    QVERIFY(backUp(server));
    const Job job = restoration(kind);
    const auto restored = backup::restore(job, m_clock, quiet);
    QVERIFY(!restored);
    QVERIFY(restored.error().text.contains(u"schema 9999, newer than this program's"_s));
    QVERIFY(nothingAt(job));
}

void TestRefusals::aKeyThatDoesNotFitIsTold_data()
{
    QTest::addColumn<QByteArray>("key"); ///< null: none
    QTest::addColumn<bool>("open");
    QTest::addColumn<QString>("words");
    QTest::newRow("none") << QByteArray() << false << u"--backup-key-file"_s;
    QTest::newRow("another") << QByteArray("acolhe-backup-key-1 " + QByteArray(32, 'x').toBase64() + '\n')
                             << false << u"another key"_s;
    QTest::newRow("no key") << QByteArray("1 abc\n") << false << u"is no key"_s;
    QTest::newRow("readable by others")
        << QByteArray("acolhe-backup-key-1 " + QByteArray(32, 'x').toBase64() + '\n') << true
        << u"chmod 600"_s;
}

void TestRefusals::aKeyThatDoesNotFitIsTold()
{
    QFETCH(QByteArray, key);
    QFETCH(bool, open);
    QFETCH(QString, words);
    const FilledServer server(u"SQLite"_s);
    QVERIFY(backUp(server));
    const QString beside = file() + u".key"_s;
    QVERIFY(QFile::remove(beside));
    if (!key.isNull()) {
        QVERIFY(put(beside, key));
        QVERIFY(QFile::setPermissions(
            beside, QFile::ReadOwner | (open ? QFile::ReadOther : QFile::Permission(0))));
    }
    const Job job = restoration(u"SQLite"_s);
    const auto verified = backup::verify(file(), {}, quiet);
    const auto restored = backup::restore(job, m_clock, quiet);
    QVERIFY(!verified && !restored);
    QVERIFY2(verified.error().text.contains(words), qPrintable(verified.error().text));
    QCOMPARE(restored.error().text, verified.error().text);
    QVERIFY(nothingAt(job));
}

QTEST_GUILESS_MAIN(TestRefusals)
#include "tst_refusals.moc"
