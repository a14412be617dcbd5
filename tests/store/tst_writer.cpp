// SPDX-License-Identifier: Apache-2.0
#include "backend/store/audit.h"
#include "backend/store/events.h"
#include "tests/support/storage/await.h"
#include "tests/support/storage/databases.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using store::Connection;
using store::Transaction;
using tests::await;
using tests::TestStore;

static Result<int> auditRows(Connection &connection)
{
    const auto count = connection.one<int>(
        u"SELECT COUNT(*) FROM audit"_s, {}, [](store::Row &row) { return row.next<int>(); });
    return count ? Result<int>(**count) : Result<int>(count.error());
}

static Result<> writeRow(Transaction &transaction)
{
    return store::Audit(transaction).add({1}, {}, u"test"_s, u"row"_s);
}

static Event logged(const char *type)
{
    Event one;
    one.at = {1795420800000};
    one.type = type;
    one.data = "{}";
    one.conversation = {1};
    one.audience.patient = {1};
    return one;
}

class TestWriter : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleanupTestCase() { TestStore::stopPostgres(); }
    void whatFailsIsUndoneAloneAmongMany_data() { TestStore::addRows(); }
    void whatFailsIsUndoneAloneAmongMany();
    void eventsComeInOrderBeforeTheAnswers_data() { TestStore::addRows(); }
    void eventsComeInOrderBeforeTheAnswers();
    void whatFailsBehindItsCommandIsUndoneAlone_data() { TestStore::addRows(); }
    void whatFailsBehindItsCommandIsUndoneAlone();
    void whatFailsAloneSaysWhy_data() { TestStore::addRows(); }
    void whatFailsAloneSaysWhy();
    void aFailurePassedOverIsNotCommittedInPart_data() { TestStore::addRows(); }
    void aFailurePassedOverIsNotCommittedInPart();
    void theLogGoesOnAfterARestart_data() { TestStore::addRows(); }
    void theLogGoesOnAfterARestart();
    void clinicsDoNotSeeEachOther_data() { TestStore::addRows(); }
    void clinicsDoNotSeeEachOther();
    void aBrokenConnectionIsReplaced();
    void aCommitWhoseAnswerWasLostCounts();
    void aNewerSchemaIsRefusedUntouched_data() { TestStore::addRows(); }
    void aNewerSchemaIsRefusedUntouched();
    void whatIsNotTheCommandsFaultIsTheStorages_data();
    void whatIsNotTheCommandsFaultIsTheStorages();
    void twoServersCannotShareADirectory();
    void aMissingClinicIsNotFound();
    void theOptionsNeedNotOutliveTheOpening();
};

void TestWriter::whatFailsIsUndoneAloneAmongMany()
{
    QFETCH(QString, kind);
    TestStore store(kind);
    const ClinicId clinic = store.newClinic();
    QList<Future<>> all;
    for (int i = 0; i < 100; ++i) {
        all.append(store->write<Done>(clinic, [i](Transaction &transaction) -> Result<> {
            if (const auto written = writeRow(transaction); !written)
                return written;
            transaction.addEvent(logged("kept"));
            return i % 10 == 3 ? Result<>(Error::conflict(u"no"_s)) : Result<>(Done{});
        }));
    }
    int failed = 0;
    for (auto &one : all)
        failed += await(one) ? 0 : 1;
    QCOMPARE(failed, 10);
    QCOMPARE(*await(store->read<int>(clinic, auditRows)), 90);
    const auto at = await(
        store->read<store::LogPosition>(clinic, [](Connection &c) { return store::Events(c).position(); }));
    QCOMPARE(at->seq, 90);
    QVERIFY2(store->figures().commits < 100, "commands that wait share a commit");
}

void TestWriter::eventsComeInOrderBeforeTheAnswers()
{
    QFETCH(QString, kind);
    TestStore store(kind);
    const ClinicId clinic = store.newClinic();
    QList<qint64> seqs;
    connect(&*store, &store::Store::committed, this, [&](ClinicId of, const QList<Event> &events) {
        QCOMPARE(of, clinic);
        for (const Event &one : events)
            seqs.append(one.seq);
    });
    bool toldBefore = false;
    auto last = store->write<Done>(clinic, [](Transaction &transaction) -> Result<> {
        transaction.addEvent(logged("a"));
        transaction.addEvent(logged("b"));
        return Done{};
    });
    await(
        last.then(this, [&](const Result<> &) { toldBefore = seqs.size() == 2; }).then([] { return true; }));
    QVERIFY(toldBefore);
    QCOMPARE(seqs, (QList<qint64>{1, 2}));
}

