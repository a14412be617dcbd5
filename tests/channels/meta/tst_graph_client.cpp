// SPDX-License-Identifier: Apache-2.0
#include "backend/channels/meta/graph_client.h"
#include "tests/support/fake_graph.h"

#include <QDir>
#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

#include <memory>

using namespace Qt::StringLiterals;
using namespace acolhe;
using namespace acolhe::channels::meta;
using acolhe::tests::FakeGraph;
using End = GraphAnswer::End;

/// Says the same to whoever connects, and then what `then` makes of the connection.
class Speaker : public QTcpServer {
public:
    explicit Speaker(const QByteArray &words, bool closes = true)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this, words, closes] {
            while (QTcpSocket *socket = nextPendingConnection()) {
                ++open;
                connect(socket, &QTcpSocket::disconnected, this, [this] { --open; });
                connect(socket, &QTcpSocket::readyRead, this, [this, socket, words, closes] {
                    heard += socket->readAll();
                    socket->write(words);
                    if (closes)
                        socket->disconnectFromHost();
                });
            }
        });
    }
    QUrl url(const QString &scheme = u"http"_s) const
    {
        return QUrl(u"%1://127.0.0.1:%2/v25.0"_s.arg(scheme).arg(serverPort()));
    }

    QByteArray heard;
    int open = 0; ///< connections
};

class TestGraphClient : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init() { m_graph->reset(); }
    void cleanupTestCase() { m_graph.reset(); }
    void callsAreProvedAndKeepTheTokenOutOfTheAddress();
    void faultsAreToldApart_data();
    void faultsAreToldApart();
    void aCallIsNeverRepeated_data();
    void aCallIsNeverRepeated();
    void aKeptConnectionThatDiedDoesNotSendAgain();
    void whatNeverLeftIsKnown_data();
    void whatNeverLeftIsKnown();
    void nothingLeavesBeforeTls();
    void refusalsOfTheTokenAreReadable();
    void redirectsAreNotFollowed();
    void endlessAnswersAreCutOff();
    void slowAnswersAreCutOff();
    void aQuietAccountKeepsNoConnection();
    void manyAccountsReadOverOneThread();
    void addressesAreSafe_data();
    void addressesAreSafe();

private:
    GraphAnswer post(const QUrl &address, const QJsonObject &body = hello(), int silenceMs = 300);
    static QJsonObject hello();

    std::unique_ptr<FakeGraph> m_graph;
};

constexpr auto messages = "/106540352242922/messages"_L1;

void TestGraphClient::initTestCase()
{
    m_graph = std::make_unique<FakeGraph>();
    QVERIFY2(m_graph->start(), qPrintable(m_graph->problem()));
}

QJsonObject TestGraphClient::hello()
{
    return {{u"messaging_product"_s, u"whatsapp"_s}, {u"to"_s, u"5511987654321"_s}, {u"type"_s, u"text"_s},
        {u"text"_s, QJsonObject{{u"body"_s, u"Olá 👋"_s}}}};
}

GraphAnswer TestGraphClient::post(const QUrl &address, const QJsonObject &body, int silenceMs)
{
    GraphClient client({address, u"EAA-test-token"_s, u"app-secret"_s},
        {.silenceMs = silenceMs, .wholeMs = 600, .answerBytes = 64 * 1024});
    const auto future = client.post(messages, body);
    [&] { QTRY_VERIFY(future.isFinished()); }();
    return future.isResultReadyAt(0) ? future.result() : GraphAnswer{};
}

static QUrl addressOf(const FakeGraph &graph)
{
    return *graphAddress(graph.url().toString(), {});
}

void TestGraphClient::callsAreProvedAndKeepTheTokenOutOfTheAddress()
{
    const GraphAnswer answer = post(addressOf(*m_graph));
    QCOMPARE(answer.end, End::Done);
    QCOMPARE(answer.http, 200);
    const auto sent = m_graph->sent();
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent[0].body, hello());
    QVERIFY(sent[0].proved);
    QCOMPARE(answer.body["messages"_L1][0]["id"_L1].toString(), sent[0].id);

    Speaker speaker("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
    QCOMPARE(post(speaker.url()).end, End::Done);
    const QByteArray line = speaker.heard.left(speaker.heard.indexOf("\r\n"));
    QVERIFY(line.startsWith("POST /v25.0/106540352242922/messages?appsecret_proof="));
    QVERIFY(!line.contains("EAA"));
    QVERIFY(speaker.heard.contains("\r\nAuthorization: Bearer EAA-test-token\r\n"));
}

