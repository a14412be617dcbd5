// SPDX-License-Identifier: Apache-2.0
#include "ui/inbox/image_viewer.h"

#include "ui/inbox/media_desk.h"
#include "ui/inbox/pictures.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollArea>
#include <QWheelEvent>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

constexpr double largestZoom = 8;
constexpr double zoomStep = 1.25;
constexpr QSize largestShown{4096, 4096}; // pixels decoded at once

} // namespace

ImageViewer::ImageViewer(MediaDesk &media, const QList<Attachment> &images, qsizetype first, QWidget *parent)
    : QDialog(parent)
    , m_media(media)
    , m_images(images)
    , m_area(new QScrollArea(this))
    , m_picture(new QLabel(m_area))
    , m_name(new Label({}, TextSize::Base, QFont::Medium, &Theme::text, this))
    , m_previous(new IconButton(u"chevron-left"_s, tr("Previous image"), this))
    , m_next(new IconButton(u"chevron-right"_s, tr("Next image"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Image"));
    resize(900, 700);
    build();
    connect(&media, &MediaDesk::changed, this, [this](AttachmentId id) {
        if (id == shown().id)
            refresh();
    });
    turnTo(qBound<qsizetype>(0, first, images.size() - 1));
}

void ImageViewer::build()
{
    auto *smaller = new IconButton(u"minus"_s, tr("Smaller"), this);
    auto *larger = new IconButton(u"plus"_s, tr("Larger"), this);
    auto *save = new IconButton(u"download"_s, tr("Save as…"), this);
    save->setKeys(QKeySequence::Save);
    auto *tools = new QHBoxLayout;
    tools->addWidget(m_previous);
    tools->addWidget(m_next);
    tools->addWidget(m_name, 1);
    tools->addWidget(smaller);
    tools->addWidget(larger);
    tools->addWidget(save);
    m_area->setWidget(m_picture);
    m_area->viewport()->installEventFilter(this);
    m_area->setAlignment(Qt::AlignCenter);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setFocusPolicy(Qt::NoFocus); // the arrows turn pages
    m_picture->setAlignment(Qt::AlignCenter);
    m_picture->setObjectName(u"picture"_s);
    auto *column = new QVBoxLayout(this);
    column->addLayout(tools);
    column->addWidget(m_area, 1);
    connect(m_previous, &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { step(1); });
    connect(smaller, &QToolButton::clicked, this, [this] { setZoom(m_zoom / zoomStep); });
    connect(larger, &QToolButton::clicked, this, [this] { setZoom(m_zoom * zoomStep); });
    connect(save, &QToolButton::clicked, this, [this] { Q_EMIT saveRequested(shown()); });
}

void ImageViewer::turnTo(qsizetype at)
{
    m_at = at;
    m_zoom = 1;
    m_previous->setEnabled(at > 0);
    m_next->setEnabled(at + 1 < m_images.size());
    m_name->setText(tr("%1 (%2 of %3)").arg(shown().fileName).arg(at + 1).arg(m_images.size()));
    m_picture->setAccessibleName(shown().fileName);
    m_media.fetch(shown());
    refresh();
}

void ImageViewer::refresh()
{
    const QByteArray bytes = m_media.bytes(shown().id);
    const MediaState state = m_media.state(shown().id);
    if (!bytes.isEmpty() && m_decoded != shown().id) {
        m_pixmap = QPixmap::fromImage(readImage(bytes, largestShown));
        m_decoded = shown().id;
    }
    const bool here = m_decoded == shown().id && !m_pixmap.isNull();
    if (here) {
        fit();
    } else {
        const bool fails = state.what == MediaState::Failed || m_decoded == shown().id;
        m_picture->setText(fails ? tr("This image cannot be shown. It can be saved.") : tr("Loading…"));
        m_picture->adjustSize();
    }
}

void ImageViewer::fit()
{
    if (m_pixmap.isNull() || m_decoded != shown().id)
        return;
    const qreal ratio = devicePixelRatioF();
    const QSizeF room = QSizeF(m_area->viewport()->size()) * ratio;
    QSizeF size = m_pixmap.size();
    if (size.width() > room.width() || size.height() > room.height() || m_zoom > 1)
        size.scale(room, Qt::KeepAspectRatio);
    size *= m_zoom;
    QPixmap scaled = m_pixmap.scaled(size.toSize().expandedTo({1, 1}).boundedTo(largestShown * 2),
        Qt::KeepAspectRatio, Qt::SmoothTransformation);
    scaled.setDevicePixelRatio(ratio);
    m_picture->setPixmap(scaled);
    m_picture->resize((QSizeF(scaled.size()) / ratio).toSize());
}

void ImageViewer::setZoom(double zoom)
{
    m_zoom = qBound(1.0, zoom, largestZoom);
    fit();
}

void ImageViewer::step(int by)
{
    const qsizetype to = m_at + by;
    if (to >= 0 && to < m_images.size())
        turnTo(to);
}

void ImageViewer::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Save))
        Q_EMIT saveRequested(shown());
    else if (event->key() == Qt::Key_Left)
        step(layoutDirection() == Qt::RightToLeft ? 1 : -1);
    else if (event->key() == Qt::Key_Right)
        step(layoutDirection() == Qt::RightToLeft ? -1 : 1);
    else if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal)
        setZoom(m_zoom * zoomStep);
    else if (event->key() == Qt::Key_Minus)
        setZoom(m_zoom / zoomStep);
    else if (event->key() == Qt::Key_0)
        setZoom(1);
    else
        QDialog::keyPressEvent(event);
}

void ImageViewer::wheelEvent(QWheelEvent *event)
{
    if (event->angleDelta().y() != 0)
        setZoom(event->angleDelta().y() > 0 ? m_zoom * zoomStep : m_zoom / zoomStep);
    event->accept();
}

bool ImageViewer::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        fit(); // the room is another now
    return QDialog::eventFilter(watched, event);
}

} // namespace acolhe::ui
