// SPDX-License-Identifier: Apache-2.0
#include "backend/services/notes.h"
#include "tests/services/staffed.h"

using namespace Qt::StringLiterals;
using namespace acolhe;
using services::Notes;
using tests::await;
using tests::Staffed;
using tests::TestStore;

class TestNotes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }
    void cleanupTestCase() { TestStore::stopPostgres(); }
    void theTeamReadsThemOldestFirst_data() { TestStore::addRows(); }
    void theTeamReadsThemOldestFirst();
    void aColleaguesConversationHasNone_data() { TestStore::addRows(); }
    void aColleaguesConversationHasNone();
    void anotherClinicsConversationHasNone_data() { TestStore::addRows(); }
    void anotherClinicsConversationHasNone();
};

void TestNotes::theTeamReadsThemOldestFirst()
{
    QFETCH(QString, kind);
    Staffed clinic(kind);
    Notes notes(*clinic.store, clinic.clock);
    const ConversationId id = clinic.newConversation(clinic.bia.user, ConversationStatus::InProgress).id;
    clinic.events.clear();
    const auto first = await(notes.create(clinic.bia, {id, u"Prefere manhã 🌞"_s}));
    clinic.clock.advance(1000);
    const auto second = await(notes.create(clinic.mara, {id, u"Ligar amanhã"_s}));
    QVERIFY(first && second);
    const auto all = await(notes.list(clinic.bia, {id}));
    QVERIFY(all);
    QCOMPARE(all->notes, (QList<Note>{first->note, second->note}));
    QCOMPARE(all->notes[0].text, u"Prefere manhã 🌞"_s);
    QCOMPARE(clinic.events.size(), 2);
    for (const Event &event : clinic.events) {
        QCOMPARE(event.type, QByteArray("note.created"));
        QVERIFY(event.audience.internal); // no patient hears of it
    }
}

void TestNotes::aColleaguesConversationHasNone()
{
    QFETCH(QString, kind);
    Staffed clinic(kind);
    Notes notes(*clinic.store, clinic.clock);
    const ConversationId id = clinic.newConversation(clinic.bia.user, ConversationStatus::InProgress).id;
    QVERIFY(await(notes.create(clinic.bia, {id, u"Só nossa"_s})));
    clinic.events.clear();
    QCOMPARE(await(notes.list(clinic.diego, {id})).error().reason, Reason::NotFound);
    QCOMPARE(await(notes.create(clinic.diego, {id, u"X"_s})).error().reason, Reason::NotFound);
    QVERIFY(clinic.events.isEmpty());
    QCOMPARE(await(notes.list(clinic.mara, {id}))->notes.size(), 1);
}

void TestNotes::anotherClinicsConversationHasNone()
{
    QFETCH(QString, kind);
    Staffed clinic(kind);
    Notes notes(*clinic.store, clinic.clock);
    clinic.newClinic(u"Outra"_s, u"zoe@outra.example"_s);
    const Caller zoe = clinic.enter(u"zoe@outra.example"_s).caller;
    const ConversationId id = clinic.newConversation(clinic.bia.user, ConversationStatus::InProgress).id;
    QVERIFY(await(notes.create(clinic.bia, {id, u"Só nossa"_s})));
    QCOMPARE(await(notes.list(zoe, {id})).error().reason, Reason::NotFound);
    QCOMPARE(await(notes.create(zoe, {id, u"X"_s})).error().reason, Reason::NotFound);
}

QTEST_GUILESS_MAIN(TestNotes)
#include "tst_notes.moc"
