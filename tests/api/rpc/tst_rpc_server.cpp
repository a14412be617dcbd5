// SPDX-License-Identifier: Apache-2.0
#include "backend/api/rpc/call_metrics.h"
#include "tests/api/http/web_socket_desk.h"
#include "tests/api/rpc/reception.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using namespace acolhe::api;
using namespace acolhe::tests;

static QJsonObject object(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

/// A whole server over real sockets.
struct House {
    House()
        : front(quickLimits(), steadyClock)
        , server(reception.services())
    {
        reception.ended = [this](SessionId session) { server.endSession(session); };
        server.serveOn(front);
        if (!front.open(QHostAddress::LocalHost, 0))
            qFatal("no port to listen on");
    }

    Reception reception;
    SteadyClock steadyClock;
    http::Front front;
    RpcServer server;
};

static QByteArray post(const QByteArray &method, const QByteArray &body, const QByteArray &token = {})
{
    return "POST /api/v1/" + method + host
        + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n")
        + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

/// A WebSocket client that signs in with a header.
struct Desktop : RawClient {
    Desktop(const http::Front &front, const QByteArray &token)
        : RawClient(front)
    {
        status = ask(openingRequest(token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n")).status;
    }
    int status = 0;
};

class TestRpcServer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void callsOverHttpAreAnsweredAsTheContractSays_data();
    void callsOverHttpAreAnsweredAsTheContractSays();
    void theApiIsDescribed();
    void refusalsOfTheFrontAreJson_data();
    void refusalsOfTheFrontAreJson();
    void aHeaderSignsAWebSocketIn();
    void aWrongHeaderOpensNone();
    void strangersMustBeBrief();
    void signingOutClosesLiveSockets();
    void aMembersSocketsCanBeEnded();
    void stoppingAnswersWhatIsInFlight();
    void callsAreMeasured();
};

void TestRpcServer::callsOverHttpAreAnsweredAsTheContractSays_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("reason");
    const QByteArray note = R"({"conversationId":7,"text":"x"})";
    const QByteArray create = "notes.create";
    QTest::newRow("good") << post(create, note, "bia") << 200 << QString();
    QTest::newRow("without a body") << post("auth.me", {}, "bia") << 200 << QString();
    QTest::newRow("nobody") << post(create, note) << 401 << u"unauthenticated"_s;
    QTest::newRow("unknown token") << post(create, note, "made-up") << 401 << u"unauthenticated"_s;
    QTest::newRow("a patient") << post(create, note, "marina") << 403 << u"forbidden"_s;
    QTest::newRow("wrong params") << post(create, "{}", "bia") << 400 << u"invalid_params"_s;
    QTest::newRow("not an object") << post(create, "[1]", "bia") << 400 << u"invalid_params"_s;
    QTest::newRow("no JSON") << post(create, "{", "bia") << 400 << u"parse_error"_s;
    QTest::newRow("unknown method") << post("notes.burn", note, "bia") << 404 << u"method_not_found"_s;
    QTest::newRow("for WebSockets only")
        << post("events.subscribe", "{}", "bia") << 404 << u"method_not_found"_s;
    QTest::newRow("details") << post(create, R"({"conversationId":7,"text":"boom"})", "bia") << 500
                             << u"internal"_s;
    QTest::newRow("sign in") << post("auth.login", R"({"email":"bia@example.com","password":"right"})") << 200
                             << QString();
    QTest::newRow("sign in with an old token")
        << post("auth.login", R"({"email":"bia@example.com","password":"right"})", "old") << 200 << QString();
    QTest::newRow("too many tries") << post("auth.login", R"({"email":"many@example.com","password":"x"})")
                                    << 429 << u"rate_limited"_s;
}

void TestRpcServer::callsOverHttpAreAnsweredAsTheContractSays()
{
    QFETCH(QByteArray, request);
    QFETCH(QString, reason);
    House house;
    if (reason == u"internal")
        QTest::ignoreMessage(
            QtCriticalMsg, QRegularExpression(u"^internal error .*method=\"notes.create\""_s));
    RawClient client(house.front);
    const Answer answer = client.ask(request);
    QTEST(answer.status, "status");
    QCOMPARE(answer.header("Content-Type"), "application/json; charset=utf-8");
    const QJsonObject error = object(answer.body).value("error"_L1).toObject();
    QCOMPARE(error.value("data"_L1).toObject().value("reason"_L1).toString(), reason);
    QCOMPARE(answer.header("WWW-Authenticate"), answer.status == 401 ? "Bearer" : "");
    QCOMPARE(answer.header("Retry-After"), answer.status == 429 ? "2" : "");
    QVERIFY(!answer.body.contains("1234"));
}

void TestRpcServer::theApiIsDescribed()
{
    House house;
    RawClient client(house.front);
    const Answer answer = client.ask("GET /api/openapi.json" + host + "\r\n");
    QCOMPARE(answer.status, 200);
    QVERIFY(object(answer.body).value("paths"_L1).toObject().contains("/api/v1/messages.send"_L1));
    const Answer again =
        client.ask("GET /api/openapi.json" + host + "If-None-Match: " + answer.header("ETag") + "\r\n\r\n");
    QCOMPARE(again.status, 304);
}

void TestRpcServer::refusalsOfTheFrontAreJson_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("reason");
    QTest::newRow("no such page") << "GET /nothing" + host + "\r\n" << 404 << u"not_found"_s;
    QTest::newRow("wrong method") << "GET /api/v1/auth.me" + host + "\r\n" << 405 << u"method_not_found"_s;
    QTest::newRow("too long") << "POST /api/v1/auth.me" + host + "Content-Length: 99999999\r\n\r\n"
                              << 413 << u"too_large"_s;
    QTest::newRow("malformed") << QByteArray("rubbish\r\n\r\n") << 400 << u"invalid_request"_s;
}

void TestRpcServer::refusalsOfTheFrontAreJson()
{
    QFETCH(QByteArray, request);
    House house;
    RawClient client(house.front);
    const Answer answer = client.ask(request);
    QTEST(answer.status, "status");
    const QJsonObject error = object(answer.body).value("error"_L1).toObject();
    QTEST(error.value("data"_L1).toObject().value("reason"_L1).toString(), "reason");
}

void TestRpcServer::aHeaderSignsAWebSocketIn()
{
    House house;
    RawWebSocket stranger(house.front);
    Desktop bia(house.front, "bia");
    QCOMPARE(bia.status, 101);
    QCOMPARE(house.server.sessions(), 2);
    QCOMPARE(house.reception.present, QStringList{u"1 came"_s});
    stranger.sendText(callLine(1, "notes.create"));
    QVERIFY(stranger.nextFrame().payload.contains("unauthenticated"));
    stranger.sendText(callLine(2, "auth.resume", R"({"token":"rui"})"));
    QVERIFY(stranger.nextFrame().payload.contains("\"name\":\"rui\""));
    stranger.sendText(callLine(3, "auth.me") + ' ');
    QVERIFY(stranger.nextFrame().payload.contains("rui@example.com"));
}

void TestRpcServer::aWrongHeaderOpensNone()
{
    House house;
    QCOMPARE(Desktop(house.front, "made-up").status, 401);
    QCOMPARE(house.server.sessions(), 0);
}

void TestRpcServer::strangersMustBeBrief()
{
    House house;
    RawWebSocket client(house.front);
    const QByteArray longNote = R"({"conversationId":7,"text":")" + QByteArray(9'000, 'x') + "\"}";
    client.sendText(callLine(1, "auth.resume", R"({"token":"bia"})"));
    QVERIFY(client.nextFrame().payload.contains("result"));
    client.sendText(callLine(2, "notes.create", longNote));
    QVERIFY(client.nextFrame().payload.contains("result"));
    RawWebSocket stranger(house.front);
    stranger.sendText(callLine(1, "notes.create", longNote));
    QCOMPARE(stranger.nextFrame().closeCode(), 1009);
}

