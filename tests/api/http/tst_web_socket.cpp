// SPDX-License-Identifier: Apache-2.0
#include "tests/api/http/web_socket_desk.h"

#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

using namespace Qt::StringLiterals;
using namespace acolhe;
using namespace acolhe::http;
using namespace acolhe::tests;

class TestWebSocket : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void qtsOwnClientIsServed_data();
    void qtsOwnClientIsServed();
    void theHandshakeIsChecked_data();
    void theHandshakeIsChecked();
    void theSubProtocolIsNamedWhenOffered_data();
    void theSubProtocolIsNamedWhenOffered();
    void theDecisionMayComeLater();
    void whatIsSentAheadIsHeard();
    void whatBreaksTheProtocolIsToldWhy_data();
    void whatBreaksTheProtocolIsToldWhy();
    void piecesAndPingsAreUnderstood();
    void theClientMayClose();
    void theServerMayClose();
    void aClientThatVanishesIsNoticed();
    void stoppingSaysGoodbye();
};

void TestWebSocket::qtsOwnClientIsServed_data()
{
    QTest::addColumn<bool>("tls");
    QTest::newRow("plain") << false;
    QTest::newRow("TLS") << true;
}

void TestWebSocket::qtsOwnClientIsServed()
{
    QFETCH(bool, tls);
    WebSocketDesk desk;
    const TestCertificate certificate;
    if (tls)
        desk.front.setTls(*serverTls(certificate.certificateFile(), certificate.keyFile()));
    desk.open();
    QWebSocket client;
    connect(&client, &QWebSocket::sslErrors, &client, [&client] { client.ignoreSslErrors(); });
    QSignalSpy messages(&client, &QWebSocket::textMessageReceived);
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({u"acolhe.v1"_s});
    client.open(
        QUrl(u"%1://127.0.0.1:%2/ws"_s.arg(tls ? u"wss"_s : u"ws"_s).arg(desk.front.serverPort())), options);
    QTRY_COMPARE(client.state(), QAbstractSocket::ConnectedState);
    QCOMPARE(client.subprotocol(), u"acolhe.v1"_s);
    const QStringList texts{u"olá \U0001F600"_s, QString(), QString(800'000, u'é').left(500'000)};
    for (const QString &text : texts)
        client.sendTextMessage(text);
    QTRY_COMPARE(messages.size(), texts.size());
    for (qsizetype i = 0; i < texts.size(); ++i)
        QCOMPARE(messages[i][0].toString(), texts[i]);
    QCOMPARE(desk.front.counters().webSockets, 1);
    client.close();
    QTRY_COMPARE(desk.closed, 1);
    QTRY_COMPARE(desk.front.counters().webSockets, 0);
    QCOMPARE(client.closeCode(), QWebSocketProtocol::CloseCodeNormal);
}

void TestWebSocket::theHandshakeIsChecked_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    const auto with = [](const QByteArray &from, const QByteArray &to) {
        return openingRequest().replace(from, to);
    };
    QTest::newRow("right") << openingRequest() << 101;
    QTest::newRow("no upgrade") << with("Upgrade: websocket\r\n", "") << 426;
    QTest::newRow("another upgrade") << with("Upgrade: websocket", "Upgrade: h2c") << 426;
    QTest::newRow("connection says nothing of it") << with("keep-alive, Upgrade", "keep-alive") << 426;
    QTest::newRow("old version") << with("Version: 13", "Version: 8") << 426;
    QTest::newRow("no key") << with("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "") << 400;
    QTest::newRow("short key") << with("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZQ==") << 400;
    QTest::newRow("two keys") << openingRequest("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n") << 400;
    QTest::newRow("no host") << with("Host: desk.example\r\n", "") << 400;
    QTest::newRow("with a body") << openingRequest("Content-Length: 3\r\n") + "abc" << 413;
    QTest::newRow("post") << with("GET", "POST") << 405;
    QTest::newRow("another path") << with("/ws", "/wss") << 404;
    QTest::newRow("this host's page") << openingRequest("Origin: https://desk.example\r\n") << 101;
    QTest::newRow("an allowed page") << openingRequest("Origin: https://allowed.example\r\n") << 101;
    QTest::newRow("a foreign page") << openingRequest("Origin: https://evil.example\r\n") << 403;
    QTest::newRow("a page with a longer name")
        << openingRequest("Origin: https://desk.example.evil.example\r\n") << 403;
    QTest::newRow("another port's page") << openingRequest("Origin: https://desk.example:8443\r\n") << 403;
    QTest::newRow("a page from nowhere") << openingRequest("Origin: null\r\n") << 403;
    QTest::newRow("an empty origin") << openingRequest("Origin: \r\n") << 403;
    QTest::newRow("a file") << openingRequest("Origin: file://desk.example\r\n") << 403;
    QTest::newRow("the handler refuses") << openingRequest("Authorization: Bearer bad\r\n") << 401;
}

