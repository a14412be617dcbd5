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
    void aStuckInboxKeepsNobodyWaiting_data() { tests::TestStore::addRows(); }
    void aStuckInboxKeepsNobodyWaiting();
    void anInboxThatHangsLeavesRoomForOthers();
    void aConversationIsSentInOrderOneAtATime_data() { tests::TestStore::addRows(); }
    void aConversationIsSentInOrderOneAtATime();
    void aRetryComesAtItsTime();
    void afterEightFailuresItIsFinal();
    void aFinalFailureLetsTheNextGo();
    void inDoubtIsNotRepeatedUnasked_data() { tests::TestStore::addRows(); }
    void inDoubtIsNotRepeatedUnasked();
    void anAttendantSendsTheDoubtfulAgain();
    void theCircuitOfOneInboxStopsNoOther();
    void anAnsweredRefusalEndsTheProbe();
    void refusedCredentialsKeepTheMessageWaiting();
    void receiptsQuickerThanTheAnswerCount_data() { tests::TestStore::addRows(); }
    void receiptsQuickerThanTheAnswerCount();
    void drainingEndsWhatIsInFlightAndStartsNothing();

private:
    static QString phone(int i) { return QStringLiteral("5584987%1").arg(i, 6, 10, QLatin1Char('0')); }
    /// Rows that wait for `inbox`, as messages.send leaves them: each in a conversation of its own.
    static void queueMany(Desk &desk, InboxId inbox, int count);
};

void TestOutbox::queueMany(Desk &desk, InboxId inbox, int count)
{
    const Timestamp now{desk.clock.nowMs()};
    const auto done = await(desk.store->write<Done>(desk.vila, [=](store::Transaction &t) -> Result<> {
        for (int i = 0; i < count; ++i) {
            const auto patient = store::Patients(t).findOrCreate({phoneIdentity(phone(i), {})}, u"P"_s, now);
            Conversation c;
            c.inboxId = inbox;
            c.channel = u"whatsapp_cloud"_s;
            c.patient = *patient;
            c.createdAt = c.updatedAt = now;
            const auto conversation = store::Conversations(t).add(c);
            Message m;
            m.conversationId = *conversation;
            m.direction = Direction::Out;
            m.status = MessageStatus::Queued;
            m.clientId = u"%1-%2"_s.arg(inbox.value).arg(i);
            m.text = m.clientId.value();
            m.sender = {SenderType::User, 1, u"Mara"_s};
            m.createdAt = m.sentAt = now;
            const auto message = store::Messages(t).add(m, inbox);
            if (const auto put = store::Outbox(t).add(*message, inbox, now); !put)
                return put;
        }
        return Done{};
    }));
    QVERIFY(done);
}

/// Nothing more comes of what is on its way.
static void settle(Desk &desk)
{
    for (int i = 0; i < 5; ++i) {
        QVERIFY(await(
            desk.store->write<Done>(desk.vila, [](store::Transaction &) -> Result<> { return Done{}; })));
        QVERIFY(
            await(desk.store->read<Done>(desk.vila, [](store::Connection &) -> Result<> { return Done{}; })));
    }
}

void TestOutbox::nothingIsSentBeforeTheInterruptedIsKnown()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    const InboxId inbox = desk.newInbox();
    queueMany(desk, inbox, 3);
    desk.outbox.wake(desk.vila); // its inbox was opened before the outbox was read
    settle(desk);
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
    const Conversation c = desk.opened(inbox, phone(1));
    const auto message = desk.send(c.id, u"Quinta às 14h"_s)->message;
    const auto due = await(desk.store->write<store::DueSend>(desk.vila, [&](store::Transaction &t) {
        const auto waiting = store::Outbox(t).due({desk.clock.nowMs()}, {}, 1);
        return store::Outbox(t).startAttempt(waiting->rows.first(), {desk.clock.nowMs()});
    })); // and here the process died
    QVERIFY(due);
    QVERIFY(await(desk.outbox.recover(desk.vila)));
    settle(desk);
    QCOMPARE(desk.standing(message.id), MessageStatus::Uncertain);
    QCOMPARE(desk.find(message.id).error->hint, u"uncertain"_s);
    QCOMPARE(desk.provider(inbox).sent.size(), 0);
    QCOMPARE(desk.outbox.counters().uncertain, 1);
    QCOMPARE(desk.rows(u"SELECT COUNT(*) FROM attempt WHERE finished_at IS NULL"_s), 0);
}

