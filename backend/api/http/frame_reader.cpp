// SPDX-License-Identifier: Apache-2.0
#include "backend/api/http/frame_reader.h"

#include <QUtf8StringView>
#include <QtEndian>

namespace acolhe::http {

enum Opcode : quint8 { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };
constexpr quint8 finalBit = 0x80;
constexpr int controlLimit = 125;
constexpr quint16 noCode = 1005;

/// How long a head is, by its second byte: two bytes, the longer length, the mask.
static int headSizeOf(uchar second)
{
    const int shortLength = second & 0x7f;
    const int extra = shortLength == 126 ? 2 : shortLength == 127 ? 8 : 0;
    return 2 + extra + ((second & 0x80) ? 4 : 0);
}

FrameReader::Frame FrameReader::read(QByteArrayView bytes, qsizetype &used)
{
    used = 0;
    if (m_part == Part::Broken)
        return fail(CloseCode::ProtocolError);
    if (m_part == Part::Head) {
        if (!takeHead(bytes, used))
            return {};
        const CloseCode verdict = judgeHead();
        if (verdict != CloseCode::Normal)
            return fail(verdict);
        m_part = Part::Payload;
    }
    takePayload(bytes, used);
    return m_left == 0 ? endFrame() : Frame{};
}

FrameReader::Frame FrameReader::fail(CloseCode code)
{
    m_part = Part::Broken;
    m_message = {};
    m_control = {};
    return {Frame::Error, {}, quint16(code)};
}

/// Collects the head's bytes. True when they are all there.
bool FrameReader::takeHead(QByteArrayView bytes, qsizetype &used)
{
    const auto size = [this] { return m_headSize < 2 ? 2 : headSizeOf(m_head[1]); };
    while (m_headSize < size()) {
        if (used == bytes.size())
            return false;
        m_head[size_t(m_headSize++)] = uchar(bytes[used++]);
    }
    return true;
}

/// Normal when the frame may come here.
CloseCode FrameReader::judgeHead()
{
    m_final = (m_head[0] & finalBit) != 0;
    m_opcode = m_head[0] & 0x0f;
    const bool reserved = (m_head[0] & 0x70) != 0;
    const bool masked = (m_head[1] & 0x80) != 0;
    const int shortLength = m_head[1] & 0x7f;
    m_left = quint64(shortLength);
    if (shortLength == 126)
        m_left = qFromBigEndian<quint16>(&m_head[2]);
    else if (shortLength == 127)
        m_left = qFromBigEndian<quint64>(&m_head[2]);
    if (masked)
        std::copy_n(m_head.begin() + m_headSize - 4, 4, m_mask.begin());
    m_maskAt = 0;
    m_headSize = 0;
    if (reserved || !masked || (m_left >> 63) != 0)
        return CloseCode::ProtocolError;
    if (isControl())
        return m_opcode <= Pong && m_final && m_left <= controlLimit ? CloseCode::Normal
                                                                     : CloseCode::ProtocolError;
    if (m_opcode > Binary || (m_opcode == Continuation) != m_inMessage)
        return CloseCode::ProtocolError;
    if (m_opcode == Binary)
        return CloseCode::Unsupported;
    if (m_left > quint64(qMax<qint64>(0, m_limit - m_message.size())))
        return CloseCode::TooBig;
    return CloseCode::Normal;
}

/// Takes off the mask of what there is of the payload and keeps it.
void FrameReader::takePayload(QByteArrayView bytes, qsizetype &used)
{
    const auto count = qsizetype(qMin<quint64>(m_left, quint64(bytes.size() - used)));
    QByteArray &target = isControl() ? m_control : m_message;
    const qsizetype from = target.size();
    target.append(bytes.sliced(used, count));
    char *const data = target.data() + from;
    const std::array<char, 4> mask = m_mask; // a copy: `data` could be any member for all the compiler knows
    for (qsizetype i = 0; i < count; ++i)
        data[i] = char(data[i] ^ mask[(m_maskAt + size_t(i)) & 3]);
    m_maskAt += size_t(count);
    used += count;
    m_left -= quint64(count);
}

FrameReader::Frame FrameReader::endFrame()
{
    m_part = Part::Head;
    if (isControl())
        return endControl();
    m_inMessage = !m_final;
    return m_final ? endMessage() : Frame{Frame::Part, {}, 0};
}

FrameReader::Frame FrameReader::endControl()
{
    const QByteArray payload = std::exchange(m_control, {});
    if (m_opcode == Close)
        return endClose(payload);
    return {m_opcode == Ping ? Frame::Ping : Frame::Pong, payload, 0};
}

FrameReader::Frame FrameReader::endMessage()
{
    const QByteArray message = std::exchange(m_message, {});
    if (!QUtf8StringView(message).isValidUtf8())
        return fail(CloseCode::BadData);
    return {Frame::Text, message, 0};
}

FrameReader::Frame FrameReader::endClose(QByteArray payload)
{
    if (payload.isEmpty())
        return {Frame::Close, {}, noCode};
    if (payload.size() < 2)
        return fail(CloseCode::ProtocolError);
    const quint16 code = qFromBigEndian<quint16>(payload.constData());
    const bool known = (code >= 1000 && code <= 1014 && code != 1004 && code != noCode && code != 1006)
        || (code >= 3000 && code <= 4999);
    if (!known)
        return fail(CloseCode::ProtocolError);
    const QByteArray reason = payload.mid(2);
    if (!QUtf8StringView(reason).isValidUtf8())
        return fail(CloseCode::BadData);
    return {Frame::Close, reason, code};
}

static QByteArray frame(Opcode opcode, const QByteArray &payload)
{
    const qsizetype size = payload.size();
    std::array<char, 10> head{char(finalBit | opcode)};
    int headSize = 2;
    if (size < 126) {
        head[1] = char(size);
    } else if (size <= 0xffff) {
        head[1] = 126;
        qToBigEndian(quint16(size), &head[2]);
        headSize = 4;
    } else {
        head[1] = 127;
        qToBigEndian(quint64(size), &head[2]);
        headSize = 10;
    }
    QByteArray bytes;
    bytes.reserve(headSize + size);
    return bytes.append(head.data(), headSize).append(payload);
}

QByteArray textFrame(const QByteArray &message)
{
    return frame(Text, message);
}

QByteArray pingFrame()
{
    return frame(Ping, {});
}

QByteArray pongFrame(const QByteArray &payload)
{
    return frame(Pong, payload);
}

QByteArray closeFrame(quint16 code, const QByteArray &reason)
{
    if (code == noCode)
        return frame(Close, {});
    QByteArray payload(2, Qt::Uninitialized);
    qToBigEndian(code, payload.data());
    return frame(Close, payload + reason.left(controlLimit - 2));
}

} // namespace acolhe::http
