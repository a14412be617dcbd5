// SPDX-License-Identifier: Apache-2.0
#include "backend/services/drafts.h"

#include "backend/store/drafts.h"
#include "tests/services/staffed.h"

using namespace Qt::StringLiterals;
using namespace acolhe;
using services::Drafts;
using tests::await;
using tests::Staffed;
using tests::TestStore;

class TestDrafts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }
    void cleanupTestCase() { TestStore::stopPostgres(); }
    void eachHasTheirOwn_data() { TestStore::addRows(); }
    void eachHasTheirOwn();
    void onlyTheirOwnProgramsHearOfIt_data() { TestStore::addRows(); }
    void onlyTheirOwnProgramsHearOfIt();
    void anEmptyTextRemovesIt_data() { TestStore::addRows(); }
    void anEmptyTextRemovesIt();
    void aColleaguesConversationTakesNone_data() { TestStore::addRows(); }
    void aColleaguesConversationTakesNone();
    void theOldestMakeRoom_data() { TestStore::addRows(); }
    void theOldestMakeRoom();
};

void TestDrafts::eachHasTheirOwn()
{
    QFETCH(QString, kind);
    Staffed clinic(kind);
    Drafts drafts(*clinic.store, clinic.clock);
    const ConversationId id = clinic.newConversation(clinic.bia.user, ConversationStatus::InProgress).id;
    const auto first = await(drafts.set(clinic.bia, {id, u"Bom dia 🌞"_s, {}, {}, u"balcão"_s}));
    QVERIFY(first);
    clinic.clock.advance(1000);
    QVERIFY(await(drafts.set(clinic.bia, {id, u"Bom dia, Marina"_s, true, {}, u"casa"_s})));
    QVERIFY(await(drafts.set(clinic.mara, {id, u"Da Mara"_s, {}, {}, {}})));
    const auto bias = await(drafts.list(clinic.bia, {}));
    QVERIFY(bias);
    QCOMPARE(bias->drafts,
        (QList<Draft>{{id, u"Bom dia, Marina"_s, true, {}, u"casa"_s, {clinic.clock.nowMs()}}}));
    QCOMPARE(await(drafts.list(clinic.mara, {}))->drafts.value(0).text, u"Da Mara"_s);
    QVERIFY(await(drafts.list(clinic.diego, {}))->drafts.isEmpty());
}

void TestDrafts::onlyTheirOwnProgramsHearOfIt()
{
    QFETCH(QString, kind);
    Staffed clinic(kind);
    Drafts drafts(*clinic.store, clinic.clock);
    const ConversationId id = clinic.newConversation({}, ConversationStatus::Open).id;
    clinic.events.clear();
    QVERIFY(await(drafts.set(clinic.bia, {id, u"Bom"_s, {}, {}, {}})));
    QVERIFY(await(drafts.set(clinic.bia, {id, u"Bom"_s, {}, {}, {}}))); // no news
    QCOMPARE(clinic.events.size(), 1);
    const Event &event = clinic.events.first();
    QCOMPARE(event.type, QByteArray("draft.changed"));
    QVERIFY(rules::mayHear(clinic.bia, event.audience));
    for (const Caller &other : {clinic.ana, clinic.mara, clinic.diego})
        QVERIFY(!rules::mayHear(other, event.audience));
    Caller patient;
    patient.role = Role::Patient;
    patient.patient = {1};
    patient.user = clinic.bia.user;
    QVERIFY(!rules::mayHear(patient, event.audience));
}

void TestDrafts::anEmptyTextRemovesIt()
{
    QFETCH(QString, kind);
    Staffed clinic(kind);
    Drafts drafts(*clinic.store, clinic.clock);
    const ConversationId id = clinic.newConversation(clinic.bia.user, ConversationStatus::InProgress).id;
    QVERIFY(await(drafts.set(clinic.bia, {id, u"Bom"_s, {}, {}, {}})));
    clinic.events.clear();
    QVERIFY(await(drafts.set(clinic.bia, {id, {}, {}, {}, {}})));
    QVERIFY(await(drafts.list(clinic.bia, {}))->drafts.isEmpty());
    QCOMPARE(clinic.events.size(), 1); // the other desktop is told
    QVERIFY(await(drafts.set(clinic.bia, {id, {}, {}, {}, {}})));
    QCOMPARE(clinic.events.size(), 1);
}

void TestDrafts::aColleaguesConversationTakesNone()
{
    QFETCH(QString, kind);
    Staffed clinic(kind);
    Drafts drafts(*clinic.store, clinic.clock);
    const Conversation mine = clinic.newConversation(clinic.diego.user, ConversationStatus::InProgress);
    QVERIFY(await(drafts.set(clinic.diego, {mine.id, u"Meu"_s, {}, {}, {}})));
    QCOMPARE(await(drafts.set(clinic.bia, {mine.id, u"X"_s, {}, {}, {}})).error().reason, Reason::NotFound);
    Conversation given = mine;
    given.attendantId = clinic.bia.user;
    QVERIFY(await(clinic.store->write<Done>(clinic.vila,
        [=](store::Transaction &t) -> Result<Done> { return store::Conversations(t).save(given); })));
    QVERIFY(await(drafts.list(clinic.diego, {}))->drafts.isEmpty()); // it is no longer his to see
}

void TestDrafts::theOldestMakeRoom()
{
    QFETCH(QString, kind);
    Staffed clinic(kind);
    const ConversationId id = clinic.newConversation({}, ConversationStatus::Open).id;
    const UserId user = clinic.bia.user;
    const auto filled =
        await(clinic.store->write<int>(clinic.vila, [=](store::Transaction &t) -> Result<int> {
            auto conversation = store::Conversations(t).find(id);
            for (int i = 0; i <= store::Drafts::maxPerUser; ++i) {
                conversation->status = ConversationStatus::Closed;
                const auto next = store::Conversations(t).add(*conversation);
                if (!next)
                    return next.error();
                const Draft draft{*next, QString::number(i), false, {}, {}, {1000 + i}};
                if (const auto saved = store::Drafts(t).save(user, draft); !saved)
                    return saved.error();
            }
            const auto kept = store::Drafts(t).of(user);
            if (!kept || kept->last().text != u"1"_s || kept->first().text != u"200"_s)
                return Error::internal(u"others were kept"_s);
            return int(kept->size());
        }));
    QVERIFY2(filled, filled ? "" : qPrintable(filled.error().text));
    QCOMPARE(*filled, store::Drafts::maxPerUser);
}

QTEST_GUILESS_MAIN(TestDrafts)
#include "tst_drafts.moc"
