// SPDX-License-Identifier: Apache-2.0
#include "backend/services/scheduled_messages.h"

#include "backend/protocol/events.h"
#include "tests/services/desk.h"

using namespace Qt::StringLiterals;
using namespace acolhe;
using services::ScheduledMessages;
using tests::await;
using tests::Desk;

constexpr qint64 hour = 3'600'000;

/// Send later, with a clock that the test sets.
class TestScheduledMessages : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }
    void cleanupTestCase() { tests::TestStore::stopPostgres(); }
    void itIsSentOnceWhenItsTimeComes_data() { tests::TestStore::addRows(); }
    void itIsSentOnceWhenItsTimeComes();
    void theSameClientIdSchedulesOnce_data() { tests::TestStore::addRows(); }
    void theSameClientIdSchedulesOnce();
    void aRestartSendsWhatIsDue_data() { tests::TestStore::addRows(); }
    void aRestartSendsWhatIsDue();
    void aServerThatWasAwayTooLongAsksFirst_data() { tests::TestStore::addRows(); }
    void aServerThatWasAwayTooLongAsksFirst();
    void aReplyCancelsWhatWaitsForNone_data() { tests::TestStore::addRows(); }
    void aReplyCancelsWhatWaitsForNone();
    void aReplyThatNobodyFollowedCancelsItAtItsTime_data() { tests::TestStore::addRows(); }
    void aReplyThatNobodyFollowedCancelsItAtItsTime();
    void aClosedWindowRefusesItVisibly_data() { tests::TestStore::addRows(); }
    void aClosedWindowRefusesItVisibly();
    void itCanBeEditedAndCancelled_data() { tests::TestStore::addRows(); }
    void itCanBeEditedAndCancelled();
    void badTimesAndTextsAreNamed_data();
    void badTimesAndTextsAreNamed();
    void aColleaguesAreNotFound_data() { tests::TestStore::addRows(); }
    void aColleaguesAreNotFound();

private:
    static wire::MessagesSchedule::Request later(const Desk &desk, ConversationId id, const QString &text)
    {
        return {id, QUuid::createUuid().toString(QUuid::WithoutBraces), text, {}, {desk.clock.nowMs() + hour},
            {}};
    }
    static QStringList sentTexts(Desk &desk, ConversationId id)
    {
        QStringList texts;
        for (const Message &message : desk.messagesOf(id)) {
            if (message.direction == Direction::Out)
                texts << message.text;
        }
        return texts;
    }
};

void TestScheduledMessages::itIsSentOnceWhenItsTimeComes()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    ScheduledMessages scheduled(*desk.store, desk.clock, desk.messages);
    QVERIFY(await(scheduled.load(desk.vila)));
    QVERIFY(await(desk.outbox.recover(desk.vila)));
    const InboxId inbox = desk.newInbox();
    const Conversation c = desk.opened(inbox, Desk::phoneOf(1));
    const auto kept = await(scheduled.schedule(desk.mara, later(desk, c.id, u"Até amanhã"_s)));
    QVERIFY(kept);
    QCOMPARE(kept->scheduled.authorName, u"Mara"_s);
    desk.clock.advance(hour - 1);
    scheduled.check();
    desk.settle();
    QVERIFY(sentTexts(desk, c.id).isEmpty());
    QCOMPARE(await(scheduled.list(desk.mara, {c.id}))->scheduled, QList{kept->scheduled});
    desk.events.clear();
    desk.clock.advance(1);
    scheduled.check();
    scheduled.check();
    QTRY_COMPARE(desk.provider(inbox).texts(), QStringList{u"Até amanhã"_s});
    scheduled.check();
    desk.settle();
    QCOMPARE(sentTexts(desk, c.id), QStringList{u"Até amanhã"_s});
    const Message message = desk.messagesOf(c.id).last();
    QCOMPARE(message.sender.name, u"Mara"_s);
    QCOMPARE(message.clientId, std::optional(kept->scheduled.clientId));
    QVERIFY(await(scheduled.list(desk.mara, {c.id}))->scheduled.isEmpty());
    QList<QByteArray> types;
    for (const Event &event : desk.events)
        types << event.type;
    QVERIFY(types.contains("message.created") && types.contains("scheduled.changed"));
    const auto changed = std::find_if(desk.events.begin(), desk.events.end(),
        [](const Event &event) { return event.type == "scheduled.changed"; });
    QVERIFY(changed->audience.internal); // no patient hears of it
}

