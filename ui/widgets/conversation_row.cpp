// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/conversation_row.h"

#include "ui/style/canvas.h"
#include "ui/style/metrics.h"
#include "ui/widgets/avatar.h"

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

struct Colours {
    QColor base, text, muted, accent, warn, err;
};

Colours coloursOf(RowState state)
{
    const Theme &t = theme();
    if (state.selected)
        return {t.selection, t.onSelection, t.onSelectionMuted, t.onSelectionAccent, t.onSelectionWarn,
            t.onSelectionErr};
    return {state.hovered ? t.raised : t.card, t.text, t.muted, t.accent, t.warn, t.err};
}

/// Paints one row; the lines are laid out from the fonts, so that they keep apart at every font scale.
class RowPainting {
public:
    RowPainting(Canvas &canvas, const QRectF &rect, const ConversationRow &row, RowState state)
        : m_canvas(canvas)
        , m_rect(rect)
        , m_row(row)
        , m_state(state)
        , m_colours(coloursOf(state))
    {
    }

    void paint()
    {
        background();
        const qreal side = metrics::scaled(m_state.compact ? 36 : 44);
        const QRectF face(m_rect.left() + 20, m_rect.center().y() - side / 2, side, side);
        paintAvatar(m_canvas, face, {m_row.name, m_row.channelIcon, nullptr}, m_colours.base);
        m_left = face.right() + 12;
        m_right = m_rect.right() - 20;
        const qreal line = metrics::scaled(20);
        const qreal lines = line * (m_state.compact ? 2 : 3) - (m_state.compact ? 0 : metrics::scaled(3));
        const qreal top = m_rect.center().y() - lines / 2;
        nameLine(top, line);
        previewLine(top + line, line);
        if (!m_state.compact)
            thirdLine(top + 2 * line, metrics::scaled(17));
    }

private:
    void background()
    {
        const QRectF body = m_rect.adjusted(8, 2, -8, -2);
        if (m_state.selected || m_state.hovered)
            m_canvas.fill(body, 10, m_colours.base);
        if (m_state.selected)
            m_canvas.fill(QRectF(body.left(), body.top() + 16, 3, body.height() - 32), 1.5, theme().accent);
        if (m_state.focused)
            m_canvas.outline(body, 10, theme().accent, 2);
    }

    void nameLine(qreal top, qreal height)
    {
        const bool unread = m_row.unread > 0;
        qreal right = m_right;
        const QFont timeFont = font(TextSize::Small, unread ? QFont::DemiBold : QFont::Normal);
        const qreal timeWidth = Canvas::widthOf(m_row.time, timeFont) + 1;
        m_canvas.text(QRectF(right - timeWidth, top, timeWidth, height), m_row.time, timeFont,
            unread ? m_colours.accent : m_colours.muted, Qt::AlignRight);
        right -= timeWidth + 8;
        if (m_state.compact && m_row.waitLevel != WaitLevel::None)
            right -= waitClock(right - waitWidth(), top, height) + 8;
        m_canvas.text(QRectF(m_left, top, right - m_left, height), m_row.name,
            font(TextSize::Body, unread ? QFont::Bold : QFont::Medium), m_colours.text);
    }

    void previewLine(qreal top, qreal height)
    {
        qreal right = m_right;
        if (m_row.unread > 0) {
            const QString count = m_row.unread > 99 ? u"99+"_s : QString::number(m_row.unread);
            const QFont small = font(TextSize::Tiny, QFont::Bold);
            const qreal pillHeight = metrics::scaled(18);
            const qreal width = qMax<qreal>(metrics::scaled(20), Canvas::widthOf(count, small) + 11);
            const QRectF pill(right - width, top + (height - pillHeight) / 2, width, pillHeight);
            m_canvas.fill(pill, pillHeight / 2, theme().primary);
            m_canvas.text(pill, count, small, theme().onPrimary, Qt::AlignHCenter);
            right -= width + 8;
        }
        const QColor colour = m_row.draft ? m_colours.err
            : m_row.unread > 0            ? m_colours.text
                                          : m_colours.muted;
        m_canvas.text(
            QRectF(m_left, top, right - m_left, height), m_row.preview, font(TextSize::Base), colour);
    }

    void thirdLine(qreal top, qreal height)
    {
        qreal x = m_left;
        if (m_row.waitLevel != WaitLevel::None)
            x += waitClock(x, top, height) + 10;
        if (!m_row.label.isEmpty())
            m_canvas.text(QRectF(x, top, m_right - x, height), u"# "_s + m_row.label,
                font(TextSize::Tiny, QFont::Medium), m_colours.muted);
    }

    qreal waitWidth() const
    {
        return metrics::scaled(15) + Canvas::widthOf(m_row.wait, font(TextSize::Tiny, QFont::DemiBold)) + 1;
    }

    qreal waitClock(qreal x, qreal top, qreal height)
    {
        const QColor colour = m_row.waitLevel == WaitLevel::Over ? m_colours.err : m_colours.warn;
        const qreal side = metrics::scaled(11);
        m_canvas.icon(QPointF(x, top + (height - side) / 2), side, u"clock"_s, colour);
        m_canvas.text(QRectF(x + metrics::scaled(15), top, waitWidth() - metrics::scaled(15), height),
            m_row.wait, font(TextSize::Tiny, QFont::DemiBold), colour);
        return waitWidth();
    }

    Canvas &m_canvas;
    QRectF m_rect;
    const ConversationRow &m_row;
    RowState m_state;
    Colours m_colours;
    qreal m_left = 0;
    qreal m_right = 0;
};

} // namespace

int conversationRowHeight(bool compact)
{
    return metrics::scaled(compact ? metrics::rowCompact : metrics::rowComfortable);
}

void paintConversationRow(QPainter &painter, const QRectF &rect, const ConversationRow &row, RowState state,
    Qt::LayoutDirection direction)
{
    Canvas canvas(painter, rect, direction);
    RowPainting(canvas, rect, row, state).paint();
}

} // namespace acolhe::ui
