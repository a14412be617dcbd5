// SPDX-License-Identifier: Apache-2.0
#include "tests/api/http/desk.h"
#include "tests/support/manual_clock.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using namespace acolhe::http;
using namespace acolhe::tests;

/// Resident memory of this process (the front and the attacker), in bytes.
static qint64 memory()
{
    QFile file(u"/proc/self/statm"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4096 : 0;
}

/// What a flood may cost; a sanitizer keeps what was freed, and more around each block.
#if defined(__SANITIZE_ADDRESS__)
constexpr qint64 mostMemory = 192'000'000;
#else
constexpr qint64 mostMemory = 64'000'000;
#endif

/// A device without an end.
class Endless : public QIODevice {
public:
    Endless() { open(QIODevice::ReadOnly); }
    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        std::fill_n(data, most, 'x');
        return most;
    }
    qint64 writeData(const char *, qint64) override { return -1; }
};

static void addRow(bool tls, const char *name, const QByteArray &opening, const QByteArray &flood, int status)
{
    QTest::addRow("%s, %s", name, tls ? "TLS" : "plain") << tls << opening << flood << status;
}

/// What hostile clients do, over TLS and without: each is cut, and nobody else notices.
class TestAttacks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void floodsAreCut_data();
    void floodsAreCut();
    void slownessIsCut_data();
    void slownessIsCut();
    void whoDoesNotReadIsCut_data();
    void whoDoesNotReadIsCut();
    void whoAsksWithoutReadingIsNotAnsweredOn_data();
    void whoAsksWithoutReadingIsNotAnsweredOn();
    void manyWhoSayNothingDelayNobody_data();
    void manyWhoSayNothingDelayNobody();

private:
    void serve(Desk &desk, bool tls)
    {
        if (tls)
            desk.front.setTls(*serverTls(m_certificate.certificateFile(), m_certificate.keyFile()));
        desk.front.route(Method::Get, u"/endless"_s, [](const Request &, const Responder &responder) {
            responder.stream({}, std::make_unique<Endless>());
        });
        desk.open();
    }

    TestCertificate m_certificate;
};

void TestAttacks::floodsAreCut_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<QByteArray>("opening");
    QTest::addColumn<QByteArray>("flood");
    QTest::addColumn<int>("status");
    const QByteArray x(65'536, 'x');
    const QByteArray post = "POST /echo" + host;
    const QByteArray chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
    for (const bool tls : {false, true}) {
        addRow(tls, "ten gigabytes declared", post + "Content-Length: 10737418240\r\n\r\n", {}, 413);
        addRow(tls, "ten gigabytes sent", post + "Content-Length: 10737418240\r\n\r\n", x, 413);
        addRow(tls, "endless chunks", chunked, "10000\r\n" + x + "\r\n", 413);
        addRow(tls, "one endless chunk", chunked + "ffffffffffff\r\n", x, 413);
        addRow(tls, "endless chunk line", chunked + "1;", x, 400);
        addRow(tls, "endless trailers", chunked + "0\r\n", "A: b\r\n", 400);
        addRow(tls, "endless header", "GET /" + host + "A: ", x, 431);
        addRow(tls, "endless headers", "GET /" + host, "A: b\r\n", 431);
        addRow(tls, "endless request line", "GET /", x, 431);
        addRow(tls, "endless empty lines", {}, QByteArray("\r\n").repeated(1000), 400);
        addRow(tls, "not HTTP", {}, QByteArray(1000, '\0'), 400);
    }
}

void TestAttacks::floodsAreCut()
{
    QFETCH(bool, tls);
    QFETCH(QByteArray, opening);
    QFETCH(QByteArray, flood);
    Desk desk;
    serve(desk, tls);
    RawClient attacker(desk.front, tls);
    QVERIFY(attacker.isConnected());
    const qint64 before = memory();
    qint64 sent = 0;
    attacker.send(opening);
    QTRY_VERIFY([&] {
        QTcpSocket &socket = attacker.socket();
        while (!flood.isEmpty() && socket.state() == QAbstractSocket::ConnectedState
            && socket.bytesToWrite() < 1'000'000)
            sent += socket.write(flood);
        return attacker.isClosed(1) && true;
    }());
    QVERIFY2(sent < 32'000'000, qPrintable(QString::number(sent)));
    QVERIFY2(memory() - before < mostMemory, qPrintable(QString::number(memory() - before)));
    const QByteArray answer = attacker.untilClosed();
    QTEST(answer.mid(9, 3).toInt(), "status");
    RawClient patient(desk.front, tls);
    QCOMPARE(patient.ask(getHello).status, 200);
}

