// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/label.h"

namespace acolhe::ui {

/// One line that ends in "…" where it does not fit; the tooltip then holds the whole.
class ElidedLabel final : public Label {
    Q_OBJECT
public:
    using Label::Label;

    bool isElided() const;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
};

} // namespace acolhe::ui