void TestWebSocket::theHandshakeIsChecked()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    WebSocketDesk desk;
    desk.open();
    RawClient client(desk.front);
    const Answer answer = client.ask(request);
    QCOMPARE(answer.status, status);
    if (status == 101) // the key and the answer to it are those of RFC 6455, 1.3
        QCOMPARE(answer.header("Sec-WebSocket-Accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    if (status == 426)
        QVERIFY(answer.header("Upgrade") == "websocket" || answer.header("Sec-WebSocket-Version") == "13");
    QCOMPARE(desk.front.counters().webSocketsOpened, status == 101 ? 1 : 0);
    QCOMPARE(desk.front.counters().refusedOrigin, status == 403 ? 1 : 0);
}

void TestWebSocket::theSubProtocolIsNamedWhenOffered_data()
{
    QTest::addColumn<QByteArray>("offered");
    QTest::addColumn<QByteArray>("named");
    QTest::newRow("it") << "Sec-WebSocket-Protocol: acolhe.v1\r\n"_ba
                        << "acolhe.v1"_ba;
    QTest::newRow("among others") << "Sec-WebSocket-Protocol: chat, acolhe.v1 ,x\r\n"_ba
                                  << "acolhe.v1"_ba;
    QTest::newRow("another") << "Sec-WebSocket-Protocol: acolhe.v9\r\n"_ba
                             << ""_ba;
    QTest::newRow("none") << ""_ba
                          << ""_ba;
}

void TestWebSocket::theSubProtocolIsNamedWhenOffered()
{
    QFETCH(QByteArray, offered);
    WebSocketDesk desk;
    desk.open();
    RawClient client(desk.front);
    const Answer answer = client.ask(openingRequest(offered));
    QCOMPARE(answer.status, 101);
    QTEST(answer.header("Sec-WebSocket-Protocol"), "named");
}

void TestWebSocket::theDecisionMayComeLater()
{
    WebSocketDesk desk;
    desk.open();
    RawClient client(desk.front);
    client.send(openingRequest("Authorization: Bearer later\r\n") + clientFrame(0x81, "early"));
    QTRY_COMPARE(desk.waiting.size(), 1);
    desk.waiting.takeFirst().upgrade([&desk](WebSocketPeer *peer) {
        QObject::connect(peer, &WebSocketPeer::received, peer,
            [&desk](const QByteArray &text) { desk.heard.append(text); });
    });
    QCOMPARE(client.next().status, 101);
    QTRY_COMPARE(desk.heard, QByteArrayList{"early"});
}

void TestWebSocket::whatIsSentAheadIsHeard()
{
    WebSocketDesk desk;
    desk.open();
    RawClient client(desk.front);
    QCOMPARE(
        client.ask(openingRequest() + clientFrame(0x81, "one") + clientFrame(0x81, "two").left(3)).status,
        101);
    QTRY_COMPARE(desk.heard, QByteArrayList{"one"});
    client.send(clientFrame(0x81, "two").mid(3));
    QTRY_COMPARE(desk.heard, (QByteArrayList{"one", "two"}));
}

void TestWebSocket::whatBreaksTheProtocolIsToldWhy_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<int>("code");
    QTest::newRow("ten gigabytes") << QByteArray("\x81\xff\0\0\0\2\x80\0\0\0\1\2\3\4abcd", 18) << 1009;
    QTest::newRow("two megabytes") << clientFrame(0x81, QByteArray(2'000'000, 'x')) << 1009;
    QTest::newRow("bad UTF-8") << clientFrame(0x81, "ol\xe1") << 1007;
    QTest::newRow("binary") << clientFrame(0x82, "hi") << 1003;
    QTest::newRow("no mask") << QByteArray("\x81\x02hi") << 1002;
    QTest::newRow("reserved bits") << clientFrame(0xf1, "hi") << 1002;
    QTest::newRow("HTTP again") << QByteArray("GET / HTTP/1.1\r\nHost: x\r\n\r\n") << 1002;
}

