// SPDX-License-Identifier: Apache-2.0
#include "tests/desktop/sample_clinic.h"
#include "tests/desktop/unnamed_controls.h"
#include "ui/inbox/conversation_header.h"
#include "ui/inbox/conversation_list.h"
#include "ui/inbox/list_pane.h"
#include "ui/inbox/patient_panel.h"
#include "ui/inbox/patient_rows.h"
#include "ui/style/look.h"
#include "ui/widgets/button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/label.h"
#include "ui/words/language.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>

using namespace acolhe;
using namespace acolhe::ui;
using namespace Qt::StringLiterals;

namespace {

QStandardItem *row(const QString &text)
{
    return new QStandardItem(text);
}

struct List {
    QStandardItemModel model;
    ListPane pane{[](const QModelIndex &index) { return ConversationRow{.name = index.data().toString()}; }};

    explicit List(int count)
    {
        for (int i = 0; i < count; ++i)
            model.appendRow(row(QString::number(i)));
        pane.list().setModel(&model);
        pane.resize(348, 700);
        pane.show();
        pane.refreshEmpty();
        QCoreApplication::processEvents();
    }

    QString seenAt(int y) { return pane.list().indexAt({100, y}).data().toString(); }
    EmptyState *empty() { return pane.findChild<EmptyState *>(); }
};

QPushButton *pushButton(const QWidget &root, const QString &text)
{
    const auto all = root.findChildren<QPushButton *>();
    for (QPushButton *button : all) {
        if (button->text() == text)
            return button;
    }
    return nullptr;
}

HeaderState mine()
{
    return {samples::conversations().constFirst(), u"Recepção Centro"_s, u"Paula Reis"_s, true, true, true,
        true, false, samples::team()};
}

} // namespace

class PanesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        applyTheme(*qobject_cast<QApplication *>(qApp), ThemeChoice::Dark);
        setLanguage(u"en"_s);
    }

    void whatComesInAboveDoesNotPushTheReader()
    {
        List f(200);
        QScrollBar *bar = f.pane.list().verticalScrollBar();
        bar->setValue(1000);
        const QString seen = f.seenAt(100);
        f.model.insertRow(0, row(u"new"_s));
        f.model.insertRow(0, row(u"newer"_s));
        QCOMPARE(f.seenAt(100), seen);
        QCOMPARE(f.pane.list().newAbove(), 2);
        QVERIFY(pushButton(f.pane, u"2 new above"_s)->isVisible());
        QTest::mouseClick(pushButton(f.pane, u"2 new above"_s), Qt::LeftButton);
        QCOMPARE(bar->value(), 0);
        QCOMPARE(f.pane.list().newAbove(), 0);
    }

    void atTheTopNewOnesAreSeen()
    {
        List f(200);
        f.model.insertRow(0, row(u"new"_s));
        QCoreApplication::processEvents();
        QCOMPARE(f.seenAt(10), u"new"_s);
        QCOMPARE(f.pane.list().newAbove(), 0);
    }

    void theSelectionStaysWithItsConversation()
    {
        List f(50);
        f.pane.list().setCurrentIndex(f.model.index(7, 0));
        f.model.insertRow(0, row(u"new"_s));
        QCOMPARE(f.pane.list().currentIndex().data().toString(), u"7"_s);
    }

    void keysWalkTheList()
    {
        List f(50);
        f.pane.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&f.pane));
        f.pane.list().setFocus();
        f.pane.list().setCurrentIndex(f.model.index(0, 0));
        QSignalSpy opened(&f.pane.list(), &ConversationList::opened);
        QTest::keyClick(&f.pane.list(), Qt::Key_Down);
        QTest::keyClick(&f.pane.list(), Qt::Key_J);
        QTest::keyClick(&f.pane.list(), Qt::Key_K);
        QCOMPARE(f.pane.list().currentIndex().row(), 1);
        QTest::keyClick(&f.pane.list(), Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
    }

    void theEndOfTheListAsksForMore()
    {
        List f(200);
        QSignalSpy near(&f.pane.list(), &ConversationList::nearEnd);
        f.pane.list().verticalScrollBar()->setValue(500);
        QCOMPARE(near.count(), 0);
        f.pane.list().verticalScrollBar()->setValue(f.pane.list().verticalScrollBar()->maximum() - 100);
        QVERIFY(near.count() > 0);
    }

    void emptyShelvesSaySo_data()
    {
        QTest::addColumn<int>("shelf");
        QTest::addColumn<int>("queue");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("action");
        QTest::newRow("all answered") << int(Shelf::Mine) << 0 << u"All answered"_s << QString();
        QTest::newRow("the queue waits") << int(Shelf::Mine) << 5 << u"All answered"_s << u"Take the next"_s;
        QTest::newRow("queue") << int(Shelf::Queue) << 0 << u"The queue is empty"_s << QString();
        QTest::newRow("resolved") << int(Shelf::Resolved) << 0 << u"Nothing resolved yet"_s << QString();
    }
    void emptyShelvesSaySo()
    {
        QFETCH(int, shelf);
        QFETCH(int, queue);
        QFETCH(QString, title);
        QFETCH(QString, action);
        List f(0);
        f.pane.setShelf(Shelf(shelf));
        f.pane.setCount(Shelf::Queue, queue);
        QVERIFY(f.empty()->isVisible());
        QCOMPARE(f.empty()->title(), title);
        if (action.isEmpty())
            return;
        QSignalSpy next(&f.pane, &ListPane::nextRequested);
        QTest::mouseClick(pushButton(f.pane, action), Qt::LeftButton);
        QCOMPARE(next.count(), 1);
    }

    void whileLoadingNothingIsCalledEmpty()
    {
        List f(0);
        f.pane.setLoading(true);
        QVERIFY(!f.empty()->isVisible());
        f.pane.setLoading(false);
        QVERIFY(f.empty()->isVisible());
        f.model.appendRow(row(u"0"_s));
        f.pane.refreshEmpty();
        QVERIFY(!f.empty()->isVisible());
    }

    void compactRowsAreLower()
    {
        List f(20);
        f.pane.setCompact(true);
        QCoreApplication::processEvents();
        QCOMPARE(f.pane.list().visualRect(f.model.index(1, 0)).top(), 52);
        f.pane.setCompact(false);
        QCoreApplication::processEvents();
        QCOMPARE(f.pane.list().visualRect(f.model.index(1, 0)).top(), 72);
    }

    void theHeaderOffersWhatIsAllowed_data()
    {
        QTest::addColumn<ConversationStatus>("status");
        QTest::addColumn<bool>("mayChange");
        QTest::addColumn<QString>("button");
        QTest::addColumn<int>("asked");
        QTest::newRow("in progress") << ConversationStatus::InProgress << true << u"Resolve"_s
                                     << int(ConversationStatus::Resolved);
        QTest::newRow("resolved") << ConversationStatus::Resolved << true << u"Reopen"_s
                                  << int(ConversationStatus::InProgress);
        QTest::newRow("closed") << ConversationStatus::Closed << true << QString() << -1;
        QTest::newRow("not allowed") << ConversationStatus::InProgress << false << QString() << -1;
    }
    void theHeaderOffersWhatIsAllowed()
    {
        QFETCH(ConversationStatus, status);
        QFETCH(bool, mayChange);
        QFETCH(QString, button);
        QFETCH(int, asked);
        ConversationHeader header;
        header.resize(700, 64);
        HeaderState state = mine();
        state.conversation.status = status;
        state.mayChangeStatus = mayChange;
        header.setState(state);
        header.show();
        QSignalSpy requested(&header, &ConversationHeader::statusRequested);
        auto *resolve = header.findChild<Button *>();
        QCOMPARE(resolve->isVisible(), !button.isEmpty());
        if (button.isEmpty())
            return;
        QCOMPARE(resolve->text(), button);
        QTest::mouseClick(resolve, Qt::LeftButton);
        QCOMPARE(int(requested.first().at(0).value<ConversationStatus>()), asked);
    }

    void theHeaderGivesToTheTeam()
    {
        ConversationHeader header;
        header.setState(mine());
        QSignalSpy assigned(&header, &ConversationHeader::assignRequested);
        auto *menu = header.findChild<QMenu *>(QString(), Qt::FindDirectChildrenOnly);
        Q_EMIT menu->aboutToShow();
        QMenu *team = menu->actions().constFirst()->menu();
        QVERIFY(!team->actions()[0]->isEnabled()); // it is hers already
        team->actions()[1]->trigger();
        QCOMPARE(assigned.takeFirst().at(0).value<std::optional<UserId>>(), std::optional(samples::diego));
        menu->actions()[1]->trigger();
        QCOMPARE(assigned.takeFirst().at(0).value<std::optional<UserId>>(), std::optional<UserId>());
    }

    void takingIsOfferedForWhatIsNotMine()
    {
        ConversationHeader header;
        HeaderState state = mine();
        header.setState(state);
        header.show();
        const auto buttons = header.findChildren<IconButton *>();
        IconButton *take = *std::find_if(buttons.begin(), buttons.end(),
            [](const IconButton *b) { return b->accessibleName() == "Take this conversation"_L1; });
        QVERIFY(!take->isVisible());
        state.mine = false;
        header.setState(state);
        QVERIFY(take->isVisible());
        QSignalSpy taken(&header, &ConversationHeader::takeRequested);
        QTest::mouseClick(take, Qt::LeftButton);
        QCOMPARE(taken.count(), 1);
    }

    void aFactIsCopiedByClickAndKey()
    {
        PatientPanel panel;
        panel.resize(304, 800);
        panel.setSummary(samples::conversations().constFirst().patient, u"whatsapp_cloud"_s);
        panel.setPatient(samples::marina());
        panel.show();
        QSignalSpy copied(&panel, &PatientPanel::copied);
        const auto facts = panel.findChildren<FactRow *>();
        QVERIFY(facts.size() >= 4);
        QTest::mouseClick(facts[0], Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"+55 (84) 98765-4321"_s);
        QTest::keyClick(facts[1], Qt::Key_Return);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"marina@example.org"_s);
        QCOMPARE(copied.count(), 2);
    }

    void aPhoneThatIsAlsoAnIdentityIsShownOnce()
    {
        PatientPanel panel;
        panel.setPatient(samples::marina());
        int phones = 0;
        for (const FactRow *fact : panel.findChildren<FactRow *>())
            phones += fact->value().contains("98765"_L1) ? 1 : 0;
        QCOMPARE(phones, 1);
    }

    void thePastCanBeOpened()
    {
        PatientPanel panel;
        panel.resize(304, 800);
        panel.setHistory(samples::history());
        panel.show();
        QSignalSpy opened(&panel, &PatientPanel::historyActivated);
        QTest::mouseClick(panel.findChildren<HistoryRow *>().constFirst(), Qt::LeftButton);
        QCOMPARE(opened.first().at(0).value<ConversationId>(), ConversationId{900});
    }

    void anotherPatientShowsNothingOfTheFormer()
    {
        PatientPanel panel;
        panel.setSummary({{1}, u"Marina"_s, {}}, {});
        panel.setPatient(samples::marina());
        panel.setHistory(samples::history());
        panel.setSummary({{2}, u"João"_s, {}}, {});
        QVERIFY(panel.findChildren<HistoryRow *>().isEmpty());
        QVERIFY(panel.findChildren<FactRow *>().isEmpty());
    }

    void theChannelIsSaidOnce_data()
    {
        QTest::addColumn<QString>("inbox");
        QTest::addColumn<QString>("where");
        QTest::newRow("an inbox by its place")
            << u"Recepção Centro"_s << u"WhatsApp · Recepção Centro · With you"_s;
        QTest::newRow("an inbox by its channel")
            << u"whatsapp Recepção"_s << u"whatsapp Recepção · With you"_s;
        QTest::newRow("not known yet") << QString() << u"WhatsApp · With you"_s;
    }
    void theChannelIsSaidOnce()
    {
        QFETCH(QString, inbox);
        QFETCH(QString, where);
        ConversationHeader header;
        header.resize(900, 64);
        HeaderState state = mine();
        state.inbox = inbox;
        header.setState(state);
        const auto labels = header.findChildren<Label *>();
        QVERIFY(
            std::any_of(labels.begin(), labels.end(), [&](const Label *l) { return l->text() == where; }));
    }

    void aLongValueStandsBelowItsName()
    {
        const FactRow phone(u"phone"_s, u"Phone"_s, u"+55 84 90122-4578"_s, nullptr);
        const FactRow mail(u"mail"_s, u"E-mail"_s, u"marina.silva@correio.example"_s, nullptr);
        QVERIFY(mail.heightForWidth(268) > phone.heightForWidth(268));
        QCOMPARE(mail.heightForWidth(600), phone.heightForWidth(600));
    }

    void everyControlHasAName()
    {
        List f(0);
        QCOMPARE(desktop::unnamedControls(f.pane), QStringList());
        ConversationHeader header;
        header.setState(mine());
        QCOMPARE(desktop::unnamedControls(header), QStringList());
        PatientPanel panel;
        panel.setPatient(samples::marina());
        panel.setHistory(samples::history());
        QCOMPARE(desktop::unnamedControls(panel), QStringList());
    }
};

QTEST_MAIN(PanesTest)
#include "tst_panes.moc"
