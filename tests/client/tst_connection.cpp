// SPDX-License-Identifier: Apache-2.0
#include "tests/client/scripted_transport.h"
#include "ui/client/connection.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using client::Bookmark;
using client::Connection;
using client::Retry;
using client::ServerEvent;
using tests::ScriptedTransport;

class TestConnection : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void theFirstTimeEverythingIsReadAnew();
    void itResumesWhereItWas();
    void anotherEpochMeansReadingAnew();
    void anEventIsHeardOnceAndInOrder();
    void aLostServerIsTriedEverMoreRarely();
    void triesAreSpread();
    void itComesBackByItself();
    void whatWasOnTheWayFailsWhenTheServerIsLost();
    void aTokenThatIsRefusedEndsTheSession();
    void aSessionThatEndsWhileConnectedIsNotTriedAgain();
    void anUnreachableServerIsNoRefusal();
    void aWrongPasswordIsToldAndNothingIsTried();
    void signingOutTellsTheServer();

private:
    bool online();

    ScriptedTransport *m_server = nullptr;
    double m_random = 0.5;
    std::unique_ptr<Connection> m_connection;
};

void TestConnection::init()
{
    auto transport = std::make_unique<ScriptedTransport>(100, u"e1"_s);
    m_server = transport.get();
    m_random = 0.5;
    m_connection = std::make_unique<Connection>(std::move(transport), [this] { return m_random; });
}

bool TestConnection::online()
{
    return QTest::qWaitFor([this] { return m_connection->state() == Connection::State::Online; });
}

void TestConnection::theFirstTimeEverythingIsReadAnew()
{
    QSignalSpy came(m_connection.get(), &Connection::online);
    m_connection->start(u"acs_1"_s, {});
    QVERIFY(online());
    QCOMPARE(came.size(), 1);
    QVERIFY(came[0][0].toBool());
    QCOMPARE(m_connection->bookmark(), (Bookmark{100, u"e1"_s}));
    QCOMPARE(m_server->heard(u"auth.resume"_s).value(0)["token"_L1].toString(), u"acs_1"_s);
    QVERIFY(!m_server->heard(u"events.subscribe"_s)[0].contains("since"_L1));
    QCOMPARE(m_connection->who()->user.name, u"Paula Reis"_s);
}

void TestConnection::itResumesWhereItWas()
{
    QSignalSpy came(m_connection.get(), &Connection::online);
    m_connection->start(u"acs_1"_s, {42, u"e1"_s});
    QVERIFY(online());
    const QJsonObject asked = m_server->heard(u"events.subscribe"_s)[0];
    QCOMPARE(asked["since"_L1].toInt(), 42);
    QCOMPARE(asked["epoch"_L1].toString(), u"e1"_s);
    QVERIFY(!came[0][0].toBool());
    m_server->tell(57, u"message.created"_s, {});
    QCOMPARE(m_connection->bookmark().seq, 57);
    m_server->end(1006);
    m_connection->retryNow();
    QVERIFY(online());
    QCOMPARE(m_server->heard(u"events.subscribe"_s)[1]["since"_L1].toInt(), 57);
}

void TestConnection::anotherEpochMeansReadingAnew()
{
    QSignalSpy came(m_connection.get(), &Connection::online);
    m_connection->start(u"acs_1"_s, {4200, u"before the restored back-up"_s});
    QVERIFY(online());
    QVERIFY(came[0][0].toBool());
    QVERIFY(m_connection->wasReset());
    QCOMPARE(m_connection->bookmark(), (Bookmark{100, u"e1"_s}));
}

void TestConnection::anEventIsHeardOnceAndInOrder()
{
    QSignalSpy events(m_connection.get(), &Connection::eventArrived);
    m_connection->start(u"acs_1"_s, {});
    QVERIFY(online());
    for (const qint64 seq : {101, 101, 105, 104, 106})
        m_server->tell(seq, u"x"_s, {});
    m_server->tell(0, u"typing"_s, {}); // of the moment, without a number
    QList<qint64> heard;
    for (const auto &one : events)
        heard.append(one[0].value<ServerEvent>().seq);
    QCOMPARE(heard, (QList<qint64>{101, 105, 106, 0}));
    QCOMPARE(m_connection->bookmark().seq, 106);
}