void TestWriter::whatFailsBehindItsCommandIsUndoneAlone()
{
    QFETCH(QString, kind);
    TestStore store(kind);
    const ClinicId clinic = store.newClinic();
    QList<Future<>> all;
    for (int i = 0; i < 50; ++i) {
        all.append(store->write<Done>(clinic, [i](Transaction &transaction) -> Result<> {
            transaction.addEvent(logged("kept"));
            // Nobody waits for this statement, and twice it breaks a UNIQUE.
            return transaction.connection().post(
                u"INSERT INTO meta (name, value) VALUES (?, 'x')"_s, store::with(u"name %1"_s.arg(i % 48)));
        }));
    }
    QList<bool> done;
    for (auto &one : all)
        done.append(await(one).has_value());
    QCOMPARE(done.count(false), 2);
    QVERIFY(!done[48] && !done[49]);
    const auto log = await(
        store->read<QList<Event>>(clinic, [](Connection &c) { return store::Events(c).batch(0, 100); }));
    QCOMPARE(log->size(), 48);
    QCOMPARE(log->last().seq, 48);
}

void TestWriter::whatFailsAloneSaysWhy()
{
    QFETCH(QString, kind);
    TestStore store(kind);
    const ClinicId clinic = store.newClinic();
    const store::Store::Write<Done> command = [](Transaction &transaction) -> Result<> {
        return transaction.connection().post(u"INSERT INTO meta (name, value) VALUES ('twice', 'x')"_s);
    };
    QVERIFY(await(store->write<Done>(clinic, command)));
    const auto again = await(store->write<Done>(clinic, command));
    QVERIFY(!again);
    QCOMPARE(again.error().reason, Reason::Conflict);
    QVERIFY(await(store->write<Done>(clinic, writeRow)));
}

void TestWriter::aFailurePassedOverIsNotCommittedInPart()
{
    QFETCH(QString, kind);
    TestStore store(kind);
    const ClinicId clinic = store.newClinic();
    const auto done = await(store->write<Done>(clinic, [](Transaction &transaction) -> Result<> {
        (void)transaction.connection().run(u"INSERT INTO no_such_table VALUES (1)"_s);
        return writeRow(transaction);
    }));
    // PostgreSQL cannot go on after a failure, SQLite can: either way the answer tells what is there.
    QCOMPARE(*await(store->read<int>(clinic, auditRows)), done ? 1 : 0);
}

void TestWriter::theLogGoesOnAfterARestart()
{
    QFETCH(QString, kind);
    TestStore store(kind);
    const ClinicId clinic = store.newClinic();
    const auto add = [&] {
        return await(store->write<Done>(clinic, [](Transaction &transaction) -> Result<> {
            transaction.addEvent(logged("x"));
            return Done{};
        }));
    };
    const auto position = [&] {
        return *await(store->read<store::LogPosition>(
            clinic, [](Connection &c) { return store::Events(c).position(); }));
    };
    QVERIFY(add());
    const QString epoch = position().epoch;
    QVERIFY(!epoch.isEmpty());
    store.reopen();
    QVERIFY(add());
    QCOMPARE(position().seq, 2);
    QCOMPARE(position().epoch, epoch);
    const auto log =
        await(store->read<QList<Event>>(clinic, [](Connection &c) { return store::Events(c).batch(1, 10); }));
    QCOMPARE(log->size(), 1);
    QCOMPARE(log->first().type, QByteArray("x"));
}

void TestWriter::clinicsDoNotSeeEachOther()
{
    QFETCH(QString, kind);
    TestStore store(kind);
    const ClinicId one = store.newClinic();
    const ClinicId other = store.newClinic();
    QVERIFY(await(store->write<Done>(one, writeRow)));
    QCOMPARE(*await(store->read<int>(one, auditRows)), 1);
    QCOMPARE(*await(store->read<int>(other, auditRows)), 0);
    QVERIFY(await(store->write<Done>(other, writeRow)));
    QVERIFY(await(store->write<Done>(one, writeRow)));
    QCOMPARE(*await(store->read<int>(one, auditRows)), 2);
}

void TestWriter::aBrokenConnectionIsReplaced()
{
    TestStore store(u"PostgreSQL"_s);
    const ClinicId clinic = store.newClinic();
    QVERIFY(await(store->write<Done>(clinic, writeRow)));
    QCOMPARE(*await(store->read<int>(clinic, auditRows)), 1);
    TestStore::postgres().terminateConnections();
    QVERIFY(await(store->write<Done>(clinic, writeRow)));
    QCOMPARE(*await(store->read<int>(clinic, auditRows)), 2);
    const ClinicId other = store.newClinic();
    QCOMPARE(*await(store->read<int>(other, auditRows)), 0);
    TestStore::postgres().terminateConnections();
    QCOMPARE(*await(store->read<int>(clinic, auditRows)), 2); // found broken by turning to another clinic
    QVERIFY(TestStore::postgres().restart());
    QCOMPARE(*await(store->read<int>(clinic, auditRows)), 2);
    QVERIFY(await(store->write<Done>(clinic, writeRow)));
}

