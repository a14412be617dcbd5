// SPDX-License-Identifier: Apache-2.0
#include "tests/api/http/raw_client.h"

#include <QBuffer>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

using namespace Qt::StringLiterals;
using namespace acolhe;
using namespace acolhe::http;
using namespace acolhe::tests;

/// Limits under which what takes seconds in life takes none here.
static Limits quick()
{
    Limits limits;
    limits.tickMs = 10;
    limits.lingerMs = 200;
    limits.stopMs = 2000;
    return limits;
}

/// A device that gives a piece now and then.
class Drip : public QIODevice {
public:
    Drip() { open(QIODevice::ReadOnly); }
    bool isSequential() const override { return true; }
    void drop(const QByteArray &piece)
    {
        m_waiting += piece;
        Q_EMIT readyRead();
    }
    void finish() { Q_EMIT readChannelFinished(); }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qint64 size = qMin<qint64>(most, m_waiting.size());
        std::copy_n(m_waiting.begin(), size, data);
        m_waiting.remove(0, size);
        return size;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_waiting;
};

/// A front with a few routes, and what its handlers were told.
struct Desk {
    explicit Desk(const Limits &limits = quick())
        : front(limits, clock)
    {
        front.route(Method::Get, u"/hello/{name}"_s, [](const Request &request, const Responder &responder) {
            responder.answer(Response::text(200, u"hello "_s + request.parameter(u"name")));
        });
        const auto echo = [this](const Request &request, const Responder &responder) {
            last = request;
            responder.answer(Response{200, {{"Content-Type", "application/octet-stream"}}, request.body});
        };
        front.route(Method::Post, u"/echo"_s, echo, 100'000);
        front.route(Method::Put, u"/echo"_s, echo, 10);
        const auto later = [this](const Request &, const Responder &responder) { waiting.append(responder); };
        front.route(Method::Get, u"/later"_s, later);
        front.route(Method::Post, u"/later"_s, later);
    }
    void open() { QVERIFY(front.open(QHostAddress::LocalHost, 0)); }

    SteadyClock clock;
    Front front;
    Request last;
    QList<Responder> waiting;
};

static const QByteArray host = " HTTP/1.1\r\nHost: desk.example\r\n";
static const QByteArray getHello = "GET /hello/bia" + host + "\r\n";
static const QByteArray getLater = "GET /later" + host + "\r\n";

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
    void answersMayComeLater();
    void answersMayComeFromAnotherThread();
    void anAnswerForNobodyIsDropped();
    void onlyTheFirstAnswerCounts();
    void aForgottenAnswerIsAnError();
    void aSlowHandlerIsGivenUp();
    void bodiesAreStreamed_data();
    void bodiesAreStreamed();
    void aSlowSourceIsWaitedFor();
    void aSourceThatEndsTooSoonBreaksTheConnection();
    void headersCannotBeSplit();
    void connectionsAreCounted_data();
    void connectionsAreCounted();
    void whatIsHeldIsBounded();
    void proxiesAreBelievedWhenTheyAreTrusted_data();
    void proxiesAreBelievedWhenTheyAreTrusted();
    void refusalsLookAsTold();
    void whatHappensIsCounted();
    void stoppingFinishesWhatIsInFlight();
    void stoppingTakesNoLongerThanItMay();
    void aTakenPortIsSaid();
    void tlsServesTheSame();
    void tlsIsModern_data();
    void tlsIsModern();
    void badCertificatesAreNamed_data();
    void badCertificatesAreNamed();
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

void TestFront::answersMayComeLater()
{
    Desk desk;
    desk.open();
    RawClient client(desk.front);
    client.send(getLater);
    QTRY_COMPARE(desk.waiting.size(), 1);
    QVERIFY(desk.waiting.first().isWaiting());
    desk.waiting.first().answer(Response::json(200, "{}"));
    QVERIFY(!desk.waiting.first().isWaiting());
    QCOMPARE(client.next().body, "{}");
    QCOMPARE(client.ask(getHello).status, 200);
}

void TestFront::answersMayComeFromAnotherThread()
{
    Desk desk;
    desk.open();
    RawClient client(desk.front);
    client.send(getLater);
    QTRY_COMPARE(desk.waiting.size(), 1);
    QThreadPool::globalInstance()->start(
        [responder = desk.waiting.takeFirst()] { responder.answer(Response::text(200, u"from afar"_s)); });
    QCOMPARE(client.next().body, "from afar");
}

void TestFront::anAnswerForNobodyIsDropped()
{
    Desk desk;
    desk.open();
    for (int i = 0; i < 20; ++i) {
        RawClient client(desk.front);
        client.send(getLater);
        QTRY_COMPARE(desk.waiting.size(), i + 1);
    }
    QTRY_COMPARE(desk.front.counters().connections, 0);
    for (const Responder &responder : desk.waiting) {
        QVERIFY(!responder.isWaiting());
        responder.answer(Response::text(200, u"too late"_s));
        responder.stream({}, std::make_unique<QBuffer>());
    }
    desk.waiting.clear();
    RawClient client(desk.front);
    QCOMPARE(client.ask(getHello).status, 200);
}

void TestFront::onlyTheFirstAnswerCounts()
{
    Desk desk;
    desk.open();
    RawClient client(desk.front);
    client.send(getLater);
    QTRY_COMPARE(desk.waiting.size(), 1);
    desk.waiting.first().answer(Response::text(200, u"first"_s));
    desk.waiting.first().answer(Response::text(200, u"second"_s));
    client.send(getHello);
    QCOMPARE(client.next().body, "first");
    QCOMPARE(client.next().body, "hello bia");
}

void TestFront::aForgottenAnswerIsAnError()
{
    Desk desk;
    desk.open();
    RawClient client(desk.front);
    client.send(getLater);
    QTRY_COMPARE(desk.waiting.size(), 1);
    QTest::ignoreMessage(QtWarningMsg, "a handler forgot to answer: /later");
    QThreadPool::globalInstance()->start([responder = desk.waiting.takeFirst()] {});
    QCOMPARE(client.next().status, 500);
    QCOMPARE(client.ask(getHello).status, 200);
}

void TestFront::aSlowHandlerIsGivenUp()
{
    Limits limits = quick();
    limits.answerMs = 50;
    Desk desk(limits);
    desk.open();
    RawClient client(desk.front);
    client.send(getLater);
    QTest::ignoreMessage(QtWarningMsg, "no answer in time: /later");
    QCOMPARE(client.next().status, 503);
    QVERIFY(client.isClosed());
    desk.waiting.takeFirst().answer(Response::text(200, u"too late"_s));
    QCOMPARE(desk.front.counters().answerTimeouts, 1);
}

void TestFront::bodiesAreStreamed_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("length");
    QTest::addColumn<qint64>("comes");
    QTest::newRow("all") << "GET /big"_ba << 0LL << -1LL << 3'000'000LL;
    QTest::newRow("a part") << "GET /big"_ba << 1'000LL << 500LL << 500LL;
    QTest::newRow("nothing") << "GET /big"_ba << 3'000'000LL << -1LL << 0LL;
    QTest::newRow("head") << "HEAD /big"_ba << 0LL << -1LL << 3'000'000LL;
}

