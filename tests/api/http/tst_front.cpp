// SPDX-License-Identifier: Apache-2.0
#include "tests/api/http/desk.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using namespace acolhe::http;
using namespace acolhe::tests;

class TestFront : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyAnswerIsDressed();
    void methodsAreAnsweredAsTheyShould_data();
    void methodsAreAnsweredAsTheyShould();
    void handlersSeeTheRequest();
    void aConnectionServesManyRequests();
    void pipelinedRequestsAreAnsweredInOrder();
    void aConnectionClosesWhenAskedTo_data();
    void aConnectionClosesWhenAskedTo();
    void theBodyIsWaitedForWhenItIsExpected();
    void aBodyThatIsTooLongIsNotWaitedFor();
    void headersCannotBeSplit();
    void proxiesAreBelievedWhenTheyAreTrusted_data();
    void proxiesAreBelievedWhenTheyAreTrusted();
    void refusalsLookAsTold();
    void whatHappensIsCounted();
    void aTakenPortIsSaid();
    void whileStartingOnlyWhatIsReadyIsServed();
};

void TestFront::everyAnswerIsDressed()
{
    Desk desk;
    desk.open();
    RawClient client(desk.front);
    const Answer answer = client.ask(getHello);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, "hello bia");
    QCOMPARE(answer.header("Content-Length"), "9");
    QCOMPARE(answer.header("Content-Type"), "text/plain; charset=utf-8");
    QCOMPARE(answer.header("X-Content-Type-Options"), "nosniff");
    QCOMPARE(answer.header("Cache-Control"), "no-store");
    QVERIFY(answer.header("Content-Security-Policy").contains("frame-ancestors 'none'"));
    QVERIFY(answer.header("Date").endsWith(" GMT"));
    QVERIFY(!answer.head.contains("Strict-Transport-Security"));
}

void TestFront::methodsAreAnsweredAsTheyShould_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("allow");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("get") << "GET /hello/bia"_ba << 200 << ""_ba
                         << "hello bia"_ba;
    QTest::newRow("head") << "HEAD /hello/bia"_ba << 200 << ""_ba
                          << ""_ba;
    QTest::newRow("options") << "OPTIONS /hello/bia"_ba << 204 << "GET, HEAD, OPTIONS"_ba
                             << ""_ba;
    QTest::newRow("options of all") << "OPTIONS *"_ba << 204 << "GET, HEAD, POST, PUT, OPTIONS"_ba
                                    << ""_ba;
    QTest::newRow("options of nothing") << "OPTIONS /nothing"_ba << 404 << ""_ba
                                        << "Not Found\n"_ba;
    QTest::newRow("wrong method") << "DELETE /echo"_ba << 405 << "POST, PUT, OPTIONS"_ba
                                  << "Method Not Allowed\n"_ba;
    QTest::newRow("nothing there") << "GET /nothing"_ba << 404 << ""_ba
                                   << "Not Found\n"_ba;
    QTest::newRow("head of nothing") << "HEAD /nothing"_ba << 404 << ""_ba
                                     << ""_ba;
    QTest::newRow("unknown method") << "BREW /hello/bia"_ba << 501 << ""_ba
                                    << "Not Implemented\n"_ba;
}

void TestFront::methodsAreAnsweredAsTheyShould()
{
    QFETCH(QByteArray, line);
    Desk desk;
    desk.open();
    RawClient client(desk.front);
    const Answer answer = client.ask(line + host + "\r\n");
    QTEST(answer.status, "status");
    QTEST(answer.header("Allow"), "allow");
    QTEST(answer.body, "body");
    if (answer.status == 501)
        return;
    const Answer after = client.ask(getHello); // nothing of the answer before is left on the wire
    QCOMPARE(after.body, "hello bia");
}

void TestFront::handlersSeeTheRequest()
{
    Desk desk;
    desk.open();
    RawClient client(desk.front);
    const Answer answer = client.ask("POST /echo?hub.mode=subscribe&x=%C3%A7" + host
        + "X-Hub-Signature-256: sha256=00\r\nContent-Length: 5\r\n\r\nol\xc3\xa1!");
    QCOMPARE(answer.body, "ol\xc3\xa1!");
    QCOMPARE(desk.last.path, u"/echo"_s);
    QCOMPARE(desk.last.queryValue(u"hub.mode"), u"subscribe"_s);
    QCOMPARE(desk.last.queryValue(u"x"), u"ç"_s);
    QCOMPARE(desk.last.header("x-hub-signature-256"), "sha256=00");
    QCOMPARE(desk.last.address, QHostAddress(QHostAddress::LocalHost));
    QVERIFY(!desk.last.secure);
}

void TestFront::aConnectionServesManyRequests()
{
    Desk desk;
    desk.open();
    RawClient client(desk.front);
    for (int i = 0; i < 50; ++i)
        QCOMPARE(client.ask(getHello).body, "hello bia");
    QCOMPARE(desk.front.counters().accepted, 1);
    QCOMPARE(desk.front.counters().requests, 50);
}

void TestFront::pipelinedRequestsAreAnsweredInOrder()
{
    Desk desk;
    desk.open();
    RawClient client(desk.front);
    QByteArray all = getLater;
    for (int i = 0; i < 20; ++i)
        all += "GET /hello/" + QByteArray::number(i) + host + "\r\n";
    client.send(all);
    QTRY_COMPARE(desk.waiting.size(), 1);
    QCOMPARE(desk.front.counters().requests, 1); // the others wait until it is their turn
    desk.waiting.takeFirst().answer(Response::text(200, u"first"_s));
    QCOMPARE(client.next().body, "first");
    for (int i = 0; i < 20; ++i)
        QCOMPARE(client.next().body, "hello " + QByteArray::number(i));
}

