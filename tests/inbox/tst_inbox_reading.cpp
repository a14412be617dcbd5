// SPDX-License-Identifier: Apache-2.0
#include "tests/desktop/unnamed_controls.h"
#include "tests/inbox/inbox_screen.h"
#include "ui/inbox/conversation_view.h"
#include "ui/inbox/text_window.h"
#include "ui/style/look.h"
#include "ui/widgets/button.h"
#include "ui/widgets/empty_state.h"
#include "ui/words/language.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QScrollBar>

using namespace acolhe;
using namespace acolhe::ui;
using namespace Qt::StringLiterals;
using samples::Screen;

class InboxReadingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        applyTheme(*qobject_cast<QApplication *>(qApp), ThemeChoice::Dark);
        setLanguage(u"en"_s);
    }

    void aNewMessageIsShownAtTheEnd()
    {
        Screen s;
        s.click(0);
        s.desk.append(samples::item(samples::incoming(50, u"Alguma novidade?"_s, samples::now())));
        QVERIFY(s.timeline->isAtEnd());
        const QModelIndex last = s.timeline->model()->index(s.timeline->model()->rowCount() - 1, 0);
        QVERIFY(s.timeline->viewport()->rect().contains(s.timeline->visualRect(last)));
        QVERIFY(last.data(Qt::AccessibleTextRole).toString().contains("Alguma novidade?"_L1));
    }

    void ticksMoveWithTheStatus()
    {
        Screen s;
        s.click(0);
        s.desk.append(
            samples::item(samples::outgoing(60, u"Enviando"_s, samples::now(), MessageStatus::Queued)));
        const QImage clock = s.timeline->grab().toImage();
        s.desk.items.last().message->status = MessageStatus::Delivered;
        auto *model = static_cast<QStandardItemModel *>(&s.desk.thread());
        Q_EMIT model->dataChanged(
            model->index(model->rowCount() - 1, 0), model->index(model->rowCount() - 1, 0));
        QVERIFY(s.timeline->grab().toImage() != clock);
    }

    void theUnreadOnesAreMarked()
    {
        Screen s;
        s.desk.rows[0].unread = 2;
        s.click(0);
        const auto above = [&](int row) {
            const QModelIndex index = s.timeline->model()->index(row, 0);
            return s.timeline->visualRect(index).height();
        };
        const int rows = int(s.desk.items.size());
        const int marked =
            above(rows - 4); // the voice message: the second of the patient's messages from the end
        Screen read;
        read.desk.rows[0].unread = 0;
        read.click(0);
        QVERIFY(marked > read.timeline->visualRect(read.timeline->model()->index(rows - 4, 0)).height());
    }

    void readingIsToldAfterAMoment()
    {
        Screen s;
        QVERIFY(s.active());
        s.click(0);
        QVERIFY(!s.desk.asked.contains(u"read"_s)); // walking past reads nothing
        QTRY_VERIFY(s.desk.asked.contains(u"read"_s));
    }

    void somebodyElsesMessagesAreNotMarkedRead()
    {
        Screen s;
        s.desk.rows[0].attendantId = samples::diego;
        s.desk.allowed.answer = false;
        s.click(0);
        QTRY_VERIFY(!s.edit->isVisible());
        QVERIFY(!s.desk.asked.contains(u"read"_s));
    }

    void aThreadThatCannotBeLoadedOffersToTryAgain()
    {
        Screen s;
        s.click(0);
        Q_EMIT s.desk.threadFailed(Error::internal(u"x"_s));
        auto *empty = s.view.findChild<ConversationView *>()->findChild<EmptyState *>();
        QVERIFY(empty->isVisible());
        s.desk.asked.clear();
        QTest::mouseClick(empty->findChild<Button *>(), Qt::LeftButton);
        QCOMPARE(s.desk.asked, QStringList{u"open 1"_s});
        QVERIFY(!empty->isVisible());
    }

    void aQuoteLeadsToItsMessage()
    {
        Screen s;
        s.click(0);
        QList<ThreadItem> between;
        for (int i = 0; i < 60; ++i)
            between << samples::item(
                samples::incoming(500 + i, u"linha %1"_s.arg(i), samples::minutesAgo(2)));
        for (const ThreadItem &item : std::as_const(between))
            s.desk.append(item);
        Message reply = samples::incoming(600, u"Sobre isso"_s, samples::now());
        reply.replyToId = MessageId{2};
        s.desk.append(samples::item(reply));
        const int target = s.desk.findMessage({2}).row();
        const int row = int(s.desk.items.size()) - 1;
        const QRect rect = s.timeline->visualRect(s.timeline->model()->index(row, 0));
        QTest::mouseClick(s.timeline->viewport(), Qt::LeftButton, {}, rect.topLeft() + QPoint(60, 30));
        QVERIFY(s.timeline->viewport()->rect().contains(
            s.timeline->visualRect(s.timeline->model()->index(target, 0))));
    }

    void olderMessagesAreAskedForAtTheTop()
    {
        Screen s;
        s.click(0);
        QList<ThreadItem> older;
        for (int i = 0; i < 100; ++i)
            older << samples::item(
                samples::incoming(1000 + i, u"antiga %1"_s.arg(i), samples::minutesAgo(5000 - i)));
        s.desk.prepend(older);
        QVERIFY(s.timeline->isAtEnd());
        s.desk.askedForOlder = 0;
        s.timeline->verticalScrollBar()->setValue(0);
        QVERIFY(s.desk.askedForOlder > 0);
    }

    void aHugeMessageIsReadInAWindowOfItsOwn()
    {
        Screen s;
        s.click(0);
        const QString huge(1'000'000, u'x');
        s.desk.append(samples::item(samples::incoming(80, huge, samples::now())));
        const QRect rect =
            s.timeline->visualRect(s.timeline->model()->index(int(s.desk.items.size()) - 1, 0));
        for (int y = rect.bottom() - 60; y < rect.bottom() && !s.view.findChild<TextWindow *>(); y += 4)
            QTest::mouseClick(s.timeline->viewport(), Qt::LeftButton, {}, {50, y});
        auto *window = s.view.findChild<TextWindow *>();
        QVERIFY(window);
        QTest::mouseClick(window->findChildren<Button *>().constFirst(), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text().size(), huge.size());
        QCOMPARE(desktop::unnamedControls(*window), QStringList());
    }

    void linesOfAWindowAreBounded()
    {
        const QString text = u"ab\n"_s + QString(25, u'x') + u"😀"_s;
        const QString bounded = inBoundedLines(text, 10);
        for (const QString &line : bounded.split(u'\n'))
            QVERIFY(line.size() <= 10);
        QCOMPARE(QString(bounded).remove(u'\n'), QString(text).remove(u'\n'));
    }

    void aScreenReaderHearsTheList()
    {
        Screen s;
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(s.list);
        QCOMPARE(spoken->childCount(), int(s.desk.rows.size()));
        QVERIFY(spoken->child(0)->text(QAccessible::Name).startsWith("Marina da Silva, WhatsApp"_L1));
    }

    void aMessageCanBeCopied()
    {
        Screen s;
        s.click(0);
        const QModelIndex last = s.timeline->model()->index(int(s.desk.items.size()) - 1, 0);
        Q_EMIT s.view.findChild<ConversationView *>()->menuRequested(
            last, s.view.mapToGlobal(QPoint(500, 500)));
        QMenu *menu = nullptr;
        const auto menus = s.view.findChildren<QMenu *>(Qt::FindDirectChildrenOnly);
        for (QMenu *one : menus)
            menu = one;
        QVERIFY(menu);
        for (QAction *action : menu->actions()) {
            if (action->text() == u"Copy text")
                action->trigger();
        }
        QCOMPARE(QGuiApplication::clipboard()->text(), s.desk.items.constLast().message->text);
        menu->close();
    }
};

QTEST_MAIN(InboxReadingTest)
#include "tst_inbox_reading.moc"
