// SPDX-License-Identifier: Apache-2.0
#include "ui/login/set_up_page.h"

#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

namespace acolhe::ui {

namespace {

constexpr int shortestPassword = 10;

} // namespace

SetUpPage::SetUpPage(QWidget *parent)
    : FormPage(parent)
    , m_clinic(new QLineEdit(this))
    , m_name(new QLineEdit(this))
    , m_email(new QLineEdit(this))
    , m_password(new PasswordField(this))
{
    m_clinicLabel = addField(m_clinic);
    m_nameLabel = addField(m_name);
    m_emailLabel = addField(m_email);
    m_passwordLabel = addField(m_password);
    m_clinic->setMaxLength(100);
    m_name->setMaxLength(200);
    m_email->setMaxLength(320);
    m_password->setMaxLength(1024);
    retranslate();
}

void SetUpPage::begin()
{
    m_password->clear();
    showProblem({});
    m_clinic->setFocus();
}

bool SetUpPage::isComplete()
{
    if (m_clinic->text().trimmed().isEmpty())
        return refuse(m_clinic, tr("Enter the clinic's name."));
    if (m_name->text().trimmed().isEmpty())
        return refuse(m_name, tr("Enter your name."));
    if (!looksLikeEmail(m_email->text().trimmed()))
        return refuse(m_email, tr("Enter your e-mail address."));
    if (m_password->text().size() < shortestPassword)
        return refuse(
            m_password, tr("The password needs at least %n characters.", nullptr, shortestPassword));
    return true;
}

void SetUpPage::submit()
{
    if (!isComplete())
        return;
    showProblem({});
    Q_EMIT setUpRequested({m_clinic->text().trimmed(), m_name->text().trimmed(), m_email->text().trimmed(),
        m_password->text()});
}

void SetUpPage::retranslate()
{
    m_title->setText(tr("Your clinic"));
    m_sentence->setText(tr("Everything stays on this computer. You will be its administrator."));
    m_clinicLabel->setText(tr("The clinic's name"));
    m_nameLabel->setText(tr("Your name"));
    m_emailLabel->setText(tr("Your e-mail"));
    m_passwordLabel->setText(tr("A password"));
    m_clinic->setAccessibleName(m_clinicLabel->text());
    m_name->setAccessibleName(m_nameLabel->text());
    m_email->setAccessibleName(m_emailLabel->text());
    m_password->setAccessibleName(m_passwordLabel->text());
    m_submit->setText(tr("Begin"));
    FormPage::retranslate();
}

} // namespace acolhe::ui
