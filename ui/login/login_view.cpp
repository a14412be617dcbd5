// SPDX-License-Identifier: Apache-2.0
#include "ui/login/login_view.h"

#include "ui/login/choice_page.h"
#include "ui/login/set_up_page.h"
#include "ui/login/sign_in_page.h"

#include <QPaintEvent>
#include <QPainter>
#include <QStackedLayout>

namespace acolhe::ui {

LoginView::LoginView(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedLayout(this))
    , m_choice(new ChoicePage(this))
    , m_signIn(new SignInPage(this))
    , m_setUp(new SetUpPage(this))
{
    m_stack->addWidget(m_choice);
    m_stack->addWidget(m_signIn);
    m_stack->addWidget(m_setUp);
    connect(m_choice, &ChoicePage::serverChosen, this, [this] { showSignIn({}); });
    connect(m_choice, &ChoicePage::embeddedChosen, this, &LoginView::embeddedChosen);
    connect(m_signIn, &SignInPage::signInRequested, this, &LoginView::signInRequested);
    connect(m_setUp, &SetUpPage::setUpRequested, this, &LoginView::setUpRequested);
    connect(m_signIn, &FormPage::backRequested, this, &LoginView::showChoice);
    connect(m_setUp, &FormPage::backRequested, this, &LoginView::showChoice);
}

void LoginView::showChoice()
{
    setBusy(false);
    m_stack->setCurrentWidget(m_choice);
}

void LoginView::showSignIn(const QUrl &server, const QString &email, bool fixed)
{
    setBusy(false);
    m_stack->setCurrentWidget(m_signIn);
    m_signIn->begin(server, email, fixed);
}

void LoginView::showSetUp()
{
    setBusy(false);
    m_stack->setCurrentWidget(m_setUp);
    m_setUp->begin();
}

void LoginView::setBusy(bool busy)
{
    m_signIn->setBusy(busy);
    m_setUp->setBusy(busy);
}

void LoginView::showProblem(const QString &text)
{
    m_signIn->showProblem(text);
    m_setUp->showProblem(text);
}

void LoginView::offerClinics(const QList<ClinicChoice> &clinics)
{
    setBusy(false);
    m_signIn->offerClinics(clinics);
}

void LoginView::setChoiceOffered(bool offered)
{
    m_signIn->setBackOffered(offered);
    m_setUp->setBackOffered(offered);
}

void LoginView::paintEvent(QPaintEvent *event)
{
    QPainter(this).fillRect(event->rect(), palette().color(QPalette::Window));
}

} // namespace acolhe::ui
