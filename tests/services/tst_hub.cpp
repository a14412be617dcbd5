// SPDX-License-Identifier: Apache-2.0
#include "backend/protocol/events.h"
#include "backend/services/hub.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using services::Hub;
using services::Subscription;

static const Caller bia{{1}, {7}, {}, Role::Attendant, {}};
static const Caller diego{{1}, {8}, {}, Role::Attendant, {}};
static const Caller boss{{1}, {9}, {}, Role::Manager, {}};
static const Caller elsewhere{{2}, {7}, {}, Role::Admin, {}};

static Event eventFor(UserId attendant, qint64 seq)
{
    Event event;
    event.seq = seq;
    event.type = "message.created";
    event.data = "{}";
    event.audience.attendant = attendant;
    return event;
}

struct Listener {
    explicit Listener(const Caller &caller)
        : subscription(std::make_shared<Subscription>(caller, [this](const QByteArray &line) {
            seqs.append(QJsonDocument::fromJson(line).object().value("params"_L1)["seq"_L1].toInteger());
        }))
    {
    }
    QList<qint64> seqs;
    std::shared_ptr<Subscription> subscription;
};

class TestHub : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachHearsWhatTheyMaySee();
    void whatComesDuringAReplayFollowsItOnce();
    void anEventIsNeverToldTwice();
    void whoLeftHearsNothing();
    void ephemeralEventsPassWithoutASeq();
};

void TestHub::eachHearsWhatTheyMaySee()
{
    Hub hub;
    Listener a(bia), b(diego), m(boss), x(elsewhere);
    for (auto *one : {&a, &b, &m, &x})
        hub.add(one->subscription);
    hub.publish({1}, {eventFor(bia.user, 1), eventFor(diego.user, 2), eventFor(bia.user, 3)});
    QCOMPARE(a.seqs, (QList<qint64>{1, 3}));
    QCOMPARE(b.seqs, (QList<qint64>{2}));
    QCOMPARE(m.seqs, (QList<qint64>{1, 2, 3}));
    QVERIFY(x.seqs.isEmpty());
    QCOMPARE(hub.listeners(), 4);
}

void TestHub::whatComesDuringAReplayFollowsItOnce()
{
    Hub hub;
    Listener a(bia);
    a.subscription->hold();
    hub.add(a.subscription);
    hub.publish({1}, {eventFor(bia.user, 4), eventFor(bia.user, 5)});
    QVERIFY(a.seqs.isEmpty());
    a.subscription->replay(3, "{\"params\":{\"seq\":3}}");
    a.subscription->replay(4, "{\"params\":{\"seq\":4}}");
    a.subscription->goLive(4);
    hub.publish({1}, {eventFor(bia.user, 6)});
    QCOMPARE(a.seqs, (QList<qint64>{3, 4, 5, 6}));
}

void TestHub::anEventIsNeverToldTwice()
{
    Hub hub;
    Listener a(bia);
    hub.add(a.subscription);
    hub.publish({1}, {eventFor(bia.user, 2)});
    hub.publish({1}, {eventFor(bia.user, 2), eventFor(bia.user, 1), eventFor(bia.user, 3)});
    QCOMPARE(a.seqs, (QList<qint64>{2, 3}));
}

void TestHub::whoLeftHearsNothing()
{
    Hub hub;
    Listener a(bia), b(bia);
    hub.add(a.subscription);
    hub.add(b.subscription);
    a.subscription.reset();
    b.subscription->end();
    hub.publish({1}, {eventFor(bia.user, 1)});
    QVERIFY(a.seqs.isEmpty() && b.seqs.isEmpty());
}

void TestHub::ephemeralEventsPassWithoutASeq()
{
    Hub hub;
    Listener a(bia);
    hub.add(a.subscription);
    hub.publish({1}, {eventFor(bia.user, 1), eventFor(bia.user, 0), eventFor(bia.user, 2)});
    QCOMPARE(a.seqs, (QList<qint64>{1, 0, 2}));
}

QTEST_GUILESS_MAIN(TestHub)
#include "tst_hub.moc"