void TestAttacks::slownessIsCut_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<QByteArray>("opening");
    QTest::addColumn<QByteArray>("drip");
    QTest::addColumn<int>("status");
    for (const bool tls : {false, true}) {
        addRow(tls, "says nothing", {}, {}, 0);
        addRow(tls, "says half a head", "GET / HTTP/1.1\r\nHo", {}, 408);
        addRow(tls, "drips a head", "GET /" + host + "A: ", "a", 408);
        addRow(tls, "says half a body", "POST /echo" + host + "Content-Length: 50000\r\n\r\nab", {}, 408);
        addRow(tls, "drips a body", "POST /echo" + host + "Content-Length: 50000\r\n\r\n", "a", 408);
        addRow(tls, "drips chunks", "POST /echo" + host + "Transfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n",
            408);
        addRow(tls, "stays after an answer", getHello, {}, 200);
    }
}

void TestAttacks::slownessIsCut()
{
    QFETCH(bool, tls);
    QFETCH(QByteArray, opening);
    QFETCH(QByteArray, drip);
    Limits limits = quickLimits();
    limits.headMs = limits.idleMs = limits.bodyWindowMs = 150;
    limits.slowestBytesPerSecond = 10'000;
    Desk desk(limits);
    serve(desk, tls);
    RawClient attacker(desk.front, tls);
    QVERIFY(attacker.isConnected());
    attacker.send(opening);
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            if (!drip.isEmpty() && attacker.socket().state() == QAbstractSocket::ConnectedState)
                attacker.send(drip);
            return attacker.isClosed(10);
        }(),
        2000);
    QTEST(attacker.untilClosed().mid(9, 3).toInt(), "status");
}

void TestAttacks::whoDoesNotReadIsCut_data()
{
    QTest::addColumn<bool>("tls");
    QTest::newRow("plain") << false;
    QTest::newRow("TLS") << true;
}

void TestAttacks::whoDoesNotReadIsCut()
{
    QFETCH(bool, tls);
    Limits limits = quickLimits();
    limits.writeWindowMs = 300;
    Desk desk(limits);
    serve(desk, tls);
    RawClient attacker(desk.front, tls);
    attacker.stopReading();
    const qint64 before = memory();
    attacker.send("GET /endless" + host + "\r\n");
    QTRY_COMPARE(desk.front.counters().slowReaders, 1);
    QTRY_COMPARE(desk.front.counters().connections, 0);
    QVERIFY2(memory() - before < mostMemory, qPrintable(QString::number(memory() - before)));
    RawClient patient(desk.front, tls);
    QCOMPARE(patient.ask(getHello).status, 200);
}

void TestAttacks::whoAsksWithoutReadingIsNotAnsweredOn_data()
{
    whoDoesNotReadIsCut_data();
}

void TestAttacks::whoAsksWithoutReadingIsNotAnsweredOn()
{
    QFETCH(bool, tls);
    Limits limits = quickLimits();
    limits.writeWindowMs = 500;
    Desk desk(limits);
    const QString page(300'000, u'x');
    desk.front.route(Method::Get, u"/page"_s, [&page](const Request &, const Responder &responder) {
        responder.answer(Response::text(200, page));
    });
    serve(desk, tls);
    RawClient attacker(desk.front, tls);
    attacker.stopReading();
    attacker.send(QByteArray("GET /page" + host + "\r\n").repeated(1000));
    QTRY_COMPARE(desk.front.counters().slowReaders, 1);
    QVERIFY2(desk.front.counters().requests < 100, "what the kernel takes, and a little more");
}

void TestAttacks::manyWhoSayNothingDelayNobody_data()
{
    whoDoesNotReadIsCut_data();
}

void TestAttacks::manyWhoSayNothingDelayNobody()
{
    QFETCH(bool, tls);
    const Limits limits = quickLimits();
    ManualClock clock;
    Desk desk(limits, clock);
    serve(desk, tls);
    std::vector<std::unique_ptr<QTcpSocket>> silent;
    for (int i = 0; i < 300; ++i) {
        silent.push_back(std::make_unique<QTcpSocket>());
        silent.back()->connectToHost(desk.front.serverAddress(), desk.front.serverPort());
    }
    QTRY_COMPARE(desk.front.counters().connections, 300);
    RawClient patient(desk.front, tls);
    QVERIFY(patient.isConnected());
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(patient.ask(getHello).status, 200);
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    clock.advance(std::max(limits.headMs, limits.tlsMs));
    QTRY_COMPARE(desk.front.counters().connections, 1);
}

QTEST_GUILESS_MAIN(TestAttacks)
#include "tst_attacks.moc"
