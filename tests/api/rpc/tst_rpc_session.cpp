// SPDX-License-Identifier: Apache-2.0
#include "backend/api/rpc/rpc_session.h"
#include "tests/api/rpc/reception.h"

#include <QPointer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using namespace acolhe::api;
using namespace acolhe::tests;

/// A session with somebody at the other end.
struct Line {
    explicit Line(const QString &name = {})
        : peer(new RecordingPeer)
        , session(new RpcSession(reception.services(), peer,
              name.isEmpty() ? std::nullopt : std::optional(reception.signedIn(name)), name, nullptr))
    {
    }
    ~Line() { delete session; }

    void say(const QByteArray &line) { Q_EMIT peer->received(line); }
    QJsonObject takeAnswer() { return QJsonDocument::fromJson(peer->sent.takeFirst()).object(); }
    QString takeReason()
    {
        return takeAnswer()
            .value("error"_L1)
            .toObject()
            .value("data"_L1)
            .toObject()
            .value("reason"_L1)
            .toString();
    }

    Reception reception;
    RecordingPeer *peer;
    QPointer<RpcSession> session;
};

static const QByteArray note = R"({"conversationId":7,"text":"x"})";
static const QByteArray getSeven = callLine(1, "conversations.get", R"({"id":7})");

class TestRpcSession : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingIsServedBeforeSigningIn();
    void aTokenSignsIn();
    void aWrongTokenDoesNot();
    void whoDoesNotSignInIsSentAway();
    void anotherPersonNeedsAnotherConnection();
    void whatIsSaidAfterATokenIsSaidByItsPerson();
    void answersCarryTheirIds();
    void notificationsAreNotAnswered();
    void aBatchIsAnsweredAsOne();
    void aBatchOfNotificationsIsNotAnswered();
    void rubbishIsAnswered();
    void aPeerWithMuchInFlightWaits();
    void eventsFollowTheAnswer();
    void aNewSubscriptionReplacesTheOld();
    void aSessionExpires();
    void theLastAnswerArrivesBeforeTheEnd();
    void theEndDoesNotWaitForever();
    void aPeerThatGoesTakesItsCallsAlong();
};

void TestRpcSession::nothingIsServedBeforeSigningIn()
{
    Line line;
    line.say(callLine(1, "notes.create", note));
    QCOMPARE(line.takeReason(), u"unauthenticated"_s);
    line.say(callLine(2, "events.subscribe"));
    QCOMPARE(line.takeReason(), u"unauthenticated"_s);
    line.say(callLine(3, "auth.login", R"({"email":"bia@example.com","password":"right"})"));
    QVERIFY(line.takeAnswer().contains("result"_L1)); // anyone may
    QCOMPARE(line.reception.loginAddresses, QStringList{u"203.0.113.9"_s});
    QCOMPARE(line.reception.present, QStringList());
}

void TestRpcSession::aTokenSignsIn()
{
    Line line;
    line.say(callLine(1, "auth.resume", R"({"token":"bia"})"));
    const QJsonObject result = line.takeAnswer().value("result"_L1).toObject();
    QCOMPARE(result.value("user"_L1).toObject().value("name"_L1).toString(), u"bia"_s);
    QCOMPARE(result.value("clinic"_L1).toObject().value("slug"_L1).toString(), u"sol"_s);
    QCOMPARE(result.value("seq"_L1).toInteger(), 41);
    QCOMPARE(result.value("epoch"_L1).toString(), u"e1"_s);
    QVERIFY(!result.value("serverVersion"_L1).toString().isEmpty());
    line.say(callLine(2, "notes.create", note));
    QVERIFY(line.takeAnswer().contains("result"_L1));
    QCOMPARE(line.reception.present, QStringList{u"1 came"_s});
    delete line.session;
    QCOMPARE(line.reception.present, (QStringList{u"1 came"_s, u"1 went"_s}));
}