void TestOutbox::aStuckInboxKeepsNobodyWaiting()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    const InboxId stuck = desk.newInbox(u"Antigo"_s);
    const InboxId works = desk.newInbox();
    queueMany(desk, stuck, 2'100);
    queueMany(desk, works, 2);
    desk.providers.erase(stuck); // needs attention
    QVERIFY(await(desk.outbox.recover(desk.vila)));
    QTRY_COMPARE(desk.provider(works).sent.size(), 2);
    desk.providers[stuck] = std::make_unique<tests::ScriptedSession>();
    desk.outbox.wake(desk.vila); // it is back
    QTRY_COMPARE(desk.provider(stuck).sent.size(), services::Outbox::maxInFlightPerInbox);
}

void TestOutbox::anInboxThatHangsLeavesRoomForOthers()
{
    Desk desk(u"SQLite"_s);
    const InboxId hangs = desk.newInbox(u"Antigo"_s);
    const InboxId works = desk.newInbox();
    queueMany(desk, hangs, 200);
    queueMany(desk, works, 40);
    QVERIFY(await(desk.outbox.recover(desk.vila)));
    QTRY_COMPARE(desk.provider(hangs).sent.size(), services::Outbox::maxInFlightPerInbox);
    for (int i = 0; i < 40; ++i) {
        QTRY_VERIFY(desk.provider(works).sent.size() > i);
        desk.provider(works).accept(i, u"wamid.%1"_s.arg(i));
    }
    QTRY_COMPARE(desk.outbox.counters().sent, 40);
    QCOMPARE(desk.provider(hangs).sent.size(), services::Outbox::maxInFlightPerInbox);
}

