// SPDX-License-Identifier: Apache-2.0
#include "ui/style/canvas.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/bubble.h"

#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

struct Bubble::Colours {
    QColor fill, line, text, muted, accent;
};

namespace {

constexpr qreal margin = 24;

QString tickIcon(Ticks ticks)
{
    switch (ticks) {
    case Ticks::Clock:
        return u"clock"_s;
    case Ticks::One:
        return u"check"_s;
    case Ticks::Two:
    case Ticks::Read:
        return u"check-check"_s;
    case Ticks::Failed:
        return u"circle-alert"_s;
    case Ticks::Uncertain:
        return u"circle-question-mark"_s;
    case Ticks::None:
        break;
    }
    return {};
}

QColor tickColour(Ticks ticks)
{
    const Theme &t = theme();
    if (ticks == Ticks::Read)
        return t.onOutRead;
    return ticks == Ticks::Failed ? t.onOutErr : t.onOutTick;
}

} // namespace

Bubble::Colours Bubble::colours() const
{
    const Theme &t = theme();
    if (m_content.kind == BubbleKind::Note)
        return {t.noteBubble, t.noteBubble, t.onNote, t.onNoteMuted, t.onNote};
    if (m_content.kind == BubbleKind::Outgoing)
        return {t.outBubble, t.outBubble, t.onOut, t.onOutMuted, t.onOutAccent};
    return {t.card, t.dark ? t.card : t.border, t.text, t.muted, t.accent};
}

void Bubble::paint(QPainter &painter, const QPointF &topLeft, bool focused) const
{
    painter.save();
    painter.translate(topLeft);
    {
        Canvas canvas(painter, QRectF(0, 0, m_width, m_height), m_direction);
        if (isMessage())
            paintMessage(canvas, focused);
        else
            paintLine(canvas);
    }
    painter.restore();
}

void Bubble::paintLine(Canvas &canvas) const
{
    const Theme &t = theme();
    const bool unread = m_content.kind == BubbleKind::UnreadLine;
    if (m_content.kind != BubbleKind::System) {
        const qreal y = m_height / 2;
        const QColor line = unread ? t.accent : t.border;
        canvas.line({margin, y}, {m_body.left() - 16, y}, line);
        canvas.line({m_body.right() + 16, y}, {m_width - margin, y}, line);
    }
    if (!m_content.icon.isEmpty())
        canvas.icon(m_body.topLeft() + QPointF(0, 1), 13, m_content.icon, t.muted);
    m_text->paint(
        canvas.painter(), canvas.placed(m_textRect).topLeft(), unread ? t.accent : t.muted, t.accent);
}

void Bubble::paintMessage(Canvas &canvas, bool focused) const
{
    const Colours c = colours();
    paintShape(canvas, c, focused);
    if (!m_heading.isEmpty()) {
        canvas.icon(m_heading.topLeft() + QPointF(0, 1), metrics::scaled(12), u"lock"_s, c.muted);
        canvas.text(m_heading.adjusted(metrics::scaled(18), 0, 0, -4), m_content.heading,
            font(TextSize::Tiny, QFont::DemiBold), c.muted);
    }
    if (!m_quote.isEmpty())
        paintQuote(canvas, c);
    paintCards(canvas, c);
    m_text->paint(
        canvas.painter(), canvas.placed(m_textRect).topLeft(), m_content.faint ? c.muted : c.text, c.accent);
    if (!m_more.isEmpty())
        canvas.text(m_more, m_content.more, font(TextSize::Base, QFont::DemiBold), c.accent);
    paintMeta(canvas, c);
    paintReactions(canvas);
    paintProblem(canvas);
}

void Bubble::paintShape(Canvas &canvas, const Colours &c, bool focused) const
{
    const QRectF body = canvas.placed(m_body);
    const bool tailRight = isOwn() != canvas.isMirrored();
    const QRectF corner(tailRight ? body.right() - 16 : body.left(), body.bottom() - 16, 16, 16);
    QPainterPath rounded;
    rounded.addRoundedRect(body, 14, 14);
    QPainterPath tail;
    tail.addRoundedRect(corner, 4, 4);
    QPainter &painter = canvas.painter();
    painter.setPen(focused ? QPen(theme().accent, 2) : c.line == c.fill ? QPen(Qt::NoPen) : QPen(c.line, 1));
    painter.setBrush(c.fill);
    painter.drawPath(rounded.united(tail));
}

