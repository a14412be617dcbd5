// SPDX-License-Identifier: Apache-2.0
#include "backend/api/http/frame_reader.h"

#include <QTest>
#include <QtEndian>

using namespace Qt::StringLiterals;
using namespace acolhe::http;
using Frame = FrameReader::Frame;

/// A client's frame. `first` is the whole first byte: 0x81 is a final text frame.
static QByteArray clientFrame(uchar first, const QByteArray &payload)
{
    QByteArray frame(1, char(first));
    if (payload.size() < 126) {
        frame.append(char(0x80 | payload.size()));
    } else {
        QByteArray size(2, Qt::Uninitialized);
        qToBigEndian(quint16(payload.size()), size.data());
        frame.append(char(0x80 | 126)).append(size);
    }
    const QByteArray mask = "\x12\x34\x56\x78";
    frame.append(mask);
    for (qsizetype i = 0; i < payload.size(); ++i)
        frame.append(char(payload[i] ^ mask[i % 4]));
    return frame;
}

/// All frames that come of `wire`, read `step` bytes at a time, up to the first error.
static QList<Frame> readInSteps(const QByteArray &wire, qsizetype step, qint64 limit)
{
    FrameReader reader(limit);
    QList<Frame> frames;
    for (qsizetype at = 0; at < wire.size();) {
        qsizetype used = 0;
        const Frame frame = reader.read(QByteArrayView(wire).sliced(at, qMin(step, wire.size() - at)), used);
        at += used;
        if (frame.kind != Frame::None)
            frames.append(frame);
        if (frame.kind == Frame::Error)
            break;
    }
    return frames;
}

class TestFrameReader : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void piecesDoNotMatter();
    void whatBreaksTheProtocolIsNamed_data();
    void whatBreaksTheProtocolIsNamed();
    void controlFramesMayComeInBetween();
    void aCloseSaysWhy();
    void textMayBeCutInsideALetter();
    void nothingIsReadAfterAnError();
    void ourFramesAreWhole_data();
    void ourFramesAreWhole();
};

void TestFrameReader::piecesDoNotMatter()
{
    const QByteArray long_(1000, 'x');
    const QByteArray wire = clientFrame(0x81, "olá"_ba) + clientFrame(0x89, "are you there")
        + clientFrame(0x81, {}) + clientFrame(0x01, "one ") + clientFrame(0x00, "two ")
        + clientFrame(0x80, long_) + clientFrame(0x8a, {});
    for (qsizetype step = 1; step < wire.size(); ++step) {
        const QList<Frame> frames = readInSteps(wire, step, 2000);
        QCOMPARE(frames.size(), 7);
        QCOMPARE(frames[0].kind, Frame::Text);
        QCOMPARE(frames[0].bytes, "olá"_ba);
        QCOMPARE(frames[1].kind, Frame::Ping);
        QCOMPARE(frames[1].bytes, "are you there");
        QCOMPARE(frames[2].kind, Frame::Text);
        QCOMPARE(frames[2].bytes, QByteArray());
        QCOMPARE(frames[4].kind, Frame::Part);
        QCOMPARE(frames[5].bytes, "one two " + long_);
        QCOMPARE(frames[6].kind, Frame::Pong);
    }
}

