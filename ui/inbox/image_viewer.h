// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/message.h"

#include <QDialog>
#include <QPixmap>

class QScrollArea;
class QLabel;

namespace acolhe::ui {

class IconButton;
class Label;
class MediaDesk;

/// A conversation's images, one at a time: fits the window, zooms, goes to the next, saves. Keys: arrows, + -
/// 0, Ctrl+S, Esc.
class ImageViewer final : public QDialog {
    Q_OBJECT
public:
    /// `media` is borrowed and must live longer. `images` in the order of time.
    ImageViewer(MediaDesk &media, const QList<Attachment> &images, qsizetype first, QWidget *parent);

    const Attachment &shown() const { return m_images[m_at]; }
    double zoom() const { return m_zoom; } ///< 1: fits the window
    void setZoom(double zoom);
    void step(int by);

Q_SIGNALS:
    void saveRequested(const acolhe::Attachment &attachment);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void turnTo(qsizetype at);
    void refresh();
    void fit();

    MediaDesk &m_media;
    const QList<Attachment> m_images;
    qsizetype m_at = 0;
    double m_zoom = 1;
    QPixmap m_pixmap;
    AttachmentId m_decoded;
    QScrollArea *m_area;
    QLabel *m_picture;
    Label *m_name;
    IconButton *m_previous;
    IconButton *m_next;
};

} // namespace acolhe::ui