void Bubble::paintQuote(Canvas &canvas, const Colours &c) const
{
    canvas.fill(m_quote, 6, mix(c.accent, c.fill, 0.10));
    canvas.fill(QRectF(m_quote.left(), m_quote.top(), 3, m_quote.height()), 1.5, c.accent);
    const QRectF inside = m_quote.adjusted(12, 6, -8, -6);
    const QRectF author(inside.topLeft(), QSizeF(inside.width(), inside.height() / 2));
    canvas.text(author, m_content.quoteAuthor, font(TextSize::Small, QFont::DemiBold), c.accent);
    canvas.text(author.translated(0, author.height()), m_content.quoteText, font(TextSize::Small), c.text);
}

void Bubble::paintCards(Canvas &canvas, const Colours &c) const
{
    for (qsizetype i = 0; i < m_cards.size(); ++i) {
        const BubbleCard &card = m_content.cards[i];
        const QRectF rect = m_cards[i];
        canvas.fill(rect, 8, mix(c.text, c.fill, 0.06));
        if (card.progress >= 0) {
            const QRectF bar(
                rect.left() + 8, rect.bottom() - 5, (rect.width() - 16) * qMin(1.0, card.progress), 3);
            canvas.fill(bar, 1.5, c.accent);
        }
        if (!card.pictureSize.isEmpty()) {
            paintPicture(canvas, c, rect, card);
            continue;
        }
        const QRectF square(rect.left() + 8, rect.center().y() - 18, 36, 36);
        canvas.fill(square, 8, mix(c.accent, c.fill, 0.16));
        canvas.icon(square.center() - QPointF(9, 9), 18, card.icon, c.accent);
        const QRectF words = rect.adjusted(54, 7, -10, -7);
        const bool both = !card.detail.isEmpty();
        const QRectF title(
            words.topLeft(), QSizeF(words.width(), both ? words.height() / 2 : words.height()));
        canvas.text(title, card.title, font(TextSize::Base, QFont::Medium), c.text);
        if (both)
            canvas.text(title.translated(0, title.height()), card.detail, font(TextSize::Tiny), c.muted);
    }
}

/// Fills the place, whatever its shape; what hangs over is left out.
void Bubble::paintPicture(Canvas &canvas, const Colours &c, const QRectF &rect, const BubbleCard &card) const
{
    if (card.picture.isNull()) {
        canvas.icon(rect.center() - QPointF(12, 12), 24, card.icon, c.muted);
        return;
    }
    const QRectF place = canvas.placed(rect);
    const QSizeF whole = card.picture.size();
    const QSizeF shown = place.size().scaled(whole, Qt::KeepAspectRatio);
    const QRectF part(
        QPointF((whole.width() - shown.width()) / 2, (whole.height() - shown.height()) / 2), shown);
    QPainterPath frame;
    frame.addRoundedRect(place, 8, 8);
    QPainter &painter = canvas.painter();
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setClipPath(frame);
    painter.drawPixmap(place, card.picture, part);
    painter.restore();
}

void Bubble::paintMeta(Canvas &canvas, const Colours &c) const
{
    QRectF place = m_meta;
    if (m_content.ticks != Ticks::None) {
        const qreal side = metrics::scaled(15);
        canvas.icon({place.right() - side, place.center().y() - side / 2}, side, tickIcon(m_content.ticks),
            tickColour(m_content.ticks));
        place.setRight(place.right() - side - 5);
    }
    canvas.text(place, meta(), font(TextSize::Tiny), c.muted, Qt::AlignRight);
}

void Bubble::paintReactions(Canvas &canvas) const
{
    if (m_reactions.isEmpty())
        return;
    canvas.fill(m_reactions, m_reactions.height() / 2, theme().raised);
    canvas.outline(m_reactions, m_reactions.height() / 2, theme().bg, 1.5);
    canvas.text(
        m_reactions, m_content.reactions.join(u' '), font(TextSize::Small), theme().text, Qt::AlignHCenter);
}

void Bubble::paintProblem(Canvas &canvas) const
{
    if (!m_problem)
        return;
    const QColor colour = m_content.ticks == Ticks::Uncertain ? theme().warn : theme().err;
    canvas.icon(m_problemRect.topLeft() + QPointF(0, 1), 14, tickIcon(m_content.ticks), colour);
    const QRectF words = m_problemRect.adjusted(20, 0, 0, 0);
    m_problem->paint(canvas.painter(), canvas.placed(words).topLeft(), colour, theme().accent);
    if (!m_action.isEmpty())
        canvas.text(m_action, m_content.action, font(TextSize::Small, QFont::DemiBold), theme().accent);
}

} // namespace acolhe::ui
