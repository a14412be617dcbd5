// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/async.h"

#include <QByteArray>
#include <QCache>
#include <QThreadPool>

namespace acolhe::client {

struct MediaCacheBounds {
    qint64 memoryBytes = 64 * 1024 * 1024;
    qint64 diskBytes = 512 * 1024 * 1024;
};

/// Files that were fetched, so that none is fetched twice: some in memory, and more sealed on this computer
/// with the mirror's key, those longest unread go first. Without a folder in memory alone. Main thread; the
/// disk has a thread of its own.
class MediaCache : public QObject {
    Q_OBJECT
public:
    MediaCache(const QString &folder, const QByteArray &key, const MediaCacheBounds &bounds = {},
        QObject *parent = nullptr);
    ~MediaCache() override;

    /// Empty when it is not here, or cannot be opened with the key.
    Future<QByteArray> read(qint64 id);
    void write(qint64 id, const QByteArray &bytes);
    /// What is in memory; empty when nothing is.
    QByteArray inMemory(qint64 id) const;
    /// Everything goes, the files too.
    void destroy();

private:
    void keep(qint64 id, const QByteArray &bytes);

    const QString m_folder;
    const QByteArray m_key;
    const MediaCacheBounds m_bounds;
    QCache<qint64, QByteArray> m_memory;
    QThreadPool m_pool; ///< of one thread: its jobs run in order
};

} // namespace acolhe::client
