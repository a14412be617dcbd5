// SPDX-License-Identifier: Apache-2.0
#include "backend/services/metrics.h"
#include "tests/services/desk.h"

using namespace Qt::StringLiterals;
using namespace acolhe;
using tests::await;
using tests::Desk;

class TestMetrics : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }
    void cleanupTestCase() { tests::TestStore::stopPostgres(); }
    void aDayIsTheClinicsOwn_data() { tests::TestStore::addRows(); }
    void aDayIsTheClinicsOwn();
    void attendantsSeeTheirOwn_data() { tests::TestStore::addRows(); }
    void attendantsSeeTheirOwn();

private:
    /// Bia takes the conversation of a patient who just wrote, answers after a minute and resolves it.
    static void attend(Desk &desk);
};

void TestMetrics::attend(Desk &desk)
{
    const Conversation c = desk.opened(desk.newInbox(), u"558487654321"_s);
    QVERIFY(await(desk.conversations.assign(desk.bia, {c.id, desk.bia.user})));
    desk.clock.advance(60'000);
    QVERIFY(desk.send(c.id, u"Pois não"_s));
    QVERIFY(await(desk.conversations.updateStatus(desk.bia, {c.id, ConversationStatus::Resolved})));
}

void TestMetrics::aDayIsTheClinicsOwn()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    services::Metrics metrics(*desk.store, desk.clock);
    desk.clock.advance(18 * 3'600'000); // 02:00 UTC of the 24th is 23:00 of the 23rd in Fortaleza
    attend(desk);
    const auto counted = await(metrics.get(desk.mara, {}));
    QCOMPARE(counted->metrics.size(), 1);
    const AttendanceMetric &one = counted->metrics.first();
    QCOMPARE(one.date, u"2026-11-23"_s);
    QCOMPARE(one.attendantId, desk.bia.user);
    QCOMPARE(one.totalConversations, 1);
    QCOMPARE(one.resolvedConversations, 1);
    QCOMPARE(one.averageResponseTime, std::optional(60.0));
    QCOMPARE(await(metrics.get(desk.mara, {}))->metrics, counted->metrics); // counting again adds nothing
    QVERIFY(await(metrics.get(desk.mara, {{}, u"2026-11-24"_s, {}}))->metrics.isEmpty());
}

void TestMetrics::attendantsSeeTheirOwn()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    services::Metrics metrics(*desk.store, desk.clock);
    attend(desk);
    QCOMPARE(await(metrics.get(desk.bia, {}))->metrics.size(), 1);
    QVERIFY(await(metrics.get(desk.diego, {}))->metrics.isEmpty());
    QCOMPARE(await(metrics.get(desk.diego, {desk.bia.user, {}, {}})).error().reason, Reason::NotFound);
    QVERIFY(await(metrics.get(desk.mara, {desk.diego.user, {}, {}}))->metrics.isEmpty());
    QCOMPARE(await(metrics.get(desk.mara, {{}, u"yesterday"_s, {}})).error().field, u"from"_s);
}

QTEST_GUILESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
