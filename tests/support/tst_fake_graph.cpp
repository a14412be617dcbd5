// SPDX-License-Identifier: Apache-2.0
#include "backend/base/crypto.h"
#include "tests/support/fake_graph.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QJsonDocument>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace acolhe;
using namespace acolhe::tests;

/// Takes one request after another and answers each with the status in turn (200 when none is left).
class Sink : public QTcpServer {
public:
    QList<int> statuses;
    QList<QByteArray> heads;
    QList<QByteArray> bodies;

    Sink()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        });
    }
    QUrl url() const { return QUrl(u"http://127.0.0.1:%1/hook"_s.arg(serverPort())); }

private:
    void read(QTcpSocket *socket)
    {
        const QByteArray seen = socket->peek(socket->bytesAvailable());
        const auto end = seen.indexOf("\r\n\r\n");
        const QByteArray head = seen.left(end).toLower();
        const auto at = head.indexOf("content-length: ") + 16;
        const auto length = head.mid(at, head.indexOf('\r', at) - at).toLongLong();
        if (end < 0 || seen.size() < end + 4 + length)
            return;
        socket->read(end + 4);
        heads.append(head);
        bodies.append(socket->read(length));
        const int status = statuses.isEmpty() ? 200 : statuses.takeFirst();
        socket->write("HTTP/1.1 " + QByteArray::number(status) + " x\r\nContent-Length: 0\r\n\r\n");
    }
};

class TestFakeGraph : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init() { m_graph->reset(); }
    void cleanupTestCase() { m_graph.reset(); }
    void refusesWhatTheRealOneRefuses_data();
    void refusesWhatTheRealOneRefuses();
    void keepsWhatItAccepted();
    void proofIsCheckedAgainstTheTokensSecret();
    void numbersOfOneTokenAreClosedToAnother();
    void faultsShowAsAsked_data();
    void faultsShowAsAsked();
    void webhooksAreSignedOverTheEscapedBytes();
    void webhooksAreRepeatedUntilAcknowledged();
    void statusesFollowWhatWasSent();
    void endsWithItsOwner();

private:
    struct Reply {
        int http = 0;
        QByteArray body;
        QByteArray retryAfter;
        QJsonObject graphError() const { return QJsonDocument::fromJson(body)["error"_L1].toObject(); }
    };
    Reply post(const QString &path, const QByteArray &body, const QByteArray &token = "EAA-test-token",
        const QByteArray &type = "application/json");

    std::unique_ptr<FakeGraph> m_graph;
    QTemporaryDir m_dir;
};

constexpr auto messages = "/v25.0/106540352242922/messages"_L1;
constexpr auto hello =
    R"({"messaging_product":"whatsapp","to":"5511987654321","type":"text","text":{"body":"Olá"},
        "biz_opaque_callback_data":"b2a8"})";

void TestFakeGraph::initTestCase()
{
    m_graph = std::make_unique<FakeGraph>();
    QVERIFY2(m_graph->start(m_dir.filePath(u"ledger"_s)), qPrintable(m_graph->problem()));
}

// Over a bare socket: QNetworkAccessManager sends a POST again, unasked, when the connection is cut.
TestFakeGraph::Reply TestFakeGraph::post(
    const QString &path, const QByteArray &body, const QByteArray &token, const QByteArray &type)
{
    QTcpSocket socket;
    socket.connectToHost(m_graph->url().host(), quint16(m_graph->url().port()));
    socket.write("POST " + path.toUtf8() + " HTTP/1.1\r\nHost: graph\r\nConnection: close\r\n");
    if (!token.isEmpty())
        socket.write("Authorization: Bearer " + token + "\r\n");
    socket.write("Content-Type: " + type + "\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\n\r\n" + body);
    const QDeadlineTimer silence(500);
    while (socket.state() != QAbstractSocket::UnconnectedState && !silence.hasExpired())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 50);
    const QByteArray answer = socket.readAll();
    const auto end = answer.indexOf("\r\n\r\n");
    const QByteArray retryAfter = answer.mid(answer.indexOf("Retry-After: ") + 13, 1);
    return {answer.mid(9, 3).toInt(), answer.mid(end + 4), retryAfter};
}