void TestRpcSession::aWrongTokenDoesNot()
{
    Line line;
    line.say(callLine(1, "auth.resume", R"({"token":"made up"})"));
    QCOMPARE(line.takeReason(), u"unauthenticated"_s);
    line.say(callLine(2, "auth.resume", R"({"tokn":"bia"})"));
    QCOMPARE(line.takeReason(), u"invalid_params"_s);
    line.say(callLine(3, "notes.create", note));
    QCOMPARE(line.takeReason(), u"unauthenticated"_s);
    QVERIFY(line.peer->reading);
}

void TestRpcSession::whoDoesNotSignInIsSentAway()
{
    Line known(u"bia"_s);
    Line late;
    late.say(callLine(1, "auth.resume", R"({"token":"bia"})"));
    Line line;
    QTRY_COMPARE(line.peer->closedWith, notSignedInCode);
    QCOMPARE(known.peer->closedWith, 0);
    QCOMPARE(late.peer->closedWith, 0);
}

void TestRpcSession::anotherPersonNeedsAnotherConnection()
{
    Line line(u"bia"_s);
    line.say(callLine(1, "auth.resume", R"({"token":"ana"})"));
    QCOMPARE(line.takeReason(), u"conflict"_s);
    line.say(callLine(2, "auth.resume", R"({"token":"bia"})"));
    QVERIFY(line.takeAnswer().contains("result"_L1));
    QCOMPARE(line.session->signedIn()->caller.role, Role::Attendant);
    QCOMPARE(line.reception.present, QStringList{u"1 came"_s});
}

void TestRpcSession::whatIsSaidAfterATokenIsSaidByItsPerson()
{
    Reception reception;
    QPromise<Result<SignedIn>> authenticating;
    authenticating.start();
    RpcServices services = reception.services();
    services.authenticate = [&](const QString &) { return authenticating.future(); };
    auto *const peer = new RecordingPeer;
    const RpcSession session(services, peer, {}, {}, nullptr);
    Q_EMIT peer->received(callLine(1, "auth.resume", R"({"token":"bia"})"));
    QVERIFY(!peer->reading); // what comes next waits
    authenticating.addResult(Result<SignedIn>(reception.signedIn(u"bia"_s)));
    authenticating.finish();
    QTRY_VERIFY(peer->reading);
    QCOMPARE(peer->sent.size(), 1);
}

void TestRpcSession::answersCarryTheirIds()
{
    Line line(u"bia"_s);
    line.say(callLine(1, "conversations.get", R"({"id":7})"));
    line.say(callLine(2, "notes.create", note));
    QCOMPARE(line.takeAnswer().value("id"_L1).toInteger(), 2); // the quicker one first
    line.reception.answerOldest();
    QTRY_COMPARE(line.peer->sent.size(), 1);
    const QJsonObject answer = line.takeAnswer();
    QCOMPARE(answer.value("id"_L1).toInteger(), 1);
    QCOMPARE(answer.value("jsonrpc"_L1).toString(), u"2.0"_s);
}

void TestRpcSession::notificationsAreNotAnswered()
{
    Line line(u"bia"_s);
    line.say(R"({"jsonrpc":"2.0","method":"notes.create","params":{}})");
    line.say(R"({"jsonrpc":"2.0","method":"made.up"})");
    QCOMPARE(line.peer->sent, QByteArrayList());
}

void TestRpcSession::aBatchIsAnsweredAsOne()
{
    Line line(u"bia"_s);
    line.say('[' + getSeven + ',' + callLine(2, "notes.create", note)
        + R"(,{"jsonrpc":"2.0","method":"notes.create","params":{}},1])");
    QCOMPARE(line.peer->sent.size(), 0);
    line.reception.answerOldest();
    QTRY_COMPARE(line.peer->sent.size(), 1);
    QList<qint64> ids;
    for (const QJsonValue &each : QJsonDocument::fromJson(line.peer->sent.first()).array())
        ids.append(each.toObject().value("id"_L1).toInteger(-1));
    QCOMPARE(ids, (QList<qint64>{2, -1, 1}));
}

void TestRpcSession::aBatchOfNotificationsIsNotAnswered()
{
    Line line(u"bia"_s);
    line.say(R"([{"jsonrpc":"2.0","method":"auth.me"},{"jsonrpc":"2.0","method":"auth.me"}])");
    QCOMPARE(line.peer->sent, QByteArrayList());
}

