// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/login/form_page.h"
#include "ui/login/login_view.h"

namespace acolhe::ui {

/// The clinic of a computer that is its own server: its name and its first person.
class SetUpPage final : public FormPage {
    Q_OBJECT
public:
    explicit SetUpPage(QWidget *parent = nullptr);

    void begin();

Q_SIGNALS:
    void setUpRequested(const acolhe::ui::ClinicSetUp &setUp);

protected:
    void submit() override;
    void retranslate() override;

private:
    bool isComplete();

    QLineEdit *m_clinic;
    QLineEdit *m_name;
    QLineEdit *m_email;
    PasswordField *m_password;
    Label *m_clinicLabel;
    Label *m_nameLabel;
    Label *m_emailLabel;
    Label *m_passwordLabel;
};

} // namespace acolhe::ui