void TestOutbox::aConversationIsSentInOrderOneAtATime()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    const InboxId inbox = desk.newInbox();
    QVERIFY(await(desk.outbox.recover(desk.vila)));
    const Conversation c = desk.opened(inbox, phone(1));
    for (const QString &text : {u"1"_s, u"2"_s, u"3"_s})
        QVERIFY(desk.send(c.id, text));
    auto &provider = desk.provider(inbox);
    QTRY_COMPARE(provider.texts(), QStringList{u"1"_s});
    settle(desk);
    QCOMPARE(provider.sent.size(), 1);
    provider.fail(0, AfterFailure::Retry, 5'000); // those behind it wait with it
    settle(desk);
    QCOMPARE(provider.sent.size(), 1);
    desk.clock.advance(6'000);
    QTRY_COMPARE(provider.texts(), (QStringList{u"1"_s, u"1"_s}));
    provider.accept(1, u"wamid.1"_s);
    QTRY_COMPARE(provider.sent.size(), 3);
    provider.accept(2, u"wamid.2"_s);
    QTRY_COMPARE(provider.texts(), (QStringList{u"1"_s, u"1"_s, u"2"_s, u"3"_s}));
    QCOMPARE(provider.sent.first().to.first().address, phone(1));
}

void TestOutbox::aRetryComesAtItsTime()
{
    Desk desk(u"SQLite"_s);
    const InboxId inbox = desk.newInbox();
    QVERIFY(await(desk.outbox.recover(desk.vila)));
    const auto message = desk.send(desk.opened(inbox, phone(1)).id, u"Oi"_s)->message;
    auto &provider = desk.provider(inbox);
    QTRY_COMPARE(provider.sent.size(), 1);
    QCOMPARE(desk.standing(message.id), MessageStatus::Sending);
    provider.fail(0, AfterFailure::Retry, 30'000);
    QTRY_COMPARE(desk.standing(message.id), MessageStatus::Queued);
    QCOMPARE(desk.find(message.id).error->code, u"7"_s); // the screen says why it waits
    desk.clock.advance(29'000);
    desk.outbox.wake(desk.vila);
    settle(desk);
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
    const auto message = desk.send(desk.opened(inbox, phone(1)).id, u"Oi"_s)->message;
    auto &provider = desk.provider(inbox);
    for (int i = 0; i < services::Outbox::maxAttempts; ++i) {
        QTRY_COMPARE(provider.sent.size(), i + 1);
        provider.fail(i, AfterFailure::Retry);
        settle(desk);
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
    const Conversation c = desk.opened(inbox, phone(1));
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
    const auto message = desk.send(desk.opened(inbox, phone(1)).id, u"Oi"_s)->message;
    auto &provider = desk.provider(inbox);
    QTRY_COMPARE(provider.sent.size(), 1);
    provider.fail(0, AfterFailure::AwaitReceipt);
    QTRY_COMPARE(desk.standing(message.id), MessageStatus::Uncertain);
    desk.clock.advance(24 * 3600 * 1000LL);
    desk.outbox.wake(desk.vila);
    settle(desk);
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
    const auto message = desk.send(desk.opened(inbox, phone(1)).id, u"Oi"_s)->message;
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

void TestOutbox::theCircuitOfOneInboxStopsNoOther()
{
    Desk desk(u"SQLite"_s);
    const InboxId broken = desk.newInbox(u"Antigo"_s);
    const InboxId works = desk.newInbox();
    queueMany(desk, broken, 40);
    QVERIFY(await(desk.outbox.recover(desk.vila)));
    auto &provider = desk.provider(broken);
    QTRY_COMPARE(provider.sent.size(), services::Outbox::maxInFlightPerInbox);
    for (int i = 0; i < services::Outbox::maxInFlightPerInbox; ++i)
        provider.fail(i, AfterFailure::AwaitReceipt);
    settle(desk);
    const qsizetype before = provider.sent.size();
    QVERIFY(before < 40);
    queueMany(desk, works, 3);
    desk.outbox.wake(desk.vila);
    QTRY_COMPARE(desk.provider(works).sent.size(), 3);
    QCOMPARE(provider.sent.size(), before);
    desk.clock.advance(20'000); // one call probes
    QTRY_COMPARE(provider.sent.size(), before + 1);
    settle(desk);
    QCOMPARE(provider.sent.size(), before + 1);
    provider.accept(before, u"wamid.1"_s);
    QTRY_COMPARE(provider.sent.size(), 40);
}

void TestOutbox::anAnsweredRefusalEndsTheProbe()
{
    Desk desk(u"SQLite"_s);
    const InboxId inbox = desk.newInbox();
    queueMany(desk, inbox, 36);
    QVERIFY(await(desk.outbox.recover(desk.vila)));
    auto &provider = desk.provider(inbox);
    QTRY_COMPARE(provider.sent.size(), services::Outbox::maxInFlightPerInbox);
    for (int i = 0; i < services::Outbox::maxInFlightPerInbox; ++i)
        provider.fail(i, AfterFailure::AwaitReceipt);
    settle(desk);
    const qsizetype before = provider.sent.size();
    QVERIFY(before < 36);
    desk.clock.advance(20'000);
    QTRY_COMPARE(provider.sent.size(), before + 1);
    provider.fail(before, AfterFailure::Stop); // this message's fault: the provider answers again
    QTRY_COMPARE(provider.sent.size(), 36);
}

void TestOutbox::refusedCredentialsKeepTheMessageWaiting()
{
    Desk desk(u"SQLite"_s);
    const InboxId inbox = desk.newInbox();
    QVERIFY(await(desk.outbox.recover(desk.vila)));
    const auto message = desk.send(desk.opened(inbox, phone(1)).id, u"Oi"_s)->message;
    std::unique_ptr<tests::ScriptedSession> refused;
    connect(&desk.outbox, &services::Outbox::inboxNeedsAttention, this,
        [&](ClinicId, InboxId which) { refused = std::move(desk.providers[which]); });
    QTRY_COMPARE(desk.provider(inbox).sent.size(), 1);
    desk.provider(inbox).fail(0, AfterFailure::PauseInbox);
    QTRY_COMPARE(desk.standing(message.id), MessageStatus::Queued);
    desk.clock.advance(3'600'000);
    settle(desk);
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
    const auto message = desk.send(desk.opened(inbox, phone(1)).id, u"Oi"_s)->message;
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
    const Conversation c = desk.opened(inbox, phone(1));
    const auto first = desk.send(c.id, u"1"_s)->message;
    const auto second = desk.send(c.id, u"2"_s)->message;
    auto &provider = desk.provider(inbox);
    QTRY_COMPARE(provider.sent.size(), 1);
    const auto drained = desk.outbox.drain();
    QVERIFY(!drained.isFinished());
    provider.accept(0, u"wamid.1"_s);
    QVERIFY(await(drained));
    settle(desk);
    QCOMPARE(provider.sent.size(), 1);
    QCOMPARE(desk.standing(first.id), MessageStatus::Sent);
    QCOMPARE(desk.standing(second.id), MessageStatus::Queued);
}

QTEST_GUILESS_MAIN(TestOutbox)
#include "tst_outbox.moc"