void TestFront::bodiesAreStreamed()
{
    QFETCH(QByteArray, line);
    QFETCH(qint64, from);
    QFETCH(qint64, length);
    QFETCH(qint64, comes);
    QByteArray big;
    while (big.size() < 3'000'000)
        big += QByteArray::number(big.size()) + ' ';
    big.truncate(3'000'000);
    Desk desk;
    desk.front.route(Method::Get, u"/big"_s, [&](const Request &, const Responder &responder) {
        auto buffer = std::make_unique<QBuffer>();
        buffer->setData(big);
        buffer->open(QIODevice::ReadOnly);
        buffer->seek(from);
        responder.stream({200, {{"Content-Type", "video/mp4"}}, {}}, std::move(buffer), length);
    });
    desk.open();
    RawClient client(desk.front);
    const Answer answer = client.ask(line + host + "\r\n");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.header("Content-Length"), QByteArray::number(comes));
    QCOMPARE(answer.body, line.startsWith("HEAD") ? QByteArray() : big.mid(from, comes));
    QCOMPARE(client.ask(getHello).body, "hello bia");
}

void TestFront::aSlowSourceIsWaitedFor()
{
    Limits limits = quick();
    limits.writeWindowMs = 30; // measures the client, not the source
    Desk desk(limits);
    QPointer<Drip> drip;
    desk.front.route(Method::Get, u"/drip"_s, [&](const Request &, const Responder &responder) {
        auto device = std::make_unique<Drip>();
        drip = device.get();
        responder.stream({}, std::move(device));
    });
    desk.open();
    RawClient client(desk.front);
    client.send("GET /drip" + host + "\r\n");
    QTRY_VERIFY(drip);
    drip->drop("one ");
    QTRY_VERIFY(client.socket().bytesAvailable() > 0);
    QElapsedTimer timer;
    timer.start();
    QTRY_VERIFY(timer.elapsed() > 100);
    drip->drop("two");
    drip->finish();
    const Answer answer = client.next();
    QCOMPARE(answer.header("Transfer-Encoding"), "chunked");
    QCOMPARE(answer.body, "one two");
    RawClient old(desk.front);
    old.send("GET /drip HTTP/1.0\r\n\r\n");
    QTRY_VERIFY(drip);
    drip->drop("for an old client");
    drip->finish();
    const QByteArray wire = old.untilClosed();
    QVERIFY(wire.endsWith("\r\n\r\nfor an old client"));
    QVERIFY(!wire.contains("chunked"));
}

