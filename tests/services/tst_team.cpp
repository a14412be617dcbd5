// SPDX-License-Identifier: Apache-2.0
#include "tests/services/staffed.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace acolhe;
using services::PresenceBoard;
using services::SignedIn;
using services::Team;
using store::Connection;
using store::Transaction;
using tests::await;
using tests::goodPassword;
using tests::Staffed;
using tests::TestStore;
using tests::World;

const QString otherPassword = u"uma senha bem diferente"_s;

namespace {

QStringList namesOf(const QList<User> &users)
{
    QStringList names;
    for (const User &user : users)
        names.append(user.name);
    return names;
}

} // namespace

class TestTeam : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }
    void cleanupTestCase() { TestStore::stopPostgres(); }
    void whoIsAddedWithAPasswordEnters_data() { TestStore::addRows(); }
    void whoIsAddedWithAPasswordEnters();
    void whoIsInvitedComesByTheLink_data() { TestStore::addRows(); }
    void whoIsInvitedComesByTheLink();
    void aLostInvitationIsReplacedByANewOne();
    void mistakesAreNamed_data();
    void mistakesAreNamed();
    void managersHaveToDoWithAttendantsOnly();
    void anotherClinicsMembersDoNotExist();
    void aNewRoleEndsTheSessions_data() { TestStore::addRows(); }
    void aNewRoleEndsTheSessions();
    void aNewPasswordEndsTheSessionsEverywhere();
    void aNewNameIsKnownAtOnce();
    void theLastAdminStays();
    void whoLeavesHasNothingLeft_data() { TestStore::addRows(); }
    void whoLeavesHasNothingLeft();
    void whoLeftCanComeBack();
    void aClinicHasNoPowerOverAnAccountOfOthers();
    void attendantsAreShownWithPresenceAndLoad_data() { TestStore::addRows(); }
    void attendantsAreShownWithPresenceAndLoad();
};

void TestTeam::whoIsAddedWithAPasswordEnters()
{
    QFETCH(QString, kind);
    Staffed clinic(kind);
    const auto reply = clinic.create(clinic.ana, u"Luana"_s, Role::Attendant);
    QVERIFY(reply);
    QVERIFY(!reply->invitationUrl);
    QCOMPARE(reply->user, (User{reply->user.id, u"Luana"_s, u"luana@vila.example"_s, Role::Attendant, true}));
    QCOMPARE(clinic.enter(u"luana@vila.example"_s).user, reply->user);
    QCOMPARE(clinic.events.last().type, QByteArray("user.updated"));
    QCOMPARE(clinic.events.last().audience.scope, Audience::Scope::Managers);
    QCOMPARE(clinic.create(clinic.ana, u"Luana"_s, Role::Manager).error().reason, Reason::Conflict);
    QVERIFY(clinic.login(u"luana@vila.example"_s)); // the second did not change anything
}

void TestTeam::whoIsInvitedComesByTheLink()
{
    QFETCH(QString, kind);
    Staffed clinic(kind);
    const auto reply = clinic.create(clinic.mara, u"Luana"_s, Role::Attendant, {});
    QVERIFY(reply);
    QVERIFY(reply->invitationUrl);
    const QUrl url(*reply->invitationUrl);
    QCOMPARE(url.adjusted(QUrl::RemoveFragment), QUrl(u"https://acolhe.example/invite"_s));
    QVERIFY(url.fragment().startsWith("aci_"_L1));
    QVERIFY(!clinic.login(u"luana@vila.example"_s));
    QVERIFY(await(clinic.auth.acceptInvitation({}, {url.fragment(), goodPassword})));
    QCOMPARE(clinic.enter(u"luana@vila.example"_s).user.id, reply->user.id);
}

void TestTeam::aLostInvitationIsReplacedByANewOne()
{
    Staffed clinic(u"SQLite"_s);
    const auto lost = clinic.create(clinic.ana, u"Luana"_s, Role::Attendant, {});
    const auto fresh = clinic.create(clinic.ana, u"Luana"_s, Role::Attendant, {});
    QVERIFY(lost && fresh);
    QCOMPARE(fresh->user.id, lost->user.id);
    const QString oldToken = QUrl(*lost->invitationUrl).fragment();
    const QString newToken = QUrl(*fresh->invitationUrl).fragment();
    QCOMPARE(
        await(clinic.auth.acceptInvitation({}, {oldToken, goodPassword})).error().reason, Reason::NotFound);
    QVERIFY(await(clinic.auth.acceptInvitation({}, {newToken, goodPassword})));
    QCOMPARE(clinic.create(clinic.ana, u"Luana"_s, Role::Attendant, {}).error().reason, Reason::Conflict);
}

