// SPDX-License-Identifier: Apache-2.0
#include "backend/store/control.h"
#include "backend/store/conversations.h"
#include "backend/store/inboxes.h"
#include "backend/store/messages.h"
#include "backend/store/outbox.h"
#include "backend/store/patients.h"
#include "tests/support/storage/await.h"
#include "tests/support/storage/databases.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using store::Connection;
using store::Transaction;
using tests::await;
using tests::TestStore;

static const Timestamp now{1795420800000};
static const UserId bia{7};
static const UserId diego{8};

static Identity phone(const QString &number)
{
    return phoneIdentity(number, {});
}

static Result<InboxId> newInbox(Connection &connection)
{
    Inbox inbox;
    inbox.channel = u"whatsapp_cloud"_s;
    inbox.name = u"Recepção"_s;
    inbox.settings = {{u"phoneNumberId"_s, u"1"_s}};
    return store::Inboxes(connection).add(inbox, now);
}

static Result<Conversation> newConversation(
    Connection &connection, InboxId inbox, const QString &number, qint64 at = now.ms)
{
    const auto patient =
        store::Patients(connection).findOrCreate({phone(number)}, u"Paciente "_s + number, now);
    if (!patient)
        return patient.error();
    Conversation c;
    c.inboxId = inbox;
    c.channel = u"whatsapp_cloud"_s;
    c.patient = *patient;
    c.createdAt = c.updatedAt = {at};
    c.waitingSince = Timestamp{at};
    const auto id = store::Conversations(connection).add(c);
    if (!id)
        return id.error();
    c.id = *id;
    return c;
}

static Message text(ConversationId conversation, const QString &words)
{
    Message m;
    m.conversationId = conversation;
    m.text = words;
    m.sender = {SenderType::Patient, 1, u"Marina"_s};
    m.createdAt = m.sentAt = now;
    return m;
}

/// Runs what is to fail in a savepoint, so that the command can go on (PostgreSQL).
static Result<> apart(Transaction &transaction, const std::function<Result<>()> &part)
{
    const auto set = transaction.connection().command(u"SAVEPOINT part"_s);
    const Result<> done = part();
    const auto undone = transaction.connection().command(u"ROLLBACK TO SAVEPOINT part"_s);
    return set && undone ? done : Result<>(Error::internal(u"the savepoint failed"_s));
}

class TestRepositories : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleanupTestCase() { TestStore::stopPostgres(); }
    void aPersonHasOneCardHoweverTheNumberIsSpelt_data() { TestStore::addRows(); }
    void aPersonHasOneCardHoweverTheNumberIsSpelt();
    void aPatientHasOneOpenConversationPerInbox_data() { TestStore::addRows(); }
    void aPatientHasOneOpenConversationPerInbox();
    void whoDoesNotSayWhoTheyAreIsNobodyKnown_data() { TestStore::addRows(); }
    void whoDoesNotSayWhoTheyAreIsNobodyKnown();
    void aMessageComesBackExactly_data() { TestStore::addRows(); }
    void aMessageComesBackExactly();
    void theSameMessageIsStoredOnce_data() { TestStore::addRows(); }
    void theSameMessageIsStoredOnce();
    void listsArePagedWithoutGapsOrDoubles_data() { TestStore::addRows(); }
    void listsArePagedWithoutGapsOrDoubles();
    void whoWaitsLongestComesFirst_data() { TestStore::addRows(); }
    void whoWaitsLongestComesFirst();
    void countsFollowWhoAsks_data() { TestStore::addRows(); }
    void countsFollowWhoAsks();
    void messagesArePagedInTimeOrder_data() { TestStore::addRows(); }
    void messagesArePagedInTimeOrder();
    void theOutboxKeepsTheOrderOfAConversation_data() { TestStore::addRows(); }
    void theOutboxKeepsTheOrderOfAConversation();
    void sessionsAreFoundByTheirHashOnly_data() { TestStore::addRows(); }
    void sessionsAreFoundByTheirHashOnly();

private:
    /// Runs `command` in a transaction of a new clinic.
    static void inClinic(const std::function<void(Transaction &)> &command)
    {
        QFETCH(QString, kind);
        TestStore store(kind);
        const ClinicId clinic = store.newClinic();
        // The checks run on the writer's thread; a failure there is a failure of the test all the same.
        QVERIFY(await(store->write<Done>(clinic, [&](Transaction &transaction) -> Result<> {
            command(transaction);
            return Done{};
        })));
    }
};