void TestConnection::aLostServerIsTriedEverMoreRarely()
{
    m_server->setReachable(false);
    m_connection->start(u"acs_1"_s, {});
    qint64 last = 0;
    for (int i = 0; i < 8; ++i) {
        QTRY_COMPARE(m_server->opened, i + 1);
        QTRY_COMPARE(m_connection->state(), Connection::State::Waiting);
        const qint64 wait = m_connection->retryInMs();
        QVERIFY2(wait > last || wait > Retry::lastMs * 9 / 10, qPrintable(QString::number(wait)));
        QVERIFY(wait <= Retry::lastMs * 11 / 10);
        last = wait;
        m_connection->retryNow();
    }
    m_server->setReachable(true); // the ninth try is on its way
    QVERIFY(online());
    m_server->end(1006); // and from the beginning again
    QCOMPARE(m_connection->state(), Connection::State::Waiting);
    QVERIFY(m_connection->retryInMs() <= Retry::firstMs * 11 / 10);
}

void TestConnection::triesAreSpread()
{
    for (int failures = 0; failures < 12; ++failures) {
        Retry low;
        Retry high;
        qint64 lowest = 0;
        qint64 highest = 0;
        for (int i = 0; i <= failures; ++i) {
            lowest = low.next(0);
            highest = high.next(0.999);
        }
        QVERIFY(highest >= lowest * 5 / 2);
        QVERIFY(lowest >= Retry::firstMs / 2);
        QVERIFY(highest <= Retry::lastMs * 3 / 2);
    }
}

void TestConnection::itComesBackByItself()
{
    m_random = 0;
    m_connection->start(u"acs_1"_s, {});
    QVERIFY(online());
    m_server->end(1006);
    QVERIFY(m_connection->state() == Connection::State::Waiting);
    QVERIFY(online());
    QCOMPARE(m_server->opened, 2);
}

void TestConnection::whatWasOnTheWayFailsWhenTheServerIsLost()
{
    m_connection->start(u"acs_1"_s, {});
    QVERIFY(online());
    auto asked = m_connection->call<wire::ConversationsCounts>({});
    QVERIFY(!asked.isFinished());
    m_server->end(1006);
    QVERIFY(asked.isFinished());
    QCOMPARE(asked.result().error().reason, Reason::ChannelUnavailable);
    QCOMPARE(m_connection->call<wire::ConversationsCounts>({}).result().error().reason,
        Reason::ChannelUnavailable);
}

void TestConnection::aTokenThatIsRefusedEndsTheSession()
{
    m_server->refuse(u"auth.resume"_s, u"unauthenticated"_s);
    QSignalSpy ended(m_connection.get(), &Connection::signedOut);
    m_connection->start(u"acs_old"_s, {42, u"e1"_s});
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(m_connection->state(), Connection::State::SignedOut);
    QCOMPARE(m_server->opened, 1);
}

void TestConnection::aSessionThatEndsWhileConnectedIsNotTriedAgain()
{
    m_connection->start(u"acs_1"_s, {});
    QVERIFY(online());
    QSignalSpy ended(m_connection.get(), &Connection::signedOut);
    m_server->end(4001, u"the session has ended"_s);
    QCOMPARE(ended.size(), 1);
    QCOMPARE(m_connection->state(), Connection::State::SignedOut);
    QCOMPARE(m_connection->retryInMs(), 0);
}

void TestConnection::anUnreachableServerIsNoRefusal()
{
    m_server->refuse(u"auth.resume"_s, u"internal"_s);
    QSignalSpy ended(m_connection.get(), &Connection::signedOut);
    m_connection->start(u"acs_1"_s, {});
    QTRY_COMPARE(m_connection->state(), Connection::State::Waiting);
    QCOMPARE(ended.size(), 0);
}

void TestConnection::aWrongPasswordIsToldAndNothingIsTried()
{
    m_server->refuse(u"auth.login"_s, u"unauthenticated"_s);
    wire::AuthLogin::Request request;
    request.email = u"paula@vida.example"_s;
    request.password = u"wrong"_s;
    auto answer = m_connection->login(request);
    QTRY_VERIFY(answer.isFinished());
    QCOMPARE(answer.result().error().reason, Reason::Unauthenticated);
    QCOMPARE(m_connection->state(), Connection::State::SignedOut);
}

void TestConnection::signingOutTellsTheServer()
{
    m_connection->start(u"acs_1"_s, {});
    QVERIFY(online());
    m_connection->signOut();
    QCOMPARE(m_server->heard(u"auth.logout"_s).size(), 1);
    QCOMPARE(m_connection->state(), Connection::State::SignedOut);
    QCOMPARE(m_connection->bookmark(), Bookmark());
}

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