void TestGraphClient::faultsAreToldApart_data()
{
    QTest::addColumn<QJsonObject>("fault");
    QTest::addColumn<End>("end");
    QTest::newRow("Graph's error") << QJsonObject{{u"code"_s, 131056}} << End::Refused;
    QTest::newRow("Graph's error with 500") << QJsonObject{{u"code"_s, 2}, {u"http"_s, 500}} << End::Refused;
    QTest::newRow("an error that says nothing")
        << QJsonObject{{u"http"_s, 502}, {u"raw"_s, u"<html>"_s}} << End::InDoubt;
    QTest::newRow("an answer that says nothing")
        << QJsonObject{{u"raw"_s, u"<html>"_s}, {u"accept"_s, true}} << End::InDoubt;
    QTest::newRow("cut before it was taken") << QJsonObject{{u"drop"_s, true}} << End::InDoubt;
    QTest::newRow("cut after it was taken")
        << QJsonObject{{u"drop"_s, true}, {u"accept"_s, true}} << End::InDoubt;
    QTest::newRow("half an answer") << QJsonObject{{u"half"_s, true}, {u"accept"_s, true}} << End::InDoubt;
    QTest::newRow("silence") << QJsonObject{{u"hang"_s, true}, {u"accept"_s, true}} << End::InDoubt;
    QTest::newRow("a late answer") << QJsonObject{{u"delayMs"_s, 30}} << End::Done;
}

void TestGraphClient::faultsAreToldApart()
{
    QFETCH(QJsonObject, fault);
    fault.insert(u"headers"_s, QJsonObject{{u"Retry-After"_s, u"7"_s}});
    m_graph->fault(fault);
    const GraphAnswer answer = post(addressOf(*m_graph));
    QTEST(answer.end, "end");
    QCOMPARE(answer.error.has_value(), answer.end == End::Refused);
    if (answer.end == End::Refused) {
        QCOMPARE(answer.error->code, fault["code"_L1].toInt());
        QCOMPARE(answer.retryAfterMs, 7000);
    } else {
        QCOMPARE(answer.problem.isEmpty(), answer.end == End::Done);
    }
}

void TestGraphClient::aCallIsNeverRepeated_data()
{
    QTest::addColumn<QJsonObject>("fault");
    QTest::newRow("cut after it was taken") << QJsonObject{{u"drop"_s, true}};
    QTest::newRow("half an answer") << QJsonObject{{u"half"_s, true}};
    QTest::newRow("silence") << QJsonObject{{u"hang"_s, true}};
    QTest::newRow("an error") << QJsonObject{{u"http"_s, 503}, {u"raw"_s, u"busy"_s}};
}

// QNetworkAccessManager by itself sends a POST up to three times more when the connection is cut.
void TestGraphClient::aCallIsNeverRepeated()
{
    QFETCH(QJsonObject, fault);
    fault.insert(u"accept"_s, true);
    fault.insert(u"times"_s, 0);
    m_graph->fault(fault);
    QCOMPARE(post(addressOf(*m_graph)).end, End::InDoubt);
    QCOMPARE(m_graph->sent().size(), 1);
}

void TestGraphClient::aKeptConnectionThatDiedDoesNotSendAgain()
{
    GraphClient client({addressOf(*m_graph), u"EAA-test-token"_s, {}});
    const auto first = client.post(messages, hello());
    QTRY_VERIFY(first.isFinished());
    QCOMPARE(first.result().end, End::Done);
    m_graph->fault({{u"drop"_s, true}, {u"accept"_s, true}});
    const auto second = client.post(messages, hello());
    QTRY_VERIFY(second.isFinished());
    QCOMPARE(second.result().end, End::InDoubt);
    QCOMPARE(m_graph->sent().size(), 2);
    const auto third = client.post(messages, hello());
    QTRY_VERIFY(third.isFinished());
    QCOMPARE(third.result().end, End::Done);
    QCOMPARE(m_graph->sent().size(), 3);
}

void TestGraphClient::whatNeverLeftIsKnown_data()
{
    QTest::addColumn<QString>("address");
    QTcpServer closed;
    closed.listen(QHostAddress::LocalHost);
    QTest::newRow("nobody listens") << u"http://127.0.0.1:%1/v25.0"_s.arg(closed.serverPort());
    QTest::newRow("no such name") << u"https://graph.invalid/v25.0"_s;
}

void TestGraphClient::whatNeverLeftIsKnown()
{
    QFETCH(QString, address);
    const GraphAnswer answer = post(QUrl(address), hello(), 5000);
    QCOMPARE(answer.end, End::NotSent);
    QVERIFY(!answer.problem.isEmpty());
}

void TestGraphClient::nothingLeavesBeforeTls()
{
    Speaker plain("I speak no TLS\r\n");
    QCOMPARE(post(plain.url(u"https"_s)).end, End::NotSent);
    QVERIFY(!plain.heard.contains("EAA"));
    Speaker mute({}, false); // takes the connection and never says a word of TLS
    QCOMPARE(post(mute.url(u"https"_s)).end, End::NotSent);
}

void TestGraphClient::refusalsOfTheTokenAreReadable()
{
    GraphClient client({addressOf(*m_graph), u"EAA-expired"_s, {}});
    const auto future = client.get(u"/106540352242922"_s, {{u"fields"_s, u"verified_name"_s}});
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.result().end, End::Refused);
    QCOMPARE(future.result().http, 401);
    QCOMPARE(future.result().error->code, 190);
}

