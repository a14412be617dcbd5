// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/style/acolhe_style.h"

class QStyleOptionButton;
class QStyleOptionComboBox;
class QStyleOptionMenuItem;
class QStyleOptionSlider;

/// The strokes of AcolheStyle, each from the option alone.
namespace acolhe::ui::painting {

void focusRing(QPainter &painter, const QRect &rect, ButtonLook look);
void button(QPainter &painter, const QStyleOption &option, ButtonLook look);
void buttonLabel(QPainter &painter, const QStyleOptionButton &option, ButtonLook look);
void toolButton(QPainter &painter, const QStyleOption &option);
void field(QPainter &painter, const QRect &rect, bool focused, bool enabled);
void checkMark(QPainter &painter, const QStyleOption &option, bool round);
void comboBox(QPainter &painter, const QStyleOptionComboBox &option);
void scrollBar(QPainter &painter, const QStyleOptionSlider &option, const QRect &slider);
void menuPanel(QPainter &painter, const QRect &rect);
void menuItem(QPainter &painter, const QStyleOptionMenuItem &option);
void tooltip(QPainter &painter, const QRect &rect);
void arrow(QPainter &painter, const QStyleOption &option, const QString &icon);

} // namespace acolhe::ui::painting
