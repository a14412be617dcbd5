// SPDX-License-Identifier: Apache-2.0
#include "tests/services/desk.h"

using namespace Qt::StringLiterals;
using namespace acolhe;
using channels::AfterFailure;
using tests::await;
using tests::Desk;

/// The way out, against providers that answer when and as the test says.
class TestOutbox : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }
    void cleanupTestCase() { tests::TestStore::stopPostgres(); }
    void nothingIsSentBeforeTheInterruptedIsKnown_data() { tests::TestStore::addRows(); }
    void nothingIsSentBeforeTheInterruptedIsKnown();
    void whatWasInterruptedIsInDoubtAndNotRepeated_data() { tests::TestStore::addRows(); }
    void whatWasInterruptedIsInDoubtAndNotRepeated();
    void aConversationIsSentInOrderOneAtATime_data() { tests::TestStore::addRows(); }
    void aConversationIsSentInOrderOneAtATime();
    void aRetryComesAtItsTime();
    void afterEightFailuresItIsFinal();
    void aFinalFailureLetsTheNextGo();
    void inDoubtIsNotRepeatedUnasked_data() { tests::TestStore::addRows(); }
    void inDoubtIsNotRepeatedUnasked();
    void anAttendantSendsTheDoubtfulAgain();
    void refusedCredentialsKeepTheMessageWaiting();
    void receiptsQuickerThanTheAnswerCount_data() { tests::TestStore::addRows(); }
    void receiptsQuickerThanTheAnswerCount();
    void drainingEndsWhatIsInFlightAndStartsNothing();
    void anEndThatCouldNotBeWrittenIsWrittenLater_data() { tests::TestStore::addRows(); }
    void anEndThatCouldNotBeWrittenIsWrittenLater();
    void aClockThatIsSetBackHoldsNothingUp_data() { tests::TestStore::addRows(); }
    void aClockThatIsSetBackHoldsNothingUp();
    void anAttemptOfWhichOnlyTheAnswerWasLostIsMade_data() { tests::TestStore::addRows(); }
    void anAttemptOfWhichOnlyTheAnswerWasLostIsMade();
};

void TestOutbox::nothingIsSentBeforeTheInterruptedIsKnown()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    const InboxId inbox = desk.newInbox();
    desk.queueMany(inbox, 3);
    desk.outbox.wake(desk.vila); // its inbox was opened before the outbox was read
    desk.settle();
    QCOMPARE(desk.provider(inbox).sent.size(), 0);
    QVERIFY(await(desk.outbox.recover(desk.vila)));
    QTRY_COMPARE(desk.provider(inbox).sent.size(), 3);
    QCOMPARE(desk.outbox.counters().uncertain, 0);
}

void TestOutbox::whatWasInterruptedIsInDoubtAndNotRepeated()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    const InboxId inbox = desk.newInbox();
    const Conversation c = desk.opened(inbox, Desk::phoneOf(1));
    const auto message = desk.send(c.id, u"Quinta às 14h"_s)->message;
    const auto due = await(desk.store->write<store::DueSend>(desk.vila, [&](store::Transaction &t) {
        const auto waiting = store::Outbox(t).due({desk.clock.nowMs()}, {}, 1);
        return store::Outbox(t).startAttempt(waiting->rows.first(), {desk.clock.nowMs()});
    })); // and here the process died
    QVERIFY(due);
    QVERIFY(await(desk.outbox.recover(desk.vila)));
    desk.settle();
    QCOMPARE(desk.standing(message.id), MessageStatus::Uncertain);
    QCOMPARE(desk.find(message.id).error->hint, u"uncertain"_s);
    QCOMPARE(desk.provider(inbox).sent.size(), 0);
    QCOMPARE(desk.outbox.counters().uncertain, 1);
    QCOMPARE(desk.rows(u"SELECT COUNT(*) FROM attempt WHERE finished_at IS NULL"_s), 0);
}

