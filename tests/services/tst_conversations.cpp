// SPDX-License-Identifier: Apache-2.0
#include "tests/services/desk.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace acolhe;
using tests::await;
using tests::Desk;
using Status = ConversationStatus;

static const QString marina = u"558487654321"_s;

/// Patients write, the team takes, answers, resolves and closes: what becomes of the conversation.
class TestConversations : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }
    void cleanupTestCase() { tests::TestStore::stopPostgres(); }
    void aPatientHasOneOpenConversationPerInbox_data() { tests::TestStore::addRows(); }
    void aPatientHasOneOpenConversationPerInbox();
    void whatWasResolvedOpensAgainAndWhatWasClosedDoesNot_data() { tests::TestStore::addRows(); }
    void whatWasResolvedOpensAgainAndWhatWasClosedDoesNot();
    void attendantsTakeFromTheQueueAndGiveBack_data() { tests::TestStore::addRows(); }
    void attendantsTakeFromTheQueueAndGiveBack();
    void unreadCountsWhatNobodyRead_data() { tests::TestStore::addRows(); }
    void unreadCountsWhatNobodyRead();
    void theWindowFollowsTheChannelsOwnTime_data() { tests::TestStore::addRows(); }
    void theWindowFollowsTheChannelsOwnTime();
    void theSameClientIdIsOneMessage_data() { tests::TestStore::addRows(); }
    void theSameClientIdIsOneMessage();
    void aConversationBeginsWithItsMessage_data() { tests::TestStore::addRows(); }
    void aConversationBeginsWithItsMessage();
    void aMessageThatIsRefusedOpensNothing_data() { tests::TestStore::addRows(); }
    void aMessageThatIsRefusedOpensNothing();
    void aReplayedDeliveryChangesNothing_data() { tests::TestStore::addRows(); }
    void aReplayedDeliveryChangesNothing();

private:
    static Result<Conversation> status(Desk &desk, const Caller &who, ConversationId id, Status to)
    {
        return await(desk.conversations.updateStatus(who, {id, to})).transform([](auto reply) {
            return reply.conversation;
        });
    }
    static Result<Conversation> assign(
        Desk &desk, const Caller &who, ConversationId id, std::optional<UserId> to)
    {
        return await(desk.conversations.assign(who, {id, to})).transform([](auto reply) {
            return reply.conversation;
        });
    }
};

void TestConversations::aPatientHasOneOpenConversationPerInbox()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    const InboxId inbox = desk.newInbox();
    const InboxId other = desk.newInbox(u"Filial"_s);
    QVERIFY(desk.patientWrites(inbox, marina, u"wamid.1"_s, u"Oi"_s));
    QVERIFY(desk.patientWrites(inbox, u"5584987654321"_s, u"wamid.2"_s, u"Sou eu"_s)); // the ninth digit
    QCOMPARE(desk.list().size(), 1);
    QCOMPARE(desk.messagesOf(desk.list().first().id).size(), 2);
    QVERIFY(desk.patientWrites(other, marina, u"wamid.1"_s, u"Oi"_s));
    QCOMPARE(desk.list().size(), 2);
    QCOMPARE(desk.list()[0].patient.id, desk.list()[1].patient.id);
}

void TestConversations::whatWasResolvedOpensAgainAndWhatWasClosedDoesNot()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    const InboxId inbox = desk.newInbox();
    const Conversation first = desk.opened(inbox, marina);
    QCOMPARE(first.status, Status::Open);
    QVERIFY(assign(desk, desk.bia, first.id, desk.bia.user));
    QCOMPARE(desk.now(first.id).status, Status::InProgress);
    const auto resolved = status(desk, desk.bia, first.id, Status::Resolved);
    QVERIFY(resolved && resolved->resolvedAt);
    QVERIFY(desk.patientWrites(inbox, marina, u"wamid.2"_s, u"Mais uma coisa"_s));
    QCOMPARE(desk.now(first.id).status, Status::InProgress);
    QCOMPARE(desk.now(first.id).attendantId, desk.bia.user);
    QCOMPARE(desk.now(first.id).resolvedAt, std::nullopt);
    QVERIFY(status(desk, desk.bia, first.id, Status::Resolved));
    QVERIFY(status(desk, desk.bia, first.id, Status::Closed));
    QCOMPARE(status(desk, desk.mara, first.id, Status::InProgress).error().reason, Reason::Conflict);
    QCOMPARE(desk.send(first.id, u"Oi?"_s).error().reason, Reason::Conflict);
    QVERIFY(desk.patientWrites(inbox, marina, u"wamid.3"_s, u"Voltei"_s));
    QCOMPARE(desk.list().size(), 2);
    QCOMPARE(desk.now(first.id).status, Status::Closed);
    QVERIFY(desk.list().first().id != first.id);
}