void TestFront::aConnectionClosesWhenAskedTo_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<bool>("closes");
    QTest::newRow("1.1") << getHello << false;
    QTest::newRow("1.1 close") << "GET /hello/bia" + host + "Connection: close\r\n\r\n" << true;
    QTest::newRow("1.0") << "GET /hello/bia HTTP/1.0\r\n\r\n"_ba << true;
    QTest::newRow("1.0 keep-alive") << "GET /hello/bia HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"_ba
                                    << false;
    QTest::newRow("malformed") << "GET /hello/bia HTTP/1.1\r\n\r\n"_ba << true;
}

void TestFront::aConnectionClosesWhenAskedTo()
{
    QFETCH(QByteArray, request);
    QFETCH(bool, closes);
    Desk desk;
    desk.open();
    RawClient client(desk.front);
    const Answer answer = client.ask(request);
    QVERIFY(answer.status >= 200);
    QCOMPARE(answer.header("Connection") == "close", closes);
    if (closes)
        QVERIFY(client.isClosed());
    else
        QCOMPARE(client.ask(getHello).status, 200);
}

void TestFront::theBodyIsWaitedForWhenItIsExpected()
{
    Desk desk;
    desk.open();
    RawClient client(desk.front);
    client.send("POST /echo" + host + "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n");
    QCOMPARE(client.next().status, 100);
    const Answer answer = client.ask("abc");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, "abc");
}

void TestFront::aBodyThatIsTooLongIsNotWaitedFor()
{
    Desk desk;
    desk.open();
    RawClient client(desk.front);
    const Answer answer =
        client.ask("PUT /echo" + host + "Expect: 100-continue\r\nContent-Length: 11\r\n\r\n");
    QCOMPARE(answer.status, 413);
    QVERIFY(client.isClosed());
    QCOMPARE(desk.front.counters().tooLarge, 1);
}

void TestFront::headersCannotBeSplit()
{
    Desk desk;
    desk.front.route(Method::Get, u"/name"_s, [](const Request &request, const Responder &responder) {
        responder.answer(Response::empty().with("X-Name", request.queryValue(u"n").toUtf8()));
    });
    desk.open();
    RawClient client(desk.front);
    const Answer answer = client.ask("GET /name?n=a%0d%0aSet-Cookie:%20b" + host + "\r\n");
    QCOMPARE(answer.header("X-Name"), "aSet-Cookie: b");
    QCOMPARE(answer.header("Set-Cookie"), "");
}

void TestFront::proxiesAreBelievedWhenTheyAreTrusted_data()
{
    QTest::addColumn<bool>("trusted");
    QTest::addColumn<QString>("address");
    QTest::newRow("trusted") << true << u"203.0.113.9"_s;
    QTest::newRow("not trusted") << false << u"127.0.0.1"_s;
}

void TestFront::proxiesAreBelievedWhenTheyAreTrusted()
{
    QFETCH(bool, trusted);
    Desk desk;
    if (trusted)
        QVERIFY(desk.front.trustProxy(u"127.0.0.0/8"_s));
    desk.open();
    RawClient client(desk.front);
    const Answer answer = client.ask("POST /echo" + host
        + "X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: https\r\nContent-Length: 0\r\n\r\n");
    QTEST(desk.last.address.toString(), "address");
    QCOMPARE(desk.last.secure, trusted);
    QCOMPARE(!answer.header("Strict-Transport-Security").isEmpty(), trusted);
}

void TestFront::refusalsLookAsTold()
{
    Desk desk;
    desk.front.setFailurePage(
        [](int status) { return Response::json(status, "{\"status\":" + QByteArray::number(status) + '}'); });
    desk.open();
    RawClient client(desk.front);
    QCOMPARE(client.ask("GET /nothing" + host + "\r\n").body, "{\"status\":404}");
    QCOMPARE(client.ask("rubbish\r\n\r\n").body, "{\"status\":400}");
}

void TestFront::whatHappensIsCounted()
{
    Desk desk;
    desk.open();
    QSignalSpy answered(&desk.front, &Front::answered);
    RawClient client(desk.front);
    client.ask(getHello);
    client.ask("GET /nothing" + host + "\r\n");
    client.ask("GET / HTTP/1.1\r\n\r\n");
    const Counters &counters = desk.front.counters();
    QCOMPARE(counters.accepted, 1);
    QCOMPARE(counters.requests, 3);
    QCOMPARE(counters.answers[2], 1);
    QCOMPARE(counters.answers[4], 2);
    QCOMPARE(counters.malformed, 1);
    QCOMPARE(answered.size(), 3);
    QCOMPARE(answered[0][0].toString(), u"/hello/{name}"_s); // the pattern: no patient's name in a metric
    QCOMPARE(answered[0][1].toInt(), 200);
    QTRY_COMPARE(desk.front.counters().connections, 0);
}

void TestFront::aTakenPortIsSaid()
{
    Desk desk;
    desk.open();
    Desk other;
    const auto result = other.front.open(QHostAddress::LocalHost, desk.front.serverPort());
    QVERIFY(!result);
    QVERIFY2(result.error().text.contains(QString::number(desk.front.serverPort())),
        qPrintable(result.error().text));
}

void TestFront::whileStartingOnlyWhatIsReadyIsServed()
{
    Desk desk;
    desk.front.serveOnly({u"/hello/{name}"_s});
    desk.open();
    RawClient client(desk.front);
    QCOMPARE(client.ask(getHello).status, 200);
    const Answer refused = client.ask("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi");
    QCOMPARE(refused.status, 503);
    QCOMPARE(refused.header("Retry-After"), "1");

    desk.front.serveOnly({});
    QCOMPARE(client.ask("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi").status, 200);
}

QTEST_GUILESS_MAIN(TestFront)
#include "tst_front.moc"