void TestTeam::mistakesAreNamed_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("email");
    QTest::addColumn<Role>("role");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("field");
    QTest::newRow("no name") << u" "_s << u"x@vila.example"_s << Role::Attendant << goodPassword << u"name"_s;
    QTest::newRow("no address") << u"X"_s << u"x at vila"_s << Role::Attendant << goodPassword << u"email"_s;
    QTest::newRow("a patient") << u"X"_s << u"x@vila.example"_s << Role::Patient << goodPassword << u"role"_s;
    QTest::newRow("short password") << u"X"_s << u"x@vila.example"_s << Role::Attendant << u"x"_s
                                    << u"password"_s;
    QTest::newRow("own address") << u"X"_s << u"xavier.lima@vila.example"_s << Role::Attendant
                                 << u"Xavier.Lima"_s << u"password"_s;
}

void TestTeam::mistakesAreNamed()
{
    QFETCH(QString, name);
    QFETCH(QString, email);
    QFETCH(Role, role);
    QFETCH(QString, password);
    QFETCH(QString, field);
    Staffed clinic(u"SQLite"_s);
    const auto reply = await(clinic.team.create(clinic.ana, {name, email, role, password}));
    QVERIFY(!reply);
    QCOMPARE(reply.error().reason, Reason::InvalidParams);
    QCOMPARE(reply.error().field, field);
}

void TestTeam::managersHaveToDoWithAttendantsOnly()
{
    Staffed clinic(u"SQLite"_s);
    Team &team = clinic.team;
    QCOMPARE(namesOf(await(team.list(clinic.ana, {}))->users),
        (QStringList{u"Ana"_s, u"Bia"_s, u"Diego"_s, u"Mara"_s}));
    QCOMPARE(
        namesOf(await(team.list(clinic.mara, {}))->users), (QStringList{u"Bia"_s, u"Diego"_s, u"Mara"_s}));
    QCOMPARE(clinic.create(clinic.mara, u"Luana"_s, Role::Manager).error().reason, Reason::Forbidden);
    QVERIFY(clinic.create(clinic.mara, u"Luana"_s, Role::Attendant));
    const UserId ana = clinic.ana.user;
    QCOMPARE(await(team.update(clinic.mara, {ana, u"X"_s, {}, {}})).error().reason, Reason::NotFound);
    QCOMPARE(await(team.update(clinic.mara, {ana, {}, {}, otherPassword})).error().reason, Reason::NotFound);
    QCOMPARE(await(team.deactivate(clinic.mara, {ana})).error().reason, Reason::NotFound);
    QCOMPARE(await(team.deactivate(clinic.mara, {clinic.mara.user})).error().reason, Reason::NotFound);
    QCOMPARE(await(team.update(clinic.mara, {clinic.bia.user, {}, Role::Admin, {}})).error().reason,
        Reason::Forbidden);
    QCOMPARE(await(team.update(clinic.mara, {clinic.mara.user, {}, Role::Admin, {}})).error().reason,
        Reason::Forbidden);
    QVERIFY(await(team.update(clinic.mara, {clinic.mara.user, u"Mara Dias"_s, {}, {}})));
    QVERIFY(await(team.deactivate(clinic.mara, {clinic.bia.user})));
}

void TestTeam::anotherClinicsMembersDoNotExist()
{
    Staffed clinic(u"SQLite"_s);
    const ClinicId other = clinic.newClinic(u"Outra"_s, u"zoe@outra.example"_s);
    const Caller zoe = clinic.enter(u"zoe@outra.example"_s).caller;
    QCOMPARE(zoe.clinic, other);
    QCOMPARE(namesOf(await(clinic.team.list(zoe, {}))->users), QStringList{u"Zoe"_s});
    const UserId diego = clinic.diego.user; // a number that her clinic does not have
    QCOMPARE(await(clinic.team.update(zoe, {diego, u"X"_s, {}, {}})).error().reason, Reason::NotFound);
    QCOMPARE(await(clinic.team.deactivate(zoe, {diego})).error().reason, Reason::NotFound);
}

void TestTeam::aNewRoleEndsTheSessions()
{
    QFETCH(QString, kind);
    Staffed clinic(kind);
    QSignalSpy ended(&clinic.sessions, &services::Sessions::sessionEnded);
    const auto reply = await(clinic.team.update(clinic.ana, {clinic.bia.user, {}, Role::Manager, {}}));
    QVERIFY(reply);
    QCOMPARE(reply->user.role, Role::Manager);
    QCOMPARE(ended.size(), 1);
    QCOMPARE(ended[0][0].value<SessionId>(), clinic.bia.session);
    QCOMPARE(clinic.enter(u"bia@vila.example"_s).caller.role, Role::Manager);
    QVERIFY(await(clinic.sessions.findById(clinic.diego.session)));
}