void TestRpcServer::signingOutClosesLiveSockets()
{
    House house;
    RawWebSocket first(house.front);
    first.sendText(callLine(1, "auth.resume", R"({"token":"bia"})"));
    QVERIFY(first.nextFrame().payload.contains("result"));
    RawWebSocket second(house.front);
    second.sendText(callLine(1, "auth.resume", R"({"token":"bia"})"));
    QVERIFY(second.nextFrame().payload.contains("result"));
    RawWebSocket other(house.front);
    other.sendText(callLine(1, "auth.resume", R"({"token":"rui"})"));
    QVERIFY(other.nextFrame().payload.contains("result"));
    second.sendText(callLine(2, "auth.logout"));
    QVERIFY(second.nextFrame().payload.contains("\"success\":true"));
    QCOMPARE(second.nextFrame().closeCode(), sessionEndedCode);
    QCOMPARE(first.nextFrame().closeCode(), sessionEndedCode);
    other.sendText(callLine(2, "auth.me"));
    QVERIFY(other.nextFrame().payload.contains("rui"));
    QCOMPARE(Desktop(house.front, "bia").status, 401);
}

void TestRpcServer::aMembersSocketsCanBeEnded()
{
    House house;
    RawWebSocket bia(house.front);
    bia.sendText(callLine(1, "auth.resume", R"({"token":"bia"})"));
    QVERIFY(bia.nextFrame().payload.contains("result"));
    house.server.endMember({1}, {2});
    house.server.endMember({2}, {1});
    house.server.endClinic({2});
    bia.sendText(callLine(2, "auth.me"));
    QVERIFY(bia.nextFrame().payload.contains("bia"));
    house.server.endMember({1}, {1});
    QCOMPARE(bia.nextFrame().closeCode(), sessionEndedCode);
    bia.send(clientFrame(0x88, {}));
    QTRY_COMPARE(house.server.sessions(), 0);
}

