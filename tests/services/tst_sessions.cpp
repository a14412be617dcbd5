// SPDX-License-Identifier: Apache-2.0
#include "backend/store/control.h"
#include "backend/store/patients.h"
#include "backend/store/users.h"
#include "tests/services/world.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace acolhe;
using services::Sessions;
using store::Connection;
using store::Transaction;
using tests::await;
using tests::TestStore;
using tests::World;

constexpr qint64 hour = 3600 * 1000;

class TestSessions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }
    void cleanupTestCase() { TestStore::stopPostgres(); }
    void aTokenIsKnownWithoutTheDatabase_data() { TestStore::addRows(); }
    void aTokenIsKnownWithoutTheDatabase();
    void onlyTheHashIsStored_data() { TestStore::addRows(); }
    void onlyTheHashIsStored();
    void aSessionSurvivesARestart_data() { TestStore::addRows(); }
    void aSessionSurvivesARestart();
    void aSessionEndsAfterAWeek();
    void aSessionThatNobodyUsesEnds();
    void useIsWrittenDown();
    void unusedSessionsLeaveTheDatabase();
    void whatAnotherProcessEndedIsNoticed_data() { TestStore::addRows(); }
    void whatAnotherProcessEndedIsNoticed();
    void whoIsReadWhileTheirSessionEndsIsNotRemembered();
    void aRemovedClinicEndsItsSessions();
    void anApiKeyIsACallerThatDoesNotIdle();
    void aPatientsSessionIsThePatients();
    void strangersAreNobody_data();
    void strangersAreNobody();
};

void TestSessions::aTokenIsKnownWithoutTheDatabase()
{
    QFETCH(QString, kind);
    World world(kind);
    const auto reply = world.login(u"ana@vila.example"_s);
    QVERIFY(reply);
    const auto cached = world.sessions.cached(reply->token);
    QVERIFY(cached);
    QCOMPARE(cached->caller.clinic, world.vila);
    QCOMPARE(cached->caller.role, Role::Admin);
    QCOMPARE(cached->user.email, u"ana@vila.example"_s);
    QCOMPARE(cached->clinic.slug, u"vila-serena"_s);
    QCOMPARE(cached->expiresAt.ms, world.clock.nowMs() + Sessions::absoluteMs);
    QVERIFY(!cached->isApiKey);
    QVERIFY(!world.sessions.cached(reply->token + u'x'));
    const auto byId = await(world.sessions.findById(cached->caller.session));
    QVERIFY(byId);
    QCOMPARE(byId->user, cached->user);
}

void TestSessions::onlyTheHashIsStored()
{
    QFETCH(QString, kind);
    World world(kind);
    const auto reply = world.login(u"ana@vila.example"_s);
    QVERIFY(reply);
    QVERIFY(reply->token.startsWith("acs_"_L1) && reply->token.size() > 40);
    const auto row =
        await(world.store->readControl<std::optional<store::SessionRow>>([&](Connection &control) {
            return store::Sessions(control).findByTokenHash(crypto::tokenHash(reply->token));
        }));
    QVERIFY(row && *row);
    QVERIFY((*row)->tokenHash != reply->token.toUtf8());
    QCOMPARE((*row)->tokenHash.size(), 32);
}

void TestSessions::aSessionSurvivesARestart()
{
    QFETCH(QString, kind);
    World world(kind);
    const auto reply = world.login(u"ana@vila.example"_s);
    QVERIFY(reply);
    Sessions restarted(*world.store, world.clock);
    QVERIFY(!restarted.cached(reply->token));
    const auto who = await(restarted.find(reply->token));
    QVERIFY(who);
    QCOMPARE(who->user, reply->user);
    QVERIFY(restarted.cached(reply->token));
}

void TestSessions::aSessionEndsAfterAWeek()
{
    World world(u"SQLite"_s);
    const auto reply = world.login(u"ana@vila.example"_s);
    QVERIFY(reply);
    QList<SessionId> ended;
    connect(&world.sessions, &Sessions::sessionEnded, this, [&](SessionId id) { ended.append(id); });
    for (int i = 0; i < 7 * 24 - 1; ++i) {
        world.clock.advance(hour);
        QVERIFY(world.sessions.cached(reply->token));
        world.sessions.sweep();
    }
    QVERIFY(ended.isEmpty());
    world.clock.advance(hour);
    QVERIFY(!world.sessions.cached(reply->token));
    world.sessions.sweep();
    QCOMPARE(ended.size(), 1);
    QCOMPARE(world.whyNot(reply->token), Reason::Unauthenticated);
}

