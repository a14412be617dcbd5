// SPDX-License-Identifier: Apache-2.0
#include "tests/desktop/unnamed_controls.h"
#include "ui/style/look.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chip_bar.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/nav_rail.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/skeleton_rows.h"
#include "ui/widgets/snackbar.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace acolhe::ui;
using namespace Qt::StringLiterals;

class ControlsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { applyTheme(*qobject_cast<QApplication *>(qApp), ThemeChoice::Dark); }

    void everyControlHasAName()
    {
        QWidget window;
        QVBoxLayout column(&window);
        column.addWidget(new Button(u"Enviar"_s));
        column.addWidget(new IconButton(u"check"_s, u"Resolver"_s));
        column.addWidget(new SearchField(u"Buscar"_s));
        column.addWidget(chips());
        column.addWidget(rail());
        QCOMPARE(acolhe::desktop::unnamedControls(window), QStringList());
        column.addWidget(new QLineEdit);
        QCOMPARE(acolhe::desktop::unnamedControls(window).size(), 1);
    }

    void anIconButtonTellsItsKeys()
    {
        IconButton button(u"check"_s, u"Resolver"_s);
        button.setKeys(QKeySequence(u"Ctrl+E"_s));
        QCOMPARE(button.accessibleName(), u"Resolver"_s);
        QVERIFY(button.toolTip().startsWith("Resolver ("_L1));
    }

    void exactlyOneChipIsChosen()
    {
        std::unique_ptr<ChipBar> bar(chips());
        QSignalSpy chosen(bar.get(), &ChipBar::chosen);
        QCOMPARE(bar->current(), u"mine"_s);
        bar->setCurrent(u"all"_s);
        QCOMPARE(chosen.count(), 0);
        QTest::mouseClick(bar->findChild<QWidget *>(u"queue"_s), Qt::LeftButton);
        QCOMPARE(chosen.takeFirst().at(0).toString(), u"queue"_s);
        QCOMPARE(bar->current(), u"queue"_s);
    }

    void arrowKeysMoveAmongChips()
    {
        std::unique_ptr<ChipBar> bar(chips());
        bar->show();
        bar->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(bar.get()));
        QSignalSpy chosen(bar.get(), &ChipBar::chosen);
        auto *first = bar->findChild<QWidget *>(u"mine"_s);
        first->setFocus();
        QTest::keyClick(first, Qt::Key_Right);
        QCOMPARE(bar->current(), u"queue"_s);
        QCOMPARE(chosen.count(), 1);
    }

    void chipsShowTheirCounts()
    {
        std::unique_ptr<ChipBar> bar(chips());
        bar->setCount(u"mine"_s, 8);
        bar->setCount(u"all"_s, 40'000);
        QCOMPARE(bar->findChild<QPushButton *>(u"mine"_s)->text(), u"Mine 8"_s);
        QCOMPARE(bar->findChild<QPushButton *>(u"all"_s)->text(), u"All 999+"_s);
        bar->setText(u"mine"_s, u"Minhas"_s);
        QCOMPARE(bar->findChild<QPushButton *>(u"mine"_s)->accessibleName(), u"Minhas 8"_s);
    }

    void searchWaitsForAPauseOrEnter()
    {
        SearchField field(u"Buscar"_s);
        QSignalSpy searched(&field, &SearchField::searched);
        QTest::keyClicks(&field, u"mari"_s);
        QCOMPARE(searched.count(), 0);
        QTRY_COMPARE(searched.count(), 1);
        QTest::keyClicks(&field, u"na "_s);
        QTest::keyClick(&field, Qt::Key_Return);
        QCOMPARE(searched.count(), 2);
        QCOMPARE(searched.last().at(0).toString(), u"marina"_s);
        QTest::keyClick(&field, Qt::Key_Escape);
        QCOMPARE(searched.last().at(0).toString(), QString());
        QCOMPARE(searched.count(), 3);
    }

    void aSkeletonIsNotShownForWhatComesAtOnce()
    {
        SkeletonRows rows(SkeletonRows::Shape::Conversations, u"Carregando"_s);
        rows.start();
        QVERIFY(rows.isHidden());
        rows.stop();
        rows.start();
        QTRY_VERIFY(!rows.isHidden());
        rows.stop();
        QVERIFY(rows.isHidden());
    }

    void aSnackbarGoesByItself()
    {
        QWidget window;
        window.resize(800, 600);
        QLineEdit writing(&window); // has the focus, which would hold the snackbar
        Snackbar bar(&window);
        bar.setDuration(20);
        window.show();
        bar.present(u"Conversa resolvida"_s, u"Desfazer"_s);
        QVERIFY(bar.isVisible());
        QVERIFY(window.rect().contains(bar.geometry()));
        QTRY_VERIFY(!bar.isVisible());
    }

    void itsActionIsTakenOnce()
    {
        QWidget window;
        window.resize(800, 600);
        Snackbar bar(&window);
        QSignalSpy undone(&bar, &Snackbar::actionTriggered);
        window.show();
        bar.present(u"Conversa resolvida"_s, u"Desfazer"_s);
        QTest::mouseClick(bar.findChild<QPushButton *>(), Qt::LeftButton);
        QCOMPARE(undone.count(), 1);
        QVERIFY(!bar.isVisible());
        window.resize(500, 300);
        bar.present(u"Outra"_s);
        QVERIFY(window.rect().contains(bar.geometry()));
        QVERIFY(!bar.findChild<QPushButton *>()->isVisible());
    }

    void aBannerIsThereOnlyWhileSomethingIsWrong()
    {
        QWidget window;
        QVBoxLayout column(&window);
        auto *banner = new Banner;
        column.addWidget(banner);
        window.show();
        QVERIFY(!banner->isVisible());
        banner->present(u"wifi-off"_s, u"Sem conexão"_s, &Theme::warn, u"Tentar agora"_s);
        QVERIFY(banner->isVisible());
        QCOMPARE(banner->accessibleName(), u"Sem conexão"_s);
        QSignalSpy tried(banner, &Banner::actionTriggered);
        QTest::mouseClick(banner->findChild<QPushButton *>(), Qt::LeftButton);
        QCOMPARE(tried.count(), 1);
        banner->dismiss();
        QVERIFY(!banner->isVisible());
        QCOMPARE(banner->text(), QString());
    }

    void anEmptyStateOffersItsAction()
    {
        EmptyState empty;
        empty.present(u"inbox"_s, u"Tudo respondido"_s, u"5 na fila"_s, u"Assumir a próxima"_s);
        QSignalSpy taken(&empty, &EmptyState::actionTriggered);
        QTest::mouseClick(empty.findChild<QPushButton *>(), Qt::LeftButton);
        QCOMPARE(taken.count(), 1);
        empty.present(u"inbox"_s, u"Nada"_s);
        QVERIFY(empty.findChild<QPushButton *>()->isHidden());
    }

    void aLongTextIsElidedAndNeverHtml()
    {
        ElidedLabel label(u"<b>Marina</b>"_s);
        QCOMPARE(label.textFormat(), Qt::PlainText);
        label.setText(QString(1'000'000, u'x'));
        label.resize(120, 20);
        QVERIFY(label.isElided());
        QVERIFY(label.minimumSizeHint().width() < 60);
        QVERIFY(!label.grab().isNull());
    }

    void labelsFollowTheTheme()
    {
        QWidget window;
        auto *label = new Label(u"x"_s, TextSize::Base, QFont::Normal, &Theme::muted, &window);
        window.show();
        QCOMPARE(label->palette().color(QPalette::WindowText), darkTheme().muted);
        applyTheme(*qobject_cast<QApplication *>(qApp), ThemeChoice::Light);
        QCOMPARE(label->palette().color(QPalette::WindowText), lightTheme().muted);
    }

    void labelsFollowTheFontScale()
    {
        QWidget window;
        auto *label = new Label(u"x"_s, TextSize::Title, QFont::Bold, &Theme::text, &window);
        window.show();
        QCOMPARE(label->font().pixelSize(), 18);
        setFontScale(1.5);
        applyTheme(*qobject_cast<QApplication *>(qApp), ThemeChoice::Dark);
        QCOMPARE(label->font().pixelSize(), 27);
        setFontScale(1);
    }

    void theRailTellsWhereItGoes()
    {
        std::unique_ptr<NavRail> bar(rail());
        bar->show();
        QSignalSpy activated(bar.get(), &NavRail::activated);
        QTest::mouseClick(byName(*bar, u"Pacientes"_s), Qt::LeftButton);
        QCOMPARE(activated.takeFirst().at(0).toString(), u"patients"_s);
        QCOMPARE(bar->current(), u"patients"_s);
        bar->setBadge(u"inbox"_s, 8);
        QVERIFY(byName(*bar, u"Caixa de entrada, 8"_s));
        const int narrow = bar->width();
        bar->setLabelsVisible(true);
        QVERIFY(bar->width() > narrow);
    }

private:
    static ChipBar *chips()
    {
        auto *bar = new ChipBar(u"Views"_s);
        bar->addChip(u"mine"_s, u"Mine"_s);
        bar->addChip(u"queue"_s, u"Queue"_s);
        bar->addChip(u"all"_s, u"All"_s);
        return bar;
    }

    static NavRail *rail()
    {
        auto *bar = new NavRail(u"Telas"_s);
        bar->addItem(u"inbox"_s, u"inbox"_s, u"Caixa de entrada"_s);
        bar->addItem(u"patients"_s, u"users"_s, u"Pacientes"_s);
        bar->setCurrent(u"inbox"_s);
        bar->setAccount({u"Paula Reis"_s, {}, &Theme::ok}, u"Paula Reis, disponível"_s);
        return bar;
    }

    static QToolButton *byName(const QWidget &root, const QString &name)
    {
        const QList<QToolButton *> all = root.findChildren<QToolButton *>();
        for (QToolButton *button : all) {
            if (button->accessibleName() == name)
                return button;
        }
        return nullptr;
    }
};

QTEST_MAIN(ControlsTest)
#include "tst_controls.moc"
