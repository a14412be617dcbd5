// SPDX-License-Identifier: Apache-2.0
#include "backend/protocol/events.h"
#include "backend/store/conversations.h"
#include "backend/store/inboxes.h"
#include "backend/store/messages.h"
#include "backend/store/patients.h"
#include "backend/store/sqlite_connection.h"
#include "tests/support/storage/await.h"
#include "tests/support/storage/databases.h"

#include <QFileInfo>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using store::SearchQuery;
using store::Transaction;
using tests::await;
using tests::TestStore;

static const Timestamp now{1795420800000};
static const Caller boss{{1}, {9}, {}, Role::Manager, {}};
static const Caller bia{{1}, {7}, {}, Role::Attendant, {}};

/// A patient with one conversation of `attendant` that holds these messages.
static Result<ConversationId> tell(
    Transaction &transaction, const QString &name, std::optional<UserId> attendant, const QStringList &texts)
{
    store::Inboxes inboxes(transaction);
    Inbox inbox;
    inbox.channel = u"whatsapp_cloud"_s;
    inbox.name = name;
    const auto inboxId = inboxes.add(inbox, now);
    const auto patient =
        store::Patients(transaction)
            .findOrCreate(
                {phoneIdentity(u"55849"_s + QString::number(10000000 + qHash(name) % 89999999), name)}, name,
                now);
    if (!inboxId || !patient)
        return inboxId ? patient.error() : inboxId.error();
    Conversation conversation;
    conversation.inboxId = *inboxId;
    conversation.channel = inbox.channel;
    conversation.patient = *patient;
    conversation.attendantId = attendant;
    conversation.status = attendant ? ConversationStatus::InProgress : ConversationStatus::Open;
    conversation.createdAt = conversation.updatedAt = now;
    const auto id = store::Conversations(transaction).add(conversation);
    if (!id)
        return id.error();
    conversation.id = *id;
    for (const QString &text : texts) {
        Message message;
        message.conversationId = *id;
        message.text = text;
        message.createdAt = message.sentAt = now;
        const auto added = store::Messages(transaction).add(message, *inboxId);
        if (!added)
            return added.error();
        message.id = *added;
        transaction.addEvent(
            wire::makeEvent(wire::MessageCreated{message, conversation}, now, audienceOf(conversation), *id));
    }
    return *id;
}

class TestSearch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleanupTestCase() { TestStore::stopPostgres(); }
    void wordsAreFoundWithoutAccentsNewestFirst_data() { TestStore::addRows(); }
    void wordsAreFoundWithoutAccentsNewestFirst();
    void nobodyFindsWhatTheyMayNotSee_data() { TestStore::addRows(); }
    void nobodyFindsWhatTheyMayNotSee();
    void hostileQueriesArePlainWords_data() { TestStore::addRows(); }
    void hostileQueriesArePlainWords();
    void itGoesOnAfterARestart_data() { TestStore::addRows(); }
    void itGoesOnAfterARestart();
    void frequentAndRareWordsAreFoundAlike_data() { TestStore::addRows(); }
    void frequentAndRareWordsAreFoundAlike();
    void anIndexOfAnEarlierShapeIsBuiltAnew();
};

static QStringList found(TestStore &store, ClinicId clinic, const SearchQuery &query)
{
    QStringList texts;
    const auto page = await(store->search(clinic, query));
    if (!page)
        return {u"error: "_s + page.error().text};
    for (const auto &hit : page->hits)
        texts.append(hit.message.text);
    return texts;
}

void TestSearch::wordsAreFoundWithoutAccentsNewestFirst()
{
    QFETCH(QString, kind);
    TestStore store(kind);
    const ClinicId clinic = store.newClinic();
    const auto id = await(store->write<ConversationId>(clinic, [](Transaction &t) {
        return tell(t, u"Marina"_s, {},
            {u"Preciso da autorização do convênio"_s, u"bom dia"_s, u"A AUTORIZACAO chegou?"_s});
    }));
    QVERIFY(id);
    QCOMPARE(found(store, clinic, {u"autorizac"_s, boss, {}, {}, 50}),
        (QStringList{u"A AUTORIZACAO chegou?"_s, u"Preciso da autorização do convênio"_s}));
    QCOMPARE(found(store, clinic, {u"Convenio autorização"_s, boss, {}, {}, 50}),
        (QStringList{u"Preciso da autorização do convênio"_s}));
    QVERIFY(found(store, clinic, {u"convenio chegou"_s, boss, {}, {}, 50}).isEmpty());
    QVERIFY(found(store, clinic, {u"dia"_s, boss, ConversationId{id->value + 1}, {}, 50}).isEmpty());
    const auto first = await(store->search(clinic, {u"autorizacao"_s, boss, {}, {}, 1}));
    QVERIFY(first->hasMore);
    QCOMPARE(first->hits.first().patient.name, u"Marina"_s);
    QCOMPARE(found(store, clinic, {u"autorizacao"_s, boss, {}, first->hits.first().message.id, 1}),
        (QStringList{u"Preciso da autorização do convênio"_s}));
}

