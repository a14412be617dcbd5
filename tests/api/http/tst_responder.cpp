// SPDX-License-Identifier: Apache-2.0
#include "tests/api/http/desk.h"

#include <QBuffer>
#include <QTest>
#include <QThreadPool>

using namespace Qt::StringLiterals;
using namespace acolhe;
using namespace acolhe::http;
using namespace acolhe::tests;

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

class TestResponder : public QObject {
    Q_OBJECT
private Q_SLOTS:
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
};

void TestResponder::answersMayComeLater()
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

void TestResponder::answersMayComeFromAnotherThread()
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

void TestResponder::anAnswerForNobodyIsDropped()
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

void TestResponder::onlyTheFirstAnswerCounts()
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

void TestResponder::aForgottenAnswerIsAnError()
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

void TestResponder::aSlowHandlerIsGivenUp()
{
    Limits limits = quickLimits();
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

void TestResponder::bodiesAreStreamed_data()
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

void TestResponder::bodiesAreStreamed()
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

void TestResponder::aSlowSourceIsWaitedFor()
{
    Limits limits = quickLimits();
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

void TestResponder::aSourceThatEndsTooSoonBreaksTheConnection()
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

QTEST_GUILESS_MAIN(TestResponder)
#include "tst_responder.moc"
