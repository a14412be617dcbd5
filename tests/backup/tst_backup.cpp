// SPDX-License-Identifier: Apache-2.0
#include "backend/backup/backup.h"
#include "backend/base/crypto.h"
#include "backend/store/events.h"
#include "backend/store/outbox.h"
#include "tests/support/manual_clock.h"
#include "tests/support/storage/await.h"
#include "tests/support/storage/contents.h"
#include "tests/support/storage/filled_server.h"

#include <QDir>
#include <QDirIterator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using backup::Job;
using store::Connection;
using store::Row;
using tests::FilledServer;
using tests::sorriso;
using tests::TestStore;
using tests::vida;

static void quiet(const QString &) { }

/// What came back of a FilledServer.
class Copy {
public:
    explicit Copy(const FilledServer &server)
    {
        m_options.dataDir = m_dir.filePath(u"restored"_s);
        if (!server.isSqlite())
            m_options.databaseUrl = TestStore::postgres().newDatabase();
    }
    Job job(const QString &file) const { return {m_options, file, {}}; }
    QString path(const QString &name) const { return m_options.dataDir + u'/' + name; }
    std::unique_ptr<Connection> open(store::Place place) const
    {
        auto opened = store::Databases(m_options).open(place, store::Databases::Use::Write);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().text));
        return *std::move(opened);
    }

private:
    QTemporaryDir m_dir;
    store::Options m_options;
};

class TestBackup : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }
    void cleanupTestCase() { TestStore::stopPostgres(); }
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void everythingComesBack_data() { TestStore::addRows(); }
    void everythingComesBack();
    void eachClinicHasANewEpochAndTheNewestSchema_data() { TestStore::addRows(); }
    void eachClinicHasANewEpochAndTheNewestSchema();
    void whatWasOnItsWayIsUncertainAndNotSentAgain_data() { TestStore::addRows(); }
    void whatWasOnItsWayIsUncertainAndNotSentAgain();
    void loginsAndInvitationsEndAndApiKeysStay_data() { TestStore::addRows(); }
    void loginsAndInvitationsEndAndApiKeysStay();
    void noIdIsGivenTwice_data() { TestStore::addRows(); }
    void noIdIsGivenTwice();
    void whatPatientsWroteIsFoundAgain_data() { TestStore::addRows(); }
    void whatPatientsWroteIsFoundAgain();
    void othersWriteMeanwhile_data() { TestStore::addRows(); }
    void othersWriteMeanwhile();
    void aClinicThatIsRemovedMeanwhileIsLeftOut_data() { TestStore::addRows(); }
    void aClinicThatIsRemovedMeanwhileIsLeftOut();
    void onlyItsOwnerMayReadIt();
    void aNamedKeyIsMadeOnceAndLiesNowhereElse();
    void leftoversOfAKilledOneGiveWay();
    void whatIsDerivedOrUnfinishedIsLeftOut();
    void aDirectoryThatCannotBeReplacedIsFilled();
    void aDirectoryMayBeNamedFromHere();

private:
    QString file() const { return m_dir->filePath(u"today.backup"_s); }
    Result<backup::Restored> backUpAndRestore(const FilledServer &server, const Copy &copy);

    const tests::ManualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_dir;
};

Result<backup::Restored> TestBackup::backUpAndRestore(const FilledServer &server, const Copy &copy)
{
    const auto made = backup::backUp({server.options(), file(), {}}, m_clock, quiet);
    return made ? backup::restore(copy.job(file()), m_clock, quiet) : Result<backup::Restored>(made.error());
}

static QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : "cannot be read";
}

/// The rows that a restoration leaves as they are.
static QMap<QString, QStringList> lasting(Connection &connection, const QMap<QString, QStringList> &all)
{
    auto tables = all;
    for (const QString &changed : {u"meta"_s, u"outbox"_s, u"attempt"_s, u"audit"_s, u"session"_s,
             u"invitation"_s, u"scheduled_message"_s})
        tables.remove(changed);
    for (const QString &column : {u"status"_s, u"error"_s})
        tables[u"message"_s].removeAll(column);
    if (tables[u"message"_s].isEmpty())
        tables.remove(u"message"_s);
    return tests::rowsOf(connection, tables);
}

