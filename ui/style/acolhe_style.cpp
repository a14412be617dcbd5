// SPDX-License-Identifier: Apache-2.0
#include "ui/style/acolhe_style.h"

#include "ui/style/metrics.h"
#include "ui/style/style_painting.h"
#include "ui/style/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTextEdit>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

constexpr char lookProperty[] = "acolheLook";
constexpr int menuRadius = 10;

/// X11 may have no compositor, then a translucent menu has black corners: there its shape is cut instead.
bool cutsMenuShape()
{
    return QGuiApplication::platformName() == "xcb"_L1;
}

bool isKeyboardFocus(const QStyleOption *option)
{
    return option->state.testFlag(QStyle::State_HasFocus)
        && option->state.testFlag(QStyle::State_KeyboardFocusChange);
}

} // namespace

void setLook(QAbstractButton *button, ButtonLook look)
{
    button->setProperty(lookProperty, int(look));
    button->update();
}

ButtonLook lookOf(const QWidget *widget)
{
    return widget ? ButtonLook(widget->property(lookProperty).toInt()) : ButtonLook::Normal;
}

AcolheStyle::AcolheStyle()
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
{
}

void AcolheStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget)
        || qobject_cast<QScrollBar *>(widget))
        widget->setAttribute(Qt::WA_Hover);
    if (qobject_cast<QScrollBar *>(widget))
        widget->setAttribute(Qt::WA_OpaquePaintEvent, false);
    if (qobject_cast<QMenu *>(widget) && !cutsMenuShape()) {
        widget->setWindowFlag(Qt::FramelessWindowHint);
        widget->setAttribute(Qt::WA_TranslucentBackground);
    }
}

void AcolheStyle::drawPrimitive(
    PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case PE_FrameFocusRect:
        if (option->state.testFlag(State_KeyboardFocusChange))
            painting::focusRing(*painter, option->rect, lookOf(widget));
        return;
    case PE_PanelButtonCommand:
        return painting::button(*painter, *option, lookOf(widget));
    case PE_PanelButtonTool:
        return painting::toolButton(*painter, *option);
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            frame && frame->lineWidth > 0)
            painting::field(*painter, option->rect, option->state.testFlag(State_HasFocus),
                option->state.testFlag(State_Enabled));
        return;
    case PE_FrameLineEdit:
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return painting::checkMark(*painter, *option, false);
    case PE_IndicatorRadioButton:
        return painting::checkMark(*painter, *option, true);
    case PE_PanelMenu:
        return painting::menuPanel(*painter, option->rect);
    case PE_FrameMenu:
        return;
    case PE_PanelTipLabel:
        return painting::tooltip(*painter, option->rect);
    case PE_IndicatorArrowDown:
        return painting::arrow(*painter, *option, u"chevron-down"_s);
    case PE_IndicatorArrowUp:
        return painting::arrow(*painter, *option, u"chevron-up"_s);
    case PE_IndicatorArrowLeft:
        return painting::arrow(*painter, *option, u"chevron-left"_s);
    case PE_IndicatorArrowRight:
        return painting::arrow(*painter, *option, u"chevron-right"_s);
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void AcolheStyle::drawControl(
    ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case CE_PushButton: // Fusion shows the focus in its own bevel, so the ring is drawn here
        QProxyStyle::drawControl(element, option, painter, widget);
        if (isKeyboardFocus(option))
            painting::focusRing(*painter, option->rect, lookOf(widget));
        return;
    case CE_PushButtonBevel:
        return drawPrimitive(PE_PanelButtonCommand, option, painter, widget);
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            painting::buttonLabel(*painter, *button, lookOf(widget));
        return;
    case CE_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            painting::menuItem(*painter, *item);
        return;
    case CE_MenuEmptyArea:
        return;
    case CE_Splitter:
        painter->fillRect(option->rect, theme().border);
        return;
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void AcolheStyle::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option);
        slider && control == CC_ScrollBar) {
        if (slider->maximum > slider->minimum)
            painting::scrollBar(
                *painter, *slider, subControlRect(control, option, SC_ScrollBarSlider, widget));
        return;
    }
    if (const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option);
        box && control == CC_ComboBox)
        return painting::comboBox(*painter, *box);
    if (const auto *tool = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        tool && control == CC_ToolButton) {
        QStyleOptionToolButton plain(*tool);
        plain.features.setFlag(
            QStyleOptionToolButton::HasMenu, false); // our icons say by themselves that they open one
        QProxyStyle::drawComplexControl(control, &plain, painter, widget);
        if (isKeyboardFocus(option))
            painting::focusRing(*painter, option->rect, ButtonLook::Normal);
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect AcolheStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option,
    SubControl subControl, const QWidget *widget) const
{
    if (control == CC_ComboBox && subControl == SC_ComboBoxEditField)
        return visualRect(option->direction, option->rect, option->rect.adjusted(7, 1, -30, -1));
    const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (control != CC_ScrollBar || !slider)
        return QProxyStyle::subControlRect(control, option, subControl, widget);
    const bool vertical = slider->orientation == Qt::Vertical;
    const int length = vertical ? option->rect.height() : option->rect.width();
    const qint64 range = qint64(slider->maximum) - slider->minimum;
    const int minimum = qMin(length, pixelMetric(PM_ScrollBarSliderMin, option, widget));
    const int handle = range > 0
        ? qBound(minimum, int(qint64(slider->pageStep) * length / (range + slider->pageStep)), length)
        : length;
    const int start = sliderPositionFromValue(
        slider->minimum, slider->maximum, slider->sliderPosition, length - handle, slider->upsideDown);
    const auto part = [&](int from, int size) {
        const QRect rect = vertical ? QRect(0, from, option->rect.width(), size)
                                    : QRect(from, 0, size, option->rect.height());
        return vertical ? rect : visualRect(slider->direction, option->rect, rect);
    };
    switch (subControl) {
    case SC_ScrollBarGroove:
        return part(0, length);
    case SC_ScrollBarSlider:
        return part(start, handle);
    case SC_ScrollBarSubPage:
        return part(0, start);
    case SC_ScrollBarAddPage:
        return part(start + handle, length - start - handle);
    default:
        return {}; // no arrow buttons
    }
}