void TestRepositories::aPersonHasOneCardHoweverTheNumberIsSpelt()
{
    inClinic([](Transaction &t) {
        store::Patients patients(t);
        const auto with = patients.findOrCreate({phone(u"5584987654321"_s)}, u"Marina da Silva"_s, now);
        const auto without = patients.findOrCreate({phone(u"558487654321"_s)}, u"Marina S."_s, now);
        QCOMPARE(without->id, with->id);
        QCOMPARE(without->name, u"Marina da Silva"_s);
        const Identity bsuid{IdentityKind::WhatsappUserId, u"BR.1"_s, u"BR.1"_s, {}};
        QCOMPARE(patients.findOrCreate({phone(u"5584987654321"_s), bsuid}, {}, now)->id, with->id);
        QCOMPARE(patients.findOrCreate({bsuid}, {}, now)->id, with->id);
        QCOMPARE(patients.find(with->id)->identities.size(), 2);
        const auto nameless = patients.findOrCreate({phone(u"5511912345678"_s)}, {}, now);
        QCOMPARE(nameless->name, u"+55 (11) 91234-5678"_s);
        QCOMPARE(patients.search(u"MÁRINA"_s, 10)->size(), 1);
        QCOMPARE(patients.search(u"98765-4321"_s, 10)->first().id, with->id);
        QVERIFY(patients.search(u"%"_s, 10)->isEmpty());
    });
}

void TestRepositories::aPatientHasOneOpenConversationPerInbox()
{
    inClinic([](Transaction &t) {
        const InboxId inbox = *newInbox(t);
        auto first = *newConversation(t, inbox, u"5584987654321"_s);
        const auto second = apart(t, [&]() -> Result<> {
            const auto again = newConversation(t, inbox, u"558487654321"_s);
            return again ? Result<>(Done{}) : Result<>(again.error());
        });
        QVERIFY(!second);
        QCOMPARE(second.error().reason, Reason::Conflict);
        QCOMPARE((*store::Conversations(t).findOpen(first.patient.id, inbox))->id, first.id);
        first.status = ConversationStatus::Closed;
        QVERIFY(store::Conversations(t).save(first));
        QVERIFY(!store::Conversations(t).findOpen(first.patient.id, inbox)->has_value());
        QVERIFY(newConversation(t, inbox, u"558487654321"_s));
    });
}

void TestRepositories::whoDoesNotSayWhoTheyAreIsNobodyKnown()
{
    inClinic([](Transaction &t) {
        const InboxId inbox = *newInbox(t);
        const auto marina = *newConversation(t, inbox, u"5584987654321"_s);
        store::Conversations conversations(t);
        QCOMPARE(conversations.findOpenFor({inbox, {phone(u"5584987654321"_s)}, u"wamid.1"_s})->value().id,
            marina.id);
        QCOMPARE(*conversations.findOpenFor({inbox, {}, u"wamid.1"_s}), std::nullopt);
        const auto kerry = store::Patients(t).findOrCreate({}, u"Kerry Fisher"_s, now);
        QCOMPARE(kerry->name, u"Kerry Fisher"_s);
        QVERIFY(kerry->id != marina.patient.id);
        QVERIFY(store::Patients(t).findOrCreate({}, u"Kerry Fisher"_s, now)->id != kerry->id);
        QVERIFY(!store::Patients(t).findOrCreate({}, {}, now)->name.isEmpty());
    });
}

void TestRepositories::aMessageComesBackExactly()
{
    inClinic([](Transaction &t) {
        const InboxId inbox = *newInbox(t);
        const auto c = *newConversation(t, inbox, u"5584987654321"_s);
        Message m = text(c.id, u"linha\n\"aspas\" 'simples' ação \U0001F600 \u202E bidi \uFFFD {{x}} ? :x"_s);
        m.direction = Direction::Out;
        m.kind = MessageKind::Location;
        m.status = MessageStatus::Failed;
        m.error = MessageError{u"131047"_s, u"Re-engagement"_s, u"window_closed"_s, true};
        m.externalId = u"wamid.X"_s;
        m.clientId = u"c"_s;
        m.payload = {{u"location"_s, QJsonObject{{u"latitude"_s, -5.79}, {u"name"_s, u"Clínica"_s}}}};
        m.id = *store::Messages(t).add(m, inbox);
        QCOMPARE(*store::Messages(t).find(m.id), m);
        QCOMPARE(**store::Messages(t).findByExternalId(inbox, u"wamid.X"_s), m);
        QVERIFY(!store::Messages(t).findByExternalId(InboxId{inbox.value + 1}, u"wamid.X"_s)->has_value());
        QCOMPARE(**store::Messages(t).findByClientId(u"c"_s), m);
        Conversation after = c;
        after.lastMessage = previewOf(m);
        QVERIFY(store::Conversations(t).save(after));
        QCOMPARE(*store::Conversations(t).find(c.id), after);
    });
}

