// SPDX-License-Identifier: Apache-2.0
#include "ui/style/canvas.h"

#include "ui/style/fonts.h"
#include "ui/style/icons.h"

#include <QFontMetricsF>

namespace acolhe::ui {

namespace {

void drawLine(QPainter &painter, const QRectF &rect, const QString &text,
    const QList<QTextLayout::FormatRange> &formats, Qt::Alignment alignment)
{
    QTextLayout layout(text, painter.font());
    layout.setFormats(formats);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(rect.width());
    layout.endLayout();
    const qreal room = rect.width() - line.naturalTextWidth();
    const qreal left = alignment & Qt::AlignRight ? room : alignment & Qt::AlignHCenter ? room / 2 : 0;
    layout.draw(&painter, rect.topLeft() + QPointF(left, (rect.height() - line.height()) / 2));
}

} // namespace

Canvas::Canvas(QPainter &painter, const QRectF &bounds, Qt::LayoutDirection direction)
    : m_painter(painter)
    , m_bounds(bounds)
    , m_mirrored(direction == Qt::RightToLeft)
{
    m_painter.save();
    m_painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
}

Canvas::~Canvas()
{
    m_painter.restore();
}

QRectF Canvas::placed(const QRectF &rect) const
{
    if (!m_mirrored)
        return rect;
    return QRectF(m_bounds.left() + m_bounds.right() - rect.right(), rect.y(), rect.width(), rect.height());
}

void Canvas::text(
    const QRectF &rect, const QString &text, const QFont &font, const QColor &colour, Qt::Alignment alignment)
{
    if (rect.width() <= 0 || text.isEmpty())
        return;
    if (m_mirrored && !(alignment & Qt::AlignHCenter))
        alignment ^= Qt::AlignLeft | Qt::AlignRight;
    m_painter.setFont(font);
    m_painter.setPen(colour);
    const QString shown = QFontMetricsF(font).elidedText(firstLine(text), Qt::ElideRight, rect.width() + 0.5);
    const Qt::Alignment placing = alignment | Qt::AlignVCenter | Qt::AlignAbsolute;
    const auto emoji = emojiFormats(shown, font);
    if (emoji.isEmpty())
        m_painter.drawText(placed(rect), int(placing) | Qt::TextSingleLine, shown);
    else
        drawLine(m_painter, placed(rect), shown, emoji, placing);
}

void Canvas::icon(const QPointF &topLeft, qreal size, const QString &name, const QColor &colour)
{
    const qreal ratio = m_painter.device() ? m_painter.device()->devicePixelRatio() : 1;
    const QPointF at = placed(QRectF(topLeft, QSizeF(size, size))).topLeft();
    // On whole device pixels, or thin strokes blur.
    const QPointF snapped(qRound(at.x() * ratio) / ratio, qRound(at.y() * ratio) / ratio);
    m_painter.drawPixmap(snapped, iconPixmap(name, size, colour, ratio));
}

void Canvas::fill(const QRectF &rect, qreal radius, const QColor &colour)
{
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(colour);
    m_painter.drawRoundedRect(placed(rect), radius, radius);
}

void Canvas::outline(const QRectF &rect, qreal radius, const QColor &colour, qreal width)
{
    const qreal half = width / 2;
    m_painter.setPen(QPen(colour, width));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawRoundedRect(placed(rect).adjusted(half, half, -half, -half), radius - half, radius - half);
}

void Canvas::line(const QPointF &from, const QPointF &to, const QColor &colour)
{
    m_painter.setPen(QPen(colour, 1));
    const QRectF rect = placed(QRectF(from, to));
    m_painter.drawLine(rect.topLeft(), rect.bottomRight());
}

qreal Canvas::widthOf(const QString &text, const QFont &font)
{
    return QFontMetricsF(font).horizontalAdvance(text);
}

QString firstLine(const QString &text, int limit)
{
    QString line = text.left(limit);
    if (text.size() > limit && line.back().isHighSurrogate())
        line.chop(1);
    for (QChar &c : line) {
        if (c == u'\n' || c == u'\r' || c == u'\t' || c == QChar::LineSeparator
            || c == QChar::ParagraphSeparator)
            c = u' ';
    }
    return line;
}

} // namespace acolhe::ui
