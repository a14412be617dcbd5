// SPDX-License-Identifier: Apache-2.0
#include "backend/api/media/file_source.h"

#include "backend/base/async.h"

#include <QFile>
#include <QFuture>
#include <QPromise>

#include <cstring>

namespace acolhe::api {

FileSource::FileSource(const QString &path, qint64 from, qint64 length, QThreadPool &pool)
    : m_pool(pool)
    , m_file(std::make_shared<QFile>(path))
    , m_at(from)
    , m_left(length)
{
    setOpenMode(QIODevice::ReadOnly | QIODevice::Unbuffered);
    readOn();
}

FileSource::~FileSource() = default;

qint64 FileSource::readData(char *data, qint64 most)
{
    const qint64 n = qMin<qint64>(most, m_ready.size());
    std::memcpy(data, m_ready.constData(), size_t(n));
    m_ready.remove(0, n);
    readOn();
    return n;
}

void FileSource::readOn()
{
    if (m_busy || m_left <= 0 || m_ready.size() >= aheadBytes)
        return;
    m_busy = true;
    const auto promise = std::make_shared<QPromise<Piece>>();
    promise->start();
    promise->future().then(this, [this](const Piece &piece) { take(piece); });
    m_pool.start([promise, file = m_file, at = m_at, most = qMin(m_left, aheadBytes), home = threadHome()] {
        Piece piece;
        if (!file->isOpen() && !file->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            piece.failed = true;
        if (!piece.failed && file->seek(at))
            piece.bytes = file->read(most);
        piece.failed = piece.bytes.isEmpty();
        promise->addResult(piece);
        QMetaObject::invokeMethod(home, [promise] { promise->finish(); });
    });
}

void FileSource::take(const Piece &piece)
{
    m_busy = false;
    m_at += piece.bytes.size();
    m_left = piece.failed ? 0 : m_left - piece.bytes.size();
    m_ready += piece.bytes;
    readOn();
    if (!piece.bytes.isEmpty())
        Q_EMIT readyRead();
    if (m_left <= 0)
        Q_EMIT readChannelFinished();
}

} // namespace acolhe::api