QRect AcolheStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    if (element == SE_PushButtonFocusRect)
        return option->rect;
    if (element == SE_LineEditContents) {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        return frame && frame->lineWidth > 0 ? option->rect.adjusted(9, 1, -9, -1) : option->rect;
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

QSize AcolheStyle::sizeFromContents(
    ContentsType type, const QStyleOption *option, const QSize &contents, const QWidget *widget) const
{
    const int height = metrics::scaled(metrics::controlHeight);
    switch (type) {
    case CT_PushButton:
        if (lookOf(widget) == ButtonLook::Chip)
            return {contents.width() + 24, metrics::scaled(metrics::chipHeight)};
        return {contents.width() + metrics::iconGap + 26, qMax(height, contents.height() + 12)};
    case CT_LineEdit:
        return {contents.width() + 20, qMax(height, contents.height() + 12)};
    case CT_ComboBox:
        return {contents.width() + 46, qMax(height, contents.height() + 12)};
    case CT_MenuItem: {
        const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
        if (item && item->menuItemType == QStyleOptionMenuItem::Separator)
            return {contents.width(), 9};
        const int shortcut = item && item->text.contains(u'\t') ? 24 : 0;
        return {contents.width() + shortcut + 66, metrics::scaled(34)};
    }
    default:
        return QProxyStyle::sizeFromContents(type, option, contents, widget);
    }
}

int AcolheStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return 10;
    case PM_ScrollBarSliderMin:
        return 32;
    case PM_ScrollView_ScrollBarSpacing:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_MenuPanelWidth:
        return 0;
    case PM_MenuHMargin:
    case PM_MenuVMargin:
        return 6;
    case PM_SplitterWidth:
        return 1;
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
        return 16;
    case PM_ToolTipLabelFrameWidth:
        return 7;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 18;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return 9;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int AcolheStyle::styleHint(
    StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_Menu_Mask:
        if (auto *mask = qstyleoption_cast<QStyleHintReturnMask *>(data); mask && option && cutsMenuShape()) {
            QPainterPath shape;
            shape.addRoundedRect(option->rect, menuRadius, menuRadius);
            mask->region = QRegion(shape.toFillPolygon().toPolygon());
            return 1;
        }
        return 0;
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_ItemView_ShowDecorationSelected:
    case SH_ComboBox_Popup:
        return 0;
    case SH_ToolTipLabel_Opacity:
        return 255;
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 1;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

} // namespace acolhe::ui
