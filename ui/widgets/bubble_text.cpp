// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/bubble_text.h"

#include "ui/style/fonts.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QRegularExpression>
#include <QTextBoundaryFinder>

#include <cmath>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

/// Tabs and lone control characters would be drawn as boxes; every kind of line end becomes the layout's own.
QString printable(QString text)
{
    text.replace("\r\n"_L1, "\n"_L1);
    for (QChar &c : text) {
        if (c == u'\n' || c == u'\r' || c == QChar::ParagraphSeparator)
            c = QChar::LineSeparator;
        else if (c.category() == QChar::Other_Control)
            c = u' ';
    }
    return text;
}

} // namespace

QString cutAtCharacter(const QString &text, int limit)
{
    if (text.size() <= limit)
        return text;
    const QString window = text.left(limit + 64); // long enough for the character at the edge
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, window);
    finder.setPosition(limit);
    if (!finder.isAtBoundary())
        finder.toPreviousBoundary();
    return window.left(finder.position() > 0 ? finder.position() : limit);
}

BubbleText::BubbleText(const QString &text, const QFont &font, qreal width)
{
    QString shown = cutAtCharacter(text, limit);
    m_cut = shown.size() < text.size();
    if (m_cut)
        shown += u'…';
    m_layout.setFont(font);
    m_layout.setText(printable(shown));
    m_layout.setFormats(emojiFormats(m_layout.text(), font));
    m_layout.setCacheEnabled(true);
    findLinks();
    layOut(width);
}

void BubbleText::findLinks()
{
    static const QRegularExpression address(u"\\b(?:https?://|www\\.)[^\\s<>\"]{2,}[^\\s<>\".,;:!?)\\]}'…]"_s,
        QRegularExpression::CaseInsensitiveOption);
    auto found = address.globalMatch(m_layout.text());
    while (found.hasNext()) {
        const QRegularExpressionMatch match = found.next();
        const QString written = match.captured();
        const QString url =
            written.startsWith("www."_L1, Qt::CaseInsensitive) ? u"https://"_s + written : written;
        m_links.append({int(match.capturedStart()), int(match.capturedLength()), url});
    }
}

void BubbleText::layOut(qreal width)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(m_layout.text().isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    m_layout.setTextOption(option);
    const qreal spacing = std::ceil(QFontMetricsF(m_layout.font()).height() * 1.08);
    qreal widest = 0;
    qreal y = 0;
    m_layout.beginLayout();
    for (QTextLine line = m_layout.createLine(); line.isValid(); line = m_layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, y});
        y += qMax(spacing, line.height());
        widest = qMax(widest, line.naturalTextWidth());
    }
    m_layout.endLayout();
    m_size = QSizeF(std::ceil(widest), y);
    if (option.textDirection() == Qt::LeftToRight)
        return;
    for (int i = 0; i < m_layout.lineCount(); ++i) { // the short lines of such a text end at its right edge
        QTextLine line = m_layout.lineAt(i);
        line.setPosition({m_size.width() - line.naturalTextRect().right(), line.y()});
    }
}

void BubbleText::paint(
    QPainter &painter, const QPointF &topLeft, const QColor &colour, const QColor &linkColour) const
{
    QList<QTextLayout::FormatRange> formats;
    for (const Link &link : m_links) {
        QTextLayout::FormatRange range{link.start, link.length, {}};
        range.format.setForeground(linkColour);
        range.format.setFontUnderline(true);
        formats.append(range);
    }
    painter.setPen(colour);
    m_layout.draw(&painter, topLeft, formats);
}

QString BubbleText::linkAt(const QPointF &position) const
{
    for (int i = 0; i < m_layout.lineCount(); ++i) {
        const QTextLine line = m_layout.lineAt(i);
        if (!line.naturalTextRect().contains(position))
            continue;
        const int at = line.xToCursor(position.x(), QTextLine::CursorOnCharacter);
        for (const Link &link : m_links) {
            if (at >= link.start && at < link.start + link.length)
                return link.url;
        }
    }
    return {};
}

} // namespace acolhe::ui