void TestRpcServer::stoppingAnswersWhatIsInFlight()
{
    House house;
    RawWebSocket bia(house.front);
    bia.sendText(callLine(1, "auth.resume", R"({"token":"bia"})"));
    QVERIFY(bia.nextFrame().payload.contains("result"));
    RawWebSocket idle(house.front);
    bia.sendText(callLine(2, "conversations.get", R"({"id":7})"));
    QTRY_COMPARE(house.reception.waiting.size(), 1);
    QSignalSpy stopped(&house.front, &http::Front::stopped);
    house.front.stop();
    QCOMPARE(idle.nextFrame().closeCode(), 1001);
    bia.sendText(callLine(3, "auth.me")); // too late: it is asked again at the next connection
    house.reception.answerOldest();
    QVERIFY(bia.nextFrame().payload.contains("\"id\":2"));
    QCOMPARE(bia.nextFrame().closeCode(), 1001);
    bia.send(clientFrame(0x88, {}));
    idle.send(clientFrame(0x88, {}));
    QTRY_COMPARE(stopped.size(), 1);
    QTRY_COMPARE(house.server.sessions(), 0);
}

void TestRpcServer::callsAreMeasured()
{
    metrics::Registry registry;
    House house;
    watchCalls(house.reception.router, house.server, registry);
    RawClient client(house.front);
    QCOMPARE(client.ask(post("auth.me", {}, "bia")).status, 200);
    QCOMPARE(client.ask(post("notes.create", {}, "bia")).status, 400);
    const QByteArray text = registry.render();
    QVERIFY(text.contains("acolhe_calls_total{method=\"auth.me\",outcome=\"ok\"} 1\n"));
    QVERIFY(text.contains("acolhe_calls_total{method=\"notes.create\",outcome=\"invalid_params\"} 1\n"));
    QVERIFY(text.contains("acolhe_sessions 0\n"));
}

QTEST_GUILESS_MAIN(TestRpcServer)
#include "tst_rpc_server.moc"
