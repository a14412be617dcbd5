// SPDX-License-Identifier: Apache-2.0
// The whole window in every theme, language, size and text size: nothing is cut, nothing overlaps. With
// ACOLHE_PICTURES=DIR in the environment it leaves the pictures there.
#include "tests/desktop/sample_clinic.h"
#include "tests/inbox/sample_desk.h"
#include "tests/support/manual_clock.h"
#include "ui/inbox/composer.h"
#include "ui/inbox/inbox_view.h"
#include "ui/login/login_view.h"
#include "ui/style/fonts.h"
#include "ui/window/main_window.h"

#include <QAbstractButton>
#include <QDir>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace acolhe;
using namespace acolhe::ui;
using namespace Qt::StringLiterals;

namespace {

const User paula{samples::paula, u"Paula Reis"_s, u"paula@vida.example"_s, Role::Attendant, true};
const Clinic clinic{{1}, u"vida"_s, u"Clínica Vida Plena"_s, u"America/Sao_Paulo"_s};

void keep(QWidget &window, const QString &name)
{
    const QString folder = qEnvironmentVariable("ACOLHE_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(window.grab().save(QDir(folder).filePath(name + u".png"_s)));
}

/// Push buttons whose text does not fit them.
QStringList cutButtons(const QWidget &root)
{
    QStringList cut;
    const auto buttons = root.findChildren<QPushButton *>();
    for (const QPushButton *button : buttons) {
        if (button->isVisible() && button->width() < button->sizeHint().width()
            && button->objectName().isEmpty())
            cut << button->text();
    }
    return cut;
}

} // namespace

class LooksTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { setFontScale(1); }

    void theWindowFits_data()
    {
        QTest::addColumn<QString>("theme");
        QTest::addColumn<QString>("language");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<qreal>("scale");
        for (const char *theme : {"dark", "light"}) {
            for (const char *language : {"pt_BR", "en", "es"}) {
                const auto add = [&](QSize size, qreal scale) {
                    QTest::addRow(
                        "%s-%s-%dx%d-%d", theme, language, size.width(), size.height(), int(scale * 100))
                        << QString::fromLatin1(theme) << QString::fromLatin1(language) << size << scale;
                };
                add({1440, 900}, 1);
                add({1100, 720}, 1);
                add({1366, 768}, 1);
                add({1920, 1080}, 1.5);
            }
        }
    }
    void theWindowFits()
    {
        QFETCH(QString, theme);
        QFETCH(QString, language);
        QFETCH(QSize, size);
        QFETCH(qreal, scale);
        QTemporaryDir dir;
        QSettings settings(dir.filePath(u"s.ini"_s), QSettings::IniFormat);
        settings.setValue("look/theme", theme);
        settings.setValue("look/language", language);
        settings.setValue("look/fontScale", scale);
        const tests::ManualClock clock(samples::now().ms);
        samples::SampleDesk desk;
        MainWindow window(clock, settings);
        window.showDesk(desk, paula, clinic);
        window.setConnection({Connection::Online, {}});
        window.resize(size);
        window.show();
        desk.open({1});
        QCoreApplication::processEvents();
        QCOMPARE(window.size(), size); // it can be as small as that
        QCOMPARE(cutButtons(window), QStringList());
        keep(window, QString::fromLatin1(QTest::currentDataTag()));
    }

    void theLoginFits_data()
    {
        QTest::addColumn<QString>("theme");
        QTest::addColumn<QString>("language");
        for (const char *theme : {"dark", "light"}) {
            for (const char *language : {"pt_BR", "en", "es"})
                QTest::addRow("%s-%s", theme, language)
                    << QString::fromLatin1(theme) << QString::fromLatin1(language);
        }
    }
    void theLoginFits()
    {
        QFETCH(QString, theme);
        QFETCH(QString, language);
        QTemporaryDir dir;
        QSettings settings(dir.filePath(u"s.ini"_s), QSettings::IniFormat);
        settings.setValue("look/theme", theme);
        settings.setValue("look/language", language);
        const tests::ManualClock clock(samples::now().ms);
        MainWindow window(clock, settings);
        window.resize(1100, 720);
        window.show();
        window.login().setChoiceOffered(true);
        const QString name = QString::fromLatin1(QTest::currentDataTag());
        window.login().showChoice();
        QCOMPARE(cutButtons(window), QStringList());
        keep(window, u"choice-"_s + name);
        window.login().showSignIn({});
        window.login().showProblem(u"E-mail ou senha incorretos."_s);
        QCoreApplication::processEvents();
        QCOMPARE(cutButtons(window), QStringList());
        keep(window, u"login-"_s + name);
        window.login().showSetUp();
        QCoreApplication::processEvents();
        QCOMPARE(cutButtons(window), QStringList());
        keep(window, u"setup-"_s + name);
    }
};

QTEST_MAIN(LooksTest)
#include "tst_looks.moc"
