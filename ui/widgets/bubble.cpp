// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/bubble.h"

#include "ui/style/canvas.h"
#include "ui/style/metrics.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

constexpr qreal margin = 24; // beside the bubbles
constexpr qreal padding = 14; // inside them
constexpr qreal smallest = 76;
constexpr qreal cardWidth = 260;
constexpr qreal pictureWidth = 320;
constexpr qreal pictureLeast = 90; // its height
constexpr qreal pictureMost = 340;

qreal cardHeight(const BubbleCard &card, qreal inner)
{
    if (card.pictureSize.isEmpty())
        return qMax<qreal>(52, metrics::scaled(46));
    const qreal width = qMin<qreal>(inner, metrics::scaled(pictureWidth));
    return qBound(pictureLeast, width * card.pictureSize.height() / card.pictureSize.width(), pictureMost);
}

qreal lineHeight(TextSize size)
{
    return std::ceil(QFontMetricsF(font(size)).height());
}

} // namespace

bool BubbleCard::operator==(const BubbleCard &other) const
{
    return icon == other.icon && title == other.title && detail == other.detail
        && picture.cacheKey() == other.picture.cacheKey() && pictureSize == other.pictureSize
        && qAbs(progress - other.progress) < 0.001;
}

Bubble::Bubble(const BubbleContent &content, int width, Qt::LayoutDirection direction)
    : m_content(content)
    , m_width(width)
    , m_direction(direction)
{
    if (isMessage())
        layOutMessage();
    else
        layOutLine();
}

QRectF Bubble::body() const
{
    if (m_direction == Qt::LeftToRight)
        return m_body;
    return QRectF(m_width - m_body.right(), m_body.y(), m_body.width(), m_body.height());
}

QString Bubble::meta() const
{
    return m_content.author.isEmpty() ? m_content.time : u"%1 · %2"_s.arg(m_content.author, m_content.time);
}

void Bubble::layOutLine()
{
    const bool system = m_content.kind == BubbleKind::System;
    const QFont small = font(TextSize::Small, system ? QFont::Normal : QFont::DemiBold);
    const qreal icon = m_content.icon.isEmpty() ? 0 : 20;
    m_text = std::make_unique<BubbleText>(
        m_content.text, small, qMax<qreal>(60, m_width - 2 * margin - icon - 40));
    const QSizeF size = m_text->size();
    m_height = int(std::ceil(size.height())) + (system ? 18 : 28);
    m_body = QRectF((m_width - size.width() - icon) / 2, (m_height - size.height()) / 2, size.width() + icon,
        size.height());
    m_textRect = m_body.adjusted(icon, 0, 0, 0);
}

/// How wide the parts inside the bubble would like to be.
qreal Bubble::widthWanted() const
{
    const qreal ticks = m_content.ticks == Ticks::None ? 0 : metrics::scaled(15) + 5;
    const qreal metaWidth = Canvas::widthOf(meta(), font(TextSize::Tiny)) + ticks + 1;
    qreal width = qMax(m_textRect.width(), metaWidth);
    if (!m_content.heading.isEmpty())
        width = qMax(width,
            Canvas::widthOf(m_content.heading, font(TextSize::Tiny, QFont::DemiBold)) + metrics::scaled(18));
    if (!m_quote.isEmpty()) {
        const qreal words =
            qMax(Canvas::widthOf(m_content.quoteAuthor, font(TextSize::Small, QFont::DemiBold)),
                Canvas::widthOf(firstLine(m_content.quoteText), font(TextSize::Small)));
        width = qMax(width, words + 24);
    }
    for (const BubbleCard &card : m_content.cards)
        width = qMax(width, card.pictureSize.isEmpty() ? cardWidth : metrics::scaled(pictureWidth));
    return width;
}