void TestScheduledMessages::theSameClientIdSchedulesOnce()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    ScheduledMessages scheduled(*desk.store, desk.clock, desk.messages);
    const InboxId inbox = desk.newInbox();
    const Conversation c = desk.opened(inbox, Desk::phoneOf(1));
    const auto request = later(desk, c.id, u"Uma vez"_s);
    const auto first = await(scheduled.schedule(desk.mara, request));
    desk.clock.advance(2 * hour); // the answer was lost for long
    const auto again = await(scheduled.schedule(desk.mara, request));
    QVERIFY(first && again);
    QCOMPARE(again->scheduled, first->scheduled);
    const Conversation other = desk.opened(inbox, Desk::phoneOf(2));
    auto elsewhere = request;
    elsewhere.conversationId = other.id;
    QCOMPARE(await(scheduled.schedule(desk.mara, elsewhere)).error().reason, Reason::Conflict);
}

void TestScheduledMessages::aRestartSendsWhatIsDue()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    const InboxId inbox = desk.newInbox();
    const Conversation c = desk.opened(inbox, Desk::phoneOf(1));
    {
        ScheduledMessages scheduled(*desk.store, desk.clock, desk.messages);
        QVERIFY(await(scheduled.schedule(desk.mara, later(desk, c.id, u"Depois"_s))));
    } // and here the process died
    desk.clock.advance(hour + 60'000);
    ScheduledMessages scheduled(*desk.store, desk.clock, desk.messages);
    QVERIFY(await(scheduled.load(desk.vila)));
    QTRY_COMPARE(sentTexts(desk, c.id), QStringList{u"Depois"_s});
}

void TestScheduledMessages::aServerThatWasAwayTooLongAsksFirst()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    const InboxId inbox = desk.newInbox();
    const Conversation c = desk.opened(inbox, Desk::phoneOf(1));
    ScheduledMessages scheduled(*desk.store, desk.clock, desk.messages);
    const auto kept = await(scheduled.schedule(desk.mara, later(desk, c.id, u"Bom dia"_s)));
    desk.clock.advance(hour + ScheduledMessages::tooLateMs + 1);
    QVERIFY(await(scheduled.load(desk.vila)));
    const auto list = [&] { return await(scheduled.list(desk.mara, {c.id}))->scheduled.value(0); };
    QTRY_COMPARE(list().state, ScheduledState::Refused);
    QCOMPARE(list().reason, u"missed"_s);
    QVERIFY(sentTexts(desk, c.id).isEmpty());
    QVERIFY(
        await(scheduled.update(desk.mara, {kept->scheduled.id, {}, Timestamp{desk.clock.nowMs() + 5}, {}})));
    desk.clock.advance(5);
    scheduled.check();
    QTRY_COMPARE(sentTexts(desk, c.id), QStringList{u"Bom dia"_s});
}

