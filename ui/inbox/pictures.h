// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/message.h"

#include <QCache>
#include <QObject>
#include <QPixmap>
#include <QSet>
#include <QThreadPool>

namespace acolhe::ui {

class MediaDesk;

/// Reads an image of a stranger's, at most so large in both directions; null when it cannot be read. Bounded
/// in memory, and only by the formats that messages carry. Any thread.
QImage readImage(const QByteArray &bytes, const QSize &most);

/// The thread's small pictures, fetched and decoded beside the event loop when they are asked for first.
class Pictures : public QObject {
    Q_OBJECT
public:
    static constexpr int thumbnail = 640; ///< pixels
    static constexpr qint64 largestBytes = 10 * 1024 * 1024; ///< fetched unasked

    /// `media` is borrowed and must live longer.
    explicit Pictures(MediaDesk &media, QObject *parent = nullptr);
    ~Pictures() override;

    /// Null until ready() said that it is there.
    QPixmap of(const Attachment &attachment);

Q_SIGNALS:
    void ready(acolhe::AttachmentId id);

private:
    void decode(AttachmentId id);

    MediaDesk &m_media;
    QCache<AttachmentId, QPixmap> m_pixmaps; ///< cost in KiB
    QSet<AttachmentId> m_pending;
    QThreadPool m_pool;
};

} // namespace acolhe::ui