void TestBackup::everythingComesBack()
{
    QFETCH(QString, kind);
    const FilledServer server(kind);
    const Copy copy(server);
    const auto made = backup::backUp({server.options(), file(), {}}, m_clock, quiet);
    QVERIFY2(made, qPrintable(made ? QString() : made.error().text));
    QCOMPARE(made->clinics, 2);
    QCOMPARE(made->files, 3);
    QCOMPARE(made->size, QFileInfo(file()).size());
    QVERIFY(made->keyIsNew && made->key.beside);
    const auto restored = backup::restore(copy.job(file()), m_clock, quiet);
    QVERIFY2(restored, qPrintable(restored ? QString() : restored.error().text));
    QCOMPARE(restored->of.createdAt, made->createdAt);
    for (const store::Place place : {store::controlPlace, sorriso, vida}) {
        const auto before = server.open(place);
        const auto tables = tests::tablesOf(*before);
        QVERIFY(tables.size() >= 5);
        QCOMPARE(lasting(*copy.open(place), tables), lasting(*before, tables));
        QCOMPARE(tests::danglingRows(*copy.open(place)), 0);
    }
    for (const QString &name :
        {u"keys"_s, u"clinics/1/attachments/ab/exame nº 1.jpg"_s, u"clinics/1/attachments/cd/empty"_s})
        QCOMPARE(bytesOf(copy.path(name)), bytesOf(server.path(name)));
}

void TestBackup::eachClinicHasANewEpochAndTheNewestSchema()
{
    QFETCH(QString, kind);
    const FilledServer server(kind);
    const Copy copy(server);
    QVERIFY(backUpAndRestore(server, copy));
    QStringList epochs;
    for (const ClinicId clinic : {sorriso, vida}) {
        const auto before = store::Events(*server.open(clinic)).position();
        const auto after = store::Events(*copy.open(clinic)).position();
        QVERIFY(before && after);
        QCOMPARE(after->seq, before->seq);
        QVERIFY(after->epoch != before->epoch);
        epochs.append(after->epoch);
        QCOMPARE(*store::Databases(copy.job({}).store).schemaVersion(clinic),
            store::Databases::newestSchema(clinic));
    }
    QVERIFY(epochs[0] != epochs[1]);
    QCOMPARE(*server->schemaVersion(vida), 1); // the server's own is as it was
}

static QStringList texts(Connection &connection, const QString &sql)
{
    const auto all = connection.all<QString>(sql, {}, [](Row &row) { return row.next<QString>(); });
    return all ? *all : QStringList{all.error().text};
}

void TestBackup::whatWasOnItsWayIsUncertainAndNotSentAgain()
{
    QFETCH(QString, kind);
    const FilledServer server(kind);
    const Copy copy(server);
    const auto restored = backUpAndRestore(server, copy);
    QVERIFY(restored);
    QCOMPARE(restored->uncertain, 2 * 3); // in each clinic two that waited and one that was being sent
    const auto clinic = copy.open(sorriso);
    QCOMPARE(texts(*clinic, u"SELECT state FROM outbox ORDER BY id"_s),
        QStringList(
            {u"uncertain"_s, u"uncertain"_s, u"uncertain"_s, u"done"_s, u"failed"_s, u"uncertain"_s}));
    QCOMPARE(texts(*clinic, u"SELECT status FROM message WHERE direction = 'out' ORDER BY id"_s),
        QStringList({u"uncertain"_s, u"uncertain"_s, u"uncertain"_s, u"sent"_s, u"delivered"_s, u"read"_s,
            u"failed"_s, u"uncertain"_s}));
    QVERIFY(texts(*clinic, u"SELECT error FROM message WHERE id = 25"_s).first().contains(u"\"restored\""_s));
    QCOMPARE(texts(*clinic, u"SELECT outcome FROM attempt ORDER BY id"_s),
        QStringList({u"uncertain"_s, u"done"_s}));
    store::Outbox outbox(*clinic);
    QCOMPARE(outbox.due({std::numeric_limits<qint64>::max()}, {}, 100)->rows.size(), 0);
    QCOMPARE(outbox.interrupted()->size(), 0);
    const auto scheduled = texts(*clinic, u"SELECT state FROM scheduled_message ORDER BY id"_s);
    QVERIFY(scheduled.size() == 3 && !scheduled.contains(u"waiting"_s));
    QCOMPARE(texts(*clinic, u"SELECT reason FROM scheduled_message WHERE id = 1"_s).first(), u"restored"_s);
    QCOMPARE(texts(*clinic, u"SELECT action FROM audit ORDER BY id"_s).last(), u"backup.restore"_s);
    QCOMPARE(texts(*server.open(sorriso), u"SELECT state FROM outbox ORDER BY id"_s).first(), u"queued"_s);
}

