// SPDX-License-Identifier: Apache-2.0
#include "ui/client/media_cache.h"

#include "backend/base/crypto.h"

#include <QDateTime>
#include <QDir>
#include <QSaveFile>

namespace acolhe::client {

using namespace Qt::StringLiterals;

namespace {

QByteArray contextOf(qint64 id)
{
    return "media/" + QByteArray::number(id);
}

/// Names that tell nothing of what they name.
QString fileOf(const QString &folder, const QByteArray &key, qint64 id)
{
    return folder + u'/' + QString::fromLatin1(crypto::hmacSha256(key, contextOf(id)).first(16).toHex());
}

QByteArray load(const QString &path, const QByteArray &key, qint64 id)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite))
        return {};
    const auto plain = crypto::open(file.readAll(), key, contextOf(id));
    if (!plain) {
        file.remove();
        return {};
    }
    file.setFileTime(QDateTime::currentDateTime(), QFileDevice::FileModificationTime); // it was read now
    return *plain;
}

void trim(const QString &folder, qint64 mostBytes)
{
    qint64 total = 0;
    for (const QFileInfo &file : QDir(folder).entryInfoList(QDir::Files, QDir::Time)) { // the newest first
        total += file.size();
        if (total > mostBytes)
            QFile::remove(file.filePath());
    }
}

} // namespace

MediaCache::MediaCache(
    const QString &folder, const QByteArray &key, const MediaCacheBounds &bounds, QObject *parent)
    : QObject(parent)
    , m_folder(folder)
    , m_key(key)
    , m_bounds(bounds)
    , m_memory(int(bounds.memoryBytes / 1024))
{
    m_pool.setMaxThreadCount(1);
}

MediaCache::~MediaCache()
{
    m_pool.waitForDone();
}

void MediaCache::keep(qint64 id, const QByteArray &bytes)
{
    m_memory.insert(id, new QByteArray(bytes), int(bytes.size() / 1024) + 1);
}

QByteArray MediaCache::inMemory(qint64 id) const
{
    const QByteArray *bytes = m_memory.object(id);
    return bytes ? *bytes : QByteArray();
}

Future<QByteArray> MediaCache::read(qint64 id)
{
    const QByteArray here = inMemory(id);
    if (m_folder.isEmpty() || !here.isEmpty())
        return ready<QByteArray>(here);
    const auto promise = std::make_shared<QPromise<Result<QByteArray>>>();
    promise->start();
    m_pool.start([promise, path = fileOf(m_folder, m_key, id), key = m_key, id, home = threadHome()] {
        promise->addResult(Result<QByteArray>(load(path, key, id)));
        QMetaObject::invokeMethod(home, [promise] { promise->finish(); });
    });
    return promise->future().then(this, [this, id](const Result<QByteArray> &bytes) {
        if (bytes && !bytes->isEmpty())
            keep(id, *bytes);
        return bytes;
    });
}

void MediaCache::write(qint64 id, const QByteArray &bytes)
{
    keep(id, bytes);
    if (m_folder.isEmpty() || bytes.size() > m_bounds.diskBytes)
        return;
    m_pool.start([folder = m_folder, key = m_key, most = m_bounds.diskBytes, id, bytes] {
        QSaveFile file(fileOf(folder, key, id));
        const QByteArray sealed = crypto::seal(bytes, key, contextOf(id));
        if (QDir().mkpath(folder) && file.open(QIODevice::WriteOnly) && file.write(sealed) == sealed.size()
            && file.commit())
            trim(folder, most);
    });
}

void MediaCache::destroy()
{
    m_memory.clear();
    if (!m_folder.isEmpty())
        m_pool.start([folder = m_folder] { QDir(folder).removeRecursively(); });
}

} // namespace acolhe::client