void TestFakeGraph::refusesWhatTheRealOneRefuses_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("code");
    const QByteArray good = "EAA-test-token";
    const QByteArray json = "application/json";
    const auto row = [&](const char *name, const QByteArray &body, int code) {
        QTest::newRow(name) << QString(messages) << body << good << json << code;
    };
    row("no recipient", R"({"messaging_product":"whatsapp","type":"text","text":{"body":"x"}})", 100);
    row("no product", R"({"to":"5511987654321","type":"text","text":{"body":"x"}})", 100);
    row("an unknown field",
        R"({"messaging_product":"whatsapp","to":"5511987654321","type":"text","text":{"body":"x","bold":true}})",
        100);
    row("no text",
        R"({"messaging_product":"whatsapp","to":"5511987654321","type":"text","text":{"body":""}})", 100);
    row("text too long",
        R"({"messaging_product":"whatsapp","to":"5511987654321","type":"text","text":{"body":")"
            + QByteArray(4097, 'x') + "\"}}",
        100);
    row("callback data too long",
        R"({"messaging_product":"whatsapp","to":"5511987654321","text":{"body":"x"},"biz_opaque_callback_data":")"
            + QByteArray(513, 'x') + "\"}",
        100);
    row("a recipient that is no number",
        R"({"messaging_product":"whatsapp","to":"bia","type":"text","text":{"body":"x"}})", 131009);
    row("no JSON", "messaging_product=whatsapp", 100);
    row("a list", "[]", 100);
    QTest::newRow("a form") << QString(messages) << QByteArray(hello) << good
                            << QByteArray("application/x-www-form-urlencoded") << 100;
    QTest::newRow("no token") << QString(messages) << QByteArray(hello) << QByteArray() << json << 104;
    QTest::newRow("a wrong token") << QString(messages) << QByteArray(hello) << QByteArray("EAA-other")
                                   << json << 190;
    QTest::newRow("no version") << u"/106540352242922/messages"_s << QByteArray(hello) << good << json << 100;
    QTest::newRow("an unknown number") << u"/v25.0/1/messages"_s << QByteArray(hello) << good << json << 100;
    QTest::newRow("an unknown edge") << u"/v25.0/106540352242922/telegrams"_s << QByteArray(hello) << good
                                     << json << 100;
    QTest::newRow("a wrong proof") << QString(messages + "?appsecret_proof=00"_L1) << QByteArray(hello)
                                   << good << json << 100;
}

void TestFakeGraph::refusesWhatTheRealOneRefuses()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, token);
    QFETCH(QByteArray, type);
    QFETCH(int, code);
    const Reply reply = post(path, body, token, type);
    QVERIFY(reply.http >= 400);
    QCOMPARE(reply.graphError()["code"_L1].toInt(), code);
    QVERIFY(!reply.graphError()["message"_L1].toString().isEmpty());
    QVERIFY(!reply.graphError()["fbtrace_id"_L1].toString().isEmpty());
    QVERIFY(m_graph->sent().isEmpty());
    QCOMPARE(m_graph->refused().size(), 1);
}

void TestFakeGraph::keepsWhatItAccepted()
{
    const Reply reply = post(messages, hello);
    QCOMPARE(reply.http, 200);
    const QList<FakeGraph::Sent> sent = m_graph->sent();
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent[0].callbackData, u"b2a8"_s);
    QCOMPARE(sent[0].to, u"5511987654321"_s);
    QCOMPARE(sent[0].body, QJsonDocument::fromJson(hello).object());
    const auto answer = QJsonDocument::fromJson(reply.body);
    QCOMPARE(answer["messages"_L1][0]["id"_L1].toString(), sent[0].id);
    QCOMPARE(answer["contacts"_L1][0]["wa_id"_L1].toString(), u"5511987654321"_s);

    QFile ledger(m_dir.filePath(u"ledger"_s));
    QVERIFY(ledger.open(QIODevice::ReadOnly));
    QVERIFY(ledger.readAll().contains(sent[0].id.toUtf8()));
    m_graph->reset();
    QVERIFY(m_graph->sent().isEmpty());
    ledger.seek(0);
    QVERIFY(ledger.readAll().contains(sent[0].id.toUtf8()));
}

void TestFakeGraph::proofIsCheckedAgainstTheTokensSecret()
{
    m_graph->addAccount(
        {.phoneNumberId = u"77"_s, .token = u"EAA-77"_s, .appSecret = u"s77"_s, .requireProof = true});
    QCOMPARE(post(u"/v25.0/77/messages"_s, hello, "EAA-77").http, 400);
    const QString proof = QString::fromLatin1(crypto::hmacSha256("s77", "EAA-77").toHex());
    QCOMPARE(post(u"/v25.0/77/messages?appsecret_proof="_s + proof, hello, "EAA-77").http, 200);
    QVERIFY(m_graph->sent().constLast().proved);
}

void TestFakeGraph::numbersOfOneTokenAreClosedToAnother()
{
    m_graph->addAccount({.phoneNumberId = u"77"_s, .token = u"EAA-77"_s});
    QCOMPARE(post(u"/v25.0/77/messages"_s, hello, "EAA-test-token").graphError()["code"_L1].toInt(), 200);
    QCOMPARE(post(u"/v25.0/77/messages"_s, hello, "EAA-77").http, 200);
}

void TestFakeGraph::faultsShowAsAsked_data()
{
    QTest::addColumn<QJsonObject>("fault");
    QTest::addColumn<int>("http"); // 0: no whole answer
    QTest::addColumn<int>("accepted");
    QTest::newRow("an error") << QJsonObject{{u"code"_s, 131056}} << 400 << 0;
    QTest::newRow("a status without Graph's words")
        << QJsonObject{{u"http"_s, 503}, {u"raw"_s, u"<html>"_s}} << 503 << 0;
    QTest::newRow("unreadable, but accepted")
        << QJsonObject{{u"raw"_s, u"<html>"_s}, {u"accept"_s, true}} << 200 << 1;
    QTest::newRow("cut before") << QJsonObject{{u"drop"_s, true}} << 0 << 0;
    QTest::newRow("cut after") << QJsonObject{{u"drop"_s, true}, {u"accept"_s, true}} << 0 << 1;
    QTest::newRow("half an answer") << QJsonObject{{u"half"_s, true}, {u"accept"_s, true}} << 200 << 1;
    QTest::newRow("silence") << QJsonObject{{u"hang"_s, true}, {u"accept"_s, true}} << 0 << 1;
    QTest::newRow("late") << QJsonObject{{u"delayMs"_s, 20}} << 200 << 1;
    QTest::newRow("another recipient's")
        << QJsonObject{{u"code"_s, 1}, {u"includes"_s, u"5599"_s}} << 200 << 1;
}

