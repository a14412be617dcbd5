// SPDX-License-Identifier: Apache-2.0
#include "ui/inbox/date_dialog.h"

#include "ui/widgets/button.h"

#include <QDateEdit>
#include <QHBoxLayout>
#include <QLineEdit>

namespace acolhe::ui {

DateDialog::DateDialog(const QDate &shown, const QDate &last, QWidget *parent)
    : QDialog(parent)
    , m_date(new QDateEdit(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Go to a date"));
    m_date->setAccessibleName(tr("Date"));
    m_date->findChild<QLineEdit *>()->setAccessibleName(tr("Date"));
    m_date->setCalendarPopup(true);
    m_date->setMaximumDate(last);
    m_date->setDate(shown);
    auto *go = new Button(tr("Go"), ButtonLook::Primary, {}, this);
    auto *cancel = new Button(tr("Cancel"), ButtonLook::Normal, {}, this);
    go->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(go);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_date);
    column->addLayout(buttons);
    const auto choose = [this] {
        Q_EMIT chosen(m_date->date());
        close();
    };
    connect(go, &QPushButton::clicked, this, choose);
    connect(cancel, &QPushButton::clicked, this, &QDialog::close);
}

} // namespace acolhe::ui
