// SPDX-License-Identifier: Apache-2.0
#include "backend/api/http/body_stream.h"

#include <limits>

namespace acolhe::http {

constexpr qint64 pieceBytes = 64 * 1024;

BodyStream::BodyStream(
    Link &link, std::unique_ptr<QIODevice> device, qint64 length, bool chunked, qint64 writeBuffer)
    : m_link(link)
    , m_device(std::move(device))
    , m_left(length)
    , m_chunked(chunked)
    , m_writeBuffer(writeBuffer)
    , m_sourceEnded(!m_device->isSequential())
{
    connect(&link, &Link::progressed, this, &BodyStream::feed);
    connect(m_device.get(), &QIODevice::readyRead, this, &BodyStream::feed);
    connect(m_device.get(), &QIODevice::readChannelFinished, this, [this] {
        m_sourceEnded = true;
        feed();
    });
}

void BodyStream::feed()
{
    while (!m_ended && m_link.isOpen() && m_link.pending() < m_writeBuffer) {
        const qint64 most = m_left < 0 ? pieceBytes : qMin(m_left, pieceBytes);
        const QByteArray piece = most > 0 ? m_device->read(most) : QByteArray();
        if (!piece.isEmpty())
            sendPiece(piece);
        else if (m_left == 0 || m_sourceEnded)
            end(m_left <= 0);
        else
            return; // the source has more later
    }
}

void BodyStream::sendPiece(const QByteArray &piece)
{
    if (m_left > 0)
        m_left -= piece.size();
    if (m_chunked)
        m_link.write(QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n");
    else
        m_link.write(piece);
}

void BodyStream::end(bool whole)
{
    m_ended = true;
    if (m_chunked)
        m_link.write("0\r\n\r\n");
    Q_EMIT done(whole);
}

} // namespace acolhe::http
