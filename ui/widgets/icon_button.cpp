// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/icon_button.h"

#include "ui/style/icons.h"
#include "ui/style/metrics.h"

using namespace Qt::StringLiterals;

namespace acolhe::ui {

IconButton::IconButton(const QString &icon, const QString &name, QWidget *parent, QColor Theme::*colour)
    : QToolButton(parent)
{
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus);
    setFixedSize(metrics::toolSize, metrics::toolSize);
    setIconSize({18, 18});
    setPopupMode(QToolButton::InstantPopup);
    setIconName(icon, colour);
    setName(name);
}

void IconButton::setIconName(const QString &icon, QColor Theme::*colour)
{
    setIcon(ui::icon(icon, colour, &Theme::onSelectionAccent));
}

void IconButton::setName(const QString &name)
{
    m_name = name;
    setAccessibleName(name);
    updateTip();
}

void IconButton::setKeys(const QKeySequence &keys)
{
    m_keys = keys;
    updateTip();
}

void IconButton::updateTip()
{
    setToolTip(
        m_keys.isEmpty() ? m_name : u"%1 (%2)"_s.arg(m_name, m_keys.toString(QKeySequence::NativeText)));
}

} // namespace acolhe::ui
