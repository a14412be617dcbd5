// SPDX-License-Identifier: Apache-2.0
#include "backend/services/clinic_options.h"
#include "backend/services/companions.h"
#include "tests/services/desk.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace acolhe;
using services::ClinicOptions;
using services::Companions;
using tests::await;
using tests::Desk;

/// Several people at one conversation.
class TestTogether : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }
    void cleanupTestCase() { tests::TestStore::stopPostgres(); }
    void whoComesLearnsWhoIsThere();
    void whoSaysNoMoreIsForgotten();
    void twoProgramsOfOnePersonAreOnePerson();
    void aColleaguesConversationTellsNothing();
    void onlyTheAssigneeSendsWhereTheClinicWantsIt_data() { tests::TestStore::addRows(); }
    void onlyTheAssigneeSendsWhereTheClinicWantsIt();
};

static QStringList namesOf(const Result<wire::ViewingNotify::Reply> &reply)
{
    QStringList names;
    for (const Sender &one : reply->viewers)
        names << one.name;
    return names;
}

void TestTogether::whoComesLearnsWhoIsThere()
{
    Desk desk(u"sqlite"_s);
    Companions companions(*desk.store, desk.clock);
    QSignalSpy news(&companions, &Companions::happened);
    const ConversationId id = desk.opened(desk.newInbox(), Desk::phoneOf(1)).id;
    QVERIFY(namesOf(await(companions.tellViewing(desk.bia, {id, true}))).isEmpty());
    QCOMPARE(namesOf(await(companions.tellViewing(desk.mara, {id, true}))), QStringList{u"Bia"_s});
    QCOMPARE(news.size(), 2);
    const auto event = news.last().at(1).value<Event>();
    QCOMPARE(event.type, QByteArray("viewing"));
    QCOMPARE(event.seq, 0);
    QVERIFY(event.audience.internal);
    QVERIFY(await(companions.tellViewing(desk.bia, {id, false})));
    QVERIFY(news.last().at(1).value<Event>().data.contains("\"viewing\":false"));
    QVERIFY(namesOf(await(companions.tellViewing(desk.mara, {id, true}))).isEmpty());
}

void TestTogether::whoSaysNoMoreIsForgotten()
{
    Desk desk(u"sqlite"_s);
    Companions companions(*desk.store, desk.clock);
    const ConversationId id = desk.opened(desk.newInbox(), Desk::phoneOf(1)).id;
    QVERIFY(await(companions.tellViewing(desk.bia, {id, true})));
    desk.clock.advance(Companions::viewingMs - 1);
    QCOMPARE(namesOf(await(companions.tellViewing(desk.mara, {id, true}))), QStringList{u"Bia"_s});
    desk.clock.advance(1);
    QVERIFY(namesOf(await(companions.tellViewing(desk.mara, {id, true}))).isEmpty());
}

void TestTogether::twoProgramsOfOnePersonAreOnePerson()
{
    Desk desk(u"sqlite"_s);
    Companions companions(*desk.store, desk.clock);
    const ConversationId id = desk.opened(desk.newInbox(), Desk::phoneOf(1)).id;
    const Caller other = desk.enter(tests::Staffed::emailOf(u"Bia"_s)).caller;
    QVERIFY(other.session != desk.bia.session);
    QVERIFY(await(companions.tellViewing(desk.bia, {id, true})));
    QVERIFY(namesOf(await(companions.tellViewing(other, {id, true}))).isEmpty());
    QCOMPARE(namesOf(await(companions.tellViewing(desk.mara, {id, true}))), QStringList{u"Bia"_s});
    QVERIFY(await(companions.tellViewing(other, {id, false})));
    QCOMPARE(namesOf(await(companions.tellViewing(desk.mara, {id, true}))), QStringList{u"Bia"_s});
}

void TestTogether::aColleaguesConversationTellsNothing()
{
    Desk desk(u"sqlite"_s);
    Companions companions(*desk.store, desk.clock);
    QSignalSpy news(&companions, &Companions::happened);
    const ConversationId id = desk.opened(desk.newInbox(), Desk::phoneOf(1)).id;
    QVERIFY(await(desk.conversations.assign(desk.mara, {id, desk.bia.user})));
    QCOMPARE(await(companions.tellViewing(desk.diego, {id, true})).error().reason, Reason::NotFound);
    QCOMPARE(await(companions.tellTyping(desk.diego, {id, true})).error().reason, Reason::NotFound);
    QVERIFY(news.isEmpty());
}

void TestTogether::onlyTheAssigneeSendsWhereTheClinicWantsIt()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    ClinicOptions options(*desk.store, desk.clock);
    const ConversationId id = desk.opened(desk.newInbox(), Desk::phoneOf(1)).id;
    QVERIFY(await(desk.conversations.assign(desk.mara, {id, desk.bia.user})));
    QVERIFY(desk.send(id, u"A gerente também"_s)); // unless the clinic wants it otherwise
    desk.events.clear();
    QVERIFY(await(options.update(desk.mara, {true})));
    QCOMPARE(desk.events.size(), 1);
    QCOMPARE(desk.events.first().type, QByteArray("clinic.updated"));
    QVERIFY(await(options.get(desk.bia, {}))->settings.onlyAssigneeSends);
    QCOMPARE(desk.send(id, u"Não mais"_s).error().reason, Reason::Forbidden);
    const QString uuid = QUuid::createUuid().toString(QUuid::WithoutBraces);
    QVERIFY(await(desk.messages.send(desk.bia, {id, uuid, u"Eu sim"_s, {}, {}, {}, {}})));
    QVERIFY(await(desk.conversations.assign(desk.mara, {id, desk.mara.user})));
    QVERIFY(desk.send(id, u"Agora é minha"_s));
    QVERIFY(await(options.update(desk.mara, {false})));
    QVERIFY(await(desk.conversations.assign(desk.mara, {id, desk.bia.user})));
    QVERIFY(desk.send(id, u"De novo"_s));
}

QTEST_GUILESS_MAIN(TestTogether)
#include "tst_together.moc"
