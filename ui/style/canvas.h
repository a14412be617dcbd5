// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFont>
#include <QPainter>

namespace acolhe::ui {

/// Paints in left-to-right coordinates and mirrors them within `bounds` where the language runs right to
/// left. All measures are device-independent pixels.
class Canvas {
public:
    Canvas(QPainter &painter, const QRectF &bounds, Qt::LayoutDirection direction);
    ~Canvas();
    Canvas(const Canvas &) = delete;
    Canvas &operator=(const Canvas &) = delete;

    /// One line, elided at the end where it does not fit. Only what can be seen is looked at, whatever its
    /// length.
    void text(const QRectF &rect, const QString &text, const QFont &font, const QColor &colour,
        Qt::Alignment alignment = Qt::AlignLeft);
    void icon(const QPointF &topLeft, qreal size, const QString &name, const QColor &colour);
    void fill(const QRectF &rect, qreal radius, const QColor &colour);
    void outline(const QRectF &rect, qreal radius, const QColor &colour, qreal width = 1);
    void line(const QPointF &from, const QPointF &to, const QColor &colour);

    /// A rectangle or point of the left-to-right coordinates as it is on the screen.
    QRectF placed(const QRectF &rect) const;

    QPainter &painter() { return m_painter; }
    bool isMirrored() const { return m_mirrored; }

    static qreal widthOf(const QString &text, const QFont &font);

private:
    QPainter &m_painter;
    QRectF m_bounds;
    bool m_mirrored;
};

/// At most `limit` UTF-16 units of `text`, never cutting a character in two, line breaks made spaces.
QString firstLine(const QString &text, int limit = 256);

} // namespace acolhe::ui