void TestBackup::loginsAndInvitationsEndAndApiKeysStay()
{
    QFETCH(QString, kind);
    const FilledServer server(kind);
    const Copy copy(server);
    const auto restored = backUpAndRestore(server, copy);
    QVERIFY(restored);
    QCOMPARE(restored->logins, 1);
    QCOMPARE(restored->apiKeys, 1);
    const auto control = copy.open(store::controlPlace);
    QCOMPARE(texts(*control, u"SELECT kind FROM session"_s), QStringList{u"api_key"_s});
    QCOMPARE(texts(*control, u"SELECT 'one' FROM invitation"_s), QStringList());
}

void TestBackup::noIdIsGivenTwice()
{
    QFETCH(QString, kind);
    const FilledServer server(kind);
    const auto before = server.open(sorriso);
    const auto last = before->newId(u"label"_s);
    QVERIFY(last);
    QVERIFY(
        before->run(u"INSERT INTO label (id, name, color) VALUES (?, 'x', '#000')"_s, store::with(*last)));
    QVERIFY(before->run(u"DELETE FROM label WHERE id = ?"_s, store::with(*last)));
    const Copy copy(server);
    QVERIFY(backUpAndRestore(server, copy));
    QVERIFY(*copy.open(sorriso)->newId(u"label"_s) > *last);
}

/// How many messages a search finds; makes the index when there is none.
static qsizetype found(const store::Options &options, const QString &word)
{
    const auto opened = store::Store::open(options);
    if (!opened)
        return -1;
    const auto page =
        tests::await((*opened)->search(sorriso, {word, {sorriso, {1}, {}, Role::Admin, {1}}, {}, {}, 50}));
    return page ? page->hits.size() : -1;
}

void TestBackup::whatPatientsWroteIsFoundAgain()
{
    QFETCH(QString, kind);
    const FilledServer server(kind);
    QVERIFY(server.open(sorriso)->run(u"UPDATE event SET data = ? WHERE seq = 3"_s,
        store::with(u"{\"message\":{\"id\":3,\"text\":\"autorização\"}}"_s)));
    QCOMPARE(found(server.options(), u"autorizacao"_s), 1); // the server's own index, which is not backed up
    const Copy copy(server);
    QVERIFY(backUpAndRestore(server, copy));
    QCOMPARE(found(copy.job({}).store, u"autorizacao"_s), 1);
}

void TestBackup::othersWriteMeanwhile()
{
    QFETCH(QString, kind);
    const FilledServer server(kind);
    const Copy copy(server);
    int written = 0;
    const auto made = backup::backUp({server.options(), file(), {}}, m_clock, [&](const QString &) {
        const auto other = server->open(sorriso, store::Databases::Use::Write);
        written += other
                && (*other)->run(u"INSERT INTO meta (name, value) VALUES (?, 'x')"_s,
                    store::with(u"during-%1"_s.arg(written)))
            ? 1
            : 0;
    });
    QVERIFY(made);
    QVERIFY(written >= 2);
    QVERIFY(backup::restore(copy.job(file()), m_clock, quiet));
    const auto clinic = copy.open(sorriso);
    const int there = int(texts(*clinic, u"SELECT name FROM meta WHERE name LIKE 'during-%'"_s).size());
    QVERIFY(there < written); // those before it was copied
    QCOMPARE(tests::danglingRows(*clinic), 0);
}

void TestBackup::aClinicThatIsRemovedMeanwhileIsLeftOut()
{
    QFETCH(QString, kind);
    const FilledServer server(kind);
    const Copy copy(server);
    bool removed = false;
    const auto made = backup::backUp({server.options(), file(), {}}, m_clock, [&](const QString &) {
        if (std::exchange(removed, true))
            return;
        QVERIFY(server.open(store::controlPlace)->run(u"DELETE FROM membership WHERE clinic_id = 3"_s));
        QVERIFY(server.open(store::controlPlace)->run(u"DELETE FROM invitation"_s));
        QVERIFY(server.open(store::controlPlace)->run(u"DELETE FROM clinic WHERE id = 3"_s));
        QVERIFY(server->remove(vida));
    });
    QVERIFY2(made, qPrintable(made ? QString() : made.error().text));
    QCOMPARE(made->clinics, 1);
    QVERIFY(backup::restore(copy.job(file()), m_clock, quiet));
    QCOMPARE(texts(*copy.open(store::controlPlace), u"SELECT slug FROM clinic"_s), QStringList{u"sorriso"_s});
}

