// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/button.h"

#include "ui/style/icons.h"

namespace acolhe::ui {

namespace {

QColor Theme::*iconColour(ButtonLook look)
{
    switch (look) {
    case ButtonLook::Primary:
        return &Theme::onPrimary;
    case ButtonLook::Danger:
        return &Theme::onDanger;
    case ButtonLook::Positive:
        return &Theme::ok;
    case ButtonLook::Ghost:
        return &Theme::accent;
    case ButtonLook::Chip:
        return &Theme::muted;
    case ButtonLook::Normal:
        break;
    }
    return &Theme::text;
}

} // namespace

Button::Button(const QString &text, ButtonLook look, const QString &icon, QWidget *parent)
    : QPushButton(text, parent)
{
    setLook(this, look);
    setCursor(Qt::PointingHandCursor);
    setAutoDefault(false);
    setIconName(icon);
}

void Button::setIconName(const QString &icon)
{
    setIcon(icon.isEmpty() ? QIcon() : ui::icon(icon, iconColour(lookOf(this))));
}

} // namespace acolhe::ui