void TestConversations::attendantsTakeFromTheQueueAndGiveBack()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    const Conversation c = desk.opened(desk.newInbox(), marina);
    QCOMPARE(assign(desk, desk.bia, c.id, desk.diego.user).error().reason, Reason::Forbidden);
    QCOMPARE(status(desk, desk.bia, c.id, Status::Resolved).error().reason, Reason::Forbidden);
    QVERIFY(assign(desk, desk.bia, c.id, desk.bia.user));
    QCOMPARE(assign(desk, desk.diego, c.id, desk.diego.user).error().reason, Reason::NotFound);
    QCOMPARE(await(desk.conversations.get(desk.diego, {c.id})).error().reason, Reason::NotFound);
    QVERIFY(assign(desk, desk.bia, c.id, {}));
    QCOMPARE(desk.now(c.id).status, Status::Open);
    QVERIFY(assign(desk, desk.mara, c.id, desk.diego.user));
    QCOMPARE(desk.now(c.id).attendantId, desk.diego.user);
    QCOMPARE(assign(desk, desk.mara, c.id, UserId{9999}).error().reason, Reason::NotFound);
}

void TestConversations::unreadCountsWhatNobodyRead()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    const InboxId inbox = desk.newInbox();
    const Conversation c = desk.opened(inbox, marina);
    QVERIFY(desk.patientWrites(inbox, marina, u"wamid.2"_s, u"Alô?"_s));
    QVERIFY(desk.patientWrites(inbox, marina, u"wamid.2"_s, u"Alô?"_s)); // delivered again
    QCOMPARE(desk.now(c.id).unread, 2);
    QVERIFY(await(desk.conversations.markRead(desk.mara, {c.id})));
    QCOMPARE(desk.now(c.id).unread, 0);
    QVERIFY(desk.patientWrites(inbox, marina, u"wamid.3"_s, u"Oi?"_s));
    QCOMPARE(desk.now(c.id).unread, 1);
}

void TestConversations::theWindowFollowsTheChannelsOwnTime()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    const InboxId inbox = desk.newInbox();
    constexpr qint64 hourMs = 3'600'000;
    QVERIFY(desk.patientWrites(inbox, marina, u"wamid.1"_s, u"Oi"_s, 3 * hourMs)); // three hours on its way
    const Conversation c = desk.list().first();
    QCOMPARE(c.windowExpiresAt->ms, desk.clock.nowMs() + 21 * hourMs);
    QVERIFY(desk.send(c.id, u"Pois não"_s));
    // An older message that arrives later does not shorten it.
    QVERIFY(desk.patientWrites(inbox, marina, u"wamid.0"_s, u"Antes"_s, 10 * hourMs));
    QCOMPARE(desk.now(c.id).windowExpiresAt, c.windowExpiresAt);
    desk.clock.advance(21 * hourMs - 60'000); // within the margin towards Meta's clock
    QCOMPARE(desk.send(c.id, u"Ainda aí?"_s).error().reason, Reason::WindowClosed);
    QVERIFY(desk.patientWrites(inbox, marina, u"wamid.2"_s, u"Sim"_s));
    QVERIFY(desk.send(c.id, u"Que bom"_s));
}