void TestRepositories::theSameMessageIsStoredOnce()
{
    inClinic([](Transaction &t) {
        const InboxId inbox = *newInbox(t);
        const auto c = *newConversation(t, inbox, u"5584987654321"_s);
        Message m = text(c.id, u"Oi"_s);
        m.externalId = u"wamid.1"_s;
        QVERIFY(store::Messages(t).add(m, inbox));
        t.connection().setCareful(true); // the failure shall show here
        const auto again = apart(t, [&]() -> Result<> {
            const auto second = store::Messages(t).add(m, inbox);
            return second ? Result<>(Done{}) : Result<>(second.error());
        });
        QVERIFY(!again);
        QCOMPARE(again.error().reason, Reason::Conflict);
        QCOMPARE(store::Messages(t).page({{c.id}, 10})->messages.size(), 1);
    });
}

void TestRepositories::listsArePagedWithoutGapsOrDoubles()
{
    inClinic([](Transaction &t) {
        const InboxId inbox = *newInbox(t);
        for (int i = 0; i < 23; ++i) // several share a time: the id decides
            QVERIFY(newConversation(t, inbox, u"55849%1"_s.arg(80000000 + i), now.ms + i / 3));
        for (const bool queue : {false, true}) {
            store::ConversationFilter filter;
            filter.queue = queue;
            QList<qint64> ids;
            QString cursor;
            do {
                const auto page = store::Conversations(t).list(filter, {cursor, 5});
                QVERIFY2(page, qPrintable(page ? QString() : page.error().text));
                for (const Conversation &c : page->conversations)
                    ids.append(c.id.value);
                cursor = page->nextCursor.value_or(QString());
            } while (!cursor.isEmpty());
            QCOMPARE(ids.size(), 23);
            QVERIFY(
                queue ? std::is_sorted(ids.begin(), ids.end()) : std::is_sorted(ids.rbegin(), ids.rend()));
        }
        QCOMPARE(store::Conversations(t).list({}, {u"nonsense"_s, 5}).error().field, u"cursor"_s);
    });
}

void TestRepositories::whoWaitsLongestComesFirst()
{
    inClinic([](Transaction &t) {
        const InboxId inbox = *newInbox(t);
        QList<Conversation> all;
        for (int i = 0; i < 4; ++i)
            all.append(*newConversation(t, inbox, u"55849%1"_s.arg(80000000 + i), now.ms - i));
        all[1].waitingSince.reset(); // reopened by hand: nobody waits
        all[2].attendantId = bia; // in nobody's queue
        for (const Conversation &one : std::as_const(all))
            QVERIFY(store::Conversations(t).save(one));
        store::ConversationFilter filter;
        filter.queue = true;
        QList<ConversationId> ids;
        QString cursor;
        do {
            const auto page = store::Conversations(t).list(filter, {cursor, 1});
            QVERIFY2(page, qPrintable(page ? QString() : page.error().text));
            ids.append(page->conversations.first().id);
            cursor = page->nextCursor.value_or(QString());
        } while (!cursor.isEmpty());
        QCOMPARE(ids, (QList<ConversationId>{all[3].id, all[0].id, all[1].id}));
    });
}

void TestRepositories::countsFollowWhoAsks()
{
    inClinic([](Transaction &t) {
        const InboxId inbox = *newInbox(t);
        const std::optional<UserId> whose[]{bia, bia, diego, {}, {}};
        int i = 0;
        for (const auto &who : whose) {
            auto c = *newConversation(t, inbox, u"55849%1"_s.arg(80000000 + i));
            c.attendantId = who;
            c.status = i == 0 ? ConversationStatus::Resolved
                : who         ? ConversationStatus::InProgress
                              : ConversationStatus::Open;
            QVERIFY(store::Conversations(t).save(c));
            ++i;
        }
        const auto attendant = store::Conversations(t).counts({{1}, bia, {}, Role::Attendant, {}});
        QCOMPARE(attendant->mine, 1);
        QCOMPARE(attendant->queue, 2);
        QCOMPARE(attendant->all, 3);
        QCOMPARE(attendant->resolved, 1);
        const auto manager = store::Conversations(t).counts({{1}, {9}, {}, Role::Manager, {}});
        QCOMPARE(manager->mine, 0);
        QCOMPARE(manager->all, 4);
    });
}