void TestSessions::aSessionThatNobodyUsesEnds()
{
    World world(u"SQLite"_s);
    const auto reply = world.login(u"ana@vila.example"_s);
    QVERIFY(reply);
    const SessionId session = world.sessions.cached(reply->token)->caller.session;
    QSignalSpy ended(&world.sessions, &Sessions::sessionEnded);
    world.clock.advance(Sessions::idleMs - 1);
    world.sessions.touch(session); // a connection that stands
    world.clock.advance(Sessions::idleMs - 1);
    world.sessions.sweep();
    QVERIFY(ended.isEmpty());
    world.clock.advance(1);
    world.sessions.sweep();
    QCOMPARE(ended.size(), 1);
    QVERIFY(!world.sessions.cached(reply->token));
}

void TestSessions::useIsWrittenDown()
{
    World world(u"SQLite"_s);
    const auto reply = world.login(u"ana@vila.example"_s);
    QVERIFY(reply);
    for (int i = 0; i < 20; ++i) {
        world.clock.advance(hour);
        QVERIFY(world.sessions.cached(reply->token));
        world.sessions.sweep();
    }
    // After a crash now the session is still in use, though it was opened 20 hours ago.
    const auto lastSeen = [&] {
        const auto row =
            await(world.store->readControl<std::optional<store::SessionRow>>([&](Connection &control) {
                return store::Sessions(control).findByTokenHash(crypto::tokenHash(reply->token));
            }));
        return row && *row ? (*row)->lastSeenAt.ms : 0;
    };
    QTRY_COMPARE(lastSeen(), world.clock.nowMs());
    Sessions restarted(*world.store, world.clock);
    QVERIFY(await(restarted.find(reply->token)));
    world.clock.advance(Sessions::idleMs);
    Sessions later(*world.store, world.clock);
    QVERIFY(!await(later.find(reply->token)));
}

void TestSessions::unusedSessionsLeaveTheDatabase()
{
    World world(u"SQLite"_s);
    QVERIFY(world.login(u"ana@vila.example"_s));
    const auto rows = [&] {
        return await(world.store->readControl<QSet<SessionId>>([](Connection &control) {
            return store::Sessions(control).all();
        }))->size();
    };
    QCOMPARE(rows(), 1);
    world.clock.advance(Sessions::idleMs + 2 * hour);
    world.sessions.sweep();
    QTRY_COMPARE(rows(), 0);
}

void TestSessions::whatAnotherProcessEndedIsNoticed()
{
    QFETCH(QString, kind);
    World world(kind);
    const auto reply = world.login(u"ana@vila.example"_s);
    const auto stays = world.login(u"ana@vila.example"_s);
    QVERIFY(reply && stays);
    Sessions otherNode(*world.store, world.clock);
    QVERIFY(await(otherNode.find(reply->token)));
    QVERIFY(await(otherNode.find(stays->token)));
    QSignalSpy ended(&otherNode, &Sessions::sessionEnded);
    QVERIFY(await(world.auth.logout(world.sessions.cached(reply->token)->caller, {})));
    otherNode.sweep();
    QTRY_COMPARE(ended.size(), 1);
    QVERIFY(!otherNode.cached(reply->token));
    QVERIFY(otherNode.cached(stays->token));
}

void TestSessions::whoIsReadWhileTheirSessionEndsIsNotRemembered()
{
    World world(u"SQLite"_s);
    const auto reply = world.login(u"ana@vila.example"_s);
    QVERIFY(reply);
    Sessions sessions(*world.store, world.clock);
    const SessionId id = world.sessions.cached(reply->token)->caller.session;
    const auto finding = sessions.find(reply->token); // reads, then has to wait for the event loop
    const auto ending = sessions.end(id);
    QVERIFY(await(ending));
    const auto who = await(finding);
    QVERIFY(!who || !sessions.cached(reply->token));
    QVERIFY(!await(sessions.find(reply->token)));
    QVERIFY(!sessions.cached(reply->token));
}

