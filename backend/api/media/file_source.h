// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QIODevice>
#include <QThreadPool>

#include <memory>

class QFile;

namespace acolhe::api {

/// A part of a file, read ahead on a pool's thread: the event loop never waits for the disk. Gives what it
/// has, says readyRead() when there is more and readChannelFinished() at the end, or early when the disk
/// fails.
class FileSource : public QIODevice {
    Q_OBJECT
public:
    static constexpr qint64 aheadBytes = 512 * 1024;

    FileSource(const QString &path, qint64 from, qint64 length, QThreadPool &pool);
    ~FileSource() override;

    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override { return m_ready.size() + QIODevice::bytesAvailable(); }

protected:
    qint64 readData(char *data, qint64 most) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    struct Piece {
        QByteArray bytes;
        bool failed = false;
    };
    void readOn();
    void take(const Piece &piece);

    QThreadPool &m_pool;
    const std::shared_ptr<QFile> m_file; ///< used by one job at a time
    qint64 m_at;
    qint64 m_left;
    QByteArray m_ready;
    bool m_busy = false;
};

} // namespace acolhe::api