void Bubble::layOutMessage()
{
    const qreal widest = qMin<qreal>(metrics::scaled(metrics::bubbleMaximum), qMax(160.0, m_width * 0.74));
    const qreal inner = widest - 2 * padding;
    const qreal bottom = layOutInside(inner);

    const qreal width = qBound(smallest, std::ceil(widthWanted()), inner);

    const qreal metaHeight = lineHeight(TextSize::Tiny);
    const qreal left = isOwn() ? m_width - margin - width - 2 * padding : margin;
    m_body = QRectF(left, 4, width + 2 * padding, bottom + 5 + metaHeight + 8 - 4);
    const auto place = [&](QRectF &rect, bool full) {
        if (rect.isEmpty())
            return;
        rect.moveLeft(left + padding);
        if (full)
            rect.setWidth(width);
    };
    place(m_heading, true);
    place(m_quote, true);
    place(m_textRect, false);
    place(m_more, false);
    for (QRectF &card : m_cards)
        place(card, true);
    m_meta = QRectF(left + padding, bottom + 5, width, metaHeight);

    qreal below = m_body.bottom();
    if (!m_content.reactions.isEmpty()) {
        const qreal reactions = Canvas::widthOf(m_content.reactions.join(u' '), font(TextSize::Small)) + 14;
        const qreal x = isOwn() ? m_body.left() + 10 : m_body.right() - 10 - reactions;
        m_reactions = QRectF(x, below - 7, reactions, metrics::scaled(22));
        below = m_reactions.bottom();
    }
    layOutProblem(below, widest);
}

/// Stacks the parts inside the bubble at x = 0; gives where they end.
qreal Bubble::layOutInside(qreal inner)
{
    qreal y = 4 + 8;
    if (!m_content.heading.isEmpty()) {
        m_heading = QRectF(0, y, inner, lineHeight(TextSize::Tiny) + 4);
        y = m_heading.bottom();
    }
    if (!m_content.quoteText.isEmpty() || !m_content.quoteAuthor.isEmpty()) {
        m_quote = QRectF(0, y + 2, inner, 2 * lineHeight(TextSize::Small) + 12);
        y = m_quote.bottom() + 6;
    }
    for (qsizetype i = 0; i < m_content.cards.size(); ++i) {
        m_cards.append(QRectF(0, y + 2, inner, cardHeight(m_content.cards[i], inner)));
        y = m_cards.last().bottom() + 4;
    }
    QFont body = font(TextSize::Body);
    body.setItalic(m_content.faint);
    m_text = std::make_unique<BubbleText>(m_content.text, body, inner);
    if (!m_text->isEmpty()) {
        m_textRect = QRectF(QPointF(0, y), m_text->size());
        y = m_textRect.bottom();
    }
    if (m_text->isCut() && !m_content.more.isEmpty()) {
        const QFont link = font(TextSize::Base, QFont::DemiBold);
        m_more = QRectF(0, y + 4, Canvas::widthOf(m_content.more, link) + 2, lineHeight(TextSize::Base) + 4);
        y = m_more.bottom();
    }
    return y;
}

void Bubble::layOutProblem(qreal top, qreal widest)
{
    m_height = int(std::ceil(top)) + 4;
    if (m_content.problem.isEmpty())
        return;
    m_problem = std::make_unique<BubbleText>(m_content.problem, font(TextSize::Small), widest - 20);
    const QSizeF size = m_problem->size();
    const qreal block = size.width() + 20;
    const qreal x = isOwn() ? m_width - margin - block : margin;
    m_problemRect = QRectF(QPointF(x, top + 5), QSizeF(block, size.height()));
    qreal bottom = m_problemRect.bottom();
    if (!m_content.action.isEmpty()) {
        const qreal width = Canvas::widthOf(m_content.action, font(TextSize::Small, QFont::DemiBold)) + 2;
        const qreal actionX = isOwn() ? m_width - margin - width : x + 20;
        m_action = QRectF(actionX, bottom + 2, width, lineHeight(TextSize::Small) + 8);
        bottom = m_action.bottom();
    }
    m_height = int(std::ceil(bottom)) + 6;
}

BubblePart Bubble::partAt(const QPointF &position) const
{
    const bool mirrored = m_direction == Qt::RightToLeft;
    const QPointF at = mirrored ? QPointF(m_width - position.x(), position.y()) : position;
    if (m_action.contains(at))
        return {BubblePart::Action, {}, -1};
    if (m_more.contains(at))
        return {BubblePart::More, {}, -1};
    if (m_quote.contains(at))
        return {BubblePart::Quote, {}, -1};
    for (qsizetype i = 0; i < m_cards.size(); ++i) {
        if (m_cards[i].contains(at))
            return {BubblePart::Card, {}, int(i)};
    }
    if (m_textRect.contains(at)) {
        const qreal left = mirrored ? m_width - m_textRect.right() : m_textRect.left();
        const QString url = m_text->linkAt(position - QPointF(left, m_textRect.top()));
        if (!url.isEmpty())
            return {BubblePart::Link, url, -1};
    }
    return {m_body.contains(at) ? BubblePart::Body : BubblePart::Nothing, {}, -1};
}

} // namespace acolhe::ui