void TestTeam::aNewPasswordEndsTheSessionsEverywhere()
{
    Staffed clinic(u"SQLite"_s);
    const auto second = clinic.login(u"bia@vila.example"_s);
    QVERIFY(second);
    QSignalSpy ended(&clinic.sessions, &services::Sessions::sessionEnded);
    QVERIFY(await(clinic.team.update(clinic.mara, {clinic.bia.user, {}, {}, otherPassword})));
    QCOMPARE(ended.size(), 2);
    QCOMPARE(clinic.whyNot(second->token), Reason::Unauthenticated);
    QCOMPARE(clinic.login(u"bia@vila.example"_s).error().reason, Reason::Unauthenticated);
    QVERIFY(clinic.login(u"bia@vila.example"_s, otherPassword));
    const auto weak = await(clinic.team.update(clinic.mara, {clinic.bia.user, {}, {}, u"senha12345"_s}));
    QCOMPARE(weak.error().field, u"password"_s);
    // Setting it unlocks who had tried too often.
    for (int i = 0; i < 10; ++i)
        (void)clinic.login(u"bia@vila.example"_s, u"wrong"_s);
    QCOMPARE(clinic.login(u"bia@vila.example"_s, otherPassword).error().reason, Reason::RateLimited);
    QVERIFY(await(clinic.team.update(clinic.ana, {clinic.bia.user, {}, {}, goodPassword})));
    QVERIFY(clinic.login(u"bia@vila.example"_s));
}

void TestTeam::aNewNameIsKnownAtOnce()
{
    Staffed clinic(u"SQLite"_s);
    QSignalSpy ended(&clinic.sessions, &services::Sessions::sessionEnded);
    QVERIFY(await(clinic.team.update(clinic.ana, {clinic.bia.user, u" Beatriz "_s, {}, {}})));
    QVERIFY(ended.isEmpty());
    QCOMPARE(await(clinic.sessions.findById(clinic.bia.session))->user.name, u"Beatriz"_s);
    QCOMPARE(
        await(clinic.team.update(clinic.ana, {clinic.bia.user, u"  "_s, {}, {}})).error().field, u"name"_s);
}

void TestTeam::theLastAdminStays()
{
    Staffed clinic(u"SQLite"_s);
    Team &team = clinic.team;
    const UserId ana = clinic.ana.user;
    QCOMPARE(await(team.deactivate(clinic.ana, {ana})).error().reason, Reason::Conflict);
    QCOMPARE(await(team.update(clinic.ana, {ana, {}, Role::Manager, {}})).error().reason, Reason::Conflict);
    QVERIFY(await(clinic.sessions.findById(clinic.ana.session)));
    const Caller caio = clinic.add(u"Caio"_s, Role::Admin);
    // Both go at once: one stays.
    const auto one = team.deactivate(clinic.ana, {caio.user});
    const auto two = team.deactivate(caio, {ana});
    QVERIFY(await(one).has_value() != await(two).has_value());
}

void TestTeam::whoLeavesHasNothingLeft()
{
    QFETCH(QString, kind);
    Staffed clinic(kind);
    const UserId bia = clinic.bia.user;
    const Conversation active = clinic.newConversation(bia, ConversationStatus::InProgress);
    const Conversation done = clinic.newConversation(bia, ConversationStatus::Resolved);
    const Conversation others = clinic.newConversation(clinic.diego.user, ConversationStatus::InProgress);
    clinic.events.clear();
    QSignalSpy ended(&clinic.sessions, &services::Sessions::sessionEnded);
    const auto reply = await(clinic.team.deactivate(clinic.mara, {bia}));
    QVERIFY(reply);
    QVERIFY(!reply->user.active);
    QCOMPARE(ended.size(), 1);
    QCOMPARE(await(clinic.sessions.findById(clinic.bia.session)).error().reason, Reason::Unauthenticated);
    QCOMPARE(clinic.login(u"bia@vila.example"_s).error().reason, Reason::Unauthenticated);
    QCOMPARE(clinic.find(active.id).status, ConversationStatus::Open);
    QVERIFY(!clinic.find(active.id).attendantId);
    QCOMPARE(clinic.find(done.id), done);
    QCOMPARE(clinic.find(others.id), others);
    QCOMPARE(clinic.events.size(), 2);
    QCOMPARE(clinic.events[0].type, QByteArray("conversation.updated"));
    QCOMPARE(clinic.events[0].audience.formerAttendant, bia);
    QVERIFY(await(clinic.team.deactivate(clinic.mara, {bia}))); // again changes nothing
    QCOMPARE(clinic.events.size(), 2);
}

