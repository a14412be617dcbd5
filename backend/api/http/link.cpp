// SPDX-License-Identifier: Apache-2.0
#include "backend/api/http/link.h"

#include "backend/api/http/site.h"

#include <QSslSocket>

#ifdef Q_OS_WIN
#include <winsock2.h>
#else
#include <sys/socket.h>
#endif

namespace acolhe::http {

/// Tells the peer that nothing more comes, and lets it go on sending. Qt has no call for it.
static void endSending(qintptr descriptor)
{
#ifdef Q_OS_WIN
    ::shutdown(SOCKET(descriptor), SD_SEND);
#else
    ::shutdown(int(descriptor), SHUT_WR);
#endif
}

Link::Link(std::unique_ptr<QTcpSocket> socket, Admissions::Place place, std::shared_ptr<Site> site)
    : m_socket(std::move(socket))
    , m_place(std::move(place))
    , m_site(std::move(site))
    , m_peer(m_socket->peerAddress())
    , m_encrypted(qobject_cast<QSslSocket *>(m_socket.get()))
    , m_pace(m_site->limits.writeWindowMs, m_site->limits.slowestBytesPerSecond)
    , m_lingerPace(m_site->limits.lingerMs, m_site->limits.slowestBytesPerSecond)
{
    m_pace.restart(m_site->clock.nowMs());
    QTcpSocket *const s = m_socket.get();
    s->setReadBufferSize(m_site->limits.readBufferBytes);
    s->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    // Bounds what a client that does not read holds of the kernel's memory, and lets the pace be seen: with a
    // buffer of megabytes the kernel would take nothing for a minute from an honest but slow line.
    s->setSocketOption(QAbstractSocket::SendBufferSizeSocketOption, m_site->limits.writeBufferBytes);
    connect(s, &QTcpSocket::readyRead, this, &Link::onReadyRead);
    connect(s, &QTcpSocket::disconnected, this, &Link::setClosed);
    connect(s, &QTcpSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        if (error != QAbstractSocket::RemoteHostClosedError) // that one still sends what is written
            abort();
    });
    // With TLS bytesWritten means encrypted, not sent.
    if (auto *tls = qobject_cast<QSslSocket *>(s))
        connect(tls, &QSslSocket::encryptedBytesWritten, this, &Link::onWritten);
    else
        connect(s, &QTcpSocket::bytesWritten, this, &Link::onWritten);
}

Link::~Link()
{
    m_socket->disconnect(this);
    m_socket.release()->deleteLater(); // it may be in the middle of a signal
}

QByteArray Link::peek() const
{
    return m_socket->peek(qMin<qint64>(m_socket->bytesAvailable(), m_site->limits.readBufferBytes));
}

void Link::skip(qint64 bytes)
{
    m_socket->skip(bytes);
}

void Link::write(const QByteArray &bytes)
{
    if (m_state == State::Open && !bytes.isEmpty())
        m_socket->write(bytes);
}

qint64 Link::pending() const
{
    const auto *tls = m_encrypted ? static_cast<const QSslSocket *>(m_socket.get()) : nullptr;
    return m_socket->bytesToWrite() + (tls ? tls->encryptedBytesToWrite() : 0);
}

void Link::finish(Input input)
{
    if (m_state != State::Open)
        return;
    m_state = State::Flushing;
    m_input = input;
    if (pending() == 0)
        endWriting();
}

void Link::abort()
{
    m_socket->abort();
    setClosed();
}

void Link::tick(qint64 nowMs)
{
    if (m_state == State::Closed)
        return;
    if (m_state == State::Lingering) {
        if (nowMs >= m_lingerEnd || m_lingerPace.isTooSlow(nowMs))
            abort();
    } else if (pending() == 0) {
        m_pace.restart(nowMs);
    } else if (m_pace.isTooSlow(nowMs)) {
        ++m_site->counters.slowReaders;
        Q_EMIT tooSlow();
        abort();
    }
}

void Link::onReadyRead()
{
    if (m_state == State::Open)
        Q_EMIT readable();
    else
        discard();
}

void Link::onWritten(qint64 bytes)
{
    m_pace.moved(bytes);
    if (m_state == State::Flushing && pending() == 0)
        endWriting();
    else if (m_state == State::Open)
        Q_EMIT progressed();
}

void Link::endWriting()
{
    m_state = State::Lingering;
    const qint64 now = m_site->clock.nowMs();
    m_lingerPace.restart(now);
    m_lingerEnd = now + m_site->limits.lingerMostMs;
    if (m_input == Input::Ended || m_socket->state() != QAbstractSocket::ConnectedState) {
        m_socket->disconnectFromHost();
        return;
    }
    if (!m_encrypted)
        endSending(m_socket->socketDescriptor());
    discard();
}

void Link::discard()
{
    const qint64 bytes = m_socket->skip(m_socket->bytesAvailable());
    m_lingerPace.moved(bytes);
    m_discarded += bytes;
    if (m_discarded > m_site->limits.lingerBytes)
        abort();
}

void Link::setClosed()
{
    if (m_state == State::Closed)
        return;
    m_state = State::Closed;
    Q_EMIT closed();
}

} // namespace acolhe::http