void TestWebSocket::whatBreaksTheProtocolIsToldWhy()
{
    QFETCH(QByteArray, wire);
    QFETCH(int, code);
    WebSocketDesk desk;
    desk.open();
    RawWebSocket client(desk.front);
    client.send(wire);
    QCOMPARE(client.nextFrame().closeCode(), code);
    QVERIFY(client.isClosed());
    QTRY_COMPARE(desk.closed, 1);
    QCOMPARE(desk.heard, QByteArrayList());
    QCOMPARE(desk.front.counters().webSocketsFaulty, 1);
}

void TestWebSocket::piecesAndPingsAreUnderstood()
{
    WebSocketDesk desk;
    desk.open();
    RawWebSocket client(desk.front);
    client.send(clientFrame(0x01, "one ") + clientFrame(0x89, "still there?") + clientFrame(0x80, "two"));
    const auto pong = client.nextFrame();
    QCOMPARE(pong.opcode, 10);
    QCOMPARE(pong.payload, "still there?");
    QCOMPARE(client.nextFrame().payload, "one two");
}

void TestWebSocket::theClientMayClose()
{
    WebSocketDesk desk;
    desk.open();
    RawWebSocket client(desk.front);
    client.send(clientFrame(0x81, "last words") + clientFrame(0x88, "\x03\xe9") + clientFrame(0x81, "ghost"));
    QCOMPARE(client.nextFrame().payload, "last words");
    QCOMPARE(client.nextFrame().closeCode(), 1001);
    QVERIFY(client.isClosed());
    QTRY_COMPARE(desk.closed, 1);
    QCOMPARE(desk.heard, QByteArrayList{"last words"});
}

void TestWebSocket::theServerMayClose()
{
    WebSocketDesk desk;
    desk.open();
    RawWebSocket client(desk.front);
    QVERIFY(desk.peer);
    desk.peer->send("first this");
    desk.peer->close(CloseCode::Policy, "signed out");
    desk.peer->send("never this");
    QVERIFY(!desk.peer->isOpen());
    QCOMPARE(client.nextFrame().payload, "first this");
    const auto close = client.nextFrame();
    QCOMPARE(close.closeCode(), 1008);
    QCOMPARE(close.payload.mid(2), "signed out");
    client.send(clientFrame(0x81, "unheard") + clientFrame(0x88, "\x03\xf0"));
    QVERIFY(client.isClosed());
    QTRY_VERIFY(!desk.peer);
    QCOMPARE(desk.closed, 1);
    QCOMPARE(desk.heard, QByteArrayList());
}

void TestWebSocket::aClientThatVanishesIsNoticed()
{
    WebSocketDesk desk;
    desk.open();
    {
        RawWebSocket client(desk.front);
        client.socket().abort();
    }
    QTRY_COMPARE(desk.closed, 1);
    QTRY_COMPARE(desk.front.counters().connections, 0);
}

void TestWebSocket::stoppingSaysGoodbye()
{
    WebSocketDesk desk;
    desk.open();
    QSignalSpy stopped(&desk.front, &Front::stopped);
    RawWebSocket client(desk.front);
    desk.front.stop();
    QCOMPARE(client.nextFrame().closeCode(), 1001);
    client.send(clientFrame(0x88, "\x03\xe9"));
    QTRY_COMPARE(stopped.size(), 1);
}

QTEST_GUILESS_MAIN(TestWebSocket)
#include "tst_web_socket.moc"