void TestFront::aSourceThatEndsTooSoonBreaksTheConnection()
{
    Desk desk;
    desk.front.route(Method::Get, u"/short"_s, [](const Request &, const Responder &responder) {
        auto buffer = std::make_unique<QBuffer>();
        buffer->setData("only this");
        buffer->open(QIODevice::ReadOnly);
        responder.stream({}, std::move(buffer), 100);
    });
    desk.open();
    RawClient client(desk.front);
    client.send("GET /short" + host + "\r\n");
    QVERIFY(client.isClosed());
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

void TestFront::connectionsAreCounted_data()
{
    QTest::addColumn<int>("total");
    QTest::addColumn<int>("perAddress");
    QTest::addColumn<bool>("exempt");
    QTest::addColumn<int>("status");
    QTest::newRow("full") << 3 << 100 << true << 503;
    QTest::newRow("one address") << 100 << 3 << false << 429;
    QTest::newRow("loopback may be many people") << 100 << 3 << true << 200;
}

void TestFront::connectionsAreCounted()
{
    QFETCH(int, total);
    QFETCH(int, perAddress);
    QFETCH(bool, exempt);
    QFETCH(int, status);
    Limits limits = quick();
    limits.connections = total;
    limits.connectionsPerAddress = perAddress;
    limits.loopbackIsExempt = exempt;
    Desk desk(limits);
    desk.open();
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<RawClient>(desk.front));
        QCOMPARE(clients.back()->ask(getHello).status, 200);
    }
    RawClient fourth(desk.front);
    if (status == 200) {
        QCOMPARE(fourth.ask(getHello).status, 200);
        return;
    }
    const Answer answer = fourth.next();
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.header("Connection"), "close");
    QVERIFY(!answer.header("Retry-After").isEmpty());
    clients.pop_back();
    QTRY_COMPARE(desk.front.counters().connections, 2);
    RawClient fifth(desk.front);
    QCOMPARE(fifth.ask(getHello).status, 200);
}

