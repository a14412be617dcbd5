// SPDX-License-Identifier: Apache-2.0
// What nobody honest sends to a running server's webhook address: a clear answer, nothing stored wrongly, and
// it goes on.
#include "backend/base/crypto.h"
#include "tests/support/fake_graph.h"
#include "tests/support/server/api_client.h"
#include "tests/support/server/server_process.h"
#include "tests/support/server/signed_webhook.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QTcpSocket>
#include <QTest>
#include <QUuid>

using namespace Qt::StringLiterals;
using namespace acolhe;
using tests::Answer;
using tests::ApiClient;
using tests::FakeGraph;
using tests::ServerProcess;

static const QString password = u"caminho-de-pedra-azul"_s;

class TestHostileWebhooks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void cleanupTestCase() { QCOMPARE(m_server.stop(), 0); }
    void bytesMeetAClearAnswer_data();
    void bytesMeetAClearAnswer();
    void whatIsTooLargeIsRefusedByItsHead();
    void textsThatNoScreenHoldsAreCleaned_data();
    void textsThatNoScreenHoldsAreCleaned();
    void forgersStoreNothing_data();
    void forgersStoreNothing();
    void anUnknownAddressTellsNothing();
    void aThousandMessagesArriveOnce();
    void aReplayChangesNothing();
    void theSameMessageTwiceInOneDeliveryIsOne();
    void idsThatAreLargeNumbersKeepTheirDigits();
    void aStrangerFallsIntoNobodysConversation();
    void receiptsMayComeBeforeTheirMessage();
    void receiptsOfNobodysMessagesAreHarmless();

private:
    Answer post(const QByteArray &body)
    {
        return tests::postSigned(*m_api, u"app1"_s, body, FakeGraph::Account().appSecret);
    }
    QList<QJsonObject> conversations();
    QList<QJsonObject> messagesOf(const QJsonObject &conversation);
    QStringList textsOf(const QString &phone);
    qsizetype allMessages();
    qsizetype deadLetters();

    ServerProcess m_server;
    FakeGraph m_graph;
    std::unique_ptr<ApiClient> m_api;
    QString m_admin;
};

void TestHostileWebhooks::initTestCase()
{
    QVERIFY(crypto::start());
    QVERIFY2(m_graph.start(), qPrintable(m_graph.problem()));
    QVERIFY2(m_server.init(u"Vida Plena"_s, u"ana@vida.example"_s, password), m_server.error);
    QVERIFY2(m_server.start(), m_server.log());
    m_api = std::make_unique<ApiClient>(m_server.url());
    m_admin = m_api->signIn(u"ana@vida.example"_s, password);
    const FakeGraph::Account account;
    const QJsonObject settings{{u"phoneNumberId"_s, account.phoneNumberId},
        {u"businessAccountId"_s, account.businessAccountId}, {u"accessToken"_s, account.token},
        {u"appId"_s, u"app1"_s}, {u"appSecret"_s, account.appSecret}, {u"verifyToken"_s, u"vt"_s},
        {u"apiBaseUrl"_s, m_graph.url().toString()}};
    const QJsonObject inbox{
        {u"channel"_s, u"whatsapp_cloud"_s}, {u"name"_s, u"Recepção"_s}, {u"settings"_s, settings}};
    QCOMPARE(m_api->call(u"inboxes.create"_s, inbox, m_admin).status, 200);
}

/// Whatever came: it serves on.
void TestHostileWebhooks::cleanup()
{
    QCOMPARE(m_api->get(u"/readyz"_s).status, 200);
}

QList<QJsonObject> TestHostileWebhooks::conversations()
{
    QList<QJsonObject> all;
    const auto list = m_api->call(u"conversations.allConversations"_s, {{u"limit"_s, 500}}, m_admin);
    for (const auto &one : list.json()["conversations"_L1].toArray())
        all.append(one.toObject());
    return all;
}

QList<QJsonObject> TestHostileWebhooks::messagesOf(const QJsonObject &conversation)
{
    QList<QJsonObject> all;
    const auto page = m_api->call(u"messages.getByConversation"_s,
        {{u"conversationId"_s, conversation["id"_L1]}, {u"limit"_s, 200}}, m_admin);
    for (const auto &one : page.json()["messages"_L1].toArray())
        all.append(one.toObject());
    return all;
}

QStringList TestHostileWebhooks::textsOf(const QString &phone)
{
    QStringList texts;
    for (const QJsonObject &conversation : conversations()) {
        if (conversation["patient"_L1]["phone"_L1].toString().endsWith(phone.right(8))) {
            for (const QJsonObject &message : messagesOf(conversation))
                texts.append(message["text"_L1].toString());
        }
    }
    return texts;
}