void TestScheduledMessages::aReplyCancelsWhatWaitsForNone()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    ScheduledMessages scheduled(*desk.store, desk.clock, desk.messages);
    QObject::connect(&*desk.store, &store::Store::committed, &scheduled, &ScheduledMessages::follow);
    QVERIFY(await(scheduled.load(desk.vila)));
    const InboxId inbox = desk.newInbox();
    const Conversation c = desk.opened(inbox, Desk::phoneOf(1));
    auto reminder = later(desk, c.id, u"Ainda quer marcar?"_s);
    reminder.cancelOnReply = true;
    QVERIFY(await(scheduled.schedule(desk.mara, reminder)));
    QVERIFY(await(scheduled.schedule(desk.mara, later(desk, c.id, u"De qualquer modo"_s))));
    QVERIFY(desk.send(c.id, u"Nossa mensagem não conta"_s));
    desk.settle();
    QCOMPARE(await(scheduled.list(desk.mara, {c.id}))->scheduled.value(0).state, ScheduledState::Waiting);
    QVERIFY(desk.patientWrites(inbox, Desk::phoneOf(1), u"wamid.reply"_s, u"Sim!"_s));
    const auto list = [&] { return await(scheduled.list(desk.mara, {c.id}))->scheduled; };
    QTRY_COMPARE(list().value(0).state, ScheduledState::Cancelled);
    QCOMPARE(list().value(0).reason, u"patient_replied"_s);
    QCOMPARE(list().value(1).state, ScheduledState::Waiting);
}

void TestScheduledMessages::aReplyThatNobodyFollowedCancelsItAtItsTime()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    ScheduledMessages scheduled(*desk.store, desk.clock, desk.messages);
    QVERIFY(await(scheduled.load(desk.vila)));
    const InboxId inbox = desk.newInbox();
    const Conversation c = desk.opened(inbox, Desk::phoneOf(1));
    auto reminder = later(desk, c.id, u"Ainda quer marcar?"_s);
    reminder.cancelOnReply = true;
    QVERIFY(await(scheduled.schedule(desk.mara, reminder)));
    QVERIFY(desk.patientWrites(inbox, Desk::phoneOf(1), u"wamid.reply"_s, u"Sim!"_s));
    desk.clock.advance(hour);
    scheduled.check();
    const auto list = [&] { return await(scheduled.list(desk.mara, {c.id}))->scheduled; };
    QTRY_COMPARE(list().value(0).state, ScheduledState::Cancelled);
    QVERIFY(sentTexts(desk, c.id).isEmpty());
}

void TestScheduledMessages::aClosedWindowRefusesItVisibly()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    ScheduledMessages scheduled(*desk.store, desk.clock, desk.messages);
    QVERIFY(await(scheduled.load(desk.vila)));
    const InboxId inbox = desk.newInbox();
    const Conversation c = desk.opened(inbox, Desk::phoneOf(1));
    auto tomorrow = later(desk, c.id, u"Tarde demais"_s);
    tomorrow.sendAt = {desk.clock.nowMs() + 30 * hour};
    QVERIFY(await(scheduled.schedule(desk.mara, tomorrow)));
    auto next = later(desk, c.id, u"A tempo"_s);
    next.sendAt = {desk.clock.nowMs() + 30 * hour};
    desk.clock.advance(30 * hour);
    scheduled.check();
    const auto list = [&] { return await(scheduled.list(desk.mara, {c.id}))->scheduled; };
    QTRY_COMPARE(list().value(0).state, ScheduledState::Refused);
    QCOMPARE(list().value(0).reason, u"window_closed"_s);
    QVERIFY(sentTexts(desk, c.id).isEmpty());
    QVERIFY(await(scheduled.cancel(desk.mara, {list().value(0).id}))); // put away
    QVERIFY(list().isEmpty());
}