void TestFront::whatIsHeldIsBounded()
{
    Limits limits = quick();
    limits.heldBytes = 100'000;
    Desk desk(limits);
    desk.open();
    const QByteArray head = "POST /echo" + host + "Content-Length: 60000\r\n\r\n";
    RawClient first(desk.front);
    first.send(head + QByteArray(59'999, 'x'));
    QTRY_COMPARE(desk.front.counters().requests, 1);
    RawClient second(desk.front);
    QCOMPARE(second.ask(head + QByteArray(59'999, 'y')).status, 503);
    QCOMPARE(first.ask("x").status, 200);
    RawClient third(desk.front);
    QCOMPARE(third.ask(head + QByteArray(60'000, 'z')).status, 200);
    QCOMPARE(desk.front.counters().overloaded, 1);
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

void TestFront::stoppingFinishesWhatIsInFlight()
{
    Desk desk;
    desk.open();
    QSignalSpy stopped(&desk.front, &Front::stopped);
    RawClient idle(desk.front);
    QCOMPARE(idle.ask(getHello).status, 200);
    RawClient busy(desk.front);
    busy.send(getLater);
    QTRY_COMPARE(desk.waiting.size(), 1);
    desk.front.stop();
    QVERIFY(idle.isClosed());
    RawClient late(desk.front);
    QVERIFY(!late.socket().waitForConnected(100));
    QCOMPARE(stopped.size(), 0);
    desk.waiting.takeFirst().answer(Response::text(200, u"done"_s));
    const Answer answer = busy.next();
    QCOMPARE(answer.body, "done");
    QCOMPARE(answer.header("Connection"), "close");
    QTRY_COMPARE(stopped.size(), 1);
}

void TestFront::stoppingTakesNoLongerThanItMay()
{
    Limits limits = quick();
    limits.stopMs = 50;
    Desk desk(limits);
    desk.open();
    QSignalSpy stopped(&desk.front, &Front::stopped);
    RawClient busy(desk.front);
    busy.send(getLater);
    QTRY_COMPARE(desk.waiting.size(), 1);
    desk.front.stop();
    QTRY_COMPARE(stopped.size(), 1);
    QVERIFY(busy.isClosed());
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

void TestFront::tlsServesTheSame()
{
    const TestCertificate certificate;
    const auto tls = serverTls(certificate.certificateFile(), certificate.keyFile());
    QVERIFY2(tls, qPrintable(tls ? QString() : tls.error().text));
    Desk desk;
    desk.front.setTls(*tls);
    desk.open();
    RawClient client(desk.front, true);
    const Answer answer = client.ask(getHello);
    QCOMPARE(answer.body, "hello bia");
    QVERIFY(answer.header("Strict-Transport-Security").startsWith("max-age="));
    const QByteArray body(90'000, 'x');
    QCOMPARE(client.ask("POST /echo" + host + "Content-Length: 90000\r\n\r\n" + body).body, body);
    QVERIFY(desk.last.secure);
    RawClient plain(desk.front);
    plain.send(getHello);
    QVERIFY(plain.isClosed());
    QCOMPARE(desk.front.counters().tlsFailures, 1);
}

void TestFront::tlsIsModern_data()
{
    QTest::addColumn<int>("protocol");
    QTest::addColumn<QString>("cipher");
    QTest::addColumn<bool>("connects");
    QTest::newRow("1.3") << int(QSsl::TlsV1_3) << QString() << true;
    QTest::newRow("1.2") << int(QSsl::TlsV1_2) << QString() << true;
    QTest::newRow("1.2, no authenticated cipher")
        << int(QSsl::TlsV1_2) << u"ECDHE-ECDSA-AES256-SHA"_s << false;
}

void TestFront::tlsIsModern()
{
    QFETCH(int, protocol);
    QFETCH(QString, cipher);
    QFETCH(bool, connects);
    const TestCertificate certificate;
    Desk desk;
    desk.front.setTls(*serverTls(certificate.certificateFile(), certificate.keyFile()));
    desk.open();
    QSslSocket socket;
    QSslConfiguration configuration = socket.sslConfiguration();
    configuration.setProtocol(QSsl::SslProtocol(protocol));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    if (!cipher.isEmpty())
        configuration.setCiphers({QSslCipher(cipher)});
    socket.setSslConfiguration(configuration);
    socket.connectToHostEncrypted(u"127.0.0.1"_s, desk.front.serverPort());
    QTRY_VERIFY(socket.isEncrypted() || socket.state() == QAbstractSocket::UnconnectedState);
    QCOMPARE(socket.isEncrypted(), connects);
    if (connects)
        QCOMPARE(int(socket.sessionProtocol()), protocol);
}

void TestFront::badCertificatesAreNamed_data()
{
    QTest::addColumn<int>("certificate");
    QTest::addColumn<int>("key");
    QTest::addColumn<QString>("says");
    QTest::newRow("no certificate") << -1 << 0 << u"cannot read"_s;
    QTest::newRow("no key") << 0 << -1 << u"cannot read"_s;
    QTest::newRow("a key as certificate") << 2 << 0 << u"holds no PEM certificate"_s;
    QTest::newRow("a certificate as key") << 0 << 3 << u"holds no PEM key"_s;
    QTest::newRow("another's key") << 0 << 1 << u"is not the key of"_s;
}

void TestFront::badCertificatesAreNamed()
{
    QFETCH(int, certificate);
    QFETCH(int, key);
    QFETCH(QString, says);
    const TestCertificate ours;
    const TestCertificate others;
    const QStringList files{ours.keyFile(), others.keyFile(), ours.keyFile(), ours.certificateFile()};
    const auto tls = serverTls(certificate < 0 ? u"/nowhere"_s
            : certificate == 0                 ? ours.certificateFile()
                                               : files[certificate],
        key < 0 ? u"/nowhere"_s : files[key]);
    QVERIFY(!tls);
    QVERIFY2(tls.error().text.contains(says), qPrintable(tls.error().text));
}

QTEST_GUILESS_MAIN(TestFront)
#include "tst_front.moc"