qsizetype TestHostileWebhooks::allMessages()
{
    qsizetype count = 0;
    for (const QJsonObject &conversation : conversations())
        count += messagesOf(conversation).size();
    return count;
}

qsizetype TestHostileWebhooks::deadLetters()
{
    const auto dead = m_api->call(u"journal.deadLetters"_s, {{u"limit"_s, 100}}, m_admin);
    return dead.json()["deadLetters"_L1].toArray().size();
}

/// A webhook around the text of a JSON list of messages.
static QByteArray around(const QByteArray &messages, const QByteArray &list = "messages")
{
    return R"({"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"field":"messages",)"
           R"("value":{"messaging_product":"whatsapp","metadata":{"phone_number_id":"106540352242922"},")"
        + list + "\":[" + messages + "]}}]}]}";
}

static QByteArray message(
    const QByteArray &id, const QByteArray &from, const QByteArray &text, const QByteArray &more = {})
{
    return R"({"id":")" + id + R"(","from":")" + from + R"(","timestamp":")"
        + QByteArray::number(QDateTime::currentSecsSinceEpoch()) + R"(","type":"text","text":{"body":")"
        + text + "\"}" + more + '}';
}

static QByteArray nested(int levels)
{
    return QByteArray("[").repeated(levels) + QByteArray("]").repeated(levels);
}

