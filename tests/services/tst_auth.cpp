// SPDX-License-Identifier: Apache-2.0
#include "backend/store/control.h"
#include "backend/store/users.h"
#include "tests/services/world.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace acolhe;
using store::Connection;
using store::Transaction;
using tests::await;
using tests::goodPassword;
using tests::TestStore;
using tests::World;

class TestAuth : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }
    void cleanupTestCase() { TestStore::stopPostgres(); }
    void whoKnowsThePasswordEnters_data();
    void whoKnowsThePasswordEnters();
    void whoDoesNotIsToldNothing_data();
    void whoDoesNotIsToldNothing();
    void nobodysAddressTakesAsLongAsAWrongPassword();
    void guessingIsSlowedDown();
    void whoBelongsToSeveralClinicsSaysWhich_data() { TestStore::addRows(); }
    void whoBelongsToSeveralClinicsSaysWhich();
    void meTellsWhatOneMayCall();
    void aTokenIsDeadAfterLogout_data() { TestStore::addRows(); }
    void aTokenIsDeadAfterLogout();
    void eachLoginHasATokenOfItsOwn();
    void anInvitationIsTakenOnce_data() { TestStore::addRows(); }
    void anInvitationIsTakenOnce();
    void anInvitationHasAnEnd();
    void anInvitationDoesNotGiveAwayAnAccount();
    void ofTwoAcceptancesOneCounts();
};

void TestAuth::whoKnowsThePasswordEnters_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("email");
    QTest::newRow("as it was given") << u"SQLite"_s << u"ana@vila.example"_s;
    QTest::newRow("in other letters") << u"SQLite"_s << u"  Ana@Vila.EXAMPLE "_s;
    QTest::newRow("on PostgreSQL") << u"PostgreSQL"_s << u"ana@vila.example"_s;
}

void TestAuth::whoKnowsThePasswordEnters()
{
    QFETCH(QString, kind);
    QFETCH(QString, email);
    World world(kind);
    const auto reply = world.login(email);
    QVERIFY2(reply, reply ? "" : qPrintable(reply.error().text));
    QCOMPARE(reply->user.role, Role::Admin);
    QCOMPARE(reply->user.name, u"Ana"_s);
    QCOMPARE(reply->clinic.name, u"Vila Serena"_s);
    QVERIFY(world.sessions.cached(reply->token));
}

void TestAuth::whoDoesNotIsToldNothing_data()
{
    QTest::addColumn<QString>("email");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("clinic");
    QTest::newRow("wrong password") << u"ana@vila.example"_s << u"o cavalo comeu"_s << QString();
    QTest::newRow("nobody") << u"bia@vila.example"_s << goodPassword << QString();
    QTest::newRow("another's clinic") << u"ana@vila.example"_s << goodPassword << u"outra"_s;
    QTest::newRow("no clinic at all") << u"ana@vila.example"_s << goodPassword << u"999"_s;
    QTest::newRow("empty password hash") << u"invited@vila.example"_s << u" "_s << QString();
}

void TestAuth::whoDoesNotIsToldNothing()
{
    QFETCH(QString, email);
    QFETCH(QString, password);
    QFETCH(QString, clinic);
    World world(u"SQLite"_s);
    world.newClinic(u"Outra"_s, u"zoe@outra.example"_s);
    QVERIFY(await(world.store->writeControl<AccountId>([&](Transaction &control) {
        return store::Accounts(control).add(u"invited@vila.example"_s, {}, {world.clock.nowMs()});
    })));
    const auto reply = world.login(email, password, clinic.isEmpty() ? std::nullopt : std::optional(clinic));
    QVERIFY(!reply);
    QCOMPARE(reply.error(), (Error{Reason::Unauthenticated, u"wrong e-mail or password"_s, {}, {}}));
}

void TestAuth::nobodysAddressTakesAsLongAsAWrongPassword()
{
    World world(u"SQLite"_s);
    const auto hashes = [&](const QString &email) {
        // What costs the time is one hash either way: with no free place in the queue both are refused alike.
        QList<Future<bool>> busy;
        for (int i = 0; i < services::Passwords::maxWaiting * 20; ++i)
            busy.append(world.passwords.matches({}, u"x"_s));
        const auto reply = world.login(email, u"wrong"_s);
        for (auto &one : busy)
            one.waitForFinished();
        return reply.error().reason;
    };
    const Reason nobody = hashes(u"nobody@vila.example"_s);
    const Reason somebody = hashes(u"ana@vila.example"_s);
    QVERIFY(nobody == Reason::RateLimited || nobody == Reason::Unauthenticated);
    QVERIFY(somebody == Reason::RateLimited || somebody == Reason::Unauthenticated);
    QElapsedTimer timer;
    const auto took = [&](const QString &email, int i) {
        timer.start();
        (void)world.login(email, u"wrong"_s, {}, u"10.1.%1.%2"_s.arg(i).arg(email.size()));
        return double(timer.nsecsElapsed());
    };
    // In turn, and the quickest of each: what else the machine does slows some of them down.
    double unknown = std::numeric_limits<double>::max();
    double known = unknown;
    for (int i = 0; i < 30; ++i) {
        unknown = qMin(unknown, took(u"nobody2@vila.example"_s, i));
        known = qMin(known, took(u"ana@vila.example"_s, i));
    }
    QVERIFY2(unknown > known / 4 && unknown < known * 4, qPrintable(u"%1 %2"_s.arg(unknown).arg(known)));
}

