// SPDX-License-Identifier: Apache-2.0
#include "ui/login/sign_in_page.h"

#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

bool isThisComputer(const QString &host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

} // namespace

QUrl serverUrl(const QString &written)
{
    const QString text = written.trimmed();
    if (text.isEmpty() || text.contains(u' '))
        return {};
    const bool whole = text.contains("://"_L1);
    QUrl url = QUrl(whole ? text : u"https://"_s + text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != "http"_L1 && url.scheme() != "https"_L1))
        return {};
    if (!whole && isThisComputer(url.host()))
        url.setScheme(u"http"_s);
    url.setUserInfo({});
    url.setQuery(QString());
    url.setFragment({});
    if (url.path() == "/"_L1)
        url.setPath({});
    return url;
}

SignInPage::SignInPage(QWidget *parent)
    : FormPage(parent)
    , m_server(new QLineEdit(this))
    , m_email(new QLineEdit(this))
    , m_password(new PasswordField(this))
    , m_clinic(new QComboBox(this))
    , m_remember(new QCheckBox(this))
{
    m_serverLabel = addField(m_server);
    m_emailLabel = addField(m_email);
    m_passwordLabel = addField(m_password);
    addRow(m_clinic);
    addRow(m_remember);
    m_server->setInputMethodHints(Qt::ImhUrlCharactersOnly);
    m_email->setInputMethodHints(Qt::ImhEmailCharactersOnly);
    m_email->setMaxLength(320);
    m_password->setMaxLength(1024);
    m_clinic->hide();
    m_remember->setChecked(true);
    retranslate();
}

void SignInPage::begin(const QUrl &server, const QString &email, bool serverFixed)
{
    m_embedded = serverFixed && !server.isValid();
    m_server->setText(server.toString());
    m_email->setText(email);
    m_password->clear();
    m_clinic->hide();
    for (QWidget *part : {static_cast<QWidget *>(m_server), static_cast<QWidget *>(m_serverLabel)})
        part->setVisible(!serverFixed);
    showProblem({});
    retranslate();
    QLineEdit *first = !serverFixed && !server.isValid() ? m_server : email.isEmpty() ? m_email : m_password;
    first->setFocus();
}

void SignInPage::offerClinics(const QList<ClinicChoice> &clinics)
{
    m_clinic->clear();
    for (const ClinicChoice &clinic : clinics)
        m_clinic->addItem(clinic.name, clinic.id);
    m_clinic->setVisible(!clinics.isEmpty());
    m_clinic->setFocus();
    showProblem(tr("You belong to several clinics. Choose one and sign in again."));
}

bool SignInPage::readServer(QUrl *server)
{
    if (m_embedded)
        return true;
    *server = serverUrl(m_server->text());
    return server->isValid()
        || refuse(m_server, tr("This is not a server's address. It looks like clinic.example.com."));
}

void SignInPage::submit()
{
    Credentials entered;
    if (!readServer(&entered.server))
        return;
    entered.email = m_email->text().trimmed();
    entered.password = m_password->text();
    if (!looksLikeEmail(entered.email)) {
        refuse(m_email, tr("Enter your e-mail address."));
        return;
    }
    if (entered.password.isEmpty()) {
        refuse(m_password, tr("Enter your password."));
        return;
    }
    if (!m_clinic->isHidden())
        entered.clinic = m_clinic->currentData().toString();
    entered.remember = m_remember->isChecked();
    showProblem({});
    Q_EMIT signInRequested(entered);
}

void SignInPage::retranslate()
{
    m_title->setText(tr("Sign in"));
    m_sentence->setText(
        m_embedded ? tr("The clinic of this computer.") : tr("With the account that your clinic gave you."));
    m_serverLabel->setText(tr("Server"));
    m_server->setAccessibleName(m_serverLabel->text());
    m_server->setPlaceholderText(u"clinica.example.com"_s);
    m_emailLabel->setText(tr("E-mail"));
    m_email->setAccessibleName(m_emailLabel->text());
    m_passwordLabel->setText(tr("Password"));
    m_password->setAccessibleName(m_passwordLabel->text());
    m_clinic->setAccessibleName(tr("Clinic"));
    m_remember->setText(tr("Keep me signed in on this computer"));
    m_submit->setText(tr("Sign in"));
    FormPage::retranslate();
}

} // namespace acolhe::ui
