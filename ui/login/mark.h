// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace acolhe::ui {

/// The product's mark above the pages before the work.
class Mark final : public QWidget {
    Q_OBJECT
public:
    explicit Mark(QWidget *parent);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace acolhe::ui