void TestConversations::theSameClientIdIsOneMessage()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    const InboxId inbox = desk.newInbox();
    const Conversation c = desk.opened(inbox, marina);
    const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const auto first = desk.send(c.id, u"Pois não"_s, id);
    const auto again = desk.send(c.id, u"Pois não"_s, id.toUpper());
    QVERIFY(first && again);
    QCOMPARE(again->message.id, first->message.id);
    QCOMPARE(desk.rows(u"SELECT COUNT(*) FROM outbox"_s), 1);
    const Conversation other = desk.opened(inbox, u"558487650000"_s);
    QCOMPARE(desk.send(other.id, u"Pois não"_s, id).error().reason, Reason::Conflict);
    QCOMPARE(desk.send(c.id, u"   "_s).error().field, u"text"_s);
    QCOMPARE(desk.send(c.id, u"Oi"_s, u"1"_s).error().field, u"clientId"_s);
}

void TestConversations::aConversationBeginsWithItsMessage()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    const InboxId inbox = desk.newInbox();
    const Conversation c = desk.opened(inbox, marina);
    const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const wire::ConversationsCreate::Request request{c.patient.id, inbox, {}, u"Bom dia"_s, id};
    QSignalSpy queued(&desk.messages, &services::Messages::queued);
    const auto begun = await(desk.conversations.create(desk.bia, request));
    QCOMPARE(begun->conversation.id, c.id);
    QCOMPARE(begun->conversation.attendantId, desk.bia.user);
    QCOMPARE(begun->conversation.lastMessage->text, u"Bom dia"_s);
    QCOMPARE(queued.size(), 1);
    QVERIFY(await(desk.conversations.create(desk.bia, request))); // after a lost answer
    QCOMPARE(desk.messagesOf(c.id).size(), 2);
    QCOMPARE(desk.rows(u"SELECT COUNT(*) FROM outbox"_s), 1);
    QCOMPARE(await(desk.conversations.create(desk.diego, request)).error().reason, Reason::Conflict);

    Caller patient;
    patient.clinic = desk.vila;
    patient.role = Role::Patient;
    patient.patient = c.patient.id;
    QVERIFY(await(desk.conversations.create(patient, {{}, inbox, {}, u"Obrigada"_s, {}})));
    QCOMPARE(desk.messagesOf(c.id).last().direction, Direction::In);
    QCOMPARE(desk.now(c.id).unread, 1);
}

void TestConversations::aMessageThatIsRefusedOpensNothing()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    const PatientId patient = desk.opened(desk.newInbox(), marina).patient.id;
    const InboxId silent = desk.newInbox(u"Filial"_s); // where the patient never wrote: no window
    const auto begin = [&](const QString &text) {
        return await(desk.conversations.create(desk.bia, {patient, silent, {}, text, {}})).error();
    };
    QCOMPARE(begin(u"Bom dia"_s).reason, Reason::WindowClosed);
    QCOMPARE(begin(u"  "_s).field, u"message"_s);
    QCOMPARE(begin(QString(10'000, u'a')).field, u"message"_s);
    QCOMPARE(desk.list().size(), 1);
}

void TestConversations::aReplayedDeliveryChangesNothing()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    const InboxId inbox = desk.newInbox();
    const Conversation c = desk.opened(inbox, marina);
    QVERIFY(desk.deliver(inbox, "no JSON"_ba));
    QCOMPARE(desk.inbound.counters().dead, 1);
    QCOMPARE(desk.rows(u"SELECT COUNT(*) FROM journal WHERE state = 'dead'"_s), 1);
    const JournalId dead{desk.rows(u"SELECT id FROM journal WHERE state = 'dead'"_s)};
    const JournalId understood{desk.rows(u"SELECT id FROM journal WHERE state = 'done'"_s)};
    QCOMPARE(*await(desk.inbound.replay(desk.receiving(inbox), desk.whatsapp(), dead)), false);
    QCOMPARE(*await(desk.inbound.replay(desk.receiving(inbox), desk.whatsapp(), understood)), true);
    QCOMPARE(desk.inbound.counters().duplicates, 1);
    QCOMPARE(desk.messagesOf(c.id).size(), 1);
    QCOMPARE(desk.now(c.id), c);
    const auto unknown = await(desk.inbound.replay(desk.receiving(inbox), desk.whatsapp(), JournalId{999}));
    QCOMPARE(unknown.error().reason, Reason::NotFound);
}

QTEST_GUILESS_MAIN(TestConversations)
#include "tst_conversations.moc"
