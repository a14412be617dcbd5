// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/card.h"

#include "ui/style/canvas.h"
#include "ui/style/metrics.h"

namespace acolhe::ui {

Card::Card(QColor Theme::*fill, QWidget *parent)
    : QWidget(parent)
    , m_fill(fill)
{
}

void Card::setColours(QColor Theme::*fill, QColor Theme::*line)
{
    m_fill = fill;
    m_line = line;
    update();
}

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, rect(), layoutDirection());
    canvas.fill(rect(), metrics::cardRadius, theme().*m_fill);
    canvas.outline(rect(), metrics::cardRadius, theme().*m_line);
}

Pane::Pane(QColor Theme::*fill, Qt::Edges lines, QWidget *parent)
    : QWidget(parent)
    , m_fill(fill)
    , m_lines(lines)
{
}

void Pane::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().*m_fill);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const QRect r = rect();
    const auto draw = [&](Qt::Edge edge, const QRect &line) {
        if (m_lines.testFlag(edge))
            painter.fillRect(line, theme().border);
    };
    draw(Qt::TopEdge, {r.left(), r.top(), r.width(), 1});
    draw(Qt::BottomEdge, {r.left(), r.bottom(), r.width(), 1});
    draw(Qt::LeftEdge, {mirrored ? r.right() : r.left(), r.top(), 1, r.height()});
    draw(Qt::RightEdge, {mirrored ? r.left() : r.right(), r.top(), 1, r.height()});
}

} // namespace acolhe::ui
