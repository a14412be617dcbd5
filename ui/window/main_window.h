// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/clock.h"
#include "backend/domain/inbox.h"
#include "backend/domain/people.h"
#include "ui/window/preferences.h"
#include "ui/window/problem_strip.h"

#include <QMainWindow>
#include <QPointer>

class QMessageBox;
class QSettings;
class QStackedWidget;

namespace acolhe::ui {

class AccountMenu;
class InboxDesk;
class InboxView;
class LoginView;
class NavRail;

/// The one window: before the work the login, then the rail with the screens. Remembers its size, look and
/// language.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    /// Both are borrowed and must live longer.
    MainWindow(const Clock &clock, QSettings &settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    LoginView &login() { return *m_login; }
    InboxView *inbox() { return m_inbox; }

    /// Back to the login; the screens and what they showed are gone.
    void showLogin();
    /// `desk` is borrowed until showLogin() or the window's end.
    void showDesk(InboxDesk &desk, const User &user, const Clinic &clinic);

    void setConnection(const Connection &connection);
    void setMemoryOnly(bool memoryOnly);
    /// What the clinic's inboxes need is told to those who can help: managers and administrators.
    void setInboxes(const QList<Inbox> &inboxes);

Q_SIGNALS:
    /// Confirmed, where texts that were not sent would be lost.
    void signOutRequested();
    void reconnectRequested();

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    void bindKeys();
    void signOut();
    void choose(const Preferences &preferences);
    void showAccount();
    void showBadge();
    void retranslate();
    void remember();

    const Clock &m_clock;
    QSettings &m_settings;
    Preferences m_preferences;
    User m_user;
    Clinic m_clinic;
    Connection m_connection;
    QStackedWidget *m_pages;
    LoginView *m_login;
    QWidget *m_work;
    NavRail *m_rail;
    ProblemStrip *m_problems;
    QStackedWidget *m_screens;
    InboxView *m_inbox = nullptr;
    InboxDesk *m_desk = nullptr;
    AccountMenu *m_menu;
    QPointer<QMessageBox> m_question;
};

} // namespace acolhe::ui
