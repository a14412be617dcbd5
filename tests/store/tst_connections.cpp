// SPDX-License-Identifier: Apache-2.0
#include "backend/store/open_databases.h"
#include "tests/support/storage/await.h"
#include "tests/support/storage/databases.h"

#include <QTest>

#include <semaphore>

using namespace Qt::StringLiterals;
using namespace acolhe;
using store::Connection;
using store::Databases;
using store::OpenDatabases;
using tests::await;
using tests::TestStore;

static int cacheKibOf(OpenDatabases &databases, ClinicId clinic)
{
    const auto connection = databases.at(clinic);
    if (!connection)
        return 0;
    const auto size =
        (*connection)->one<int>(u"PRAGMA cache_size"_s, {}, [](store::Row &row) { return row.next<int>(); });
    return size && *size ? -**size : 0;
}

class TestConnections : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleanupTestCase() { TestStore::stopPostgres(); }
    void aDatabaseThatNobodyUsesIsClosed();
    void openDatabasesShareTheirCache();
    void aLongQueryKeepsNobodyOfItsClinicWaiting_data() { TestStore::addRows(); }
    void aLongQueryKeepsNobodyOfItsClinicWaiting();
};

void TestConnections::aDatabaseThatNobodyUsesIsClosed()
{
    TestStore store(u"SQLite"_s);
    const ClinicId quiet = store.newClinic();
    const ClinicId busy = store.newClinic();
    metrics::Gauge open;
    OpenDatabases databases(
        (*store).databases(), Databases::Use::Read, 10, open, std::chrono::milliseconds(0));
    QVERIFY(databases.at(quiet));
    QCOMPARE(open.value(), 1);
    QVERIFY(databases.at(busy));
    QCOMPARE(open.value(), 1); // the other went: nobody used it for so long
    databases.closeIdle();
    QCOMPARE(open.value(), 0);
    QVERIFY(databases.at(quiet)); // and comes back
}

void TestConnections::openDatabasesShareTheirCache()
{
    TestStore store(u"SQLite"_s);
    const ClinicId busy = store.newClinic();
    metrics::Gauge open;
    OpenDatabases databases((*store).databases(), Databases::Use::Write, 100, open);
    const int alone = cacheKibOf(databases, busy);
    QVERIFY(alone > 1024);
    for (int i = 0; i < 8; ++i)
        QVERIFY(databases.at(store.newClinic()));
    const int shared = cacheKibOf(databases, busy);
    QVERIFY2(shared < alone / 2, qPrintable(QString::number(shared)));
    QVERIFY(shared > 0);
}

void TestConnections::aLongQueryKeepsNobodyOfItsClinicWaiting()
{
    QFETCH(QString, kind);
    TestStore store(kind);
    const ClinicId clinic = store.newClinic();
    std::binary_semaphore secondRan(0);
    const auto first = store->read<bool>(clinic,
        [&](Connection &) -> Result<bool> { return secondRan.try_acquire_for(std::chrono::seconds(10)); });
    const auto second = store->read<Done>(clinic, [&](Connection &) -> Result<> {
        secondRan.release();
        return Done{};
    });
    QVERIFY(await(second));
    QVERIFY(*await(first));
}

QTEST_GUILESS_MAIN(TestConnections)
#include "tst_connections.moc"