void TestTeam::whoLeftCanComeBack()
{
    Staffed clinic(u"SQLite"_s);
    QVERIFY(await(clinic.team.deactivate(clinic.ana, {clinic.bia.user})));
    const auto back = clinic.create(clinic.ana, u"Bia"_s, Role::Attendant, otherPassword);
    QVERIFY(back);
    QCOMPARE(back->user.id, clinic.bia.user);
    QVERIFY(clinic.login(u"bia@vila.example"_s, otherPassword));
    // A withdrawn invitation does not open.
    const auto invited = clinic.create(clinic.ana, u"Luana"_s, Role::Attendant, {});
    QVERIFY(invited);
    QVERIFY(await(clinic.team.deactivate(clinic.ana, {invited->user.id})));
    const auto late =
        await(clinic.auth.acceptInvitation({}, {QUrl(*invited->invitationUrl).fragment(), goodPassword}));
    QCOMPARE(late.error().reason, Reason::NotFound);
}

void TestTeam::aClinicHasNoPowerOverAnAccountOfOthers()
{
    Staffed clinic(u"SQLite"_s);
    clinic.newClinic(u"Outra"_s, u"zoe@outra.example"_s);
    const Caller zoe = clinic.enter(u"zoe@outra.example"_s).caller;
    const QString bias = u"bia@vila.example"_s;
    // With another password than Bia's: refused, and nothing is another.
    QCOMPARE(await(clinic.team.create(zoe, {u"Bia"_s, bias, Role::Admin, otherPassword})).error().reason,
        Reason::Conflict);
    QVERIFY(clinic.login(bias));
    // With hers: she is a member of both.
    const auto member = await(clinic.team.create(zoe, {u"Bia"_s, bias, Role::Attendant, goodPassword}));
    QVERIFY(member);
    QCOMPARE(clinic.login(bias).error().reason, Reason::Conflict);
    // Neither clinic can set the password that opens the other.
    QCOMPARE(await(clinic.team.update(zoe, {member->user.id, {}, {}, otherPassword})).error().reason,
        Reason::Conflict);
    QCOMPARE(await(clinic.team.update(clinic.ana, {clinic.bia.user, {}, {}, otherPassword})).error().reason,
        Reason::Conflict);
    QVERIFY(await(clinic.team.update(clinic.bia, {clinic.bia.user, {}, {}, otherPassword}))); // herself
    // Leaving one leaves the other.
    QVERIFY(await(clinic.team.deactivate(zoe, {member->user.id})));
    const auto reply = clinic.login(bias, otherPassword);
    QVERIFY(reply);
    QCOMPARE(reply->clinic.id, clinic.vila);
    // Guessing her password through users.create is slowed down like any guessing.
    Reason last = Reason::Conflict;
    for (int i = 0; i < 10 && last == Reason::Conflict; ++i)
        last =
            await(clinic.team.create(zoe, {u"Bia"_s, bias, Role::Attendant, u"palpite número %1"_s.arg(i)}))
                .error()
                .reason;
    QCOMPARE(last, Reason::RateLimited);
}

void TestTeam::attendantsAreShownWithPresenceAndLoad()
{
    QFETCH(QString, kind);
    Staffed clinic(kind);
    clinic.newConversation(clinic.bia.user, ConversationStatus::InProgress);
    clinic.newConversation(clinic.bia.user, ConversationStatus::Resolved);
    clinic.presence.connected(clinic.diego);
    const auto before = await(clinic.team.attendants(clinic.bia, {}));
    QVERIFY(before);
    QCOMPARE(before->attendants,
        (QList<Attendant>{{clinic.bia.user, u"Bia"_s, Presence::Offline, 1},
            {clinic.diego.user, u"Diego"_s, Presence::Online, 0}}));
    clinic.newConversation(clinic.mara.user, ConversationStatus::InProgress);
    QVERIFY(await(clinic.team.deactivate(clinic.ana, {clinic.diego.user})));
    const auto after = await(clinic.team.attendants(clinic.bia, {}));
    QVERIFY(after);
    QCOMPARE(after->attendants.size(), 2); // Diego has left, Mara helps
    QCOMPARE(after->attendants[1].name, u"Mara"_s);
}

QTEST_GUILESS_MAIN(TestTeam)
#include "tst_team.moc"
