// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProxyStyle>

class QAbstractButton;

namespace acolhe::ui {

/// How a push button is painted. Ghost has no outline until hovered; Chip is a small exclusive choice.
enum class ButtonLook { Normal, Primary, Danger, Positive, Ghost, Chip };

void setLook(QAbstractButton *button, ButtonLook look);
ButtonLook lookOf(const QWidget *widget);

/// Fusion with our own buttons, fields, menus, scroll bars and a 2 px focus ring, all in the theme's colours.
/// No style sheets are used: they would put another style in between and break metrics and fonts.
class AcolheStyle final : public QProxyStyle {
    Q_OBJECT
public:
    AcolheStyle();

    using QProxyStyle::polish;
    void polish(QWidget *widget) override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
        const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
        const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
        const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl,
        const QWidget *widget) const override;
    QRect subElementRect(
        SubElement element, const QStyleOption *option, const QWidget *widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
        const QWidget *widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
        QStyleHintReturn *data) const override;
};

} // namespace acolhe::ui
