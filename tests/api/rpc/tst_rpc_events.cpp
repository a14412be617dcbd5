// SPDX-License-Identifier: Apache-2.0
#include "backend/api/rpc/rpc_session.h"
#include "backend/services/event_feed.h"
#include "tests/api/rpc/reception.h"
#include "tests/support/storage/await.h"
#include "tests/support/storage/databases.h"

#include <QPointer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using namespace acolhe::api;
using namespace acolhe::tests;

/// Sessions on the real event log: nothing is lost, doubled or out of order between what was missed and what
/// comes.
class TestRpcEvents : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleanupTestCase() { TestStore::stopPostgres(); }
    void missedAndLiveEventsJoin_data() { TestStore::addRows(); }
    void missedAndLiveEventsJoin();
    void whatIsTooMuchForOneGoIsNotReplayed();
    void nothingComesAfterTheEnd();
};

static Future<> append(store::Store &store, ClinicId clinic, const QByteArray &data = "{}")
{
    return store.write<Done>(clinic, [data](store::Transaction &transaction) -> Result<> {
        Event event;
        event.at = {1795420800000};
        event.type = "message.created";
        event.data = data;
        event.audience.scope = Audience::Scope::Staff;
        transaction.addEvent(event);
        return Done{};
    });
}

/// A clinic's store with its hub and feed, and a manager's session on it.
struct Floor {
    explicit Floor(const QString &kind)
        : store(kind)
        , clinic(store.newClinic())
        , feed(*store, hub)
    {
        QObject::connect(&*store, &store::Store::committed, &hub, &services::Hub::publish);
        SignedIn who = reception.signedIn(u"rui"_s);
        who.caller.clinic = clinic;
        RpcServices services = reception.services();
        services.hearFrom(feed);
        session = new RpcSession(services, peer = new RecordingPeer, who, u"rui"_s, nullptr);
    }
    ~Floor() { delete session; }

    TestStore store;
    ClinicId clinic;
    services::Hub hub;
    services::EventFeed feed;
    Reception reception;
    QPointer<RecordingPeer> peer;
    QPointer<RpcSession> session;
};

static qint64 seqOf(const QByteArray &line)
{
    return QJsonDocument::fromJson(line).object().value("params"_L1).toObject().value("seq"_L1).toInteger();
}

void TestRpcEvents::missedAndLiveEventsJoin()
{
    QFETCH(QString, kind);
    Floor floor(kind);
    for (int i = 0; i < 20; ++i)
        QVERIFY(await(append(*floor.store, floor.clinic)));
    Q_EMIT floor.peer->received(callLine(1, "events.subscribe", R"({"since":5})"));
    for (int i = 0; i < 20; ++i)
        append(*floor.store, floor.clinic); // while the log is read
    QTRY_COMPARE(floor.peer->sent.size(), 1 + 35);
    const QJsonObject answer = QJsonDocument::fromJson(floor.peer->sent.first()).object();
    QCOMPARE(answer.value("id"_L1).toInteger(), 1);
    QVERIFY(!answer.value("result"_L1).toObject().value("reset"_L1).toBool());
    for (qsizetype i = 1; i < floor.peer->sent.size(); ++i)
        QCOMPARE(seqOf(floor.peer->sent[i]), i + 5);
}

void TestRpcEvents::whatIsTooMuchForOneGoIsNotReplayed()
{
    Floor floor(u"SQLite"_s);
    const QByteArray large = R"({"text":")" + QByteArray(64 * 1024, 'a') + "\"}";
    for (int i = 0; i < 70; ++i) // more than a peer may have outstanding
        QVERIFY(await(append(*floor.store, floor.clinic, large)));
    Q_EMIT floor.peer->received(callLine(1, "events.subscribe", R"({"since":0})"));
    QTRY_COMPARE(floor.peer->sent.size(), 1);
    const QJsonValue result = QJsonDocument::fromJson(floor.peer->sent.first()).object()["result"_L1];
    QVERIFY(result["reset"_L1].toBool());
    QCOMPARE(result["seq"_L1].toInteger(), 70);
    QVERIFY(await(append(*floor.store, floor.clinic)));
    QTRY_COMPARE(floor.peer->sent.size(), 2); // what comes from now on is heard
    QCOMPARE(seqOf(floor.peer->sent.last()), 71);
}

void TestRpcEvents::nothingComesAfterTheEnd()
{
    Floor floor(u"SQLite"_s);
    QVERIFY(await(append(*floor.store, floor.clinic)));
    Q_EMIT floor.peer->received(callLine(1, "events.subscribe", R"({"since":0})"));
    Q_EMIT floor.peer->closed(); // before the log is read
    QTRY_VERIFY(!floor.session);
    QVERIFY(await(append(*floor.store, floor.clinic)));
    QCOMPARE(floor.reception.present.last(), u"2 went"_s);
}

QTEST_GUILESS_MAIN(TestRpcEvents)
#include "tst_rpc_events.moc"
