// SPDX-License-Identifier: Apache-2.0
#include "ui/style/style_painting.h"

#include "ui/style/canvas.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QStyleOption>

using namespace Qt::StringLiterals;

namespace acolhe::ui::painting {

namespace {

constexpr qreal menuRadius = 10;
constexpr int menuPadding = 12;
constexpr int menuIconWidth = 28;

bool has(const QStyleOption &option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

struct ButtonColours {
    QColor fill = Qt::transparent;
    QColor line = Qt::transparent;
};

ButtonColours coloursOf(const QStyleOption &option, ButtonLook look)
{
    const Theme &t = theme();
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool hovered = enabled && has(option, QStyle::State_MouseOver);
    const bool pressed = has(option, QStyle::State_Sunken);
    const auto shaded = [&](const QColor &fill) {
        if (!enabled)
            return mix(fill, t.card, 0.35);
        return pressed ? mix(fill, Qt::black, 0.86) : hovered ? mix(fill, Qt::white, 0.90) : fill;
    };
    switch (look) {
    case ButtonLook::Primary:
        return {shaded(t.primary), Qt::transparent};
    case ButtonLook::Danger:
        return {shaded(t.danger), Qt::transparent};
    case ButtonLook::Chip:
        if (has(option, QStyle::State_On))
            return {t.selection, t.accent};
        return {hovered ? t.raised : Qt::transparent, t.controlRaised};
    case ButtonLook::Ghost:
        return {pressed ? t.border : hovered ? t.raised : Qt::transparent, Qt::transparent};
    case ButtonLook::Normal:
    case ButtonLook::Positive:
        break;
    }
    const QColor line = !enabled ? t.border : hovered ? t.accent : t.controlRaised;
    return {pressed ? t.border : t.raised, line};
}

QColor buttonText(const QStyleOption &option, ButtonLook look)
{
    const Theme &t = theme();
    const bool enabled = has(option, QStyle::State_Enabled);
    switch (look) {
    case ButtonLook::Primary:
        return enabled ? t.onPrimary : mix(t.text, t.card, 0.6);
    case ButtonLook::Danger:
        return enabled ? t.onDanger : mix(t.text, t.card, 0.6);
    case ButtonLook::Chip:
        return has(option, QStyle::State_On) ? t.onSelectionAccent : t.muted;
    case ButtonLook::Ghost:
        return enabled ? t.accent : mix(t.muted, t.card, 0.6);
    case ButtonLook::Positive:
        return enabled ? t.ok : mix(t.muted, t.card, 0.6);
    case ButtonLook::Normal:
        break;
    }
    return enabled ? t.text : mix(t.muted, t.card, 0.6);
}

} // namespace

void focusRing(QPainter &painter, const QRect &rect, ButtonLook look)
{
    const Theme &t = theme();
    Canvas canvas(painter, rect, Qt::LeftToRight);
    const qreal radius = look == ButtonLook::Chip ? rect.height() / 2.0 : metrics::radius;
    if (look == ButtonLook::Primary || look == ButtonLook::Danger) {
        const QColor ring = look == ButtonLook::Primary ? t.onPrimary : t.onDanger;
        canvas.outline(QRectF(rect).adjusted(2, 2, -2, -2), radius - 2, ring, 2);
        return;
    }
    canvas.outline(rect, radius, t.accent, 2);
}

void button(QPainter &painter, const QStyleOption &option, ButtonLook look)
{
    const ButtonColours colours = coloursOf(option, look);
    Canvas canvas(painter, option.rect, option.direction);
    const qreal radius = look == ButtonLook::Chip ? option.rect.height() / 2.0 : metrics::radius;
    canvas.fill(option.rect, radius, colours.fill);
    if (colours.line.alpha())
        canvas.outline(option.rect, radius, colours.line);
}

void buttonLabel(QPainter &painter, const QStyleOptionButton &option, ButtonLook look)
{
    const bool enabled = has(option, QStyle::State_Enabled);
    const QSize icon = option.icon.isNull() ? QSize(0, 0) : option.iconSize;
    const int gap = icon.isEmpty() || option.text.isEmpty() ? 0 : metrics::iconGap;
    const int textWidth = option.fontMetrics.size(Qt::TextShowMnemonic, option.text).width();
    const int width = qMin(option.rect.width(), icon.width() + gap + textWidth);
    const QRect all(option.rect.left() + (option.rect.width() - width) / 2, option.rect.top(), width,
        option.rect.height());
    const auto placed = [&](const QRect &rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    if (!icon.isEmpty()) {
        const QRect glyph(all.left(), all.center().y() - icon.height() / 2 + 1, icon.width(), icon.height());
        option.icon.paint(&painter, placed(glyph), Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled,
            has(option, QStyle::State_On) ? QIcon::On : QIcon::Off);
    }
    painter.setPen(buttonText(option, look));
    painter.drawText(placed(all.adjusted(icon.width() + gap, 0, 1, 0)),
        Qt::AlignCenter | Qt::TextShowMnemonic, option.text);
}

void toolButton(QPainter &painter, const QStyleOption &option)
{
    const Theme &t = theme();
    QColor fill = Qt::transparent;
    const auto veil = [&](int alpha) { // over whatever lies below
        fill = t.text;
        fill.setAlpha(alpha);
    };
    if (has(option, QStyle::State_On))
        fill = t.selection;
    else if (has(option, QStyle::State_Sunken))
        veil(36);
    else if (has(option, QStyle::State_Enabled) && has(option, QStyle::State_MouseOver))
        veil(18);
    Canvas(painter, option.rect, option.direction).fill(option.rect, metrics::radius, fill);
}

void field(QPainter &painter, const QRect &rect, bool focused, bool enabled)
{
    const Theme &t = theme();
    Canvas canvas(painter, rect, Qt::LeftToRight);
    canvas.fill(rect, metrics::radius, enabled ? t.bg : t.card);
    if (focused)
        canvas.outline(rect, metrics::radius, t.accent, 2);
    else
        canvas.outline(rect, metrics::radius, enabled ? t.control : t.border);
}

void checkMark(QPainter &painter, const QStyleOption &option, bool round)
{
    const Theme &t = theme();
    const QRectF box = option.rect;
    const qreal radius = round ? box.height() / 2 : 5;
    const bool on = has(option, QStyle::State_On) || has(option, QStyle::State_NoChange);
    Canvas canvas(painter, box, option.direction);
    if (!on) {
        canvas.fill(box, radius, t.bg);
        canvas.outline(box, radius, has(option, QStyle::State_MouseOver) ? t.accent : t.control, 1.5);
        return;
    }
    canvas.fill(box, radius, has(option, QStyle::State_Enabled) ? t.primary : t.control);
    if (round)
        canvas.fill(QRectF(box.center() - QPointF(3.5, 3.5), QSizeF(7, 7)), 3.5, t.onPrimary);
    else if (has(option, QStyle::State_NoChange))
        canvas.fill(QRectF(box.center() - QPointF(4, 1), QSizeF(8, 2)), 1, t.onPrimary);
    else
        canvas.icon(box.center() - QPointF(7, 7), 14, u"check"_s, t.onPrimary);
}

void comboBox(QPainter &painter, const QStyleOptionComboBox &option)
{
    const bool focused =
        has(option, QStyle::State_HasFocus) && has(option, QStyle::State_KeyboardFocusChange);
    field(painter, option.rect, focused, has(option, QStyle::State_Enabled));
    Canvas canvas(painter, option.rect, option.direction);
    canvas.icon(QPointF(option.rect.right() - 25, option.rect.center().y() - 7), 16, u"chevron-down"_s,
        theme().muted);
}

void scrollBar(QPainter &painter, const QStyleOptionSlider &option, const QRect &slider)
{
    const bool vertical = option.orientation == Qt::Vertical;
    const QRectF handle =
        vertical ? QRectF(slider).adjusted(2, 2, -2, -2) : QRectF(slider).adjusted(2, 2, -2, -2);
    const bool active = has(option, QStyle::State_MouseOver) || has(option, QStyle::State_Sunken);
    const qreal radius = (vertical ? handle.width() : handle.height()) / 2;
    Canvas(painter, option.rect, Qt::LeftToRight)
        .fill(handle, radius, active ? theme().control : theme().border);
}

void menuPanel(QPainter &painter, const QRect &rect)
{
    Canvas canvas(painter, rect, Qt::LeftToRight);
    canvas.fill(rect, menuRadius, theme().raised);
    canvas.outline(rect, menuRadius, theme().dark ? theme().control : theme().border);
}

void menuItem(QPainter &painter, const QStyleOptionMenuItem &option)
{
    const Theme &t = theme();
    const QRectF row = option.rect;
    Canvas canvas(painter, row, option.direction);
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        canvas.line({row.left() + 8, row.center().y()}, {row.right() - 8, row.center().y()}, t.border);
        return;
    }
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool selected = enabled && has(option, QStyle::State_Selected);
    if (selected)
        canvas.fill(row.adjusted(2, 1, -2, -1), 6, t.selection);
    const QColor colour = !enabled ? mix(t.muted, t.raised, 0.6) : selected ? t.onSelection : t.text;
    const QPointF glyph(row.left() + menuPadding, row.center().y() - 8);
    if (option.checked)
        canvas.icon(glyph, 16, u"check"_s, selected ? t.onSelectionAccent : t.accent);
    else if (!option.icon.isNull())
        option.icon.paint(&canvas.painter(), canvas.placed({glyph, QSizeF(16, 16)}).toRect(), Qt::AlignCenter,
            enabled ? QIcon::Normal : QIcon::Disabled);
    QString label = option.text.section(u'\t', 0, 0);
    const QString shortcut = option.text.section(u'\t', 1);
    label.replace("&&"_L1, QString(QChar(1))).remove(u'&').replace(QChar(1), u'&');
    const QRectF text = row.adjusted(menuPadding + menuIconWidth, 0, -menuPadding, 0);
    canvas.text(text, label, option.font, colour);
    canvas.text(
        text, shortcut, font(TextSize::Small), selected ? t.onSelectionMuted : t.muted, Qt::AlignRight);
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        canvas.icon({row.right() - menuPadding - 14, row.center().y() - 7}, 14,
            canvas.isMirrored() ? u"chevron-left"_s : u"chevron-right"_s, colour);
}

void tooltip(QPainter &painter, const QRect &rect)
{
    painter.fillRect(rect, theme().raised);
    painter.setPen(theme().dark ? theme().control : theme().border);
    painter.drawRect(rect.adjusted(0, 0, -1, -1));
}

void arrow(QPainter &painter, const QStyleOption &option, const QString &icon)
{
    const qreal side = qMin(16, qMin(option.rect.width(), option.rect.height()));
    const QPointF corner = QRectF(option.rect).center() - QPointF(side / 2, side / 2);
    const QColor colour = has(option, QStyle::State_Enabled) ? theme().muted : theme().border;
    Canvas(painter, option.rect, Qt::LeftToRight).icon(corner, side, icon, colour);
}

} // namespace acolhe::ui::painting