void TestAuth::guessingIsSlowedDown()
{
    World world(u"SQLite"_s);
    Reason last = Reason::Internal;
    qint64 wait = 0;
    int tries = 0;
    for (; tries < 20 && last != Reason::RateLimited; ++tries) {
        const auto reply = world.login(u"ana@vila.example"_s, u"wrong"_s);
        last = reply.error().reason;
        wait = reply.error().data.value("retryAfterMs"_L1).toInteger();
    }
    QCOMPARE(last, Reason::RateLimited);
    QVERIFY(tries <= 10);
    QVERIFY(wait > 0 && wait <= 60'000);
    QCOMPARE(world.login(u"ana@vila.example"_s).error().reason, Reason::RateLimited); // the right one too
    QVERIFY(world.login(u"ana@vila.example"_s, goodPassword, {}, u"10.9.9.9"_s)); // not from elsewhere
    world.clock.advance(wait);
    QVERIFY(world.login(u"ana@vila.example"_s));
}

void TestAuth::whoBelongsToSeveralClinicsSaysWhich()
{
    QFETCH(QString, kind);
    World world(kind);
    const ClinicId other = world.newClinic(u"Outra Clínica"_s, u"Ana@Vila.example"_s);
    const auto which = world.login(u"ana@vila.example"_s);
    QVERIFY(!which);
    QCOMPARE(which.error().reason, Reason::Conflict);
    const QJsonArray clinics = which.error().data.value("clinics"_L1).toArray();
    QCOMPARE(clinics.size(), 2);
    QCOMPARE(clinics[0].toObject(),
        (QJsonObject{
            {u"id"_s, world.vila.value}, {u"slug"_s, u"vila-serena"_s}, {u"name"_s, u"Vila Serena"_s}}));
    QCOMPARE(world.login(u"ana@vila.example"_s, u"wrong"_s).error().reason, Reason::Unauthenticated);
    const auto bySlug = world.login(u"ana@vila.example"_s, goodPassword, u"outra-clinica"_s);
    QVERIFY(bySlug);
    QCOMPARE(bySlug->clinic.id, other);
    const auto byId = world.login(u"ana@vila.example"_s, goodPassword, QString::number(world.vila.value));
    QVERIFY(byId);
    QCOMPARE(byId->clinic.id, world.vila);
}

void TestAuth::meTellsWhatOneMayCall()
{
    World world(u"SQLite"_s);
    const auto ana = world.enter(u"ana@vila.example"_s);
    const auto me = await(world.auth.me(ana.caller, {}));
    QVERIFY(me);
    QCOMPARE(me->user, ana.user);
    QCOMPARE(me->clinic, ana.clinic);
    QVERIFY(me->permissions.contains(u"inboxes.create"_s));
    QVERIFY(!me->permissions.contains(u"auth.login"_s)); // anybody's
    QVERIFY(!me->permissions.contains(u"conversations.myConversations"_s)); // a patient's
    world.sessions.forget(world.vila, ana.caller.user);
    QVERIFY(await(world.auth.me(ana.caller, {}))); // known or not
}

void TestAuth::aTokenIsDeadAfterLogout()
{
    QFETCH(QString, kind);
    World world(kind);
    const auto reply = world.login(u"ana@vila.example"_s);
    const auto stays = world.login(u"ana@vila.example"_s);
    QVERIFY(reply && stays);
    QSignalSpy ended(&world.sessions, &services::Sessions::sessionEnded);
    const Caller caller = world.sessions.cached(reply->token)->caller;
    QVERIFY(await(world.auth.logout(caller, {})));
    QCOMPARE(ended.size(), 1);
    QCOMPARE(ended[0][0].value<SessionId>(), caller.session);
    QVERIFY(!world.sessions.cached(reply->token));
    QCOMPARE(world.whyNot(reply->token), Reason::Unauthenticated);
    QCOMPARE(await(world.auth.me(caller, {})).error().reason, Reason::Unauthenticated);
    QVERIFY(world.sessions.cached(stays->token));
}

void TestAuth::eachLoginHasATokenOfItsOwn()
{
    World world(u"SQLite"_s);
    const auto one = world.login(u"ana@vila.example"_s);
    const auto two = world.login(u"ana@vila.example"_s);
    QVERIFY(one && two);
    QVERIFY(one->token != two->token);
}

namespace {

/// Invites somebody as the team's service does.
QString invite(World &world, const QString &email, ClinicId clinic)
{
    const QString token = crypto::randomToken(u"aci_"_s);
    const Timestamp now{world.clock.nowMs()};
    const auto account =
        await(world.store->writeControl<AccountId>([&](Transaction &control) -> Result<AccountId> {
            store::Accounts accounts(control);
            const auto known = accounts.findByEmail(email);
            return *known ? (*known)->id : accounts.add(email, {}, now);
        }));
    const auto user = await(world.store->write<UserId>(clinic, [&](Transaction &transaction) {
        return store::Users(transaction)
            .add({{}, u"Beatriz Lima"_s, email, Role::Attendant, true}, *account, now);
    }));
    const auto invited = await(world.store->writeControl<Done>([&](Transaction &control) -> Result<> {
        store::Accounts accounts(control);
        if (const auto added = accounts.addMembership({*account, clinic, *user, Role::Attendant, false});
            !added)
            return added;
        return accounts.addInvitation(
            crypto::tokenHash(token), *account, clinic, {now.ms + 7 * 24 * 3600 * 1000});
    }));
    if (!invited)
        qFatal("cannot invite");
    return token;
}

} // namespace

void TestAuth::anInvitationIsTakenOnce()
{
    QFETCH(QString, kind);
    World world(kind);
    const QString token = invite(world, u"bia@vila.example"_s, world.vila);
    const QString address = u"10.0.0.2"_s;
    QCOMPARE(world.login(u"bia@vila.example"_s).error().reason, Reason::Unauthenticated);
    QCOMPARE(await(world.auth.acceptInvitation(address, {u"aci_invented"_s, goodPassword})).error().reason,
        Reason::NotFound);
    const auto weak = await(world.auth.acceptInvitation(address, {token, u"beatrizlima"_s}));
    QVERIFY(!weak);
    QCOMPARE(weak.error().field, u"password"_s);
    QVERIFY(await(world.auth.acceptInvitation(address, {token, goodPassword})));
    QCOMPARE(
        await(world.auth.acceptInvitation(address, {token, goodPassword})).error().reason, Reason::NotFound);
    const auto reply = world.login(u"bia@vila.example"_s);
    QVERIFY(reply);
    QCOMPARE(reply->user.role, Role::Attendant);
}

void TestAuth::anInvitationHasAnEnd()
{
    World world(u"SQLite"_s);
    const QString token = invite(world, u"bia@vila.example"_s, world.vila);
    world.clock.advance(7LL * 24 * 3600 * 1000);
    QCOMPARE(await(world.auth.acceptInvitation({}, {token, goodPassword})).error().reason, Reason::NotFound);
}

void TestAuth::anInvitationDoesNotGiveAwayAnAccount()
{
    World world(u"SQLite"_s);
    const ClinicId other = world.newClinic(u"Outra"_s, u"zoe@outra.example"_s);
    const QString token = invite(world, u"ana@vila.example"_s, other); // Zoe invites Ana, and has the link
    const auto taken = await(world.auth.acceptInvitation({}, {token, u"zoe escolhe esta senha"_s}));
    QVERIFY(!taken);
    QCOMPARE(taken.error().field, u"password"_s);
    const auto before = world.login(u"ana@vila.example"_s);
    QVERIFY(before);
    QCOMPARE(before->clinic.id, world.vila); // not a member there until she says so
    QVERIFY(await(world.auth.acceptInvitation({}, {token, goodPassword})));
    QCOMPARE(world.login(u"ana@vila.example"_s).error().reason, Reason::Conflict);
    for (int i = 0; i < 10; ++i)
        (void)await(world.auth.acceptInvitation({}, {token, u"guess"_s}));
}

void TestAuth::ofTwoAcceptancesOneCounts()
{
    World world(u"SQLite"_s);
    const QString token = invite(world, u"bia@vila.example"_s, world.vila);
    const auto one = world.auth.acceptInvitation({}, {token, goodPassword});
    const auto two = world.auth.acceptInvitation({}, {token, u"outra senha de dez"_s});
    const bool first = await(one).has_value();
    const bool second = await(two).has_value();
    QVERIFY(first != second);
    QVERIFY(world.login(u"bia@vila.example"_s, first ? goodPassword : u"outra senha de dez"_s));
}

QTEST_GUILESS_MAIN(TestAuth)
#include "tst_auth.moc"