void TestHostileWebhooks::bytesMeetAClearAnswer_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("messages");
    QTest::addColumn<int>("dead");
    const auto withMore = [](const QByteArray &id, const QByteArray &more) {
        return around(message(id, "5511911110000", "oi", ",\"x\":" + more));
    };
    QTest::newRow("nothing") << QByteArray() << 200 << 0 << 1;
    QTest::newRow("no JSON") << QByteArray("hello") << 200 << 0 << 1;
    QTest::newRow("a list") << QByteArray("[1]") << 200 << 0 << 1;
    QTest::newRow("cut short") << withMore("wamid.cut", "1").chopped(3) << 200 << 0 << 1;
    QTest::newRow("invalid UTF-8") << withMore("wamid.utf8", "\"\xc3\x28\xff\"") << 200 << 0 << 1;
    QTest::newRow("a raw NUL") << withMore("wamid.nul", QByteArray("\"a\0b\"", 5)) << 200 << 1 << 0;
    QTest::newRow("1,000 levels") << withMore("wamid.deep", nested(1000)) << 200 << 1 << 0;
    QTest::newRow("100,000 levels") << withMore("wamid.deeper", nested(100'000)) << 200 << 0 << 1;
    QTest::newRow("another's object") << QByteArray(R"({"object":"page","entry":[]})") << 200 << 0 << 0;
    QTest::newRow("no account") << QByteArray(R"({"object":"whatsapp_business_account"})") << 200 << 0 << 0;
    QTest::newRow("another's number")
        << around(message("wamid.other", "5511911110000", "oi")).replace("106540352242922", "999") << 200 << 0
        << 0;
    QTest::newRow("a megabyte of text")
        << around(message("wamid.long", "5511911110000", QByteArray("a").repeated(1024 * 1024))) << 200 << 1
        << 0;
    QTest::newRow("an id of 10,000") << around(message(QByteArray("w").repeated(10'000), "5511911110000",
        "oi")) << 200 << 0 << 1;
    QTest::newRow("messages that are no list")
        << around(message("wamid.nolist", "5511911110000", "oi"), "messages\":\"none\",\"x") << 200 << 0 << 1;
    QTest::newRow("no message among messages")
        << around("42," + message("wamid.beside", "5511911110000", "oi")) << 200 << 1 << 1;
}

void TestHostileWebhooks::bytesMeetAClearAnswer()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(int, messages);
    QFETCH(int, dead);
    const qsizetype messagesBefore = allMessages();
    const qsizetype deadBefore = deadLetters();
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(post(body).status, status);
    QVERIFY(timer.elapsed() < 5'000);
    QCOMPARE(allMessages() - messagesBefore, messages);
    QCOMPARE(deadLetters() - deadBefore, dead);
}

void TestHostileWebhooks::whatIsTooLargeIsRefusedByItsHead()
{
    QTcpSocket socket;
    socket.connectToHost(m_server.url().host(), quint16(m_server.url().port()));
    QVERIFY(socket.waitForConnected(5'000));
    socket.write("POST /webhooks/meta/app1 HTTP/1.1\r\nHost: x\r\nContent-Length: 4194305\r\n\r\n{");
    QByteArray answer;
    while (!answer.contains("\r\n\r\n") && socket.waitForReadyRead(5'000))
        answer += socket.readAll();
    QVERIFY2(answer.startsWith("HTTP/1.1 413 "), answer);
}

void TestHostileWebhooks::textsThatNoScreenHoldsAreCleaned_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QString>("stored");
    QTest::newRow("a lone high surrogate") << QByteArray(R"(a\ud83db)") << u"a\uFFFDb"_s;
    QTest::newRow("a lone low surrogate") << QByteArray(R"(\ude00b)") << u"\uFFFDb"_s;
    QTest::newRow("the wrong way round") << QByteArray(R"(\ude00\ud83d)") << u"\uFFFD\uFFFD"_s;
    QTest::newRow("NUL") << QByteArray(R"(a\u0000b)") << u"a\uFFFDb"_s;
    QTest::newRow("a pair stays") << QByteArray(R"(\ud83d\ude00)") << u"😀"_s;
    QTest::newRow("marks stay") << QByteArray(R"(<b>'; DROP TABLE message; --</b>)")
                                << u"<b>'; DROP TABLE message; --</b>"_s;
}

void TestHostileWebhooks::textsThatNoScreenHoldsAreCleaned()
{
    QFETCH(QByteArray, written);
    QFETCH(QString, stored);
    const QByteArray id = "wamid.text." + QByteArray(QTest::currentDataTag()).replace(' ', '.');
    QCOMPARE(post(around(message(id, "5511922220000", written))).status, 200);
    QCOMPARE(textsOf(u"5511922220000"_s).last(), stored);
}

void TestHostileWebhooks::forgersStoreNothing_data()
{
    QTest::addColumn<QByteArray>("signature");
    const QByteArray body = around(message("wamid.forged", "5511933330000", "forged"));
    const QByteArray right = tests::metaSignature(body, FakeGraph::Account().appSecret);
    QTest::newRow("none") << QByteArray();
    QTest::newRow("of another secret") << tests::metaSignature(body, u"other"_s);
    QTest::newRow("of another body") << tests::metaSignature(body + ' ', FakeGraph::Account().appSecret);
    QTest::newRow("cut short") << right.chopped(1);
    QTest::newRow("longer") << right + '0';
    QTest::newRow("without its name") << right.mid(7);
    QTest::newRow("sha1") << "sha1=" + right.mid(7, 40);
    QTest::newRow("twice") << right + ", " + right;
    QTest::newRow("no hex") << QByteArray("sha256=") + QByteArray("z").repeated(64);
    QTest::newRow("with an empty secret") << tests::metaSignature(body, QString());
}

void TestHostileWebhooks::forgersStoreNothing()
{
    QFETCH(QByteArray, signature);
    QMap<QByteArray, QByteArray> headers;
    if (!signature.isEmpty())
        headers.insert("X-Hub-Signature-256", signature);
    const QByteArray body = around(message("wamid.forged", "5511933330000", "forged"));
    const qsizetype dead = deadLetters();
    QCOMPARE(m_api->post(u"/webhooks/meta/app1"_s, body, headers).status, 401);
    QCOMPARE(textsOf(u"5511933330000"_s), QStringList());
    QCOMPARE(deadLetters(), dead);
}

void TestHostileWebhooks::anUnknownAddressTellsNothing()
{
    const QByteArray body = around(message("wamid.unknown", "5511933330000", "oi"));
    const Answer wrongKey = tests::postSigned(*m_api, u"app2"_s, body, FakeGraph::Account().appSecret);
    QCOMPARE(wrongKey.status, 401); // as with a wrong signature: whether there is such an app is not told
    QCOMPARE(wrongKey.body, m_api->post(u"/webhooks/meta/app1"_s, body).body);
}

void TestHostileWebhooks::aThousandMessagesArriveOnce()
{
    QByteArrayList messages;
    for (int i = 0; i < 1000; ++i)
        messages.append(message("wamid.many." + QByteArray::number(i),
            "55119444400" + QByteArray::number(10 + i % 10), "n" + QByteArray::number(i)));
    const QByteArray body = around(messages.join(','));
    const qsizetype before = allMessages();
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(post(body).status, 200);
    QVERIFY(timer.elapsed() < 10'000);
    QCOMPARE(allMessages() - before, 1000);
    QCOMPARE(post(body).status, 200);
    QCOMPARE(allMessages() - before, 1000);
    const QStringList texts = textsOf(u"5511944440013"_s);
    QCOMPARE(texts.size(), 100);
    QCOMPARE(texts.first(), u"n3"_s); // in the order of the delivery
    QCOMPARE(texts.last(), u"n993"_s);
}

void TestHostileWebhooks::aReplayChangesNothing()
{
    const QByteArray body = around(message("wamid.replay", "5511955550000", "uma vez"));
    for (int i = 0; i < 20; ++i)
        QCOMPARE(post(body).status, 200);
    QCOMPARE(textsOf(u"5511955550000"_s), QStringList{u"uma vez"_s});
    for (const QJsonObject &conversation : conversations()) {
        if (conversation["patient"_L1]["phone"_L1].toString().endsWith("55550000"_L1))
            QCOMPARE(conversation["unread"_L1].toInt(), 1);
    }
}

void TestHostileWebhooks::theSameMessageTwiceInOneDeliveryIsOne()
{
    const QByteArray one = message("wamid.twice", "5511966660000", "uma vez");
    QCOMPARE(post(around(one + ',' + one)).status, 200);
    QCOMPARE(textsOf(u"5511966660000"_s), QStringList{u"uma vez"_s});
}

void TestHostileWebhooks::idsThatAreLargeNumbersKeepTheirDigits()
{
    const auto numbered = [](const QByteArray &id) {
        return message(id, "5511977770000", "n" + id.right(2)).replace('"' + id + '"', id);
    };
    // As doubles these two are one.
    const QByteArray body = around(numbered("90071992547409935") + ',' + numbered("90071992547409936"))
                                .replace("\"106540352242922\"", "106540352242922");
    QCOMPARE(post(body).status, 200);
    QStringList ids;
    for (const QJsonObject &conversation : conversations()) {
        if (conversation["patient"_L1]["phone"_L1].toString().endsWith("77770000"_L1)) {
            for (const QJsonObject &one : messagesOf(conversation))
                ids.append(one["externalId"_L1].toString());
        }
    }
    QCOMPARE(ids, (QStringList{u"90071992547409935"_s, u"90071992547409936"_s}));
}

void TestHostileWebhooks::aStrangerFallsIntoNobodysConversation()
{
    QCOMPARE(post(around(message("wamid.known", "5511988880000", "sou a Marina"))).status, 200);
    const qsizetype before = conversations().size();
    const QByteArray nobody = message("wamid.nobody", "", "sou ninguém").replace(R"("from":"",)", "");
    const QByteArray marina = message("wamid.known.2", "5511988880000", "eu de novo");
    QCOMPARE(post(around(nobody + ',' + marina)).status, 200);
    QCOMPARE(textsOf(u"5511988880000"_s), (QStringList{u"sou a Marina"_s, u"eu de novo"_s}));
    QCOMPARE(conversations().size(), before + 1);
}

void TestHostileWebhooks::receiptsMayComeBeforeTheirMessage()
{
    QCOMPARE(post(around(message("wamid.asks", "5511999990000", "Oi"))).status, 200);
    const auto receipt = [](const QString &status) {
        return QJsonDocument(tests::whatsappStatus(u"wamid.early"_s, status)).toJson();
    };
    for (const QString &status : {u"read"_s, u"sent"_s, u"delivered"_s, u"read"_s})
        QCOMPARE(post(receipt(status)).status, 200);
    const QJsonObject answer{{u"messaging_product"_s, u"whatsapp"_s},
        {u"messages"_s, QJsonArray{QJsonObject{{u"id"_s, u"wamid.early"_s}}}}};
    m_graph.fault({{u"path"_s, u"/messages$"_s}, {u"accept"_s, true},
        {u"raw"_s, QString::fromUtf8(QJsonDocument(answer).toJson())}});
    const QJsonObject conversation = conversations().first();
    const auto sent = m_api->call(u"messages.send"_s,
        {{u"conversationId"_s, conversation["id"_L1]},
            {u"clientId"_s, QUuid::createUuid().toString(QUuid::WithoutBraces)}, {u"text"_s, u"Pois não"_s}},
        m_admin);
    QCOMPARE(sent.status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(messagesOf(conversation).last()["status"_L1].toString(), u"read"_s, 10'000);
}

void TestHostileWebhooks::receiptsOfNobodysMessagesAreHarmless()
{
    const qsizetype before = allMessages();
    const QByteArray incoming = QJsonDocument(tests::whatsappStatus(u"wamid.asks"_s, u"failed"_s)).toJson();
    QCOMPARE(post(incoming).status, 200); // of a message that a patient wrote
    QByteArrayList many;
    for (int i = 0; i < 1000; ++i)
        many.append(R"({"id":"wamid.never.)" + QByteArray::number(i)
            + R"(","status":"delivered","timestamp":"1795420800","recipient_id":"5511"})");
    QCOMPARE(post(around(many.join(','), "statuses")).status, 200);
    QCOMPARE(allMessages(), before);
    for (const QJsonObject &conversation : conversations()) {
        for (const QJsonObject &one : messagesOf(conversation))
            QVERIFY(one["status"_L1].toString() != "failed"_L1);
    }
}

QTEST_GUILESS_MAIN(TestHostileWebhooks)
#include "tst_hostile_webhooks.moc"