void TestRpcSession::rubbishIsAnswered()
{
    Line line(u"bia"_s);
    line.say("{\"jsonrpc\"");
    QCOMPARE(line.takeReason(), u"parse_error"_s);
    line.say("{}");
    QCOMPARE(line.takeReason(), u"invalid_request"_s);
    line.say(callLine(3, "notes.create", "[]"));
    QCOMPARE(line.takeReason(), u"invalid_params"_s);
}

void TestRpcSession::aPeerWithMuchInFlightWaits()
{
    Line line(u"bia"_s);
    for (int i = 0; i < RpcLimits().inFlight; ++i) {
        QVERIFY(line.peer->reading);
        line.say(getSeven);
    }
    QVERIFY(!line.peer->reading);
    QVERIFY(line.peer->busy);
    line.reception.answerOldest();
    QTRY_VERIFY(line.peer->reading);
    while (!line.reception.waiting.isEmpty())
        line.reception.answerOldest();
    QTRY_VERIFY(!line.peer->busy);
    QCOMPARE(line.peer->sent.size(), RpcLimits().inFlight);
}

void TestRpcSession::eventsFollowTheAnswer()
{
    Line line(u"bia"_s);
    line.reception.holdsSubscriptions = true;
    line.say(callLine(1, "events.subscribe", R"({"since":41,"epoch":"e1"})"));
    line.reception.publish("{\"live\":43}");
    QCOMPARE(line.peer->sent.size(), 0);
    line.reception.answerSubscription();
    QTRY_COMPARE(line.peer->sent.size(), 3);
    QCOMPARE(line.takeAnswer().value("result"_L1).toObject().value("seq"_L1).toInteger(), 42);
    QCOMPARE(line.peer->sent, (QByteArrayList{"{\"missed\":42}", "{\"live\":43}"}));
    line.reception.publish("{\"live\":44}");
    QCOMPARE(line.peer->sent.size(), 3);
}

void TestRpcSession::aNewSubscriptionReplacesTheOld()
{
    Line line(u"bia"_s);
    line.say(callLine(1, "events.subscribe"));
    line.say(callLine(2, "events.subscribe"));
    QCOMPARE(line.peer->sent.size(), 2);
    line.reception.publish("{}");
    QCOMPARE(line.peer->sent.size(), 3);
}

void TestRpcSession::aSessionExpires()
{
    Line line(u"bia"_s);
    line.reception.clock.advance(3'600'000);
    QTRY_COMPARE(line.peer->closedWith, sessionEndedCode);
}

void TestRpcSession::theLastAnswerArrivesBeforeTheEnd()
{
    Line line(u"bia"_s);
    line.say(callLine(1, "events.subscribe"));
    line.say(getSeven);
    line.session->end(sessionEndedCode, u"signed out"_s);
    QVERIFY(!line.peer->reading);
    QCOMPARE(line.peer->closedWith, 0);
    line.reception.publish("{\"unheard\":1}");
    line.reception.answerOldest();
    QTRY_COMPARE(line.peer->closedWith, sessionEndedCode);
    QCOMPARE(line.peer->sent.size(), 2);
    QVERIFY(!line.peer->reading);
}

void TestRpcSession::theEndDoesNotWaitForever()
{
    Line line(u"bia"_s);
    line.say(getSeven);
    line.session->end(sessionEndedCode, u"signed out"_s);
    QCOMPARE(line.peer->closedWith, 0);
    QTRY_COMPARE(line.peer->closedWith, sessionEndedCode);
}

void TestRpcSession::aPeerThatGoesTakesItsCallsAlong()
{
    Line line(u"bia"_s);
    line.say(getSeven);
    line.say(callLine(2, "events.subscribe"));
    Q_EMIT line.peer->closed();
    QTRY_VERIFY(!line.session);
    line.reception.answerOldest();
    line.reception.publish("{}");
    QCoreApplication::processEvents();
    QCOMPARE(line.reception.present.last(), u"1 went"_s);
}

QTEST_GUILESS_MAIN(TestRpcSession)
#include "tst_rpc_session.moc"
