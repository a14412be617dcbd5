// SPDX-License-Identifier: Apache-2.0
#include "ui/inbox/send_later.h"

#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QCoreApplication>
#include <QDateTimeEdit>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

QList<std::pair<QString, QDateTime>> laterChoices(const QDateTime &now)
{
    const auto at = [&now](QDate date, int hour) { return QDateTime(date, QTime(hour, 0), now.timeZone()); };
    const QDate tomorrow = now.date().addDays(1);
    const QDate monday = now.date().addDays(8 - now.date().dayOfWeek());
    QList<std::pair<QString, QDateTime>> choices{
        {QCoreApplication::translate("acolhe::ui::SendLater", "In 1 hour"), now.addSecs(3600)},
        {QCoreApplication::translate("acolhe::ui::SendLater", "Tomorrow at 8:00"), at(tomorrow, 8)},
        {QCoreApplication::translate("acolhe::ui::SendLater", "Tomorrow at 14:00"), at(tomorrow, 14)},
    };
    if (monday != tomorrow)
        choices.append(
            {QCoreApplication::translate("acolhe::ui::SendLater", "Monday at 8:00"), at(monday, 8)});
    return choices;
}

SendLaterDialog::SendLaterDialog(
    const QString &text, const QDateTime &at, bool cancelOnReply, const QDateTime &now, QWidget *parent)
    : QDialog(parent)
    , m_zone(now.timeZone())
    , m_text(new QPlainTextEdit(text, this))
    , m_when(new QDateTimeEdit(this))
    , m_cancel(new QCheckBox(tr("Do not send it if the patient writes before"), this))
    , m_agree(new Button(tr("Send then"), ButtonLook::Primary, u"alarm-clock"_s, this))
{
    setWindowTitle(tr("Send later"));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    m_text->setAccessibleName(tr("Text"));
    m_text->setTabChangesFocus(true);
    m_when->setAccessibleName(tr("When"));
    m_when->setCalendarPopup(true);
    m_when->findChild<QLineEdit *>()->setAccessibleName(tr("When"));
    m_when->setDisplayFormat(QLocale().dateFormat(QLocale::ShortFormat) + u" HH:mm"_s);
    // Wall clock of the clinic, whatever this computer's zone is.
    m_when->setMinimumDateTime(QDateTime(now.date(), now.time().addSecs(60), Qt::UTC));
    m_when->setTimeSpec(Qt::UTC);
    m_when->setDateTime(QDateTime(at.date(), QTime(at.time().hour(), at.time().minute()), Qt::UTC));
    m_cancel->setChecked(cancelOnReply);
    auto *cancel = new Button(tr("Cancel"), ButtonLook::Ghost, {}, this);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_agree);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(10);
    column->addWidget(m_text);
    column->addWidget(new Label(tr("When"), TextSize::Small, QFont::Medium, &Theme::muted, this));
    column->addWidget(m_when);
    column->addWidget(m_cancel);
    column->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_agree, &QPushButton::clicked, this, &SendLaterDialog::agree);
    connect(m_text, &QPlainTextEdit::textChanged, this, &SendLaterDialog::refresh);
    refresh();
    m_when->setFocus();
    resize(440, 300);
}

void SendLaterDialog::refresh()
{
    m_agree->setEnabled(!m_text->toPlainText().trimmed().isEmpty());
}

void SendLaterDialog::agree()
{
    const QDateTime wall = m_when->dateTime();
    const QDateTime at(wall.date(), wall.time(), m_zone);
    Q_EMIT chosen(m_text->toPlainText().trimmed(), {at.toMSecsSinceEpoch()}, m_cancel->isChecked());
    accept();
}

} // namespace acolhe::ui
