// SPDX-License-Identifier: Apache-2.0
#include "backend/server/operator_session.h"
#include "tests/services/world.h"

using namespace Qt::StringLiterals;
using namespace acolhe;
using tests::await;
using tests::TestStore;
using tests::World;

class TestOperatorSession : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }
    void cleanupTestCase() { TestStore::stopPostgres(); }
    void whoRunsTheServerNeedsNoPassword_data() { TestStore::addRows(); }
    void whoRunsTheServerNeedsNoPassword();
    void nobodysAddressOpensNothing();
    void whoBelongsToSeveralClinicsIsAskedWhich();
};

static Result<services::OpenedSession> opened(World &world, const QString &email, const QString &clinic = {})
{
    return await(server::openOperatorSession(
        *world.store, world.sessions, email, clinic, Timestamp{world.clock.nowMs()}));
}

void TestOperatorSession::whoRunsTheServerNeedsNoPassword()
{
    QFETCH(QString, kind);
    World world(kind);
    const auto session = opened(world, u"Ana@vila.example"_s);
    QVERIFY2(session, session ? "" : qPrintable(session.error().text));
    const auto who = await(world.sessions.find(session->token));
    QVERIFY(who);
    QCOMPARE(who->user.name, u"Ana"_s);
    const auto noted = await(world.store->read<int>(world.vila, [](store::Connection &connection) {
        return connection
            .one<int>(u"SELECT COUNT(*) FROM audit WHERE action = 'session.operator'"_s, {},
                [](store::Row &row) { return row.next<int>(); })
            .transform([](std::optional<int> count) { return count.value_or(0); });
    }));
    QCOMPARE(*noted, 1);
}

void TestOperatorSession::nobodysAddressOpensNothing()
{
    World world(u"SQLite"_s);
    const auto session = opened(world, u"ninguem@vila.example"_s);
    QVERIFY(!session);
    QCOMPARE(session.error().reason, Reason::NotFound);
}

void TestOperatorSession::whoBelongsToSeveralClinicsIsAskedWhich()
{
    World world(u"SQLite"_s);
    const ClinicId second = world.newClinic(u"Segunda"_s, u"ana@vila.example"_s);
    const auto unnamed = opened(world, u"ana@vila.example"_s);
    QVERIFY(!unnamed);
    QCOMPARE(unnamed.error().reason, Reason::Conflict);
    const auto named = opened(world, u"ana@vila.example"_s, QString::number(second.value));
    QVERIFY(named);
    QCOMPARE(await(world.sessions.find(named->token))->clinic.id, second);
}

QTEST_GUILESS_MAIN(TestOperatorSession)
#include "tst_operator_session.moc"
