// SPDX-License-Identifier: Apache-2.0
#include "ui/login/choice_card.h"

#include "ui/style/canvas.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QKeyEvent>

namespace acolhe::ui {

namespace {

constexpr int padding = 24;

} // namespace

ChoiceCard::ChoiceCard(const QString &icon, QWidget *parent)
    : QAbstractButton(parent)
    , m_icon(icon)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void ChoiceCard::setWords(const QString &title, const QString &sentence)
{
    setText(title);
    m_sentence = sentence;
    setAccessibleName(title);
    setAccessibleDescription(sentence);
    update();
}

QSize ChoiceCard::sizeHint() const
{
    return {metrics::scaled(290), metrics::scaled(196)};
}

void ChoiceCard::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    QPainter painter(this);
    Canvas canvas(painter, rect(), layoutDirection());
    const bool keyed = hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange);
    canvas.fill(rect(), metrics::cardRadius, underMouse() || isDown() ? t.raised : t.card);
    canvas.outline(
        rect(), metrics::cardRadius, keyed || underMouse() ? t.accent : t.controlRaised, keyed ? 2 : 1);
    const QRectF square(padding, padding, 44, 44);
    canvas.fill(square, 12, tint(t.accent, t.card));
    canvas.icon(square.center() - QPointF(11, 11), 22, m_icon, t.accent);
    const qreal top = square.bottom() + 14;
    const qreal line = metrics::scaled(22);
    canvas.text(QRectF(padding, top, width() - 2 * padding, line), text(),
        ui::font(TextSize::Heading, QFont::DemiBold), t.text);
    painter.setFont(ui::font(TextSize::Base));
    painter.setPen(t.muted);
    const QRectF words(padding, top + line + 4, width() - 2 * padding, height() - top - line - padding / 2.0);
    const auto side = layoutDirection() == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft;
    painter.drawText(words, int(side | Qt::AlignTop) | Qt::TextWordWrap, m_sentence);
}

void ChoiceCard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace acolhe::ui
