// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include <array>

namespace acolhe::http {

/// Why a WebSocket closes (RFC 6455, 7.4).
enum class CloseCode : quint16 {
    Normal = 1000,
    GoingAway = 1001,
    ProtocolError = 1002,
    Unsupported = 1003, ///< not text
    BadData = 1007, ///< not UTF-8
    Policy = 1008,
    TooBig = 1009,
    Internal = 1011,
    TryAgainLater = 1013,
};

/// Reads a client's WebSocket frames from bytes that come in any pieces (RFC 6455). It knows no socket. Qt's
/// own server takes unmasked frames and answers pings without end, so this is ours.
class FrameReader {
public:
    struct Frame {
        enum Kind {
            None, ///< more bytes are needed
            Part, ///< a piece of a message that is not complete
            Text, ///< `bytes` is a whole message, valid UTF-8
            Ping,
            Pong,
            Close, ///< `code` and a reason in `bytes`; code 1005 is: none given
            Error, ///< close with `code`; nothing can be read any more
        };
        Kind kind = None;
        QByteArray bytes;
        quint16 code = 0;
    };

    explicit FrameReader(qint64 messageBytes)
        : m_limit(messageBytes)
    {
    }

    /// Reads up to one frame from the start of `bytes`; `used` says how many it took.
    Frame read(QByteArrayView bytes, qsizetype &used);
    /// From the next frame on.
    void setLimit(qint64 messageBytes) { m_limit = messageBytes; }
    /// Held now of a message that is not complete.
    qint64 heldBytes() const { return m_message.size() + m_control.size(); }

private:
    enum class Part { Head, Payload, Broken };

    Frame fail(CloseCode code);
    bool takeHead(QByteArrayView bytes, qsizetype &used);
    CloseCode judgeHead();
    void takePayload(QByteArrayView bytes, qsizetype &used);
    Frame endFrame();
    Frame endControl();
    Frame endMessage();
    Frame endClose(QByteArray payload);
    bool isControl() const { return (m_opcode & 8) != 0; }

    qint64 m_limit;
    Part m_part = Part::Head;
    std::array<uchar, 14> m_head{};
    int m_headSize = 0;
    quint8 m_opcode = 0;
    bool m_final = false;
    quint64 m_left = 0; ///< of the payload
    std::array<char, 4> m_mask{};
    size_t m_maskAt = 0;
    bool m_inMessage = false;
    QByteArray m_message;
    QByteArray m_control;
};

/// A server's frames: whole messages, unmasked.
QByteArray textFrame(const QByteArray &text);
QByteArray pingFrame();
QByteArray pongFrame(const QByteArray &payload);
QByteArray closeFrame(quint16 code, const QByteArray &reason);

} // namespace acolhe::http
