// SPDX-License-Identifier: Apache-2.0
#include "tests/desktop/unnamed_controls.h"
#include "tests/inbox/inbox_screen.h"
#include "ui/inbox/patient_panel.h"
#include "ui/style/look.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chip_bar.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/label.h"
#include "ui/widgets/search_field.h"
#include "ui/words/language.h"

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>

using namespace acolhe;
using namespace acolhe::ui;
using namespace Qt::StringLiterals;
using samples::Screen;

class InboxViewTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        applyTheme(*qobject_cast<QApplication *>(qApp), ThemeChoice::Dark);
        setLanguage(u"en"_s);
    }

    void aClickOpensAConversation()
    {
        Screen s;
        QVERIFY(s.view.findChild<EmptyState *>());
        QVERIFY(!s.composer->isVisible());
        s.click(0);
        QVERIFY(s.desk.asked.contains(u"open 1"_s));
        QVERIFY(s.composer->isVisible());
        QVERIFY(s.timeline->isAtEnd());
        QVERIFY(s.edit->hasFocus() || !s.view.isActiveWindow());
    }

    void aReplyGoesToTheOpenConversation()
    {
        Screen s;
        s.click(0);
        QTest::keyClicks(s.edit, u"Quinta as 14h30?"_s);
        QTest::keyClick(s.edit, Qt::Key_Return);
        QCOMPARE(s.lastAsked(), u"send 1: Quinta as 14h30?"_s);
        QCOMPARE(s.edit->text(), QString());
    }

    void whoElseWritesIsSeen()
    {
        Screen s;
        s.click(0);
        const auto shown = [&s](const QString &text) {
            const auto labels = s.composer->findChildren<Label *>();
            return std::any_of(labels.begin(), labels.end(),
                [&](const Label *label) { return label->isVisible() && label->text() == text; });
        };
        s.desk.writers = {u"Diego"_s};
        Q_EMIT s.desk.typingChanged();
        QVERIFY(shown(u"Diego is typing…"_s));
        s.desk.writers.clear();
        Q_EMIT s.desk.typingChanged();
        QVERIFY(!shown(u"Diego is typing…"_s));
    }

    void typingIsToldButNotOfNotesAndDrafts()
    {
        Screen s;
        s.click(0);
        QTest::keyClicks(s.edit, u"O"_s);
        QCOMPARE(s.desk.told, QList<bool>{true});
        QTest::keyClick(s.edit, Qt::Key_Backspace);
        QCOMPARE(s.desk.told, (QList<bool>{true, false}));
        s.composer->setText(u"a draft"_s);
        s.composer->setNote(true);
        QTest::keyClicks(s.edit, u"!"_s);
        QCOMPARE(s.desk.told.size(), 2);
    }

    void aNoteGoesToTheTeam()
    {
        Screen s;
        QVERIFY(s.active());
        s.click(0);
        QTest::keyClick(s.edit, Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(s.composer->isNote());
        QTest::keyClicks(s.edit, u"Prefere tarde"_s);
        QTest::keyClick(s.edit, Qt::Key_Return);
        QCOMPARE(s.lastAsked(), u"note 1: Prefere tarde"_s);
    }

    void aNoteThatCannotBeSavedIsGivenBack()
    {
        Screen s;
        QVERIFY(s.active());
        s.click(0);
        s.desk.refuseNotes = true;
        QTest::keyClick(s.edit, Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QTest::keyClicks(s.edit, u"Prefere tarde"_s);
        QTest::keyClick(s.edit, Qt::Key_Return);
        QCOMPARE(s.edit->text(), u"Prefere tarde"_s);
        QVERIFY(s.composer->isNote());
        QVERIFY(s.snackbar->text().contains(u"no connection"_s));
        s.desk.refuseNotes = false;
        QTest::keyClick(s.edit, Qt::Key_Return);
        QCOMPARE(s.lastAsked(), u"note 1: Prefere tarde"_s);
        QCOMPARE(s.edit->text(), QString());
    }

    void aNoteRefusedLateWaitsInItsConversation()
    {
        Screen s;
        s.click(1);
        Q_EMIT s.desk.noteRefused({1}, u"Prefere tarde"_s, {Reason::Internal, {}, {}, {}});
        QCOMPARE(s.edit->text(), QString());
        s.click(0);
        QCOMPARE(s.edit->text(), u"Prefere tarde"_s);
        QVERIFY(s.composer->isNote());
    }

    void aNoteRefusedLateDoesNotDisturbWhatIsWritten()
    {
        Screen s;
        s.click(0);
        QTest::keyClicks(s.edit, u"Bom dia"_s);
        Q_EMIT s.desk.noteRefused({1}, u"Prefere tarde"_s, {Reason::Internal, {}, {}, {}});
        QCOMPARE(s.edit->text(), u"Bom dia"_s);
        QVERIFY(!s.composer->isNote());
        QTest::mouseClick(s.snackbar->findChild<Button *>(), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"Prefere tarde"_s);
    }

    void draftsStayWithTheirConversation()
    {
        Screen s;
        s.click(0);
        QTest::keyClicks(s.edit, u"Bom dia, Marina"_s);
        s.click(1);
        QCOMPARE(s.edit->text(), QString());
        QTest::keyClicks(s.edit, u"Oi, Joao"_s);
        s.click(0);
        QCOMPARE(s.edit->text(), u"Bom dia, Marina"_s);
        s.click(1);
        QCOMPARE(s.edit->text(), u"Oi, Joao"_s);
    }

    void whatLeavesTheListStaysOpen()
    {
        Screen s;
        s.click(0);
        QTest::keyClicks(s.edit, u"Para Marina"_s);
        s.desk.asked.clear();
        s.desk.removeRow(0); // resolved elsewhere
        QVERIFY(!s.desk.asked.join(u' ').contains("open"_L1));
        QVERIFY(!s.list->currentIndex().isValid());
        QTest::keyClick(s.edit, Qt::Key_Return);
        QCOMPARE(s.lastAsked(), u"send 1: Para Marina"_s);
    }

    void aFailedMessageIsTriedAgain()
    {
        Screen s;
        s.click(0);
        Message failed =
            samples::outgoing(70, u"O resultado sai amanha"_s, samples::now(), MessageStatus::Failed);
        failed.error = MessageError{u"130429"_s, {}, u"rate_limited"_s, true};
        s.desk.append(samples::item(failed));
        s.clickPart(int(s.desk.items.size()) - 1, u"retry 70"_s);
        QCOMPARE(s.lastAsked(), u"retry 70"_s);
    }

    void theQueueIsTakenFrom()
    {
        Screen s;
        s.desk.rows[0].attendantId.reset();
        s.desk.allowed.answer = false;
        s.click(0);
        const auto buttons = s.composer->findChildren<Button *>();
        for (Button *button : buttons) {
            if (button->isVisible() && button->text() == "Take it"_L1)
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QCOMPARE(s.lastAsked(), u"assign 1"_s);
        Conversation taken = s.desk.rows[0];
        taken.attendantId = samples::paula;
        s.desk.allowed.answer = true;
        s.desk.change(taken);
        QVERIFY(s.edit->isVisible());
    }

    void resolvingCanBeUndone()
    {
        Screen s;
        QVERIFY(s.active());
        s.click(0);
        QTest::keyClick(s.edit, Qt::Key_E, Qt::ControlModifier);
        QCOMPARE(s.lastAsked(), u"status resolved"_s);
        QVERIFY(s.snackbar->isVisible());
        QTest::mouseClick(s.snackbar->findChild<Button *>(), Qt::LeftButton);
        QCOMPARE(s.lastAsked(), u"status in_progress"_s);
    }

    void aRefusalIsTold()
    {
        Screen s;
        s.click(0);
        Q_EMIT s.desk.refused(Error::conflict(u"taken"_s));
        QVERIFY(s.snackbar->isVisible());
        QVERIFY(s.snackbar->text().contains("faster"_L1));
        s.snackbar->dismiss();
    }

    void answeringAMessageQuotesIt()
    {
        Screen s;
        QVERIFY(s.active());
        s.click(0);
        s.timeline->setFocus();
        s.timeline->setCurrentIndex(s.timeline->model()->index(int(s.desk.items.size()) - 1, 0));
        QTest::keyClick(s.timeline, Qt::Key_Return);
        QVERIFY(s.edit->hasFocus());
        QTest::keyClicks(s.edit, u"Sim"_s);
        QTest::keyClick(s.edit, Qt::Key_Return);
        QCOMPARE(s.lastAsked(), u"send 1: Sim (to 5)"_s);
        QTest::keyClicks(s.edit, u"E na sexta"_s);
        QTest::keyClick(s.edit, Qt::Key_Return);
        QCOMPARE(s.lastAsked(), u"send 1: E na sexta"_s);
    }

    void shelvesAndSearchAreAskedOfTheDesk()
    {
        Screen s;
        QTest::mouseClick(s.view.findChild<ChipBar *>()->findChild<QWidget *>(u"1"_s), Qt::LeftButton);
        QCOMPARE(s.lastAsked(), u"shelf 1 ''"_s);
        auto *search = s.view.findChild<SearchField *>();
        QTest::keyClicks(search, u"mar"_s);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(s.lastAsked(), u"shelf 1 'mar'"_s);
    }

    void keysReachEverything()
    {
        Screen s;
        QVERIFY(s.active());
        s.click(0);
        QTest::keyClick(s.edit, Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(s.lastAsked(), u"open 2"_s);
        QTest::keyClick(s.edit, Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(s.lastAsked(), u"open 1"_s);
        QTest::keyClick(s.edit, Qt::Key_K, Qt::ControlModifier);
        QVERIFY(s.view.findChild<SearchField *>()->hasFocus());
        QTest::keyClick(s.view.findChild<SearchField *>(), Qt::Key_F6);
        QVERIFY(s.list->hasFocus());
        QTest::keyClick(s.list, Qt::Key_F6);
        QVERIFY(s.timeline->hasFocus());
        QTest::keyClick(s.timeline, Qt::Key_F6);
        QVERIFY(s.edit->hasFocus());
        s.list->setFocus();
        QTest::keyClick(s.list, Qt::Key_R);
        QVERIFY(s.edit->hasFocus());
        QCOMPARE(s.edit->text(), QString());
    }

    void lettersAreLettersWhereOneWrites()
    {
        Screen s;
        QVERIFY(s.active());
        s.click(0);
        s.desk.asked.clear();
        QTest::keyClicks(s.edit, u"ar"_s);
        QCOMPARE(s.edit->text(), u"ar"_s);
        QVERIFY(s.desk.asked.isEmpty());
        s.list->setFocus();
        QTest::keyClick(s.list, Qt::Key_A);
        QCOMPARE(s.lastAsked(), u"assign 1"_s);
    }

    void thePatientStepsAsideInANarrowWindow_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<bool>("shown");
        QTest::newRow("wide") << 1440 << true;
        QTest::newRow("just enough") << 1320 << true;
        QTest::newRow("narrow") << 1319 << false;
        QTest::newRow("the smallest") << 1100 << false;
    }
    void thePatientStepsAsideInANarrowWindow()
    {
        QFETCH(int, width);
        QFETCH(bool, shown);
        Screen s;
        s.click(0);
        s.view.resize(width, 720);
        auto *panel = s.view.findChild<PatientPanel *>();
        QCOMPARE(panel->isVisible(), shown);
        QTest::keyClick(s.edit, Qt::Key_I, Qt::ControlModifier);
        QTRY_COMPARE(panel->isVisible(), !shown);
    }

    void thePastOfThePatientCanBeOpened()
    {
        Screen s;
        s.click(0);
        Q_EMIT s.view.findChild<PatientPanel *>()->historyActivated({7});
        QCOMPARE(s.lastAsked(), u"open 7"_s);
        QCOMPARE(s.list->currentIndex().row(), 6);
    }

    void sizesAreRemembered()
    {
        QTemporaryDir dir;
        QSettings settings(dir.filePath(u"s.ini"_s), QSettings::IniFormat);
        Screen first;
        first.view.findChild<ListPane *>()->setCompact(true);
        first.view.saveState(settings);
        Screen second;
        second.view.restoreState(settings);
        QVERIFY(second.view.findChild<ListPane *>()->isCompact());
    }

    void everyControlHasAName()
    {
        Screen s;
        s.click(0);
        qInfo() << desktop::unnamedControls(s.view);
        QCOMPARE(desktop::unnamedControls(s.view), QStringList());
    }
};

QTEST_MAIN(InboxViewTest)
#include "tst_inbox_view.moc"
