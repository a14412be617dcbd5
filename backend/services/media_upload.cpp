// SPDX-License-Identifier: Apache-2.0
#include "backend/services/media_upload.h"

#include "backend/services/media_facts.h"

#include <QCryptographicHash>
#include <QFile>
#include <QPointer>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace acolhe::services {

using namespace Qt::StringLiterals;

/// The file as the pool's threads see it: one after the other, never two at once.
class MediaUpload::Writer {
public:
    explicit Writer(const QString &path)
        : m_file(path)
        , m_hash(QCryptographicHash::Sha256)
    {
        m_result.path = path;
    }
    ~Writer()
    {
        if (!m_kept)
            m_file.remove();
    }

    void write(const QByteArray &bytes)
    {
        if (m_failed)
            return;
        if (!m_file.isOpen() && !m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
            return fail();
        if (m_file.write(bytes) != bytes.size())
            return fail();
        m_hash.addData(bytes);
        m_result.size += bytes.size();
        if (m_result.head.size() < mediaHeadBytes)
            m_result.head += bytes.left(mediaHeadBytes - m_result.head.size());
        m_result.tail = (m_result.tail + bytes).right(mediaTailBytes);
    }

    Result<UploadedFile> finish()
    {
        write({}); // an empty file is one, too
        if (!m_failed && (!m_file.flush() || !isSynced()))
            fail();
        m_file.close();
        if (m_failed)
            return Error{Reason::ChannelUnavailable, u"the file cannot be kept now: "_s + m_why, {}, {}};
        m_result.sha256 = m_hash.result();
        m_kept = true;
        return m_result;
    }

private:
    bool isSynced()
    {
#ifdef Q_OS_UNIX
        return ::fsync(m_file.handle()) == 0;
#else
        return true;
#endif
    }
    void fail()
    {
        m_failed = true;
        m_why = m_file.errorString();
    }

    QFile m_file;
    QCryptographicHash m_hash;
    UploadedFile m_result;
    QString m_why;
    bool m_failed = false;
    bool m_kept = false;
};

MediaUpload::MediaUpload(const QString &path, QThreadPool &pool)
    : m_pool(pool)
    , m_writer(std::make_shared<Writer>(path))
{
    m_finished.start();
}

MediaUpload::~MediaUpload() = default;

void MediaUpload::write(const QByteArray &piece)
{
    m_waiting += piece;
    if (!m_busy)
        writeOn();
}

Future<UploadedFile> MediaUpload::finish()
{
    m_finishing = true;
    if (!m_busy)
        writeOn();
    return m_finished.future();
}

void MediaUpload::writeOn()
{
    if (m_waiting.isEmpty() && !m_finishing)
        return;
    m_busy = true;
    const bool last = m_finishing;
    const QByteArray bytes = std::exchange(m_waiting, {});
    m_writing = bytes.size();
    const auto promise = std::make_shared<QPromise<std::optional<Result<UploadedFile>>>>();
    promise->start();
    promise->future().then(this, [this](const std::optional<Result<UploadedFile>> &end) {
        m_busy = false;
        m_writing = 0;
        if (end) {
            m_finished.addResult(*end);
            m_finished.finish();
            return;
        }
        writeOn();
        Q_EMIT drained(); // last: who hears it may end this upload
    });
    m_pool.start([promise, writer = m_writer, bytes, last, home = threadHome()] {
        writer->write(bytes);
        promise->addResult(last ? std::optional(writer->finish()) : std::nullopt);
        QMetaObject::invokeMethod(home, [promise] { promise->finish(); });
    });
}

} // namespace acolhe::services