void TestScheduledMessages::itCanBeEditedAndCancelled()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    ScheduledMessages scheduled(*desk.store, desk.clock, desk.messages);
    QVERIFY(await(scheduled.load(desk.vila)));
    const InboxId inbox = desk.newInbox();
    const Conversation c = desk.opened(inbox, Desk::phoneOf(1));
    const auto first = await(scheduled.schedule(desk.mara, later(desk, c.id, u"Velho"_s)));
    const auto second = await(scheduled.schedule(desk.mara, later(desk, c.id, u"Nunca"_s)));
    QVERIFY(first && second);
    const auto edited = await(scheduled.update(
        desk.ana, {first->scheduled.id, u"Novo"_s, Timestamp{desk.clock.nowMs() + 60'000}, {}}));
    QVERIFY(edited);
    QCOMPARE(edited->scheduled.text, u"Novo"_s);
    QCOMPARE(edited->scheduled.authorName, u"Mara"_s);
    QVERIFY(await(scheduled.cancel(desk.mara, {second->scheduled.id})));
    desk.clock.advance(60'000);
    scheduled.check();
    QTRY_COMPARE(sentTexts(desk, c.id), QStringList{u"Novo"_s});
    QCOMPARE(await(scheduled.update(desk.mara, {first->scheduled.id, u"X"_s, {}, {}})).error().reason,
        Reason::Conflict);
    QCOMPARE(await(scheduled.cancel(desk.mara, {first->scheduled.id})).error().reason, Reason::Conflict);
    desk.clock.advance(2 * hour);
    scheduled.check();
    desk.settle();
    QCOMPARE(sentTexts(desk, c.id), QStringList{u"Novo"_s});
}

void TestScheduledMessages::badTimesAndTextsAreNamed_data()
{
    QTest::addColumn<qint64>("inMs");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("clientId");
    QTest::addColumn<QString>("field");
    const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    QTest::newRow("the past") << qint64(-1) << u"Oi"_s << id << u"sendAt"_s;
    QTest::newRow("now") << qint64(0) << u"Oi"_s << id << u"sendAt"_s;
    QTest::newRow("in two years") << 730 * 24 * hour << u"Oi"_s << id << u"sendAt"_s;
    QTest::newRow("blanks") << hour << u"  \n"_s << id << u"text"_s;
    QTest::newRow("too long") << hour << QString(5000, u'x') << id << u"text"_s;
    QTest::newRow("no UUID") << hour << u"Oi"_s << u"7"_s << u"clientId"_s;
}

void TestScheduledMessages::badTimesAndTextsAreNamed()
{
    QFETCH(qint64, inMs);
    QFETCH(QString, text);
    QFETCH(QString, clientId);
    QFETCH(QString, field);
    Desk desk(u"sqlite"_s);
    ScheduledMessages scheduled(*desk.store, desk.clock, desk.messages);
    const Conversation c = desk.opened(desk.newInbox(), Desk::phoneOf(1));
    const auto refused =
        await(scheduled.schedule(desk.mara, {c.id, clientId, text, {}, {desk.clock.nowMs() + inMs}, {}}));
    QVERIFY(!refused);
    QCOMPARE(refused.error().reason, Reason::InvalidParams);
    QCOMPARE(refused.error().field, field);
}

void TestScheduledMessages::aColleaguesAreNotFound()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    ScheduledMessages scheduled(*desk.store, desk.clock, desk.messages);
    const Conversation c = desk.opened(desk.newInbox(), Desk::phoneOf(1));
    QVERIFY(await(desk.conversations.assign(desk.mara, {c.id, desk.bia.user})));
    const auto kept = await(scheduled.schedule(desk.bia, later(desk, c.id, u"Da Bia"_s)));
    QVERIFY(kept);
    const ScheduledMessageId id = kept->scheduled.id;
    QCOMPARE(await(scheduled.list(desk.diego, {c.id})).error().reason, Reason::NotFound);
    QCOMPARE(await(scheduled.update(desk.diego, {id, u"X"_s, {}, {}})).error().reason, Reason::NotFound);
    QCOMPARE(await(scheduled.cancel(desk.diego, {id})).error().reason, Reason::NotFound);
    QCOMPARE(
        await(scheduled.schedule(desk.diego, later(desk, c.id, u"X"_s))).error().reason, Reason::NotFound);
    QVERIFY(await(scheduled.cancel(desk.bia, {id})));
}

QTEST_GUILESS_MAIN(TestScheduledMessages)
#include "tst_scheduled_messages.moc"