void TestGraphClient::redirectsAreNotFollowed()
{
    Speaker elsewhere("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
    Speaker speaker("HTTP/1.1 307 Temporary Redirect\r\nLocation: " + elsewhere.url().toEncoded()
        + "\r\nContent-Length: 0\r\n\r\n");
    const GraphAnswer answer = post(speaker.url());
    QCOMPARE(answer.end, End::Refused);
    QCOMPARE(answer.http, 307);
    QVERIFY(elsewhere.heard.isEmpty());
}

void TestGraphClient::endlessAnswersAreCutOff()
{
    Speaker speaker("HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n" + QByteArray(200'000, ' '), false);
    QCOMPARE(post(speaker.url(), hello(), 60'000).end, End::InDoubt);
}

void TestGraphClient::slowAnswersAreCutOff()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    QTimer drip;
    connect(&server, &QTcpServer::newConnection, &server, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        socket->write("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n");
        connect(&drip, &QTimer::timeout, socket, [socket] { socket->write(" "); });
        drip.start(20); // a byte now and then: never silent for long
    });
    const QUrl url(u"http://127.0.0.1:%1/v25.0"_s.arg(server.serverPort()));
    QCOMPARE(post(url).end, End::InDoubt);
}

void TestGraphClient::aQuietAccountKeepsNoConnection()
{
    Speaker speaker("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", false);
    GraphClient client({speaker.url(), u"EAA-test-token"_s, {}}, {.idleMs = 20});
    for (int calls = 1; calls <= 2; ++calls) {
        const auto answer = client.post(messages, hello());
        QTRY_VERIFY(answer.isFinished());
        QCOMPARE(answer.result().end, End::Done);
        QCOMPARE(speaker.heard.count("POST "), calls);
        QTRY_COMPARE(speaker.open, 0);
    }
}

void TestGraphClient::manyAccountsReadOverOneThread()
{
    Speaker speaker("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", false);
    const auto threads = [] {
        return QDir(u"/proc/self/task"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size();
    };
    if (threads() == 0)
        return; // no /proc: nothing to count here
    std::vector<std::unique_ptr<GraphClient>> clients;
    QList<QFuture<GraphAnswer>> answers;
    const auto before = threads();
    for (int i = 0; i < 50; ++i) {
        clients.push_back(
            std::make_unique<GraphClient>(GraphClient::Access{speaker.url(), u"EAA-test-token"_s, {}}));
        answers.append(clients.back()->get(u"/1"_s));
    }
    clients.pop_back(); // one that dies meanwhile
    for (int i = 0; i < 49; ++i) {
        QTRY_VERIFY(answers[i].isFinished());
        QCOMPARE(answers[i].result().end, End::Done);
    }
    QTRY_VERIFY(answers.last().isCanceled());
    QVERIFY(threads() < before + 10);
}

void TestGraphClient::addressesAreSafe_data()
{
    QTest::addColumn<QString>("configured");
    QTest::addColumn<QString>("address"); // empty: refused
    QTest::newRow("Meta's own") << QString() << u"https://graph.facebook.com/v25.0"_s;
    QTest::newRow("another version") << u"https://graph.facebook.com/v26.0/"_s
                                     << u"https://graph.facebook.com/v26.0"_s;
    QTest::newRow("behind a path") << u"https://proxy.example/meta/"_s
                                   << u"https://proxy.example/meta/v25.0"_s;
    QTest::newRow("this machine") << u"http://127.0.0.1:8399"_s << u"http://127.0.0.1:8399/v25.0"_s;
    QTest::newRow("this machine by IPv6") << u"http://[::1]:8399"_s << u"http://[::1]:8399/v25.0"_s;
    QTest::newRow("this machine by name") << u"http://localhost/"_s << u"http://localhost/v25.0"_s;
    QTest::newRow("in the clear") << u"http://graph.example"_s << QString();
    QTest::newRow("named like this machine") << u"http://localhost.example"_s << QString();
    QTest::newRow("a file") << u"file:///etc/passwd"_s << QString();
    QTest::newRow("with a password") << u"https://a:b@graph.example"_s << QString();
    QTest::newRow("with a query") << u"https://graph.example/?x=1"_s << QString();
    QTest::newRow("no address") << u"graph.facebook.com"_s << QString();
    QTest::newRow("no host") << u"https://"_s << QString();
}

void TestGraphClient::addressesAreSafe()
{
    QFETCH(QString, configured);
    QFETCH(QString, address);
    const auto url = graphAddress(configured, u"https://graph.facebook.com"_s);
    QCOMPARE(url.has_value(), !address.isEmpty());
    if (url)
        QCOMPARE(url->toString(), address);
    else
        QCOMPARE(url.error().field, u"settings.apiBaseUrl"_s);
}

QTEST_GUILESS_MAIN(TestGraphClient)
#include "tst_graph_client.moc"
