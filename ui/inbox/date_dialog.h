// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

class QDateEdit;

namespace acolhe::ui {

/// Asks for a day to go to.
class DateDialog final : public QDialog {
    Q_OBJECT
public:
    DateDialog(const QDate &shown, const QDate &last, QWidget *parent);

Q_SIGNALS:
    void chosen(const QDate &date);

private:
    QDateEdit *m_date;
};

} // namespace acolhe::ui
