// SPDX-License-Identifier: Apache-2.0
#include "backend/services/quick_replies.h"
#include "tests/services/staffed.h"

using namespace Qt::StringLiterals;
using namespace acolhe;
using services::QuickReplies;
using tests::await;
using tests::Staffed;
using tests::TestStore;

class TestQuickReplies : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }
    void cleanupTestCase() { TestStore::stopPostgres(); }
    void whatIsAddedIsListed_data() { TestStore::addRows(); }
    void whatIsAddedIsListed();
    void whatIsLeftOutStays_data() { TestStore::addRows(); }
    void whatIsLeftOutStays();
    void whatIsRemovedIsGone_data() { TestStore::addRows(); }
    void whatIsRemovedIsGone();
    void anotherClinicsDoNotExist_data() { TestStore::addRows(); }
    void anotherClinicsDoNotExist();
};

void TestQuickReplies::whatIsAddedIsListed()
{
    QFETCH(QString, kind);
    Staffed clinic(kind);
    QuickReplies replies(*clinic.store, clinic.clock);
    clinic.events.clear();
    const auto made = await(
        replies.create(clinic.mara, {u"Jejum"_s, u"Olá {{patient.name}} 🩺"_s, u"Exames"_s, u"jejum"_s}));
    QVERIFY(made);
    QVERIFY(made->quickReply.id.isValid());
    QCOMPARE(made->quickReply.content, u"Olá {{patient.name}} 🩺"_s);
    const auto all = await(replies.list(clinic.bia, {}));
    QVERIFY(all);
    QCOMPARE(all->quickReplies, QList<QuickReply>{made->quickReply});
    QCOMPARE(clinic.events.size(), 1);
    QCOMPARE(clinic.events[0].audience.scope, Audience::Scope::Staff);
}

void TestQuickReplies::whatIsLeftOutStays()
{
    QFETCH(QString, kind);
    Staffed clinic(kind);
    QuickReplies replies(*clinic.store, clinic.clock);
    const auto made =
        await(replies.create(clinic.mara, {u"Jejum"_s, u"Oito horas."_s, u"Exames"_s, u"jejum"_s}));
    QVERIFY(made);
    const auto changed =
        await(replies.update(clinic.mara, {made->quickReply.id, {}, u"Doze horas."_s, {}, {}}));
    QVERIFY(changed);
    QuickReply expected = made->quickReply;
    expected.content = u"Doze horas."_s;
    QCOMPARE(changed->quickReply, expected);
    QCOMPARE(await(replies.list(clinic.mara, {}))->quickReplies, QList<QuickReply>{expected});
}

void TestQuickReplies::whatIsRemovedIsGone()
{
    QFETCH(QString, kind);
    Staffed clinic(kind);
    QuickReplies replies(*clinic.store, clinic.clock);
    const auto made = await(replies.create(clinic.mara, {u"Jejum"_s, u"Oito horas."_s, {}, {}}));
    QVERIFY(made);
    const QuickReplyId id = made->quickReply.id;
    QVERIFY(await(replies.remove(clinic.mara, {id})));
    QVERIFY(await(replies.list(clinic.mara, {}))->quickReplies.isEmpty());
    clinic.events.clear();
    QCOMPARE(await(replies.remove(clinic.mara, {id})).error().reason, Reason::NotFound);
    QCOMPARE(await(replies.update(clinic.mara, {id, u"X"_s, {}, {}, {}})).error().reason, Reason::NotFound);
    QVERIFY(clinic.events.isEmpty()); // what failed told nobody
}

void TestQuickReplies::anotherClinicsDoNotExist()
{
    QFETCH(QString, kind);
    Staffed clinic(kind);
    QuickReplies replies(*clinic.store, clinic.clock);
    clinic.newClinic(u"Outra"_s, u"zoe@outra.example"_s);
    const Caller zoe = clinic.enter(u"zoe@outra.example"_s).caller;
    const auto made = await(replies.create(clinic.mara, {u"Jejum"_s, u"Oito horas."_s, {}, {}}));
    QVERIFY(made);
    const QuickReplyId id = made->quickReply.id; // a number that her clinic does not have
    QVERIFY(await(replies.list(zoe, {}))->quickReplies.isEmpty());
    QCOMPARE(await(replies.update(zoe, {id, u"X"_s, {}, {}, {}})).error().reason, Reason::NotFound);
    QCOMPARE(await(replies.remove(zoe, {id})).error().reason, Reason::NotFound);
    QCOMPARE(await(replies.list(clinic.bia, {}))->quickReplies, QList<QuickReply>{made->quickReply});
}

QTEST_GUILESS_MAIN(TestQuickReplies)
#include "tst_quick_replies.moc"