void TestOutbox::aConversationIsSentInOrderOneAtATime()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    const InboxId inbox = desk.newInbox();
    QVERIFY(await(desk.outbox.recover(desk.vila)));
    const Conversation c = desk.opened(inbox, Desk::phoneOf(1));
    for (const QString &text : {u"1"_s, u"2"_s, u"3"_s})
        QVERIFY(desk.send(c.id, text));
    auto &provider = desk.provider(inbox);
    QTRY_COMPARE(provider.texts(), QStringList{u"1"_s});
    desk.settle();
    QCOMPARE(provider.sent.size(), 1);
    provider.fail(0, AfterFailure::Retry, 5'000); // those behind it wait with it
    desk.settle();
    QCOMPARE(provider.sent.size(), 1);
    desk.clock.advance(6'000);
    QTRY_COMPARE(provider.texts(), (QStringList{u"1"_s, u"1"_s}));
    provider.accept(1, u"wamid.1"_s);
    QTRY_COMPARE(provider.sent.size(), 3);
    provider.accept(2, u"wamid.2"_s);
    QTRY_COMPARE(provider.texts(), (QStringList{u"1"_s, u"1"_s, u"2"_s, u"3"_s}));
    QCOMPARE(provider.sent.first().to.first().address, Desk::phoneOf(1));
}

void TestOutbox::aRetryComesAtItsTime()
{
    Desk desk(u"SQLite"_s);
    const InboxId inbox = desk.newInbox();
    QVERIFY(await(desk.outbox.recover(desk.vila)));
    const auto message = desk.send(desk.opened(inbox, Desk::phoneOf(1)).id, u"Oi"_s)->message;
    auto &provider = desk.provider(inbox);
    QTRY_COMPARE(provider.sent.size(), 1);
    QCOMPARE(desk.standing(message.id), MessageStatus::Sending);
    provider.fail(0, AfterFailure::Retry, 30'000);
    QTRY_COMPARE(desk.standing(message.id), MessageStatus::Queued);
    QCOMPARE(desk.find(message.id).error->code, u"7"_s); // the screen says why it waits
    desk.clock.advance(29'000);
    desk.outbox.wake(desk.vila);
    desk.settle();
    QCOMPARE(provider.sent.size(), 1);
    desk.clock.advance(1'500);
    QTRY_COMPARE(provider.sent.size(), 2);
    QCOMPARE(provider.sent[1].clientId, provider.sent[0].clientId);
    provider.accept(1, u"wamid.1"_s);
    QTRY_COMPARE(desk.standing(message.id), MessageStatus::Sent);
    QCOMPARE(desk.find(message.id).error, std::nullopt);
}

void TestOutbox::afterEightFailuresItIsFinal()
{
    Desk desk(u"SQLite"_s);
    const InboxId inbox = desk.newInbox();
    QVERIFY(await(desk.outbox.recover(desk.vila)));
    const auto message = desk.send(desk.opened(inbox, Desk::phoneOf(1)).id, u"Oi"_s)->message;
    auto &provider = desk.provider(inbox);
    for (int i = 0; i < services::Outbox::maxAttempts; ++i) {
        QTRY_COMPARE(provider.sent.size(), i + 1);
        provider.fail(i, AfterFailure::Retry);
        desk.settle();
        desk.clock.advance(3'600'000);
    }
    QTRY_COMPARE(desk.standing(message.id), MessageStatus::Failed);
    QVERIFY(desk.find(message.id).error->retryable); // by a person
    QCOMPARE(desk.outbox.counters().failed, 1);
    QCOMPARE(desk.rows(u"SELECT COUNT(*) FROM attempt"_s), services::Outbox::maxAttempts);
}

void TestOutbox::aFinalFailureLetsTheNextGo()
{
    Desk desk(u"SQLite"_s);
    const InboxId inbox = desk.newInbox();
    QVERIFY(await(desk.outbox.recover(desk.vila)));
    const Conversation c = desk.opened(inbox, Desk::phoneOf(1));
    const auto first = desk.send(c.id, u"1"_s)->message;
    QVERIFY(desk.send(c.id, u"2"_s));
    auto &provider = desk.provider(inbox);
    QTRY_COMPARE(provider.sent.size(), 1);
    provider.fail(0, AfterFailure::Stop);
    QTRY_COMPARE(provider.texts(), (QStringList{u"1"_s, u"2"_s}));
    QCOMPARE(desk.standing(first.id), MessageStatus::Failed);
}

void TestOutbox::inDoubtIsNotRepeatedUnasked()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    const InboxId inbox = desk.newInbox();
    QVERIFY(await(desk.outbox.recover(desk.vila)));
    const auto message = desk.send(desk.opened(inbox, Desk::phoneOf(1)).id, u"Oi"_s)->message;
    auto &provider = desk.provider(inbox);
    QTRY_COMPARE(provider.sent.size(), 1);
    provider.fail(0, AfterFailure::AwaitReceipt);
    QTRY_COMPARE(desk.standing(message.id), MessageStatus::Uncertain);
    desk.clock.advance(24 * 3600 * 1000LL);
    desk.outbox.wake(desk.vila);
    desk.settle();
    QCOMPARE(provider.sent.size(), 1);
    // The receipt names it by what we gave, since we never learnt the provider's id.
    QVERIFY(desk.deliver(inbox, tests::whatsappStatus(u"wamid.9"_s, u"delivered"_s, *message.clientId)));
    QCOMPARE(desk.standing(message.id), MessageStatus::Delivered);
    QCOMPARE(desk.find(message.id).externalId, u"wamid.9"_s);
    QCOMPARE(desk.find(message.id).error, std::nullopt);
    QVERIFY(desk.deliver(inbox, tests::whatsappStatus(u"wamid.9"_s, u"read"_s)));
    QCOMPARE(desk.standing(message.id), MessageStatus::Read);
    QCOMPARE(await(desk.messages.retry(desk.mara, {message.id})).error().reason, Reason::Conflict);
    QCOMPARE(provider.sent.size(), 1);
}

void TestOutbox::anAttendantSendsTheDoubtfulAgain()
{
    Desk desk(u"SQLite"_s);
    const InboxId inbox = desk.newInbox();
    QVERIFY(await(desk.outbox.recover(desk.vila)));
    const auto message = desk.send(desk.opened(inbox, Desk::phoneOf(1)).id, u"Oi"_s)->message;
    auto &provider = desk.provider(inbox);
    QTRY_COMPARE(provider.sent.size(), 1);
    QCOMPARE(await(desk.messages.retry(desk.mara, {message.id})).error().reason, Reason::Conflict);
    provider.fail(0, AfterFailure::AwaitReceipt);
    QTRY_COMPARE(desk.standing(message.id), MessageStatus::Uncertain);
    QCOMPARE(await(desk.messages.retry(desk.bia, {message.id})).error().reason, Reason::Forbidden);
    QVERIFY(await(desk.messages.retry(desk.mara, {message.id})));
    QTRY_COMPARE(provider.sent.size(), 2);
    QCOMPARE(provider.sent[1].clientId, provider.sent[0].clientId);
    provider.accept(1, u"wamid.2"_s);
    QTRY_COMPARE(desk.standing(message.id), MessageStatus::Sent);
    QCOMPARE(desk.rows(u"SELECT COUNT(*) FROM message WHERE direction = 'out'"_s), 1);
}

void TestOutbox::refusedCredentialsKeepTheMessageWaiting()
{
    Desk desk(u"SQLite"_s);
    const InboxId inbox = desk.newInbox();
    QVERIFY(await(desk.outbox.recover(desk.vila)));
    const auto message = desk.send(desk.opened(inbox, Desk::phoneOf(1)).id, u"Oi"_s)->message;
    std::unique_ptr<tests::ScriptedSession> refused;
    connect(&desk.outbox, &services::Outbox::inboxNeedsAttention, this,
        [&](ClinicId, InboxId which) { refused = std::move(desk.providers[which]); });
    QTRY_COMPARE(desk.provider(inbox).sent.size(), 1);
    desk.provider(inbox).fail(0, AfterFailure::PauseInbox);
    QTRY_COMPARE(desk.standing(message.id), MessageStatus::Queued);
    desk.clock.advance(3'600'000);
    desk.settle();
    QVERIFY(refused);
    QCOMPARE(refused->sent.size(), 1);
    desk.providers[inbox] = std::make_unique<tests::ScriptedSession>();
    desk.outbox.wake(desk.vila); // the token was renewed
    QTRY_COMPARE(desk.provider(inbox).sent.size(), 1);
    desk.provider(inbox).accept(0, u"wamid.1"_s);
    QTRY_COMPARE(desk.standing(message.id), MessageStatus::Sent);
}

void TestOutbox::receiptsQuickerThanTheAnswerCount()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    const InboxId inbox = desk.newInbox();
    QVERIFY(await(desk.outbox.recover(desk.vila)));
    const auto message = desk.send(desk.opened(inbox, Desk::phoneOf(1)).id, u"Oi"_s)->message;
    auto &provider = desk.provider(inbox);
    QTRY_COMPARE(provider.sent.size(), 1);
    QVERIFY(desk.deliver(inbox, tests::whatsappStatus(u"wamid.1"_s, u"read"_s)));
    QVERIFY(desk.deliver(inbox, tests::whatsappStatus(u"wamid.1"_s, u"delivered"_s)));
    QCOMPARE(desk.inbound.counters().parked, 2);
    QCOMPARE(desk.standing(message.id), MessageStatus::Sending);
    provider.accept(0, u"wamid.1"_s);
    QTRY_COMPARE(desk.standing(message.id), MessageStatus::Read);
    QCOMPARE(desk.rows(u"SELECT COUNT(*) FROM pending_receipt"_s), 0);
}

void TestOutbox::drainingEndsWhatIsInFlightAndStartsNothing()
{
    Desk desk(u"SQLite"_s);
    const InboxId inbox = desk.newInbox();
    QVERIFY(await(desk.outbox.recover(desk.vila)));
    const Conversation c = desk.opened(inbox, Desk::phoneOf(1));
    const auto first = desk.send(c.id, u"1"_s)->message;
    const auto second = desk.send(c.id, u"2"_s)->message;
    auto &provider = desk.provider(inbox);
    QTRY_COMPARE(provider.sent.size(), 1);
    const auto drained = desk.outbox.drain();
    QVERIFY(!drained.isFinished());
    provider.accept(0, u"wamid.1"_s);
    QVERIFY(await(drained));
    desk.settle();
    QCOMPARE(provider.sent.size(), 1);
    QCOMPARE(desk.standing(first.id), MessageStatus::Sent);
    QCOMPARE(desk.standing(second.id), MessageStatus::Queued);
}

static bool script(Desk &desk, const QString &sql)
{
    return bool(await(desk.store->write<Done>(
        desk.vila, [=](store::Transaction &t) { return t.connection().script(sql); })));
}

void TestOutbox::anEndThatCouldNotBeWrittenIsWrittenLater()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    const InboxId inbox = desk.newInbox();
    QVERIFY(await(desk.outbox.recover(desk.vila)));
    const Conversation c = desk.opened(inbox, Desk::phoneOf(1));
    const auto first = desk.send(c.id, u"1"_s)->message;
    const auto second = desk.send(c.id, u"2"_s)->message;
    auto &provider = desk.provider(inbox);
    QTRY_COMPARE(provider.sent.size(), 1);
    QVERIFY(script(desk, u"ALTER TABLE attempt RENAME TO lost;\n"_s));
    provider.accept(0, u"wamid.1"_s);
    desk.settle();
    QCOMPARE(desk.standing(first.id), MessageStatus::Sending);
    QVERIFY(script(desk, u"ALTER TABLE lost RENAME TO attempt;\n"_s));
    desk.clock.advance(1000);
    QTRY_COMPARE(desk.standing(first.id), MessageStatus::Sent);
    QTRY_COMPARE(provider.sent.size(), 2);
    provider.accept(1, u"wamid.2"_s);
    QTRY_COMPARE(desk.standing(second.id), MessageStatus::Sent);
}

void TestOutbox::anAttemptOfWhichOnlyTheAnswerWasLostIsMade()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    const InboxId inbox = desk.newInbox();
    QVERIFY(await(desk.outbox.recover(desk.vila)));
    const Conversation c = desk.opened(inbox, Desk::phoneOf(1));
    QVERIFY(script(desk, u"ALTER TABLE attempt RENAME TO lost;\n"_s));
    const auto message = desk.send(c.id, u"1"_s)->message;
    QTRY_COMPARE(
        desk.outbox.counters().waiting, 1); // the attempt is in the writer's queue, before what follows
    desk.settle();
    QVERIFY(script(desk, u"ALTER TABLE lost RENAME TO attempt;\nUPDATE outbox SET state = 'sending';\n"_s));
    auto &provider = desk.provider(inbox);
    QCOMPARE(provider.sent.size(), 0);
    desk.clock.advance(1000);
    QTRY_COMPARE(provider.sent.size(), 1);
    provider.accept(0, u"wamid.1"_s);
    QTRY_COMPARE(desk.standing(message.id), MessageStatus::Sent);
}

void TestOutbox::aClockThatIsSetBackHoldsNothingUp()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    const InboxId inbox = desk.newInbox();
    QVERIFY(await(desk.outbox.recover(desk.vila)));
    const Conversation one = desk.opened(inbox, Desk::phoneOf(1));
    const Conversation other = desk.opened(inbox, Desk::phoneOf(2));
    QVERIFY(desk.send(one.id, u"1"_s));
    QVERIFY(desk.send(one.id, u"2"_s));
    auto &provider = desk.provider(inbox);
    QTRY_COMPARE(provider.sent.size(), 1);
    const auto third = desk.send(other.id, u"3"_s)->message;
    QTRY_COMPARE(provider.sent.size(), 2);
    provider.fail(1, AfterFailure::Retry);
    QTRY_COMPARE(desk.standing(third.id), MessageStatus::Queued);
    desk.clock.advance(-3'600'000);
    QTRY_COMPARE(provider.sent.size(), 3); // "3" again
    provider.accept(0, u"wamid.1"_s);
    QTRY_COMPARE(provider.sent.size(), 4); // "2", though it was queued an hour later than now
}

QTEST_GUILESS_MAIN(TestOutbox)
#include "tst_outbox.moc"
