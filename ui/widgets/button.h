// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/style/acolhe_style.h"

#include <QPushButton>

namespace acolhe::ui {

/// A push button in one of the looks, with an icon in the colour of its text.
class Button final : public QPushButton {
    Q_OBJECT
public:
    explicit Button(const QString &text, ButtonLook look = ButtonLook::Normal, const QString &icon = {},
        QWidget *parent = nullptr);

    void setIconName(const QString &icon);
};

} // namespace acolhe::ui