void TestSessions::aRemovedClinicEndsItsSessions()
{
    World world(u"SQLite"_s);
    const ClinicId other = world.newClinic(u"Outra"_s, u"zoe@outra.example"_s);
    const auto stays = world.login(u"ana@vila.example"_s);
    const auto goes = world.login(u"zoe@outra.example"_s);
    QVERIFY(stays && goes);
    QCOMPARE(goes->clinic.id, other);
    QSignalSpy ended(&world.sessions, &Sessions::sessionEnded);
    QVERIFY(await(world.registry.remove(u"outra"_s)));
    world.sessions.sweep();
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(world.whyNot(goes->token), Reason::Unauthenticated);
    QVERIFY(world.sessions.cached(stays->token));
}

void TestSessions::anApiKeyIsACallerThatDoesNotIdle()
{
    World world(u"SQLite"_s);
    const auto ana = world.enter(u"ana@vila.example"_s);
    const QString key = crypto::randomToken(u"ack_"_s);
    store::SessionRow row;
    row.tokenHash = crypto::tokenHash(key);
    row.kind = store::SessionKind::ApiKey;
    row.clinic = world.vila;
    row.user = ana.caller.user;
    row.createdAt = row.lastSeenAt = {world.clock.nowMs()};
    row.expiresAt = {world.clock.nowMs() + 365 * 24 * hour};
    QVERIFY(await(world.store->writeControl<SessionId>(
        [&](Transaction &control) { return store::Sessions(control).add(row); })));
    const auto who = await(world.sessions.find(key));
    QVERIFY(who);
    QVERIFY(who->isApiKey);
    QCOMPARE(who->caller.role, Role::Admin);
    world.clock.advance(30 * 24 * hour);
    world.sessions.sweep();
    QVERIFY(world.sessions.cached(key));
    Sessions restarted(*world.store, world.clock);
    QVERIFY(await(restarted.find(key)));
    const auto out = await(world.auth.logout(who->caller, {}));
    QVERIFY(!out);
    QCOMPARE(out.error().reason, Reason::Forbidden);
}

void TestSessions::aPatientsSessionIsThePatients()
{
    World world(u"SQLite"_s);
    const auto patient = await(world.store->write<PatientId>(world.vila, [&](Transaction &transaction) {
        Patient one;
        one.name = u"Marina"_s;
        one.createdAt = {world.clock.nowMs()};
        return store::Patients(transaction).add(one);
    }));
    QVERIFY(patient);
    store::SessionRow row;
    row.tokenHash = crypto::tokenHash(u"acs_portal"_s);
    row.clinic = world.vila;
    row.patient = *patient;
    row.createdAt = row.lastSeenAt = {world.clock.nowMs()};
    row.expiresAt = {world.clock.nowMs() + hour};
    QVERIFY(await(world.store->writeControl<SessionId>(
        [&](Transaction &control) { return store::Sessions(control).add(row); })));
    const auto who = await(world.sessions.find(u"acs_portal"_s));
    QVERIFY(who);
    QCOMPARE(who->caller.role, Role::Patient);
    QCOMPARE(who->caller.patient, *patient);
    QVERIFY(!who->caller.user.isValid());
    QCOMPARE(who->user.name, u"Marina"_s);
}

void TestSessions::strangersAreNobody_data()
{
    QTest::addColumn<QString>("token");
    QTest::newRow("empty") << QString();
    QTest::newRow("invented") << crypto::randomToken(u"acs_"_s);
    QTest::newRow("invented key") << crypto::randomToken(u"ack_"_s);
    QTest::newRow("SQL") << u"' OR 1=1 --"_s;
}

void TestSessions::strangersAreNobody()
{
    QFETCH(QString, token);
    World world(u"SQLite"_s);
    QVERIFY(!world.sessions.cached(token));
    QCOMPARE(world.whyNot(token), Reason::Unauthenticated);
}

QTEST_GUILESS_MAIN(TestSessions)
#include "tst_sessions.moc"
