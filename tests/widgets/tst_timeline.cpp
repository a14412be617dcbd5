// SPDX-License-Identifier: Apache-2.0
#include "ui/style/look.h"
#include "ui/widgets/timeline.h"

#include <QAccessible>
#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>

using namespace acolhe::ui;
using namespace Qt::StringLiterals;

namespace {

/// A timeline over a list of texts; the texts differ in height.
struct Thread {
    QStandardItemModel model;
    Timeline view{u"Mensagens"_s};
    int described = 0;

    explicit Thread(int count)
    {
        for (int i = 0; i < count; ++i)
            model.appendRow(row(i));
        view.setDescribe([this](const QModelIndex &index) {
            ++described;
            return TimelineEntry{index.data(Qt::UserRole).toLongLong(),
                {{.kind = BubbleKind::Incoming,
                    .text = index.data().toString(),
                    .time = u"14:32"_s,
                    .problem = index.data(Qt::UserRole + 1).toString(),
                    .action = index.data(Qt::UserRole + 1).toString()}}};
        });
        view.setModel(&model);
        view.resize(600, 400);
        view.show();
        view.activateWindow();
    }

    static QStandardItem *row(int number)
    {
        auto *item = new QStandardItem(u"Mensagem %1 "_s.arg(number).repeated(1 + number % 9));
        item->setData(number, Qt::UserRole);
        return item;
    }

    int top(int row) const { return view.visualRect(model.index(row, 0)).top(); }
    int firstSeen() const { return view.indexAt({300, 13}).row(); }
    void scrollTo(int value) { view.verticalScrollBar()->setValue(value); }
};

} // namespace

class TimelineTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qobject_cast<QApplication *>(qApp), ThemeChoice::Dark); }

    void itOpensAtTheEnd()
    {
        Thread thread(200);
        QVERIFY(thread.view.isAtEnd());
        const QRect last = thread.view.visualRect(thread.model.index(199, 0));
        QVERIFY(thread.view.viewport()->rect().contains(last));
    }

    void aShortThreadStandsAtTheBottom()
    {
        Thread thread(1);
        QVERIFY(thread.top(0) > 250);
        QCOMPARE(thread.view.verticalScrollBar()->maximum(), 0);
    }

    void rowsDoNotOverlap()
    {
        Thread thread(60);
        for (const int value : {0, 500, 1500, 3000}) {
            thread.scrollTo(value);
            for (int row = qMax(1, thread.firstSeen()); row < 60 && thread.top(row) < 400; ++row)
                QCOMPARE(
                    thread.view.visualRect(thread.model.index(row - 1, 0)).bottom() + 1, thread.top(row));
        }
    }

    void atTheEndANewMessageIsShown()
    {
        Thread thread(50);
        QSignalSpy news(&thread.view, &Timeline::newBelowChanged);
        thread.model.appendRow(Thread::row(51));
        QVERIFY(thread.view.isAtEnd());
        QVERIFY(thread.view.viewport()->rect().contains(thread.view.visualRect(thread.model.index(50, 0))));
        QCOMPARE(news.count(), 0);
    }

    void awayFromTheEndItOnlyCounts()
    {
        Thread thread(50);
        thread.scrollTo(300);
        const int row = thread.firstSeen();
        const int before = thread.top(row);
        thread.model.appendRow(Thread::row(51));
        thread.model.appendRow(Thread::row(52));
        QCOMPARE(thread.top(row), before);
        QCOMPARE(thread.view.newBelow(), 2);
        thread.view.scrollToEnd();
        QVERIFY(thread.view.isAtEnd());
        QCOMPARE(thread.view.newBelow(), 0);
    }

    void olderMessagesDoNotMoveWhatIsRead()
    {
        Thread thread(50);
        thread.scrollTo(120);
        const int row = thread.firstSeen();
        const int before = thread.top(row);
        QList<QStandardItem *> older;
        for (int i = 0; i < 50; ++i)
            older << Thread::row(1000 + i);
        thread.model.insertRows(0, 0);
        for (qsizetype i = 0; i < older.size(); ++i)
            thread.model.insertRow(int(i), older[i]);
        QCOMPARE(thread.top(row + 50), before);
        QCOMPARE(thread.view.newBelow(), 0);
    }

    void aNewWidthDoesNotMoveWhatIsRead_data()
    {
        QTest::addColumn<int>("width");
        QTest::newRow("narrower") << 320;
        QTest::newRow("wider") << 1200;
    }
    void aNewWidthDoesNotMoveWhatIsRead()
    {
        QFETCH(int, width);
        Thread thread(300);
        thread.scrollTo(4000);
        const int row = thread.firstSeen();
        const int before = thread.top(row);
        thread.view.resize(width, 400);
        QCOMPARE(thread.top(row), before);
        thread.view.scrollToEnd();
        thread.view.resize(600, 300);
        QVERIFY(thread.view.isAtEnd());
    }

    void aGrowingMessageAtTheEndStaysInSight()
    {
        Thread thread(50);
        thread.model.item(49)->setText(u"linha\n"_s.repeated(8));
        QVERIFY(thread.view.isAtEnd());
        QVERIFY(thread.view.visualRect(thread.model.index(49, 0)).bottom() <= 400);
    }

    void removedRowsLeaveNoHole()
    {
        Thread thread(50);
        thread.scrollTo(600);
        thread.model.removeRows(0, 3);
        thread.model.removeRows(40, 7);
        for (int row = qMax(1, thread.firstSeen()); row < thread.model.rowCount(); ++row)
            QCOMPARE(thread.view.visualRect(thread.model.index(row - 1, 0)).bottom() + 1, thread.top(row));
        thread.model.clear();
        QVERIFY(!thread.view.indexAt({300, 200}).isValid());
    }

    void scrollingReachesEveryMessage()
    {
        Thread thread(400);
        thread.scrollTo(0);
        QCOMPARE(thread.firstSeen(), 0);
        QVERIFY(thread.top(0) >= 0);
        QSignalSpy seen(&thread.view, &Timeline::atEndChanged);
        for (int i = 0; i < 4000 && !thread.view.isAtEnd(); ++i)
            thread.scrollTo(thread.view.verticalScrollBar()->value() + 150);
        QVERIFY(thread.view.isAtEnd());
        QCOMPARE(seen.last().at(0).toBool(), true);
    }

    void onlyWhatIsInSightIsLaidOut()
    {
        Thread thread(10'000);
        thread.described = 0;
        QElapsedTimer timer;
        timer.start();
        thread.view.resize(500, 400);
        qInfo("resize with 10000 messages: %lld ms, %d rows described", timer.elapsed(), thread.described);
        QVERIFY(thread.described < 200);
    }

    void nearTheTopItAsksForMore()
    {
        Thread thread(100);
        QSignalSpy asked(&thread.view, &Timeline::nearTop);
        thread.scrollTo(3000);
        asked.clear();
        thread.scrollTo(100);
        QVERIFY(asked.count() > 0);
    }

    void scrollToBringsARowIntoSight_data()
    {
        QTest::addColumn<int>("row");
        QTest::newRow("first") << 0;
        QTest::newRow("middle") << 250;
        QTest::newRow("last") << 499;
    }
    void scrollToBringsARowIntoSight()
    {
        QFETCH(int, row);
        Thread thread(500);
        thread.scrollTo(9000);
        for (const auto hint : {QAbstractItemView::EnsureVisible, QAbstractItemView::PositionAtTop,
                 QAbstractItemView::PositionAtCenter, QAbstractItemView::PositionAtBottom}) {
            thread.scrollTo(5000);
            thread.view.scrollTo(thread.model.index(row, 0), hint);
            QVERIFY(
                thread.view.viewport()->rect().contains(thread.view.visualRect(thread.model.index(row, 0))));
        }
    }

    void keysWalkTheMessages()
    {
        Thread thread(100);
        QVERIFY(QTest::qWaitForWindowActive(&thread.view));
        thread.view.setFocus();
        QCOMPARE(thread.view.currentIndex().row(), 99); // the newest is where the reader starts
        QTest::keyClick(&thread.view, Qt::Key_Up);
        QCOMPARE(thread.view.currentIndex().row(), 98);
        QTest::keyClick(&thread.view, Qt::Key_Home);
        QCOMPARE(thread.view.currentIndex().row(), 0);
        QCOMPARE(thread.firstSeen(), 0);
        QTest::keyClick(&thread.view, Qt::Key_End);
        QVERIFY(thread.view.isAtEnd());
    }

    void aClickOnAPartIsTold()
    {
        Thread thread(30);
        thread.model.item(29)->setData(u"Tentar de novo"_s, Qt::UserRole + 1);
        const QRect rect = thread.view.visualRect(thread.model.index(29, 0));
        QSignalSpy activated(&thread.view, &Timeline::partActivated);
        for (int y = rect.top(); y < rect.bottom() && activated.isEmpty(); y += 4)
            for (int x = 0; x < 300 && activated.isEmpty(); x += 8)
                QTest::mouseClick(thread.view.viewport(), Qt::LeftButton, {}, {x, y});
        QCOMPARE(activated.count(), 1);
        QCOMPARE(activated.first().at(0).toModelIndex().row(), 29);
        QCOMPARE(activated.first().at(1).value<BubblePart>().what, BubblePart::Action);
    }

    void aScreenReaderFindsEveryMessage()
    {
        Thread thread(30);
        thread.model.item(29)->setData(u"Marina: Oi, 14:32"_s, Qt::AccessibleTextRole);
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(&thread.view);
        QCOMPARE(spoken->text(QAccessible::Name), u"Mensagens"_s);
        QCOMPARE(spoken->role(), QAccessible::List);
        QCOMPARE(spoken->childCount(), 30);
        QCOMPARE(spoken->child(29)->text(QAccessible::Name), u"Marina: Oi, 14:32"_s);
        QVERIFY(thread.view.viewport()
                    ->rect()
                    .translated(thread.view.mapToGlobal(QPoint()))
                    .contains(spoken->child(29)->rect()));
    }

    void itShowsAnotherModelFromItsEnd()
    {
        Thread thread(50);
        thread.scrollTo(0);
        QStandardItemModel other;
        for (int i = 0; i < 80; ++i)
            other.appendRow(Thread::row(i));
        thread.view.setModel(&other);
        QVERIFY(thread.view.isAtEnd());
        QVERIFY(thread.view.viewport()->rect().contains(thread.view.visualRect(other.index(79, 0))));
        thread.view.setModel(nullptr);
        QVERIFY(!thread.view.grab().isNull());
    }
};

QTEST_MAIN(TimelineTest)
#include "tst_timeline.moc"
