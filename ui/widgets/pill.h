// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/label.h"

namespace acolhe::ui {

/// A short state in words ("In progress") on a faint tint of its colour.
class Pill final : public Label {
    Q_OBJECT
public:
    explicit Pill(const QString &text = {}, QColor Theme::*tone = &Theme::accent, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace acolhe::ui