void TestRepositories::messagesArePagedInTimeOrder()
{
    inClinic([](Transaction &t) {
        const InboxId inbox = *newInbox(t);
        const auto c = *newConversation(t, inbox, u"5584987654321"_s);
        for (int i = 0; i < 7; ++i)
            QVERIFY(store::Messages(t).add(text(c.id, QString::number(i)), inbox));
        const auto newest = store::Messages(t).page({{c.id}, 3});
        QVERIFY(newest->hasMore);
        QCOMPARE(newest->messages.first().text, u"4"_s);
        QCOMPARE(newest->messages.last().text, u"6"_s);
        const auto older = store::Messages(t).page({{c.id}, 10, newest->messages.first().id});
        QVERIFY(!older->hasMore);
        QCOMPARE(older->messages.size(), 4);
        QCOMPARE(older->messages.last().text, u"3"_s);
    });
}

void TestRepositories::theOutboxKeepsTheOrderOfAConversation()
{
    inClinic([](Transaction &t) {
        const InboxId inbox = *newInbox(t);
        const auto c = *newConversation(t, inbox, u"5584987654321"_s);
        QList<MessageId> ids;
        for (int i = 0; i < 2; ++i) {
            Message m = text(c.id, QString::number(i));
            m.direction = Direction::Out;
            m.status = MessageStatus::Queued;
            m.clientId = QString::number(i);
            ids.append(*store::Messages(t).add(m, inbox));
            QVERIFY(store::Outbox(t).add(ids.last(), inbox, now));
        }
        store::Outbox outbox(t);
        const auto first = outbox.due(now, {}, 10);
        QCOMPARE(first->rows.size(), 1);
        QCOMPARE(first->rows.first().messageId, ids[0]);
        QVERIFY(outbox.due(now, {{c.id}, {}}, 10)->rows.isEmpty());
        const auto started = outbox.startAttempt(first->rows.first(), now);
        QCOMPARE(started->text, u"0"_s);
        QCOMPARE(started->clientId, u"0"_s);
        QCOMPARE(started->to.first().address, u"5584987654321"_s);
        QCOMPARE(started->attempts, 1);
        QCOMPARE(outbox.startAttempt(first->rows.first(), now).error().reason, Reason::Conflict);
        QVERIFY(outbox.due(now, {}, 10)->rows.isEmpty());
        QCOMPARE(outbox.interrupted()->size(), 1);
        const Timestamp later{now.ms + 1000};
        QVERIFY(outbox.finishAttempt(*started, {store::OutboxState::Queued, {}, {}, later}, now));
        QCOMPARE(outbox.due(now, {}, 10)->next, later);
        QCOMPARE(outbox.due(later, {}, 10)->rows.first().messageId, ids[0]);
        QVERIFY(outbox.settle(ids[0], MessageStatus::Delivered, later));
        QCOMPARE(outbox.due(later, {}, 10)->rows.first().messageId, ids[1]);
        QCOMPARE(*outbox.waitingOf(inbox), 1);
    });
}

void TestRepositories::sessionsAreFoundByTheirHashOnly()
{
    QFETCH(QString, kind);
    TestStore store(kind);
    QVERIFY(await(store->writeControl<Done>([](Transaction &t) -> Result<> {
        const auto clinic = store::Clinics(t).add({{}, u"vida"_s, u"Vida"_s, u"America/Sao_Paulo"_s}, now);
        if (!clinic)
            return clinic.error();
        const auto account = store::Accounts(t).add(u"bia@vida.example"_s, u"hash"_s, now);
        if (!account)
            return account.error();
        if (const auto joined =
                store::Accounts(t).addMembership({*account, *clinic, bia, Role::Attendant, true});
            !joined)
            return joined;
        store::SessionRow row;
        row.tokenHash = QByteArray("\x00\x01\xff", 3);
        row.account = *account;
        row.clinic = *clinic;
        row.user = bia;
        row.createdAt = row.lastSeenAt = now;
        row.expiresAt = {now.ms + 1000};
        const auto id = store::Sessions(t).add(row);
        if (!id)
            return id.error();
        const auto found = store::Sessions(t).findByTokenHash(row.tokenHash);
        if (!found || !*found || (*found)->id != *id || (*found)->user != bia)
            return Error::internal(u"not found by its hash"_s);
        if (store::Sessions(t).findByTokenHash("other")->has_value())
            return Error::internal(u"found by another hash"_s);
        if (store::Sessions(t).removeOf(*clinic, bia)->size() != 1)
            return Error::internal(u"not removed"_s);
        return Done{};
    })));
}

QTEST_GUILESS_MAIN(TestRepositories)
#include "tst_repositories.moc"
