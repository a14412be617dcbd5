// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/pill.h"

#include "ui/style/canvas.h"

namespace acolhe::ui {

Pill::Pill(const QString &text, QColor Theme::*tone, QWidget *parent)
    : Label(text, TextSize::Tiny, QFont::DemiBold, tone, parent)
{
    setContentsMargins(8, 3, 8, 3);
    setAlignment(Qt::AlignCenter);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Pill::paintEvent(QPaintEvent *event)
{
    {
        QPainter painter(this);
        Canvas(painter, rect(), layoutDirection())
            .fill(rect(), height() / 2.0, tint(theme().*tone(), theme().card));
    }
    Label::paintEvent(event);
}

} // namespace acolhe::ui