void TestBackup::onlyItsOwnerMayReadIt()
{
    const FilledServer server(u"SQLite"_s);
    const Copy copy(server);
    QVERIFY(backUpAndRestore(server, copy));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    const QStringList paths{file(), file() + u".key"_s, copy.path({}), copy.path(u"keys"_s),
        copy.path(u"control.db"_s), copy.path(u"clinics/1/clinic.db"_s)};
    for (const QString &path : paths)
        QVERIFY2(!QFileInfo(path).permissions().testAnyFlags(others), qPrintable(path));
    QVERIFY(!bytesOf(file()).contains("Marina"));
}

void TestBackup::aNamedKeyIsMadeOnceAndLiesNowhereElse()
{
    const FilledServer server(u"SQLite"_s);
    const QString key = m_dir->filePath(u"key"_s);
    const auto first = backup::backUp({server.options(), file(), key}, m_clock, quiet);
    QVERIFY(first);
    QVERIFY(first->keyIsNew && !first->key.beside);
    const QByteArray made = bytesOf(key);
    const QString other = m_dir->filePath(u"other"_s);
    const auto second = backup::backUp({server.options(), other, key}, m_clock, quiet);
    QVERIFY(second);
    QVERIFY(!second->keyIsNew);
    QCOMPARE(bytesOf(key), made);
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files | QDir::Hidden, QDir::Name),
        QStringList({u"key"_s, u"other"_s, u"today.backup"_s}));
    QVERIFY(backup::verify(other, key, quiet));
    QVERIFY(!backup::verify(other, {}, quiet));
}

void TestBackup::leftoversOfAKilledOneGiveWay()
{
    const FilledServer server(u"SQLite"_s);
    const Copy copy(server);
    server.write(u".backup/copy.db"_s, "half a database");
    QFile partial(file() + u".partial"_s);
    QVERIFY(partial.open(QIODevice::WriteOnly));
    partial.write("half a back-up");
    partial.close();
    QVERIFY(QDir().mkpath(copy.path({}).chopped(1) + u".restoring/clinics"_s));
    QVERIFY(backUpAndRestore(server, copy));
    QVERIFY(!QFile::exists(partial.fileName()));
    QVERIFY(!QFile::exists(server.path(u".backup"_s)));
    QVERIFY(!QFile::exists(copy.path({}).chopped(1) + u".restoring"_s));
}

void TestBackup::aDirectoryMayBeNamedFromHere()
{
    const FilledServer server(u"SQLite"_s);
    const Copy copy(server);
    store::Options options = server.options();
    options.dataDir = QDir::current().relativeFilePath(options.dataDir);
    const auto made = backup::backUp({options, file(), {}}, m_clock, quiet);
    QVERIFY2(made, qPrintable(made ? QString() : made.error().text));
    QCOMPARE(made->files, 3);
    QVERIFY(backup::restore(copy.job(file()), m_clock, quiet));
    QCOMPARE(bytesOf(copy.path(u"keys"_s)), bytesOf(server.path(u"keys"_s)));
}

void TestBackup::whatIsDerivedOrUnfinishedIsLeftOut()
{
    const FilledServer server(u"SQLite"_s);
    const Copy copy(server);
    for (const QString &name : {u"server.lock"_s, u"clinics/1/search.db"_s, u"clinics/1/search.db-wal"_s,
             u"clinics/1/attachments/ab/cut.partial"_s})
        server.write(name, "x");
    const Job within{server.options(), server.path(u"own.backup"_s), {}};
    QVERIFY(backup::backUp(within, m_clock, quiet));
    QVERIFY(backUpAndRestore(server, copy));
    QStringList names;
    QDirIterator files(copy.path({}), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext())
        names.append(QDir(copy.path({})).relativeFilePath(files.next()));
    names.sort();
    QCOMPARE(names,
        QStringList({u"clinics/1/attachments/ab/exame nº 1.jpg"_s, u"clinics/1/attachments/cd/empty"_s,
            u"clinics/1/clinic.db"_s, u"clinics/3/clinic.db"_s, u"control.db"_s, u"keys"_s}));
}

/// As a mount point cannot; a link is as good for that.
void TestBackup::aDirectoryThatCannotBeReplacedIsFilled()
{
    const FilledServer server(u"SQLite"_s);
    const Copy copy(server);
    const QString there = m_dir->filePath(u"volume"_s);
    QVERIFY(QDir().mkdir(there));
    QVERIFY(QFile::link(there, copy.path({}).chopped(1)));
    QVERIFY(backUpAndRestore(server, copy));
    QVERIFY(QFileInfo(copy.path({}).chopped(1)).isSymLink());
    QCOMPARE(QDir(there).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name),
        QStringList({u"clinics"_s, u"control.db"_s, u"keys"_s}));
}

QTEST_GUILESS_MAIN(TestBackup)
#include "tst_backup.moc"
