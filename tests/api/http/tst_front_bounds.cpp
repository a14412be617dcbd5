// SPDX-License-Identifier: Apache-2.0
#include "tests/api/http/desk.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using namespace acolhe::http;
using namespace acolhe::tests;

class TestFrontBounds : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void connectionsAreCounted_data();
    void connectionsAreCounted();
    void whatIsHeldIsBounded();
    void whoSendsTooMuchReadsSo_data();
    void whoSendsTooMuchReadsSo();
    void whoGoesOnSendingIsCut();
    void stoppingFinishesWhatIsInFlight();
    void stoppingTakesNoLongerThanItMay();
};

void TestFrontBounds::connectionsAreCounted_data()
{
    QTest::addColumn<int>("total");
    QTest::addColumn<int>("perAddress");
    QTest::addColumn<bool>("exempt");
    QTest::addColumn<int>("status");
    QTest::newRow("full") << 3 << 100 << true << 503;
    QTest::newRow("one address") << 100 << 3 << false << 429;
    QTest::newRow("loopback may be many people") << 100 << 3 << true << 200;
}

void TestFrontBounds::connectionsAreCounted()
{
    QFETCH(int, total);
    QFETCH(int, perAddress);
    QFETCH(bool, exempt);
    QFETCH(int, status);
    Limits limits = quickLimits();
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

void TestFrontBounds::whatIsHeldIsBounded()
{
    Limits limits = quickLimits();
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

void TestFrontBounds::whoSendsTooMuchReadsSo_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<bool>("reads");
    QTest::newRow("reads meanwhile") << false << true;
    QTest::newRow("reads when all is sent") << false << false;
    QTest::newRow("reads meanwhile, TLS") << true << true;
    QTest::newRow("reads when all is sent, TLS") << true << false;
}

void TestFrontBounds::whoSendsTooMuchReadsSo()
{
    QFETCH(bool, tls);
    QFETCH(bool, reads);
    const TestCertificate certificate;
    Desk desk;
    if (tls)
        desk.front.setTls(*serverTls(certificate.certificateFile(), certificate.keyFile()));
    desk.open();
    RawClient client(desk.front, tls);
    QVERIFY(client.isConnected());
    QSslSocket &socket = client.socket();
    socket.setReadBufferSize(reads ? 0 : 1);
    const QByteArray body(6 * 1024 * 1024, 'x');
    client.send("POST /echo" + host + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n");
    client.send(body);
    QTRY_COMPARE(socket.bytesToWrite() + socket.encryptedBytesToWrite(), 0);
    socket.setReadBufferSize(0);
    const Answer answer = client.next();
    QCOMPARE(answer.status, 413);
    QCOMPARE(answer.header("Connection"), "close");
    QVERIFY(client.isClosed());
    QCOMPARE(socket.error(), QAbstractSocket::RemoteHostClosedError);
}

void TestFrontBounds::whoGoesOnSendingIsCut()
{
    Limits limits = quickLimits();
    limits.lingerMs = 60'000;
    limits.lingerMostMs = 100;
    Desk desk(limits);
    desk.open();
    RawClient client(desk.front);
    client.send("POST /echo" + host + "Content-Length: 6000000\r\n\r\n");
    QTRY_VERIFY([&] {
        client.send("x"); // never silent, never done
        return client.isClosed(1);
    }());
    QTRY_COMPARE(desk.front.counters().connections, 0);
}

void TestFrontBounds::stoppingFinishesWhatIsInFlight()
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

void TestFrontBounds::stoppingTakesNoLongerThanItMay()
{
    Limits limits = quickLimits();
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

QTEST_GUILESS_MAIN(TestFrontBounds)
#include "tst_front_bounds.moc"
