// SPDX-License-Identifier: Apache-2.0
#include "ui/login/mark.h"

#include "ui/style/canvas.h"
#include "ui/style/theme.h"

using namespace Qt::StringLiterals;

namespace acolhe::ui {

constexpr int markSize = 52;

Mark::Mark(QWidget *parent)
    : QWidget(parent)
{
    setFixedSize(markSize, markSize);
}

void Mark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, rect(), layoutDirection());
    canvas.fill(rect(), 14, theme().primary);
    canvas.icon(QPointF(12, 12), 28, u"brand/mark"_s, theme().onPrimary);
}

} // namespace acolhe::ui