void TestFrameReader::whatBreaksTheProtocolIsNamed_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<CloseCode>("code");
    const QByteArray tooMuch(1001, 'x');
    QTest::newRow("not masked") << QByteArray("\x81\x02hi") << CloseCode::ProtocolError;
    QTest::newRow("not masked, empty") << QByteArray("\x81\x00", 2) << CloseCode::ProtocolError;
    QTest::newRow("reserved bit 1") << clientFrame(0xc1, "hi") << CloseCode::ProtocolError;
    QTest::newRow("reserved bit 2") << clientFrame(0xa1, "hi") << CloseCode::ProtocolError;
    QTest::newRow("reserved bit 3") << clientFrame(0x91, "hi") << CloseCode::ProtocolError;
    QTest::newRow("reserved opcode") << clientFrame(0x83, "hi") << CloseCode::ProtocolError;
    QTest::newRow("reserved control opcode") << clientFrame(0x8b, "hi") << CloseCode::ProtocolError;
    QTest::newRow("ping in pieces") << clientFrame(0x09, "hi") << CloseCode::ProtocolError;
    QTest::newRow("ping too long") << clientFrame(0x89, QByteArray(126, 'x')) << CloseCode::ProtocolError;
    QTest::newRow("continues nothing") << clientFrame(0x80, "hi") << CloseCode::ProtocolError;
    QTest::newRow("begins inside a message")
        << clientFrame(0x01, "a") + clientFrame(0x81, "b") << CloseCode::ProtocolError;
    QTest::newRow("length with the highest bit")
        << QByteArray("\x81\xff\x80\0\0\0\0\0\0\1\1\2\3\4", 14) << CloseCode::ProtocolError;
    QTest::newRow("binary") << clientFrame(0x82, "hi") << CloseCode::Unsupported;
    QTest::newRow("too long") << clientFrame(0x81, tooMuch) << CloseCode::TooBig;
    QTest::newRow("ten gigabytes") << QByteArray("\x81\xff\0\0\0\2\x80\0\0\0\1\2\3\4", 14)
                                   << CloseCode::TooBig;
    QTest::newRow("too long in pieces")
        << clientFrame(0x01, tooMuch.left(600)) + clientFrame(0x00, tooMuch.left(600)) << CloseCode::TooBig;
    QTest::newRow("bad UTF-8") << clientFrame(0x81, "\xc3\x28") << CloseCode::BadData;
    QTest::newRow("surrogate in UTF-8") << clientFrame(0x81, "\xed\xa0\x80") << CloseCode::BadData;
    QTest::newRow("UTF-8 cut at the end") << clientFrame(0x81, "ol\xc3") << CloseCode::BadData;
    QTest::newRow("close with one byte") << clientFrame(0x88, "x") << CloseCode::ProtocolError;
    QTest::newRow("close with a reserved code") << clientFrame(0x88, "\x03\xed") << CloseCode::ProtocolError;
    QTest::newRow("close with code 0") << clientFrame(0x88, QByteArray(2, '\0')) << CloseCode::ProtocolError;
    QTest::newRow("close with bad UTF-8") << clientFrame(0x88, "\x03\xe8\xff") << CloseCode::BadData;
}

void TestFrameReader::whatBreaksTheProtocolIsNamed()
{
    QFETCH(QByteArray, wire);
    QFETCH(CloseCode, code);
    for (const qsizetype step : {qsizetype(1), wire.size()}) {
        const QList<Frame> frames = readInSteps(wire, step, 1000);
        QVERIFY(!frames.isEmpty());
        QCOMPARE(frames.last().kind, Frame::Error);
        QCOMPARE(CloseCode(frames.last().code), code);
    }
}

void TestFrameReader::controlFramesMayComeInBetween()
{
    const QList<Frame> frames =
        readInSteps(clientFrame(0x01, "a") + clientFrame(0x89, "ping") + clientFrame(0x80, "b"), 1000, 1000);
    QCOMPARE(frames.size(), 3);
    QCOMPARE(frames[1].bytes, "ping");
    QCOMPARE(frames[2].bytes, "ab");
}

void TestFrameReader::aCloseSaysWhy()
{
    QList<Frame> frames = readInSteps(clientFrame(0x88, "\x03\xe9"_ba + "bye"), 1000, 1000);
    QCOMPARE(frames[0].kind, Frame::Close);
    QCOMPARE(frames[0].code, 1001);
    QCOMPARE(frames[0].bytes, "bye");
    frames = readInSteps(clientFrame(0x88, {}), 1000, 1000);
    QCOMPARE(frames[0].code, 1005);
}

void TestFrameReader::textMayBeCutInsideALetter()
{
    const QByteArray letter = "é";
    const QList<Frame> frames =
        readInSteps(clientFrame(0x01, letter.left(1)) + clientFrame(0x80, letter.mid(1)), 1000, 1000);
    QCOMPARE(frames.last().kind, Frame::Text);
    QCOMPARE(frames.last().bytes, letter);
}

void TestFrameReader::nothingIsReadAfterAnError()
{
    FrameReader reader(1000);
    qsizetype used = 0;
    QCOMPARE(reader.read(clientFrame(0x83, "hi"), used).kind, Frame::Error);
    QCOMPARE(reader.read(clientFrame(0x81, "hi"), used).kind, Frame::Error);
    QCOMPARE(reader.heldBytes(), 0);
}

void TestFrameReader::ourFramesAreWhole_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("empty") << 0 << QByteArray("\x81\x00", 2);
    QTest::newRow("short") << 125 << QByteArray("\x81\x7d");
    QTest::newRow("two bytes of length") << 126 << QByteArray("\x81\x7e\x00\x7e", 4);
    QTest::newRow("the most of those") << 65535 << QByteArray("\x81\x7e\xff\xff");
    QTest::newRow("eight bytes of length") << 65536 << QByteArray("\x81\x7f\0\0\0\0\0\1\0\0", 10);
}

void TestFrameReader::ourFramesAreWhole()
{
    QFETCH(int, size);
    QFETCH(QByteArray, head);
    QCOMPARE(textFrame(QByteArray(size, 'x')), head + QByteArray(size, 'x'));
}

QTEST_APPLESS_MAIN(TestFrameReader)
#include "tst_frame_reader.moc"
