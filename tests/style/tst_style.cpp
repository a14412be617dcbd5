// SPDX-License-Identifier: Apache-2.0
#include "ui/style/acolhe_style.h"
#include "ui/style/look.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QStyleOption>
#include <QTest>
#include <QVBoxLayout>

using namespace acolhe::ui;
using namespace Qt::StringLiterals;

class StyleTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { applyTheme(application(), ThemeChoice::Dark); }

    void theThemeReachesThePaletteOfEveryWidget()
    {
        QWidget window;
        QPushButton button(u"Enviar"_s, &window);
        window.show();
        QCOMPARE(button.palette().color(QPalette::Window), darkTheme().bg);
        applyTheme(application(), ThemeChoice::Light);
        QCOMPARE(button.palette().color(QPalette::Window), lightTheme().bg);
    }

    void keyboardFocusIsSeen_data()
    {
        QTest::addColumn<ButtonLook>("look");
        QTest::newRow("normal") << ButtonLook::Normal;
        QTest::newRow("primary") << ButtonLook::Primary;
        QTest::newRow("danger") << ButtonLook::Danger;
        QTest::newRow("ghost") << ButtonLook::Ghost;
        QTest::newRow("chip") << ButtonLook::Chip;
    }
    void keyboardFocusIsSeen()
    {
        QFETCH(ButtonLook, look);
        QWidget window;
        QVBoxLayout column(&window);
        QPushButton first(u"Um"_s);
        QPushButton second(u"Dois"_s);
        setLook(&second, look);
        column.addWidget(&first);
        column.addWidget(&second);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        first.setFocus();
        const QImage without = second.grab().toImage();
        QTest::keyClick(&first, Qt::Key_Tab);
        QVERIFY(second.hasFocus());
        QVERIFY(second.grab().toImage() != without);
    }

    void controlsAreBigEnoughToHit()
    {
        QPushButton button(u"Ok"_s);
        QLineEdit edit;
        QVERIFY(button.sizeHint().height() >= metrics::controlHeight);
        QVERIFY(edit.sizeHint().height() >= metrics::controlHeight);
        QPushButton chip(u"Fila 5"_s);
        setLook(&chip, ButtonLook::Chip);
        QVERIFY(chip.sizeHint().height() >= 24);
    }

    void theScrollBarHandleCanAlwaysBeGrabbed_data()
    {
        QTest::addColumn<int>("maximum");
        QTest::newRow("nothing to scroll") << 0;
        QTest::newRow("a page more") << 200;
        QTest::newRow("a hundred thousand rows") << 7'200'000;
    }
    void theScrollBarHandleCanAlwaysBeGrabbed()
    {
        QFETCH(int, maximum);
        QScrollBar bar(Qt::Vertical);
        bar.resize(10, 200);
        bar.setRange(0, maximum);
        bar.setPageStep(200);
        bar.setValue(maximum);
        QStyleOptionSlider option;
        option.initFrom(&bar);
        option.orientation = Qt::Vertical;
        option.minimum = 0;
        option.maximum = maximum;
        option.pageStep = 200;
        option.sliderPosition = maximum;
        const QRect handle =
            bar.style()->subControlRect(QStyle::CC_ScrollBar, &option, QStyle::SC_ScrollBarSlider, &bar);
        QVERIFY(handle.height() >= 32);
        QCOMPARE(handle.bottom(), 199);
    }

private:
    static QApplication &application() { return *qobject_cast<QApplication *>(qApp); }
};

QTEST_MAIN(StyleTest)
#include "tst_style.moc"
