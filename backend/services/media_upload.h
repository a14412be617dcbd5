// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/async.h"

#include <QObject>
#include <QThreadPool>

#include <memory>

namespace acolhe::services {

/// What a finished upload left on the disk.
struct UploadedFile {
    QString path; ///< of its own, until it has its name by content
    QByteArray sha256;
    QByteArray head; ///< its first mediaHeadBytes
    QByteArray tail; ///< its last mediaTailBytes
    qint64 size = 0;
};

/// A file that comes in by pieces. They are written and hashed on a pool's thread, in order, while more come;
/// what came to nothing leaves no file behind. Lives on the thread that made it.
class MediaUpload : public QObject {
    Q_OBJECT
public:
    static constexpr qint64 fullBytes = 1024 * 1024; ///< waiting for the disk

    MediaUpload(const QString &path, QThreadPool &pool);
    ~MediaUpload() override;

    void write(const QByteArray &piece);
    bool isFull() const { return m_waiting.size() + m_writing >= fullBytes; }
    /// After the last piece, once. The file is on the disk for good then. Fails when the disk did.
    Future<UploadedFile> finish();

Q_SIGNALS:
    void drained();

private:
    class Writer;

    void writeOn();

    QThreadPool &m_pool;
    const std::shared_ptr<Writer> m_writer; ///< used by one job at a time
    QByteArray m_waiting;
    qint64 m_writing = 0; ///< bytes of the job that runs; with m_busy
    bool m_busy = false;
    bool m_finishing = false;
    QPromise<Result<UploadedFile>> m_finished;
};

} // namespace acolhe::services
