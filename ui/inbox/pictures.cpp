// SPDX-License-Identifier: Apache-2.0
#include "ui/inbox/pictures.h"

#include "backend/base/async.h"
#include "ui/inbox/media_desk.h"

#include <QBuffer>
#include <QImageReader>

namespace acolhe::ui {

using namespace Qt::StringLiterals;

constexpr int cacheKib = 64 * 1024;
constexpr int mostPixels = 100'000'000;

QImage readImage(const QByteArray &bytes, const QSize &most)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    const QByteArray format = QImageReader::imageFormat(&buffer);
    if (!QList<QByteArray>{"png", "jpeg", "jpg", "gif", "webp"}.contains(format))
        return {}; // not SVG, TIFF and whatever else there is a plug-in for
    QImageReader reader(&buffer, format);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (size.isEmpty() || qint64(size.width()) * size.height() > mostPixels)
        return {};
    if (size.width() > most.width() || size.height() > most.height())
        reader.setScaledSize(size.scaled(most, Qt::KeepAspectRatio).expandedTo({1, 1}));
    return reader.read();
}

Pictures::Pictures(MediaDesk &media, QObject *parent)
    : QObject(parent)
    , m_media(media)
    , m_pixmaps(cacheKib)
{
    m_pool.setMaxThreadCount(1);
    connect(&media, &MediaDesk::changed, this, [this](AttachmentId id) {
        if (!m_pending.contains(id))
            return;
        const MediaState::What now = m_media.state(id).what;
        if (now == MediaState::Here)
            decode(id);
        else if (now == MediaState::Failed)
            m_pending.remove(id);
    });
}

Pictures::~Pictures()
{
    m_pool.waitForDone();
}

QPixmap Pictures::of(const Attachment &attachment)
{
    if (const QPixmap *there = m_pixmaps.object(attachment.id))
        return *there;
    const bool wanted = attachment.size <= largestBytes && !m_pending.contains(attachment.id)
        && m_media.state(attachment.id).what != MediaState::Failed;
    if (wanted) {
        m_pending.insert(attachment.id);
        // Not from within a painting, of which this may be part.
        QMetaObject::invokeMethod(
            this,
            [this, attachment] {
                m_media.fetch(attachment);
                if (!m_media.bytes(attachment.id).isEmpty())
                    decode(attachment.id);
            },
            Qt::QueuedConnection);
    }
    return {};
}

void Pictures::decode(AttachmentId id)
{
    const QByteArray bytes = m_media.bytes(id);
    const auto promise = std::make_shared<QPromise<QImage>>();
    promise->start();
    promise->future().then(this, [this, id](const QImage &image) {
        m_pending.remove(id);
        // One that cannot be read stays an empty place, and is not tried with every painting.
        auto *pixmap = new QPixmap(QPixmap::fromImage(image));
        m_pixmaps.insert(id, pixmap, int(image.sizeInBytes() / 1024) + 1);
        Q_EMIT ready(id);
    });
    m_pool.start([promise, bytes, home = threadHome()] {
        promise->addResult(readImage(bytes, {thumbnail, thumbnail}));
        QMetaObject::invokeMethod(home, [promise] { promise->finish(); });
    });
}

} // namespace acolhe::ui