void TestSearch::nobodyFindsWhatTheyMayNotSee()
{
    QFETCH(QString, kind);
    TestStore store(kind);
    const ClinicId clinic = store.newClinic();
    QVERIFY(await(store->write<Done>(clinic, [](Transaction &t) -> Result<> {
        for (const auto &[name, who] : {std::pair{u"A"_s, std::optional<UserId>{bia.user}},
                 {u"B"_s, std::optional<UserId>{{8}}}, {u"C"_s, std::optional<UserId>{}}}) {
            if (const auto told = tell(t, name, who, {u"exame de "_s + name}); !told)
                return told.error();
        }
        return Done{};
    })));
    QCOMPARE(
        found(store, clinic, {u"exame"_s, bia, {}, {}, 50}), (QStringList{u"exame de C"_s, u"exame de A"_s}));
    QCOMPARE(found(store, clinic, {u"exame"_s, boss, {}, {}, 50}).size(), 3);
}

void TestSearch::hostileQueriesArePlainWords()
{
    QFETCH(QString, kind);
    TestStore store(kind);
    const ClinicId clinic = store.newClinic();
    QVERIFY(await(store->write<ConversationId>(
        clinic, [](Transaction &t) { return tell(t, u"M"_s, {}, {u"near or and not"_s}); })));
    for (const QString &query : {u"\" OR 1=1 --"_s, u"zz*zz*zz*"_s, u"words:x"_s, u"NEAR(a b)"_s,
             u"'; DROP TABLE message; --"_s, u"&|!()"_s, u"\\"_s, QString(200, u'"')})
        QVERIFY2(found(store, clinic, {query, boss, {}, {}, 50}).isEmpty(), qPrintable(query));
    QCOMPARE(found(store, clinic, {u"NOT near"_s, boss, {}, {}, 50}).size(), 1);
}

void TestSearch::itGoesOnAfterARestart()
{
    QFETCH(QString, kind);
    TestStore store(kind);
    const ClinicId clinic = store.newClinic();
    QVERIFY(await(store->write<ConversationId>(
        clinic, [](Transaction &t) { return tell(t, u"Antes"_s, {}, {u"receita"_s}); })));
    QCOMPARE(found(store, clinic, {u"receita"_s, boss, {}, {}, 50}).size(), 1);
    store.reopen();
    QVERIFY(await(store->write<ConversationId>(
        clinic, [](Transaction &t) { return tell(t, u"Depois"_s, {}, {u"outra receita"_s}); })));
    QCOMPARE(found(store, clinic, {u"receita"_s, boss, {}, {}, 50}).size(), 2);
}

/// Where the words are in most messages and where they are in few, another way to them is the quick one.
void TestSearch::frequentAndRareWordsAreFoundAlike()
{
    QFETCH(QString, kind);
    TestStore store(kind);
    const ClinicId clinic = store.newClinic();
    QStringList mine(400, u"bom dia"_s);
    mine[3] = u"bom dia, a guia chegou"_s;
    const auto told =
        await(store->write<ConversationId>(clinic, [&](Transaction &t) -> Result<ConversationId> {
            if (const auto other = tell(t, u"Alheia"_s, UserId{8}, QStringList(400, u"bom dia, a guia"_s));
                !other)
                return other;
            return tell(t, u"Minha"_s, bia.user, mine);
        }));
    QVERIFY(told);
    QCOMPARE(found(store, clinic, {u"b"_s, bia, {}, {}, 1000}).size(), 400);
    QCOMPARE(found(store, clinic, {u"bom dia"_s, boss, {}, {}, 1000}).size(), 800);
    QCOMPARE(found(store, clinic, {u"guia"_s, boss, {}, {}, 1000}).size(), 401);
    QCOMPARE(found(store, clinic, {u"guia"_s, boss, *told, {}, 1000}), QStringList{mine[3]});
    QCOMPARE(found(store, clinic, {u"guia"_s, bia, {}, {}, 1000}), QStringList{mine[3]});
    QCOMPARE(found(store, clinic, {u"chegou"_s, boss, {}, {}, 1000}), QStringList{mine[3]});
    QVERIFY(found(store, clinic, {u"chegou"_s, boss, {}, MessageId{404}, 1000}).isEmpty());
    QCOMPARE(found(store, clinic, {u"chegou"_s, boss, {}, MessageId{405}, 1000}).size(), 1);
    QCOMPARE(found(store, clinic, {u"guia"_s, boss, {}, MessageId{404}, 1000}).size(), 400);
}

void TestSearch::anIndexOfAnEarlierShapeIsBuiltAnew()
{
    TestStore store(u"SQLite"_s);
    const ClinicId clinic = store.newClinic();
    QVERIFY(await(store->write<ConversationId>(
        clinic, [](Transaction &t) { return tell(t, u"Antes"_s, {}, {u"receita"_s}); })));
    QCOMPARE(found(store, clinic, {u"r"_s, boss, {}, {}, 50}).size(), 1);
    const QString folder = QFileInfo(store->databases().fileOf(clinic)).path();
    const auto older = store::SqliteConnection::open(folder + u"/search.db"_s);
    QVERIFY((*older)->script(
        u"DROP TABLE search_entry;\nCREATE VIRTUAL TABLE search_entry USING fts5(words, prefix='2 3');\n"_s));
    store.reopen();
    QCOMPARE(found(store, clinic, {u"r"_s, boss, {}, {}, 50}).size(), 1);
}

QTEST_GUILESS_MAIN(TestSearch)
#include "tst_search.moc"
