// SPDX-License-Identifier: Apache-2.0
#include "tests/desktop/sample_clinic.h"
#include "tests/desktop/unnamed_controls.h"
#include "tests/inbox/sample_desk.h"
#include "tests/support/manual_clock.h"
#include "ui/inbox/inbox_view.h"
#include "ui/login/login_view.h"
#include "ui/style/fonts.h"
#include "ui/style/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/nav_rail.h"
#include "ui/window/account_menu.h"
#include "ui/window/key_sheet.h"
#include "ui/window/main_window.h"

#include <QMessageBox>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace acolhe;
using namespace acolhe::ui;
using namespace Qt::StringLiterals;

namespace {

const User paula{samples::paula, u"Paula Reis"_s, u"paula@vida.example"_s, Role::Attendant, true};
const User ana{{3}, u"Ana Prado"_s, u"ana@vida.example"_s, Role::Manager, true};
const Clinic clinic{{1}, u"vida"_s, u"Clínica Vida Plena"_s, u"America/Sao_Paulo"_s};

struct EnglishSettings : QSettings {
    explicit EnglishSettings(const QTemporaryDir &dir)
        : QSettings(dir.filePath(u"settings.ini"_s), IniFormat)
    {
        setValue("look/language", u"en"_s);
    }
};

struct Window {
    QTemporaryDir dir;
    EnglishSettings settings{dir};
    tests::ManualClock clock{samples::now().ms};
    samples::SampleDesk desk;
    MainWindow window{clock, settings};

    Window()
    {
        window.show();
        window.activateWindow();
    }

    /// The sentences of the strips that are shown.
    QStringList problems() const
    {
        QStringList shown;
        const auto banners = window.findChildren<Banner *>();
        for (const Banner *banner : banners) {
            if (banner->isVisible())
                shown << banner->text();
        }
        return shown;
    }

    AccountMenu *menu() const { return window.findChild<AccountMenu *>(); }

    QAction *action(const QString &menuText, const QString &text) const
    {
        Q_EMIT menu()->aboutToShow();
        const auto actions = menu()->actions();
        for (QAction *one : actions) {
            if (menuText.isEmpty() && one->text() == text)
                return one;
            if (one->menu() && one->text() == menuText) {
                const auto inner = one->menu()->actions();
                for (QAction *choice : inner) {
                    if (choice->text() == text)
                        return choice;
                }
            }
        }
        return nullptr;
    }
};

} // namespace

class MainWindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleanup()
    {
        setFontScale(1);
        setTheme(darkTheme());
    }

    void itBeginsWithTheLogin()
    {
        Window w;
        QVERIFY(w.window.login().isVisible());
        QVERIFY(!w.window.inbox());
        QCOMPARE(w.window.windowTitle(), u"Acolhe"_s);
    }

    void signedInItShowsTheInbox()
    {
        Window w;
        w.window.showDesk(w.desk, paula, clinic);
        QVERIFY(w.window.inbox()->isVisible());
        QVERIFY(!w.window.login().isVisible());
        QVERIFY(w.window.windowTitle().contains(clinic.name));
    }

    void signedOutNothingOfTheClinicIsLeft()
    {
        Window w;
        w.window.showDesk(w.desk, paula, clinic);
        w.window.showLogin();
        QVERIFY(!w.window.inbox());
        QCOMPARE(w.window.windowTitle(), u"Acolhe"_s);
        QVERIFY(w.window.login().isVisible());
        w.desk.fill(); // nobody listens any more
        w.window.showDesk(w.desk, ana, clinic);
        QVERIFY(w.window.inbox()->isVisible());
    }

    void aLostConnectionIsToldWithACountdown()
    {
        Window w;
        w.window.showDesk(w.desk, paula, clinic);
        w.window.setConnection({Connection::Online, {}});
        QVERIFY(w.problems().isEmpty());
        w.window.setConnection({Connection::Lost, Timestamp{w.clock.nowMs() + 4000}});
        QVERIFY(w.problems().constFirst().contains("4"_L1));
        w.clock.advance(2000);
        QTRY_VERIFY(w.problems().constFirst().contains("2"_L1));
        QSignalSpy again(&w.window, &MainWindow::reconnectRequested);
        QTest::mouseClick(w.window.findChild<Banner *>()->findChild<Button *>(), Qt::LeftButton);
        QCOMPARE(again.count(), 1);
        w.window.setConnection({Connection::Online, {}});
        QVERIFY(w.problems().isEmpty());
    }

    void aQuickConnectionIsNoProblem()
    {
        Window w;
        w.window.showDesk(w.desk, paula, clinic);
        w.window.setConnection({Connection::Online, {}});
        w.window.setConnection({Connection::Connecting, {}});
        QVERIFY(w.problems().isEmpty());
        QTRY_VERIFY(!w.problems().isEmpty()); // but a slow one is
    }

    void aMirrorInMemoryIsTold()
    {
        Window w;
        w.window.showDesk(w.desk, paula, clinic);
        w.window.setMemoryOnly(true);
        QVERIFY(w.problems().constFirst().contains("keychain"_L1));
        w.window.setMemoryOnly(false);
        QVERIFY(w.problems().isEmpty());
    }

    void brokenInboxesAreToldToThoseWhoCanHelp_data()
    {
        QTest::addColumn<bool>("manager");
        QTest::newRow("a manager") << true;
        QTest::newRow("an attendant") << false;
    }
    void brokenInboxesAreToldToThoseWhoCanHelp()
    {
        QFETCH(bool, manager);
        Window w;
        w.window.showDesk(w.desk, manager ? ana : paula, clinic);
        Inbox broken;
        broken.name = u"WhatsApp Recepção"_s;
        broken.state = InboxState::NeedsAttention;
        broken.stateReason = u"reauth"_s;
        w.window.setInboxes({broken});
        QCOMPARE(w.problems().join(QString()).contains(broken.name), manager);
        broken.state = InboxState::Connected;
        w.window.setInboxes({broken});
        QVERIFY(w.problems().isEmpty());
    }

    void theThemeIsChosenAndRemembered()
    {
        Window w;
        w.window.showDesk(w.desk, paula, clinic);
        w.action(u"Theme"_s, u"Light"_s)->trigger();
        QVERIFY(!theme().dark);
        QCOMPARE(w.window.palette().color(QPalette::Window), lightTheme().bg);
        QVERIFY(w.action(u"Theme"_s, u"Light"_s)->isChecked());
        MainWindow second(w.clock, w.settings);
        QVERIFY(!theme().dark);
    }

    void theLanguageIsChosenAndRemembered()
    {
        Window w;
        w.window.showDesk(w.desk, paula, clinic);
        w.action(u"Language"_s, u"Español"_s)->trigger();
        QCoreApplication::processEvents();
        QVERIFY(w.action({}, u"Cerrar sesión"_s));
        QCOMPARE(w.settings.value("look/language").toString(), u"es"_s);
        w.action(u"Idioma"_s, u"English"_s)->trigger();
        QCoreApplication::processEvents();
        QVERIFY(w.action({}, u"Sign out"_s));
    }

    void theTextSizeIsChosen()
    {
        Window w;
        w.window.showDesk(w.desk, paula, clinic);
        w.action(u"Text size"_s, u"130 %"_s)->trigger();
        QCOMPARE(fontScale(), 1.3);
        QCOMPARE(w.settings.value("look/fontScale").toDouble(), 1.3);
    }

    void signingOutIsAsked()
    {
        Window w;
        w.window.showDesk(w.desk, paula, clinic);
        QSignalSpy out(&w.window, &MainWindow::signOutRequested);
        w.action({}, u"Sign out"_s)->trigger();
        QCOMPARE(out.count(), 1);
    }

    void unsentTextsAreNotLostUnasked_data()
    {
        QTest::addColumn<QString>("button");
        QTest::addColumn<int>("left");
        QTest::newRow("discarded") << u"Discard and sign out"_s << 1;
        QTest::newRow("kept") << u"Stay signed in"_s << 0;
        QTest::newRow("Escape keeps") << u"Esc"_s << 0;
        QTest::newRow("Return keeps") << u"Return"_s << 0;
    }
    void unsentTextsAreNotLostUnasked()
    {
        QFETCH(QString, button);
        Window w;
        w.desk.unsent = 2;
        w.window.showDesk(w.desk, paula, clinic);
        QSignalSpy out(&w.window, &MainWindow::signOutRequested);
        w.action({}, u"Sign out"_s)->trigger();
        auto *question = w.window.findChild<QMessageBox *>();
        QVERIFY(question);
        QVERIFY(question->text().contains(u"2 message"_s));
        QCOMPARE(out.count(), 0);
        QVERIFY(QTest::qWaitForWindowActive(question));
        if (button == "Esc"_L1 || button == "Return"_L1) {
            QTest::keyClick(question, button == "Esc"_L1 ? Qt::Key_Escape : Qt::Key_Return);
        } else {
            const auto buttons = question->buttons();
            for (QAbstractButton *one : buttons) {
                if (one->text() == button)
                    QTest::mouseClick(one, Qt::LeftButton);
            }
        }
        QTRY_VERIFY(!w.window.findChild<QMessageBox *>());
        QTEST(int(out.count()), "left");
    }

    void aSessionThatEndsTakesItsQuestionAlong()
    {
        Window w;
        w.desk.unsent = 1;
        w.window.showDesk(w.desk, paula, clinic);
        w.action({}, u"Sign out"_s)->trigger();
        QVERIFY(w.window.findChild<QMessageBox *>()->text().contains(u"1 message"_s));
        w.window.showLogin();
        QTRY_VERIFY(!w.window.findChild<QMessageBox *>());
    }

    void sizesAreRemembered()
    {
        Window w;
        w.window.resize(1200, 800);
        w.window.close();
        MainWindow second(w.clock, w.settings);
        QCOMPARE(second.size(), QSize(1200, 800));
    }

    void theRailShowsItsLabelsWhereThereIsRoom()
    {
        Window w;
        w.window.showDesk(w.desk, paula, clinic);
        auto *rail = w.window.findChild<NavRail *>();
        w.window.resize(1440, 900);
        QCOMPARE(rail->width(), 64);
        w.window.resize(1700, 900);
        QVERIFY(rail->width() > 150);
    }

    void unreadConversationsAreCounted()
    {
        Window w;
        w.window.showDesk(w.desk, paula, clinic);
        const auto buttons = w.window.findChild<NavRail *>()->findChildren<QToolButton *>();
        QCOMPARE(buttons.constFirst()->accessibleName().contains(u"4"_s)
                || buttons.constLast()->accessibleName().contains(u"4"_s),
            true);
    }

    void theKeysAreOnOneSheet()
    {
        Window w;
        w.window.showDesk(w.desk, paula, clinic);
        QVERIFY(QTest::qWaitForWindowActive(&w.window));
        QTest::keyClick(&w.window, Qt::Key_F1);
        QVERIFY(w.window.findChild<KeySheet *>());
    }

    void everyControlHasAName()
    {
        Window w;
        w.window.showDesk(w.desk, paula, clinic);
        w.desk.open({1});
        QCOMPARE(desktop::unnamedControls(w.window), QStringList());
    }
};

QTEST_MAIN(MainWindowTest)
#include "tst_main_window.moc"
