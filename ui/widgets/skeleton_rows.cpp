// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/skeleton_rows.h"

#include "ui/style/canvas.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QTimer>

namespace acolhe::ui {

namespace {

void conversationShapes(Canvas &canvas, const QRectF &area, const QColor &colour)
{
    for (qreal y = 0; y < area.height(); y += metrics::rowComfortable) {
        canvas.fill(QRectF(20, y + 14, 44, 44), 22, colour);
        canvas.fill(QRectF(76, y + 18, area.width() * 0.4, 12), 6, colour);
        canvas.fill(QRectF(76, y + 40, area.width() * 0.6, 10), 5, colour);
    }
}

void messageShapes(Canvas &canvas, const QRectF &area, const QColor &colour)
{
    constexpr qreal widths[]{0.46, 0.30, 0.52, 0.38, 0.25};
    qreal y = 16;
    for (int i = 0; y < area.height(); ++i) {
        const qreal width = qMin<qreal>(metrics::bubbleMaximum, area.width() * widths[i % 5]);
        const qreal height = i % 3 == 0 ? 62 : 44;
        const bool own = i % 2 == 1;
        canvas.fill(QRectF(own ? area.width() - 24 - width : 24, y, width, height), 14, colour);
        y += height + 10;
    }
}

} // namespace

SkeletonRows::SkeletonRows(Shape shape, const QString &accessibleName, QWidget *parent)
    : QWidget(parent)
    , m_shape(shape)
    , m_delay(new QTimer(this))
{
    setAccessibleName(accessibleName);
    setVisible(false);
    m_delay->setSingleShot(true);
    m_delay->setInterval(metrics::skeletonDelayMs);
    connect(m_delay, &QTimer::timeout, this, &QWidget::show);
}

void SkeletonRows::start()
{
    if (isHidden() && !m_delay->isActive())
        m_delay->start();
}

void SkeletonRows::stop()
{
    m_delay->stop();
    hide();
}

void SkeletonRows::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, rect(), layoutDirection());
    if (m_shape == Shape::Conversations)
        conversationShapes(canvas, rect(), mix(theme().border, theme().card, 0.7));
    else
        messageShapes(canvas, rect(), theme().card);
}

} // namespace acolhe::ui
