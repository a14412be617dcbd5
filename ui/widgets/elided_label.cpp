// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/elided_label.h"

#include "ui/style/canvas.h"

#include <QHelpEvent>
#include <QToolTip>

namespace acolhe::ui {

bool ElidedLabel::isElided() const
{
    return fontMetrics().horizontalAdvance(firstLine(text())) > contentsRect().width();
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 3, Label::minimumSizeHint().height()};
}

bool ElidedLabel::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty()) {
        QToolTip::showText(
            static_cast<QHelpEvent *>(event)->globalPos(), isElided() ? text() : QString(), this);
        return true;
    }
    return Label::event(event);
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRect area = contentsRect();
    Canvas(painter, area, layoutDirection())
        .text(area, text(), font(), theme().*tone(), alignment() & Qt::AlignHorizontal_Mask);
}

} // namespace acolhe::ui
