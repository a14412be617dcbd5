// SPDX-License-Identifier: Apache-2.0
#include "tests/desktop/unnamed_controls.h"
#include "ui/login/choice_card.h"
#include "ui/login/form_page.h"
#include "ui/login/login_view.h"
#include "ui/login/sign_in_page.h"
#include "ui/style/look.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/words/language.h"

#include <QApplication>
#include <QComboBox>
#include <QSignalSpy>
#include <QTest>

using namespace acolhe::ui;
using namespace Qt::StringLiterals;

namespace {

struct Login {
    LoginView view;
    QSignalSpy signIn{&view, &LoginView::signInRequested};
    QSignalSpy setUp{&view, &LoginView::setUpRequested};

    Login()
    {
        view.resize(1100, 720);
        view.show();
        view.activateWindow();
    }

    template <class Widget> Widget *seen(const QString &name) const
    {
        const auto all = view.findChildren<Widget *>();
        for (Widget *widget : all) {
            if (widget->isVisible()
                && (widget->accessibleName() == name || widget->property("text").toString() == name))
                return widget;
        }
        return nullptr;
    }

    void type(const QString &field, const QString &text) { QTest::keyClicks(seen<QLineEdit>(field), text); }
    void press(const QString &button) { QTest::mouseClick(seen<Button>(button), Qt::LeftButton); }
    bool says(const QString &part) const
    {
        const auto all = view.findChildren<Label *>();
        return std::any_of(all.begin(), all.end(),
            [&](const Label *l) { return l->isVisible() && l->text().contains(part); });
    }
    Credentials asked(int at = 0) const { return signIn.at(at).at(0).value<Credentials>(); }
};

} // namespace

class LoginTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        applyTheme(*qobject_cast<QApplication *>(qApp), ThemeChoice::Dark);
        setLanguage(u"en"_s);
    }

    void theFirstRunOffersBothWays()
    {
        Login f;
        f.view.showChoice();
        QSignalSpy embedded(&f.view, &LoginView::embeddedChosen);
        QTest::mouseClick(f.seen<ChoiceCard>(u"Use this computer"_s), Qt::LeftButton);
        QCOMPARE(embedded.count(), 1);
        auto *server = f.seen<ChoiceCard>(u"Connect to a server"_s);
        server->setFocus();
        QTest::keyClick(server, Qt::Key_Return);
        QVERIFY(f.seen<QLineEdit>(u"Server"_s));
    }

    void signingInTellsWhatWasEntered()
    {
        Login f;
        f.view.showSignIn({});
        f.type(u"Server"_s, u"clinica.example:8480"_s);
        f.type(u"E-mail"_s, u" paula@clinica.example "_s);
        f.type(u"Password"_s, u"segredo longo"_s);
        QTest::keyClick(f.seen<QLineEdit>(u"Password"_s), Qt::Key_Return);
        QCOMPARE(f.signIn.count(), 1);
        QCOMPARE(f.asked().server, QUrl(u"https://clinica.example:8480"_s));
        QCOMPARE(f.asked().email, u"paula@clinica.example"_s);
        QCOMPARE(f.asked().password, u"segredo longo"_s);
        QVERIFY(f.asked().remember);
    }

    void whatIsMissingIsSaid_data()
    {
        QTest::addColumn<QString>("server");
        QTest::addColumn<QString>("email");
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("says");
        QTest::newRow("no server") << QString() << u"a@b.c"_s << u"x"_s << u"server's address"_s;
        QTest::newRow("no address") << u"not an address"_s << u"a@b.c"_s << u"x"_s << u"server's address"_s;
        QTest::newRow("no e-mail") << u"c.example"_s << QString() << u"x"_s << u"e-mail"_s;
        QTest::newRow("half an e-mail") << u"c.example"_s << u"paula@"_s << u"x"_s << u"e-mail"_s;
        QTest::newRow("no password") << u"c.example"_s << u"a@b.c"_s << QString() << u"password"_s;
    }
    void whatIsMissingIsSaid()
    {
        QFETCH(QString, server);
        QFETCH(QString, email);
        QFETCH(QString, password);
        QFETCH(QString, says);
        Login f;
        f.view.showSignIn({});
        f.type(u"Server"_s, server);
        f.type(u"E-mail"_s, email);
        f.type(u"Password"_s, password);
        f.press(u"Sign in"_s);
        QCOMPARE(f.signIn.count(), 0);
        QVERIFY(f.says(says));
    }

    void addressesAreMadeWhole_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("url");
        QTest::newRow("a name") << u"clinica.example"_s << u"https://clinica.example"_s;
        QTest::newRow("with a port") << u"clinica.example:8480"_s << u"https://clinica.example:8480"_s;
        QTest::newRow("this computer") << u"localhost:8480"_s << u"http://localhost:8480"_s;
        QTest::newRow("this computer by number") << u"127.0.0.1:8480"_s << u"http://127.0.0.1:8480"_s;
        QTest::newRow("http stays where it was written")
            << u"http://10.0.0.5:8480/"_s << u"http://10.0.0.5:8480"_s;
        QTest::newRow("no secrets in it")
            << u"https://user:pw@clinica.example/?a=b#c"_s << u"https://clinica.example"_s;
        QTest::newRow("another scheme") << u"file:///etc"_s << QString();
        QTest::newRow("script") << u"javascript:alert(1)"_s << QString();
        QTest::newRow("words") << u"my clinic"_s << QString();
        QTest::newRow("nothing") << u" "_s << QString();
    }
    void addressesAreMadeWhole()
    {
        QFETCH(QString, written);
        QFETCH(QString, url);
        QCOMPARE(serverUrl(written).toString(), url);
    }

    void aRefusalIsShownAndNothingEnteredIsLost()
    {
        Login f;
        f.view.showSignIn(QUrl(u"https://clinica.example"_s));
        f.type(u"E-mail"_s, u"paula@clinica.example"_s);
        f.type(u"Password"_s, u"errada"_s);
        f.press(u"Sign in"_s);
        f.view.setBusy(true);
        QVERIFY(!f.seen<Button>(u"One moment…"_s)->isEnabled());
        QTest::keyClick(f.seen<QLineEdit>(u"Password"_s), Qt::Key_Return);
        QCOMPARE(f.signIn.count(), 1);
        f.view.setBusy(false);
        f.view.showProblem(u"E-mail or password is wrong."_s);
        QVERIFY(f.says(u"is wrong"_s));
        QCOMPARE(f.seen<QLineEdit>(u"E-mail"_s)->text(), u"paula@clinica.example"_s);
        f.type(u"Password"_s, u"x"_s);
        QVERIFY(!f.says(u"is wrong"_s));
    }

    void severalClinicsAreOffered()
    {
        Login f;
        f.view.showSignIn(QUrl(u"https://clinica.example"_s), u"paula@clinica.example"_s);
        f.type(u"Password"_s, u"segredo"_s);
        f.press(u"Sign in"_s);
        QCOMPARE(f.asked().clinic, QString());
        f.view.offerClinics({{u"centro"_s, u"Clínica Centro"_s}, {u"sul"_s, u"Clínica Sul"_s}});
        f.seen<QComboBox>(u"Clinic"_s)->setCurrentIndex(1);
        f.press(u"Sign in"_s);
        QCOMPARE(f.asked(1).clinic, u"sul"_s);
        QCOMPARE(f.asked(1).password, u"segredo"_s);
    }

    void aGivenServerIsNotAskedFor()
    {
        Login f;
        f.view.showSignIn(QUrl(u"https://clinica.example"_s), {}, true);
        QVERIFY(!f.seen<QLineEdit>(u"Server"_s));
        f.type(u"E-mail"_s, u"a@b.c"_s);
        f.type(u"Password"_s, u"x"_s);
        f.press(u"Sign in"_s);
        QCOMPARE(f.asked().server, QUrl(u"https://clinica.example"_s));
        f.view.showSignIn({}, u"a@b.c"_s, true);
        f.type(u"Password"_s, u"x"_s);
        f.press(u"Sign in"_s);
        QVERIFY(!f.asked(1).server.isValid()); // this computer
    }

    void aClinicIsSetUp()
    {
        Login f;
        f.view.showSetUp();
        f.press(u"Begin"_s);
        QVERIFY(f.says(u"clinic's name"_s));
        f.type(u"The clinic's name"_s, u"Clinica Vida"_s);
        f.type(u"Your name"_s, u"Ana Prado"_s);
        f.type(u"Your e-mail"_s, u"ana@vida.example"_s);
        f.type(u"A password"_s, u"curta"_s);
        f.press(u"Begin"_s);
        QVERIFY(f.says(u"at least"_s));
        QCOMPARE(f.setUp.count(), 0);
        f.type(u"A password"_s, u" mas agora longa"_s);
        f.press(u"Begin"_s);
        QCOMPARE(f.setUp.count(), 1);
        QCOMPARE(f.setUp.first().at(0).value<ClinicSetUp>().clinic, u"Clinica Vida"_s);
    }

    void thePasswordIsHiddenUntilAsked()
    {
        PasswordField field;
        QCOMPARE(field.echoMode(), QLineEdit::Password);
        field.actions().constFirst()->trigger();
        QCOMPARE(field.echoMode(), QLineEdit::Normal);
    }

    void theWayBackIsThereWhenOffered()
    {
        Login f;
        f.view.showSignIn({});
        QVERIFY(!f.seen<Button>(u"Choose something else"_s));
        f.view.setChoiceOffered(true);
        f.press(u"Choose something else"_s);
        QVERIFY(f.seen<ChoiceCard>(u"Use this computer"_s));
    }

    void everyControlHasAName()
    {
        Login f;
        QCOMPARE(acolhe::desktop::unnamedControls(f.view), QStringList());
    }

    void everyPageSpeaksTheLanguage()
    {
        Login f;
        f.view.showSetUp();
        setLanguage(u"pt_BR"_s);
        QCoreApplication::processEvents();
        QVERIFY(f.seen<Button>(u"Começar"_s));
        setLanguage(u"en"_s);
        QCoreApplication::processEvents();
        QVERIFY(f.seen<Button>(u"Begin"_s));
    }
};

QTEST_MAIN(LoginTest)
#include "tst_login.moc"
