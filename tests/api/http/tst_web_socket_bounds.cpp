// SPDX-License-Identifier: Apache-2.0
#include "tests/api/http/web_socket_desk.h"
#include "tests/support/manual_clock.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using namespace acolhe::http;
using namespace acolhe::tests;

class TestWebSocketBounds : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whoDoesNotReadIsDroppedAlone();
    void whoIsTooFastIsReadMoreSlowly();
    void pingsAreBoundedToo();
    void silenceIsPingedThenDropped();
    void whoAnswersPingsStays();
    void readingCanPause();
    void messagesCanBeKeptShort();
    void whatIsHeldIsBounded();
    void aGoodbyeIsNotWaitedForForever();
};

void TestWebSocketBounds::whoDoesNotReadIsDroppedAlone()
{
    Limits limits = quickLimits();
    limits.webSocket.pendingBytes = 1'000'000;
    WebSocketDesk desk(limits);
    desk.open();
    RawWebSocket deaf(desk.front);
    const QPointer<WebSocketPeer> deafPeer = desk.peer;
    deaf.stopReading();
    RawWebSocket good(desk.front);
    const QByteArray event(10'000, 'e');
    int sent = 0;
    while (deafPeer && deafPeer->isOpen() && sent < 10'000) {
        deafPeer->send(event);
        desk.peer->send(event);
        ++sent;
        QCOMPARE(good.nextFrame().payload, event);
    }
    QVERIFY(sent < 10'000);
    QCOMPARE(desk.front.counters().webSocketsDropped, 1);
    QTRY_COMPARE(desk.closed, 1);
    QVERIFY(desk.peer->isOpen());
    good.sendText("still here");
    QCOMPARE(good.nextFrame().payload, "still here");
}

void TestWebSocketBounds::whoIsTooFastIsReadMoreSlowly()
{
    ManualClock clock;
    Limits limits = quickLimits();
    limits.webSocket.frameBurst = 10;
    limits.webSocket.framesPerSecond = 5;
    WebSocketDesk desk(limits, clock);
    desk.open();
    RawWebSocket client(desk.front);
    QByteArrayList all;
    QByteArray wire;
    for (int i = 0; i < 30; ++i) {
        all.append(QByteArray::number(i));
        wire += clientFrame(0x81, all.last());
    }
    client.send(wire);
    QTRY_COMPARE(desk.heard.size(), 10);
    clock.advance(1000);
    QTRY_COMPARE(desk.heard.size(), 15);
    QCOMPARE(client.nextFrame().payload, "0");
    clock.advance(60'000);
    QTRY_COMPARE(desk.heard.size(), 25); // no more than a burst, however long it was silent
    clock.advance(1000);
    QTRY_COMPARE(desk.heard, all);
}

void TestWebSocketBounds::pingsAreBoundedToo()
{
    ManualClock clock;
    Limits limits = quickLimits();
    limits.webSocket.frameBurst = 10;
    WebSocketDesk desk(limits, clock);
    desk.open();
    RawWebSocket client(desk.front);
    client.send(clientFrame(0x89, "p").repeated(9) + clientFrame(0x01, "a") + clientFrame(0x80, "b"));
    for (int i = 0; i < 9; ++i)
        QCOMPARE(client.nextFrame().opcode, 10);
    QCOMPARE(client.nextFrame(100).opcode, -1); // a message's pieces count, too
    clock.advance(1000);
    QCOMPARE(client.nextFrame().payload, "ab");
}

void TestWebSocketBounds::silenceIsPingedThenDropped()
{
    ManualClock clock;
    WebSocketDesk desk(quickLimits(), clock);
    desk.open();
    RawWebSocket client(desk.front);
    clock.advance(29'000);
    QCOMPARE(client.nextFrame(100).opcode, -1);
    clock.advance(1'000);
    QCOMPARE(client.nextFrame().opcode, 9);
    clock.advance(30'000);
    QCOMPARE(client.nextFrame().opcode, 9);
    clock.advance(15'000);
    QVERIFY(client.isClosed());
    QTRY_COMPARE(desk.closed, 1);
    QCOMPARE(desk.front.counters().webSocketsSilent, 1);
}

void TestWebSocketBounds::whoAnswersPingsStays()
{
    ManualClock clock;
    WebSocketDesk desk(quickLimits(), clock);
    desk.open();
    RawWebSocket client(desk.front);
    for (int i = 0; i < 10; ++i) {
        clock.advance(30'000);
        QCOMPARE(client.nextFrame().opcode, 9);
        client.send(clientFrame(0x8a, {}));
        client.sendText("done");
        QTRY_COMPARE(desk.heard.size(), i + 1);
        QCOMPARE(client.nextFrame().payload, "done");
    }
    QVERIFY(desk.peer->isOpen());
}

void TestWebSocketBounds::readingCanPause()
{
    WebSocketDesk desk;
    desk.open();
    RawWebSocket client(desk.front);
    desk.peer->setReading(false);
    client.sendText("wait");
    QCOMPARE(client.nextFrame(100).opcode, -1);
    QCOMPARE(desk.heard.size(), 0);
    desk.peer->setReading(true);
    QCOMPARE(client.nextFrame().payload, "wait");
    desk.peer->setReading(false);
    client.socket().abort();
    QTRY_COMPARE(desk.closed, 1);
}

void TestWebSocketBounds::messagesCanBeKeptShort()
{
    WebSocketDesk desk;
    desk.open();
    RawWebSocket stranger(desk.front);
    desk.peer->setMessageLimit(100);
    stranger.sendText(QByteArray(100, 'x'));
    QCOMPARE(stranger.nextFrame().payload.size(), 100);
    stranger.sendText(QByteArray(101, 'x'));
    QCOMPARE(stranger.nextFrame().closeCode(), 1009);
}

void TestWebSocketBounds::whatIsHeldIsBounded()
{
    Limits limits = quickLimits();
    limits.heldBytes = 100'000;
    WebSocketDesk desk(limits);
    desk.open();
    RawWebSocket first(desk.front);
    first.send(clientFrame(0x01, QByteArray(60'000, 'x')));
    QTRY_COMPARE(first.socket().bytesToWrite(), 0);
    RawWebSocket second(desk.front);
    second.send(clientFrame(0x01, QByteArray(60'000, 'y')));
    QCOMPARE(second.nextFrame().closeCode(), 1013);
    first.send(clientFrame(0x80, "z"));
    QCOMPARE(first.nextFrame().payload.size(), 60'001);
}

void TestWebSocketBounds::aGoodbyeIsNotWaitedForForever()
{
    ManualClock clock;
    WebSocketDesk desk(quickLimits(), clock);
    desk.open();
    RawWebSocket client(desk.front);
    desk.peer->close(CloseCode::GoingAway);
    QCOMPARE(client.nextFrame().closeCode(), 1001);
    clock.advance(5'000);
    QVERIFY(client.isClosed());
    QTRY_COMPARE(desk.closed, 1);
}

QTEST_GUILESS_MAIN(TestWebSocketBounds)
#include "tst_web_socket_bounds.moc"
