// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/login/form_page.h"
#include "ui/login/login_view.h"

class QCheckBox;
class QComboBox;

namespace acolhe::ui {

/// Server, e-mail, password, and which clinic where that is asked.
class SignInPage final : public FormPage {
    Q_OBJECT
public:
    explicit SignInPage(QWidget *parent = nullptr);

    void begin(const QUrl &server, const QString &email, bool serverFixed);
    void offerClinics(const QList<ClinicChoice> &clinics);

Q_SIGNALS:
    void signInRequested(const acolhe::ui::Credentials &credentials);

protected:
    void submit() override;
    void retranslate() override;

private:
    bool readServer(QUrl *server);

    QLineEdit *m_server;
    QLineEdit *m_email;
    PasswordField *m_password;
    QComboBox *m_clinic;
    QCheckBox *m_remember;
    Label *m_serverLabel;
    Label *m_emailLabel;
    Label *m_passwordLabel;
    bool m_embedded = false;
};

/// The address as a person writes it ("clinic.example:8480") made whole: https, except for this very
/// computer. Invalid when it cannot be an address.
QUrl serverUrl(const QString &written);

} // namespace acolhe::ui