void TestWriter::aCommitWhoseAnswerWasLostCounts()
{
    TestStore store(u"PostgreSQL"_s);
    const ClinicId clinic = store.newClinic();
    QList<qint64> seqs;
    connect(&*store, &store::Store::committed, this, [&](ClinicId, const QList<Event> &events) {
        for (const Event &one : events)
            seqs.append(one.seq);
    });
    QVERIFY(TestStore::postgres().withholdAnswers(true));
    QList<qint64> expected;
    bool cut = false;
    for (int i = 1; i <= 10 && !cut; ++i) { // until it is known to every process of PostgreSQL
        const auto written = store->write<Done>(clinic, [](Transaction &transaction) -> Result<> {
            transaction.addEvent(logged("a"));
            return Done{};
        });
        cut = TestStore::postgres().cutUnanswered();
        expected.append(i);
        QVERIFY(await(written));
    }
    QVERIFY(TestStore::postgres().withholdAnswers(false));
    QVERIFY(cut);
    QCOMPARE(seqs, expected);
}

void TestWriter::aNewerSchemaIsRefusedUntouched()
{
    QFETCH(QString, kind);
    TestStore store(kind);
    const ClinicId clinic = store.newClinic();
    QVERIFY(await(store->write<Done>(clinic, [](Transaction &transaction) -> Result<> {
        const auto put =
            transaction.connection().run(u"INSERT INTO schema_version (version) VALUES (9999)"_s);
        return put ? Result<>(Done{}) : Result<>(put.error());
    })));
    const auto prepared = store->prepareClinic(clinic);
    QVERIFY(!prepared);
    QVERIFY2(prepared.error().text.contains("newer"_L1), qPrintable(prepared.error().text));
    QCOMPARE(*store->databases().schemaVersion(clinic), 9999);
}

void TestWriter::whatIsNotTheCommandsFaultIsTheStorages_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("statement");
    QTest::newRow("SQLite, not writable")
        << u"SQLite"_s << u"PRAGMA query_only=ON"_s << u"DELETE FROM audit"_s;
    QTest::newRow("PostgreSQL, out of time")
        << u"PostgreSQL"_s << u"SET LOCAL statement_timeout = 20"_s << u"SELECT pg_sleep(5)"_s;
    QTest::newRow("PostgreSQL, not writable")
        << u"PostgreSQL"_s << u"SET TRANSACTION READ ONLY"_s << u"DELETE FROM audit"_s;
}

void TestWriter::whatIsNotTheCommandsFaultIsTheStorages()
{
    QFETCH(QString, kind);
    QFETCH(QString, before);
    QFETCH(QString, statement);
    TestStore store(kind);
    const auto done = await(store->write<Done>(store.newClinic(), [=](Transaction &transaction) -> Result<> {
        Connection &connection = transaction.connection();
        if (const auto set = connection.run(before); !set)
            return set.error();
        const auto ran = connection.run(statement);
        return ran ? Result<>(Done{}) : Result<>(ran.error());
    }));
    QVERIFY(!done);
    QVERIFY2(store::isStorageTrouble(done.error()), qPrintable(done.error().text));
}

void TestWriter::twoServersCannotShareADirectory()
{
    QTemporaryDir dir;
    store::Options options;
    options.dataDir = dir.path();
    options.exclusive = true;
    auto first = store::Store::open(options);
    QVERIFY(first);
    const auto second = store::Store::open(options);
    QVERIFY(!second);
    QVERIFY2(second.error().text.contains(QString::number(QCoreApplication::applicationPid())),
        qPrintable(second.error().text));
}

void TestWriter::aMissingClinicIsNotFound()
{
    TestStore store(u"SQLite"_s);
    QCOMPARE(await(store->read<int>({99}, auditRows)).error().reason, Reason::NotFound);
    QCOMPARE(await(store->write<Done>(ClinicId{99}, writeRow)).error().reason, Reason::NotFound);
}

void TestWriter::theOptionsNeedNotOutliveTheOpening()
{
    QTemporaryDir dir;
    store::Options options;
    options.dataDir = dir.path();
    QVERIFY(store::Store::open(options)); // the next opening is quick
    options.readers = 64; // and some threads start after it
    const auto store = store::Store::open(options);
    options = {{}, {}, 0, 0, 0, false};
    QVERIFY(store);
    QList<Future<int>> reads;
    for (int i = 0; i < 1000; ++i)
        reads.append((*store)->read<int>(
            store::controlPlace, [](Connection &control) { return control.run(u"SELECT 1"_s); }));
    for (auto &one : reads)
        QVERIFY(await(one));
}

QTEST_GUILESS_MAIN(TestWriter)
#include "tst_writer.moc"
