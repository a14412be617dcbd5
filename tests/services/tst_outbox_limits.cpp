// SPDX-License-Identifier: Apache-2.0
#include "tests/services/desk.h"

using namespace Qt::StringLiterals;
using namespace acolhe;
using channels::AfterFailure;
using tests::await;
using tests::Desk;

/// What holds one account or one patient up, and that it holds nobody else.
class TestOutboxLimits : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }
    void cleanupTestCase() { tests::TestStore::stopPostgres(); }
    void aStuckInboxKeepsNobodyWaiting_data() { tests::TestStore::addRows(); }
    void aStuckInboxKeepsNobodyWaiting();
    void anInboxThatHangsLeavesRoomForOthers();
    void theCircuitOfOneInboxStopsNoOther();
    void anAnsweredRefusalEndsTheProbe();
    void aLimitTowardsOneRecipientDelaysNobodyElse();
    void anInboxWithNewSettingsIsTriedAtOnce();
};

void TestOutboxLimits::aStuckInboxKeepsNobodyWaiting()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    const InboxId stuck = desk.newInbox(u"Antigo"_s);
    const InboxId works = desk.newInbox();
    desk.queueMany(stuck, 2'100);
    desk.queueMany(works, 2);
    desk.providers.erase(stuck); // needs attention
    QVERIFY(await(desk.outbox.recover(desk.vila)));
    QTRY_COMPARE(desk.provider(works).sent.size(), 2);
    desk.providers[stuck] = std::make_unique<tests::ScriptedSession>();
    desk.outbox.wake(desk.vila); // it is back
    QTRY_COMPARE(desk.provider(stuck).sent.size(), services::Outbox::maxInFlightPerInbox);
}

void TestOutboxLimits::anInboxThatHangsLeavesRoomForOthers()
{
    Desk desk(u"SQLite"_s);
    const InboxId hangs = desk.newInbox(u"Antigo"_s);
    const InboxId works = desk.newInbox();
    desk.queueMany(hangs, 200);
    desk.queueMany(works, 40);
    QVERIFY(await(desk.outbox.recover(desk.vila)));
    QTRY_COMPARE(desk.provider(hangs).sent.size(), services::Outbox::maxInFlightPerInbox);
    for (int i = 0; i < 40; ++i) {
        QTRY_VERIFY(desk.provider(works).sent.size() > i);
        desk.provider(works).accept(i, u"wamid.%1"_s.arg(i));
    }
    QTRY_COMPARE(desk.outbox.counters().sent, 40);
    QCOMPARE(desk.provider(hangs).sent.size(), services::Outbox::maxInFlightPerInbox);
}

/// Queues so many messages and lets each call fail, until the inbox's circuit is open.
static void openCircuit(Desk &desk, InboxId inbox, int messages)
{
    desk.queueMany(inbox, messages);
    QVERIFY(await(desk.outbox.recover(desk.vila)));
    auto &provider = desk.provider(inbox);
    QTRY_COMPARE(provider.sent.size(), services::Outbox::maxInFlightPerInbox);
    for (int i = 0; i < services::Outbox::maxInFlightPerInbox; ++i)
        provider.fail(i, AfterFailure::AwaitReceipt);
    desk.settle();
    QVERIFY(provider.sent.size() < messages);
}

void TestOutboxLimits::theCircuitOfOneInboxStopsNoOther()
{
    Desk desk(u"SQLite"_s);
    const InboxId broken = desk.newInbox(u"Antigo"_s);
    const InboxId works = desk.newInbox();
    openCircuit(desk, broken, 40);
    auto &provider = desk.provider(broken);
    const qsizetype before = provider.sent.size();
    desk.queueMany(works, 3);
    desk.outbox.wake(desk.vila);
    QTRY_COMPARE(desk.provider(works).sent.size(), 3);
    QCOMPARE(provider.sent.size(), before);
    desk.clock.advance(20'000); // one call probes
    QTRY_COMPARE(provider.sent.size(), before + 1);
    desk.settle();
    QCOMPARE(provider.sent.size(), before + 1);
    provider.accept(before, u"wamid.1"_s);
    QTRY_COMPARE(provider.sent.size(), 40);
}

void TestOutboxLimits::anAnsweredRefusalEndsTheProbe()
{
    Desk desk(u"SQLite"_s);
    const InboxId inbox = desk.newInbox();
    openCircuit(desk, inbox, 36);
    auto &provider = desk.provider(inbox);
    const qsizetype before = provider.sent.size();
    desk.clock.advance(20'000);
    QTRY_COMPARE(provider.sent.size(), before + 1);
    provider.fail(before, AfterFailure::Stop); // this message's fault: the provider answers again
    QTRY_COMPARE(provider.sent.size(), 36);
}

void TestOutboxLimits::aLimitTowardsOneRecipientDelaysNobodyElse()
{
    Desk desk(u"SQLite"_s);
    const InboxId inbox = desk.newInbox();
    QVERIFY(await(desk.outbox.recover(desk.vila)));
    const auto limited = desk.send(desk.opened(inbox, Desk::phoneOf(9)).id, u"Oi"_s)->message;
    auto &provider = desk.provider(inbox);
    for (int i = 0; i <= services::Circuit::threshold; ++i) {
        QTRY_COMPARE(provider.sent.size(), i + 1);
        provider.fail(i, AfterFailure::DelayRecipient, 60'000);
        QTRY_COMPARE(desk.standing(limited.id), MessageStatus::Queued);
        desk.clock.advance(i < services::Circuit::threshold ? 61'000 : 0);
    }
    const qsizetype before = provider.sent.size();
    desk.queueMany(inbox, 3);
    desk.outbox.wake(desk.vila);
    QTRY_COMPARE(provider.sent.size(), before + 3);
    desk.settle();
    QVERIFY(std::none_of(provider.sent.begin() + before, provider.sent.end(),
        [](const auto &one) { return one.text == u"Oi"_s; }));
    desk.clock.advance(120'000); // beyond the back-off's own spread
    QTRY_COMPARE(provider.sent.size(), before + 4);
    provider.accept(before + 3, u"wamid.1"_s);
    QTRY_COMPARE(desk.standing(limited.id), MessageStatus::Sent);
}

void TestOutboxLimits::anInboxWithNewSettingsIsTriedAtOnce()
{
    Desk desk(u"SQLite"_s);
    const InboxId inbox = desk.newInbox();
    openCircuit(desk, inbox, 36); // a wrong address
    auto &provider = desk.provider(inbox);
    desk.outbox.inboxOpened(desk.vila, inbox);
    QTRY_COMPARE(provider.sent.size(), 36);
}

QTEST_GUILESS_MAIN(TestOutboxLimits)
#include "tst_outbox_limits.moc"
