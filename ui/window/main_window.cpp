// SPDX-License-Identifier: Apache-2.0
#include "ui/window/main_window.h"

#include "ui/inbox/inbox_view.h"
#include "ui/login/login_view.h"
#include "ui/style/metrics.h"
#include "ui/widgets/nav_rail.h"
#include "ui/window/account_menu.h"
#include "ui/window/key_sheet.h"
#include "ui/words/words.h"

#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QMessageBox>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

const QString inboxId = u"inbox"_s;

/// Before any widget is made, so that none is dressed twice.
Preferences applied(const Preferences &preferences)
{
    preferences.apply(*qobject_cast<QApplication *>(QCoreApplication::instance()));
    return preferences;
}

QColor Theme::*connectionTone(Connection::State state)
{
    switch (state) {
    case Connection::Online:
        return &Theme::ok;
    case Connection::Connecting:
        return &Theme::warn;
    case Connection::Lost:
        break;
    }
    return &Theme::err;
}

} // namespace

MainWindow::MainWindow(const Clock &clock, QSettings &settings, QWidget *parent)
    : QMainWindow(parent)
    , m_clock(clock)
    , m_settings(settings)
    , m_preferences(applied(Preferences::read(settings)))
    , m_pages(new QStackedWidget(this))
    , m_login(new LoginView(this))
    , m_work(new QWidget(this))
    , m_rail(new NavRail({}, this))
    , m_problems(new ProblemStrip(clock, this))
    , m_screens(new QStackedWidget(this))
    , m_menu(new AccountMenu(this))
{
    build();
    bindKeys();
    m_menu->setPreferences(m_preferences);
    connect(m_menu, &AccountMenu::preferencesChosen, this, &MainWindow::choose);
    connect(m_menu, &AccountMenu::signOutRequested, this, &MainWindow::signOut);
    connect(m_menu, &AccountMenu::keysRequested, this, [this] { (new KeySheet(this))->show(); });
    connect(m_problems, &ProblemStrip::reconnectRequested, this, &MainWindow::reconnectRequested);
    retranslate();
    resize(1440, 900);
    restoreGeometry(settings.value("window/geometry").toByteArray());
}

MainWindow::~MainWindow() = default;

void MainWindow::build()
{
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_problems);
    right->addWidget(m_screens, 1);
    auto *row = new QHBoxLayout(m_work);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addLayout(right, 1);
    m_pages->addWidget(m_login);
    m_pages->addWidget(m_work);
    setCentralWidget(m_pages);
    m_rail->addItem(inboxId, u"inbox"_s, {});
    m_rail->setCurrent(inboxId);
    connect(m_rail, &NavRail::accountClicked, this, [this] {
        const QWidget *button = m_rail->accountButton();
        m_menu->popup(
            button->mapToGlobal(QPoint(button->width() + 6, button->height() - m_menu->sizeHint().height())));
    });
}

void MainWindow::bindKeys()
{
    const auto bind = [this](const QString &keys, auto action) {
        auto *shortcut = new QShortcut(QKeySequence(keys), this);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    bind(u"F1"_s, [this] { (new KeySheet(this))->show(); });
    bind(u"Ctrl+/"_s, [this] { (new KeySheet(this))->show(); });
    bind(u"Ctrl+1"_s, [this] {
        if (m_inbox)
            m_inbox->focusSearch();
    });
}

/// Signing out empties what is kept on this computer: asks first while that is the only place of a text.
void MainWindow::signOut()
{
    if (m_question)
        return;
    const int unsent = m_desk ? m_desk->unsentCount() : 0;
    if (unsent == 0) {
        Q_EMIT signOutRequested();
        return;
    }
    m_question = new QMessageBox(QMessageBox::Warning, tr("Sign out?"),
        tr("%n message(s) did not reach the server yet.", nullptr, unsent), QMessageBox::NoButton, this);
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    m_question->setInformativeText(
        tr("They wait on this computer and are lost when you sign out. They will not be sent to anybody."));
    QAbstractButton *leave = m_question->addButton(tr("Discard and sign out"), QMessageBox::DestructiveRole);
    QPushButton *stay = m_question->addButton(tr("Stay signed in"), QMessageBox::RejectRole);
    m_question->setDefaultButton(stay);
    m_question->setEscapeButton(stay);
    connect(leave, &QAbstractButton::clicked, this, &MainWindow::signOutRequested);
    m_question->open();
}

void MainWindow::showLogin()
{
    if (m_question)
        m_question->deleteLater(); // it was about a session that has ended
    remember();
    delete m_inbox; // before its desk goes
    m_inbox = nullptr;
    if (m_desk)
        m_desk->disconnect(this);
    m_desk = nullptr;
    m_user = {};
    m_clinic = {};
    m_problems->setInboxes({});
    m_pages->setCurrentWidget(m_login);
    retranslate();
}

void MainWindow::showDesk(InboxDesk &desk, const User &user, const Clinic &clinic)
{
    showLogin();
    m_desk = &desk;
    m_user = user;
    m_clinic = clinic;
    m_inbox = new InboxView(desk, m_clock, m_screens);
    const QTimeZone zone(clinic.timeZone.toLatin1());
    m_inbox->setTimeZone(zone.isValid() ? zone : QTimeZone::systemTimeZone());
    m_inbox->restoreState(m_settings);
    m_screens->addWidget(m_inbox);
    m_menu->setAccount(user, clinic);
    connect(&desk, &InboxDesk::conversationsChanged, this, &MainWindow::showBadge);
    showBadge();
    m_pages->setCurrentWidget(m_work);
    retranslate();
}

void MainWindow::setConnection(const Connection &connection)
{
    m_connection = connection;
    m_problems->setConnection(connection);
    showAccount();
}

void MainWindow::setMemoryOnly(bool memoryOnly)
{
    m_problems->setMemoryOnly(memoryOnly);
}

void MainWindow::setInboxes(const QList<Inbox> &inboxes)
{
    const bool canHelp = m_user.role == Role::Manager || m_user.role == Role::Admin;
    m_problems->setInboxes(canHelp ? inboxes : QList<Inbox>());
}

void MainWindow::choose(const Preferences &preferences)
{
    m_preferences = applied(preferences);
    preferences.write(m_settings);
    m_menu->setPreferences(preferences);
}

void MainWindow::showAccount()
{
    const bool online = m_connection.state == Connection::Online;
    const QString description = u"%1, %2"_s.arg(m_user.name, online ? tr("connected") : tr("not connected"));
    m_rail->setAccount({m_user.name, {}, connectionTone(m_connection.state)}, description);
}

void MainWindow::showBadge()
{
    int waiting = 0;
    if (m_desk)
        waiting = qMax(0, m_desk->unreadConversations());
    m_rail->setBadge(inboxId, waiting);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    qGuiApp->setBadgeNumber(waiting);
#endif
}

void MainWindow::remember()
{
    m_settings.setValue("window/geometry", saveGeometry());
    if (m_inbox)
        m_inbox->saveState(m_settings);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    remember();
    QMainWindow::closeEvent(event);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    m_rail->setLabelsVisible(width() >= metrics::scaled(metrics::railLabelsFrom));
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void MainWindow::retranslate()
{
    const QString product = u"Acolhe"_s;
    setWindowTitle(m_clinic.name.isEmpty() ? product : u"%1 · %2"_s.arg(m_clinic.name, product));
    m_rail->setAccessibleName(tr("Screens"));
    m_rail->setText(inboxId, tr("Inbox"));
    showAccount();
}

} // namespace acolhe::ui