void TestFakeGraph::faultsShowAsAsked()
{
    QFETCH(QJsonObject, fault);
    QFETCH(int, http);
    QFETCH(int, accepted);
    fault.insert(u"headers"_s, QJsonObject{{u"Retry-After"_s, u"7"_s}});
    m_graph->fault(fault);
    const Reply reply = post(messages, hello);
    QCOMPARE(reply.http, http);
    QCOMPARE(m_graph->sent().size(), accepted);
    if (fault.contains(u"code"_s) && http != 200) {
        QCOMPARE(reply.graphError()["code"_L1], fault["code"_L1]);
        QCOMPARE(reply.retryAfter, "7");
    }
    m_graph->clearFaults();
    QCOMPARE(post(messages, hello).http, 200); // a fault strikes once
}

void TestFakeGraph::webhooksAreSignedOverTheEscapedBytes()
{
    Sink sink;
    const QJsonObject payload{{u"text"_s, u"Olá 👩‍⚕️ 10h/11h"_s}};
    QCOMPARE(m_graph->postWebhook(sink.url(), payload).status, 200);
    const QByteArray escaped = R"({"text":"Ol\u00e1 \ud83d\udc69\u200d\u2695\ufe0f 10h\/11h"})";
    QCOMPARE(sink.bodies[0], escaped);
    const QByteArray right =
        "x-hub-signature-256: sha256=" + crypto::hmacSha256("app-secret", escaped).toHex();
    QVERIFY(sink.heads[0].contains(right));

    m_graph->postWebhook(sink.url(), payload, FakeGraph::Signature::Bad);
    QVERIFY(!sink.heads[1].contains(right));
    QVERIFY(sink.heads[1].contains("x-hub-signature-256: sha256="));
    m_graph->postWebhook(sink.url(), payload, FakeGraph::Signature::None);
    QVERIFY(!sink.heads[2].contains("x-hub-signature-256"));
}

void TestFakeGraph::webhooksAreRepeatedUntilAcknowledged()
{
    Sink sink;
    sink.statuses = {503, 500};
    m_graph->deliverWebhooks(sink.url(), {{u"first"_s, {{u"n"_s, 1}}}});
    QTRY_COMPARE(m_graph->deliveries()["acknowledged"_L1].toInt(), 1);
    QCOMPARE(m_graph->deliveries()["waiting"_L1].toInt(), 0);
    QCOMPARE(sink.bodies, QList<QByteArray>(3, R"({"n":1})"));
    QFile ledger(m_dir.filePath(u"ledger"_s));
    QVERIFY(ledger.open(QIODevice::ReadOnly));
    QVERIFY(ledger.readAll().contains(R"("label":"first")"));
}

void TestFakeGraph::statusesFollowWhatWasSent()
{
    Sink sink;
    m_graph->planStatuses(
        {{u"url"_s, sink.url().toString()}, {u"sentMs"_s, 1}, {u"deliveredMs"_s, 40}, {u"twice"_s, true}});
    QCOMPARE(post(messages, hello).http, 200);
    QTRY_COMPARE(sink.bodies.size(), 4);
    QStringList statuses;
    for (const QByteArray &body : sink.bodies) {
        const auto value = QJsonDocument::fromJson(body)["entry"_L1][0]["changes"_L1][0]["value"_L1];
        const auto status = value["statuses"_L1][0];
        QCOMPARE(status["id"_L1].toString(), m_graph->sent()[0].id);
        QCOMPARE(status["biz_opaque_callback_data"_L1].toString(), u"b2a8"_s);
        QCOMPARE(value["metadata"_L1]["phone_number_id"_L1].toString(), u"106540352242922"_s);
        statuses.append(status["status"_L1].toString());
    }
    QCOMPARE(statuses, QStringList({u"sent"_s, u"sent"_s, u"delivered"_s, u"delivered"_s}));
}

void TestFakeGraph::endsWithItsOwner()
{
    QUrl url;
    {
        FakeGraph other;
        QVERIFY2(other.start(), qPrintable(other.problem()));
        url = other.url();
        QTcpSocket socket;
        socket.connectToHost(url.host(), quint16(url.port()));
        QVERIFY(socket.waitForConnected());
    }
    QTcpSocket socket;
    socket.connectToHost(url.host(), quint16(url.port()));
    QVERIFY(!socket.waitForConnected());
}

QTEST_GUILESS_MAIN(TestFakeGraph)
#include "tst_fake_graph.moc"
