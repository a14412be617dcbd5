// SPDX-License-Identifier: Apache-2.0
#include "tests/api/http/web_socket_desk.h"

#include <QTest>
#include <QtEndian>

namespace acolhe::tests {

using namespace Qt::StringLiterals;
using namespace acolhe::http;

WebSocketDesk::WebSocketDesk(const Limits &limits)
    : Desk(limits)
{
    serve();
}

WebSocketDesk::WebSocketDesk(const Limits &limits, const Clock &time)
    : Desk(limits, time)
{
    serve();
}

void WebSocketDesk::serve()
{
    front.setAllowedOrigins({u"https://allowed.example"_s});
    front.webSocket(u"/ws"_s, "acolhe.v1", [this](const Request &request, const Responder &responder) {
        last = request;
        if (request.bearerToken() == u"bad")
            return responder.answer(Response::text(401, u"who are you?"_s));
        if (request.bearerToken() == u"later")
            return waiting.append(responder);
        responder.upgrade([this](WebSocketPeer *opened) {
            peer = opened;
            QObject::connect(
                opened, &WebSocketPeer::received, opened, [this, opened](const QByteArray &text) {
                    heard.append(text);
                    opened->send(text);
                });
            QObject::connect(opened, &WebSocketPeer::closed, opened, [this] { ++closed; });
        });
    });
}

QByteArray openingRequest(const QByteArray &more)
{
    return "GET /ws" + host + "Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + more + "\r\n";
}

QByteArray clientFrame(uchar first, const QByteArray &payload)
{
    QByteArray frame(1, char(first));
    if (payload.size() < 126) {
        frame.append(char(0x80 | payload.size()));
    } else if (payload.size() <= 0xffff) {
        QByteArray size(2, Qt::Uninitialized);
        qToBigEndian(quint16(payload.size()), size.data());
        frame.append(char(0x80 | 126)).append(size);
    } else {
        QByteArray size(8, Qt::Uninitialized);
        qToBigEndian(quint64(payload.size()), size.data());
        frame.append(char(0x80 | 127)).append(size);
    }
    const QByteArray mask = "\x12\x34\x56\x78";
    frame.append(mask);
    for (qsizetype i = 0; i < payload.size(); ++i)
        frame.append(char(payload[i] ^ mask[i % 4]));
    return frame;
}

RawWebSocket::RawWebSocket(const Front &front, bool tls)
    : RawClient(front, tls)
{
    if (ask(openingRequest()).status != 101)
        qFatal("the handshake failed");
}

int RawWebSocket::Frame::closeCode() const
{
    return opcode == 8 && payload.size() >= 2 ? qFromBigEndian<quint16>(payload.constData()) : 0;
}

/// Takes a server's frame from the start of `wire`.
static bool takeFrame(QByteArray &wire, RawWebSocket::Frame &frame)
{
    if (wire.size() < 2)
        return false;
    qsizetype size = wire[1];
    qsizetype head = 2;
    if (size == 126 && wire.size() >= 4) {
        size = qFromBigEndian<quint16>(wire.constData() + 2);
        head = 4;
    } else if (size == 127 && wire.size() >= 10) {
        size = qsizetype(qFromBigEndian<quint64>(wire.constData() + 2));
        head = 10;
    }
    if (wire.size() < head + size)
        return false;
    frame = {wire[0] & 0x0f, wire.mid(head, size)};
    wire.remove(0, head + size);
    return true;
}

RawWebSocket::Frame RawWebSocket::nextFrame(int timeoutMs)
{
    Frame frame;
    const bool came = QTest::qWaitFor(
        [&] {
            takeIn();
            return takeFrame(received(), frame);
        },
        timeoutMs);
    return came ? frame : Frame();
}

} // namespace acolhe::tests
