// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

namespace acolhe::ui {

/// Every key that does something, on one sheet.
class KeySheet final : public QDialog {
    Q_OBJECT
public:
    explicit KeySheet(QWidget *parent);
};

} // namespace acolhe::ui
