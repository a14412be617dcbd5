// SPDX-License-Identifier: Apache-2.0
#include "tests/desktop/unnamed_controls.h"
#include "tests/inbox/inbox_screen.h"
#include "ui/inbox/send_later.h"
#include "ui/inbox/strip.h"
#include "ui/inbox/writing_strips.h"
#include "ui/style/look.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icon_button.h"
#include "ui/words/language.h"

#include <QCheckBox>
#include <QDateTimeEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSettings>
#include <QTemporaryDir>

using namespace acolhe;
using namespace acolhe::ui;
using namespace Qt::StringLiterals;
using samples::Screen;

namespace {

Button *button(const Screen &screen, const QString &text)
{
    const auto all = screen.view.findChildren<Button *>();
    for (Button *one : all) {
        if (one->text() == text && one->isVisible())
            return one;
    }
    return nullptr;
}

bool strips(const Screen &screen, const QString &part)
{
    const auto all = screen.view.findChildren<Strip *>();
    return std::any_of(all.begin(), all.end(),
        [&](const Strip *one) { return one->isVisible() && one->text().contains(part); });
}

ScheduledMessage later(qint64 id, const QString &text, ScheduledState state = ScheduledState::Waiting)
{
    ScheduledMessage one;
    one.id = {id};
    one.conversationId = {1};
    one.text = text;
    one.sendAt = {samples::now().ms + 3'600'000};
    one.authorName = u"Paula Reis"_s;
    one.state = state;
    return one;
}

/// The menu of sending later, open.
QMenu *openLater(Screen &screen)
{
    const auto buttons = screen.composer->findChildren<IconButton *>();
    for (IconButton *one : buttons) {
        if (one->accessibleName() == u"Send later"_s)
            QTest::mouseClick(one, Qt::LeftButton);
    }
    return qobject_cast<QMenu *>(QApplication::activePopupWidget());
}

QAction *action(const QMenu *menu, const QString &text)
{
    const auto all = menu->actions();
    for (QAction *one : all) {
        if (one->text() == text)
            return one;
    }
    return nullptr;
}

} // namespace

class WritingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        applyTheme(*qobject_cast<QApplication *>(qApp), ThemeChoice::Dark);
        setLanguage(u"en"_s);
    }

    void everyKeyIsKept()
    {
        Screen s;
        s.desk.open({1});
        QTest::keyClicks(s.edit, u"Bom"_s);
        QCOMPARE(s.desk.composing.drafts.value({1}).text, u"Bom"_s);
        s.composer->setNote(true);
        QVERIFY(s.desk.composing.drafts.value({1}).note);
        s.desk.open({2});
        QCOMPARE(s.desk.composing.drafts.value({1}).text, u"Bom"_s);
        QVERIFY(s.desk.composing.drafts.value({2}).text.isEmpty()); // a switch writes nothing elsewhere
        QVERIFY(!s.composer->isNote());
        s.desk.open({1});
        QCOMPARE(s.edit->text(), u"Bom"_s);
        QVERIFY(s.composer->isNote());
    }

    void whatIsSentIsNoDraftAnyMore()
    {
        Screen s;
        s.desk.open({1});
        QTest::keyClicks(s.edit, u"Oi"_s);
        QTest::keyClick(s.edit, Qt::Key_Return);
        QCOMPARE(s.lastAsked(), u"send 1: Oi"_s);
        QVERIFY(s.desk.composing.drafts.value({1}).text.isEmpty());
    }

    void anotherComputersTextFillsAnEmptyEditor()
    {
        Screen s;
        s.desk.open({1});
        Q_EMIT s.desk.composing.draftArrived({{1}, u"De casa"_s, false, {}, {}, {}});
        QCOMPARE(s.edit->text(), u"De casa"_s);
    }

    void anotherComputersTextNeverOverwritesUnasked()
    {
        Screen s;
        s.desk.open({1});
        QTest::keyClicks(s.edit, u"Daqui"_s);
        Q_EMIT s.desk.composing.draftArrived({{1}, u"De casa"_s, false, {}, {}, {}});
        QCOMPARE(s.edit->text(), u"Daqui"_s);
        QVERIFY(s.snackbar->isVisible());
        QTest::mouseClick(button(s, u"Use that text"_s), Qt::LeftButton);
        QCOMPARE(s.edit->text(), u"De casa"_s);
        QCOMPARE(s.desk.composing.drafts.value({1}).text, u"De casa"_s);
    }

    void aHeldMessageComesBackBeforeWhatWasBegunSince()
    {
        Screen s;
        s.desk.open({1});
        s.desk.heldSend = HeldSend{{-1}, u"Sem querer"_s, {}, {QDateTime::currentMSecsSinceEpoch() + 20'000}};
        Q_EMIT s.desk.heldChanged();
        QVERIFY(strips(s, u"sent in 20 s"_s) || strips(s, u"sent in 19 s"_s));
        QTest::keyClicks(s.edit, u"E mais"_s);
        QTest::mouseClick(button(s, u"Undo"_s), Qt::LeftButton);
        QCOMPARE(s.lastAsked(), u"undo -1"_s);
        QCOMPARE(s.edit->text(), u"Sem querer\n\nE mais"_s);
        QVERIFY(!button(s, u"Undo"_s));
    }

    void theTimeToUndoIsKept()
    {
        QTemporaryDir dir;
        QSettings settings(dir.filePath(u"a.ini"_s), QSettings::IniFormat);
        {
            Screen s;
            QCOMPARE(s.desk.undoTime, 5'000);
            s.desk.open({1});
            QMenu *menu = openLater(s);
            QVERIFY(menu);
            const auto choices = menu->findChild<QMenu *>()->actions();
            choices[2]->trigger();
            menu->close();
            QCOMPARE(s.desk.undoTime, 10'000);
            s.view.saveState(settings);
        }
        Screen s;
        s.view.restoreState(settings);
        QCOMPARE(s.desk.undoTime, 10'000);
    }

    void aReplyIsScheduledFromTheMenu()
    {
        Screen s;
        s.desk.open({1});
        QMenu *empty = openLater(s);
        QVERIFY(empty && !action(empty, u"In 1 hour"_s)->isEnabled());
        empty->close();
        QTest::keyClicks(s.edit, u"Bom dia"_s);
        QMenu *menu = openLater(s);
        action(menu, u"In 1 hour"_s)->trigger();
        menu->close();
        QCOMPARE(s.desk.composing.asked.value(0),
            u"schedule 1: Bom dia at %1"_s.arg(samples::now().ms + 3'600'000));
        QCOMPARE(s.edit->text(), QString());
        QVERIFY(s.desk.asked.filter(u"send"_s).isEmpty());
    }

    void aDateCanBeChosen()
    {
        Screen s;
        s.desk.open({1});
        QTest::keyClicks(s.edit, u"Ainda quer?"_s);
        QMenu *menu = openLater(s);
        action(menu, u"Choose date and time…"_s)->trigger();
        menu->close();
        auto *dialog = s.view.findChild<SendLaterDialog *>();
        QVERIFY(dialog);
        QCOMPARE(desktop::unnamedControls(*dialog).join(u", "_s), QString());
        const QDateTime when(QDate(2027, 1, 4), QTime(9, 30), QTimeZone("America/Sao_Paulo"));
        dialog->findChild<QDateTimeEdit *>()->setDateTime(
            QDateTime(when.date(), when.time(), Qt::UTC)); // as the clinic's wall clock shows it
        dialog->findChild<QCheckBox *>()->setChecked(true);
        for (Button *one : dialog->findChildren<Button *>()) {
            if (one->text() == u"Send then"_s)
                QTest::mouseClick(one, Qt::LeftButton);
        }
        QCOMPARE(s.desk.composing.asked.value(0),
            u"schedule 1: Ainda quer? at %1 cancel"_s.arg(when.toMSecsSinceEpoch()));
    }

    void whatIsScheduledIsShownEditedAndCancelled()
    {
        Screen s;
        s.desk.open({1});
        s.desk.composing.later = {later(1, u"Bom dia"_s), later(2, u"Tarde"_s, ScheduledState::Refused)};
        s.desk.composing.later[1].reason = u"window_closed"_s;
        Q_EMIT s.desk.composing.scheduledChanged();
        QVERIFY(strips(s, u"by Paula Reis: Bom dia"_s));
        QVERIFY(strips(s, u"the reply window was closed: Tarde"_s));
        QTest::mouseClick(button(s, u"Do not send"_s), Qt::LeftButton);
        QCOMPARE(s.desk.composing.asked.value(0), u"cancel 1"_s);
        QTest::mouseClick(button(s, u"Put away"_s), Qt::LeftButton);
        QCOMPARE(s.desk.composing.asked.value(1), u"cancel 2"_s);
        QTest::mouseClick(button(s, u"Edit"_s), Qt::LeftButton);
        auto *dialog = s.view.findChild<SendLaterDialog *>();
        QVERIFY(dialog);
        dialog->findChild<QPlainTextEdit *>()->setPlainText(u"Boa tarde"_s);
        for (Button *one : dialog->findChildren<Button *>()) {
            if (one->text() == u"Send then"_s)
                one->click();
        }
        QCOMPARE(s.desk.composing.asked.value(2), u"reschedule 1: Boa tarde"_s);
    }

    void aRefusedScheduleGivesTheTextBack()
    {
        Screen s;
        s.desk.open({1});
        Q_EMIT s.desk.composing.scheduleRefused({1}, u"Bom dia"_s, {Reason::ChannelUnavailable, {}, {}, {}});
        QCOMPARE(s.edit->text(), u"Bom dia"_s);
        QVERIFY(s.snackbar->text().contains(u"not scheduled"_s));
    }

    void whoElseIsHereIsSaid()
    {
        Screen s;
        s.desk.open({1});
        s.desk.composing.here = {u"Diego"_s};
        Q_EMIT s.desk.composing.viewersChanged();
        QVERIFY(strips(s, u"Diego has this conversation open"_s));
        s.desk.writers = {u"Diego"_s};
        Q_EMIT s.desk.typingChanged();
        QVERIFY(strips(s, u"Diego is typing…"_s));
    }

    void whatArrivedWhileWritingStopsTheSending()
    {
        Screen s;
        s.desk.open({1});
        QTest::keyClicks(s.edit, u"Confirmado"_s);
        Message news = *s.desk.items.last().message;
        news.id = {900};
        news.direction = Direction::In;
        news.text = u"Não posso mais"_s;
        s.desk.append(samples::item(news));
        QVERIFY(s.desk.asked.filter(u"send"_s).isEmpty());
        QTest::keyClick(s.edit, Qt::Key_Return);
        QVERIFY(s.desk.asked.filter(u"send"_s).isEmpty());
        QVERIFY(strips(s, u"Não posso mais"_s));
        QCOMPARE(s.edit->text(), u"Confirmado"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space); // the safe one has the focus
        QVERIFY(!strips(s, u"Não posso mais"_s));
        QVERIFY(s.desk.asked.filter(u"send"_s).isEmpty());
        news.id = {901};
        s.desk.append(samples::item(news));
        QTest::keyClick(s.edit, Qt::Key_Return);
        QTest::mouseClick(button(s, u"Send anyway"_s), Qt::LeftButton);
        QCOMPARE(s.lastAsked(), u"send 1: Confirmado"_s);
    }

    void wordsAreMarkedAsTheChannelDoes_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<int>("start");
        QTest::addColumn<int>("length");
        QTest::addColumn<int>("key");
        QTest::addColumn<QString>("after");
        QTest::newRow("bold") << u"traga o pedido"_s << 0 << 5 << int(Qt::Key_B) << u"*traga* o pedido"_s;
        QTest::newRow("italic") << u"traga o pedido"_s << 0 << 5 << int(Qt::Key_I) << u"_traga_ o pedido"_s;
        QTest::newRow("blanks stay outside")
            << u"traga o pedido"_s << 0 << 6 << int(Qt::Key_B) << u"*traga* o pedido"_s;
        QTest::newRow("again takes it away")
            << u"*traga* o pedido"_s << 0 << 7 << int(Qt::Key_B) << u"traga o pedido"_s;
        QTest::newRow("nothing selected") << u"traga "_s << 6 << 0 << int(Qt::Key_B) << u"traga **"_s;
    }
    void wordsAreMarkedAsTheChannelDoes()
    {
        QFETCH(QString, before);
        QFETCH(int, start);
        QFETCH(int, length);
        QFETCH(int, key);
        Screen s;
        s.desk.can.marks = {u"*"_s, u"_"_s, {}, {}};
        s.desk.open({1});
        QTest::keyClicks(s.edit, before);
        QTextCursor cursor = s.edit->textCursor();
        cursor.setPosition(start);
        cursor.setPosition(start + length, QTextCursor::KeepAnchor);
        s.edit->setTextCursor(cursor);
        QTest::keyClick(s.edit, Qt::Key(key), Qt::ControlModifier);
        QTEST(s.edit->text(), "after");
    }

    void aChannelWithoutMarksTakesNone()
    {
        Screen s;
        s.desk.open({1});
        QTest::keyClicks(s.edit, u"traga"_s);
        s.edit->selectAll();
        QTest::keyClick(s.edit, Qt::Key_B, Qt::ControlModifier);
        QCOMPARE(s.edit->text(), u"traga"_s);
    }

    void whatArrivedBeforeWritingStopsNothing()
    {
        Screen s;
        s.desk.open({1});
        Message news = *s.desk.items.last().message;
        news.id = {900};
        news.direction = Direction::In;
        s.desk.append(samples::item(news));
        QTest::keyClicks(s.edit, u"Confirmado"_s);
        QTest::keyClick(s.edit, Qt::Key_Return);
        QCOMPARE(s.lastAsked(), u"send 1: Confirmado"_s);
    }
};

QTEST_MAIN(WritingTest)
#include "tst_writing.moc"
