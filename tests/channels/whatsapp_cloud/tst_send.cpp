// SPDX-License-Identifier: Apache-2.0
#include "backend/channels/meta/graph_answer.h"
#include "backend/channels/meta/graph_client.h"
#include "backend/channels/whatsapp_cloud/send_format.h"
#include "backend/channels/whatsapp_cloud/whatsapp_errors.h"
#include "tests/support/fake_graph.h"
#include "tests/support/meta_fixtures.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace acolhe;
using namespace acolhe::channels;
using namespace acolhe::channels::whatsapp_cloud;
using acolhe::tests::FakeGraph;

class TestSend : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init() { m_graph->reset(); }
    void cleanupTestCase() { m_graph.reset(); }
    void bodiesAreWhatOthersSend_data();
    void bodiesAreWhatOthersSend();
    void graphTakesWhatWeBuild_data();
    void graphTakesWhatWeBuild();
    void whatMetaWouldRefuseIsRefusedHere_data();
    void whatMetaWouldRefuseIsRefusedHere();
    void answersNameTheMessage();
    void errorsAreMetWithWhatTheyAskFor_data();
    void errorsAreMetWithWhatTheyAskFor();
    void everyCodeOfTheTableLeadsSomewhere_data();
    void everyCodeOfTheTableLeadsSomewhere();

private:
    std::unique_ptr<FakeGraph> m_graph;
};

static Identity phone(const QString &address)
{
    return phoneIdentity(address, u"Bia"_s);
}

static Identity userId(const QString &id)
{
    return {IdentityKind::WhatsappUserId, id, id, u"Bia"_s};
}

static OutboundMessage text(const QString &words, const QList<Identity> &to = {phone(u"5511987654321"_s)})
{
    OutboundMessage message;
    message.clientId = u"3c0f8f7e-6f0a-4a3c-9a54-0d6f6c1f0b11"_s;
    message.to = to;
    message.text = words;
    return message;
}

void TestSend::initTestCase()
{
    m_graph = std::make_unique<FakeGraph>();
    QVERIFY2(m_graph->start(), qPrintable(m_graph->problem()));
    QCOMPARE(tests::metaFixturesProblem(), QString());
}

/// The message that a recorded request asked for.
static OutboundMessage messageOf(const QJsonObject &request)
{
    OutboundMessage message = text(request["text"_L1]["body"_L1].toString(), {});
    if (request.contains("to"_L1))
        message.to.append({IdentityKind::Phone, {}, request["to"_L1].toString(), {}});
    if (request.contains("recipient"_L1))
        message.to.append(userId(request["recipient"_L1].toString()));
    message.replyToExternalId = request["context"_L1]["message_id"_L1].toString();
    message.clientId = request["biz_opaque_callback_data"_L1].toString();
    return message;
}

void TestSend::bodiesAreWhatOthersSend_data()
{
    QTest::addColumn<QByteArray>("bytes");
    for (const tests::MetaFixture &fixture : tests::metaFixtures(u"whatsapp"_s, u"api_request"_s)) {
        if (fixture.kind.startsWith("req.text"_L1))
            QTest::addRow("%s", qPrintable(fixture.file.section(u'/', -1))) << fixture.bytes;
    }
}

void TestSend::bodiesAreWhatOthersSend()
{
    QFETCH(QByteArray, bytes);
    bytes.replace("{{Recipient-Phone-Number}}", "16505551234"); // the documents' placeholder
    QJsonObject expected = QJsonDocument::fromJson(bytes).object();
    const auto built = sendBody(messageOf(expected));
    QVERIFY(std::holds_alternative<QJsonObject>(built));
    QJsonObject body = std::get<QJsonObject>(built);
    // What they may leave out, or know and we do not use.
    for (const auto &name : {u"recipient_type"_s, u"type"_s, u"biz_opaque_callback_data"_s}) {
        if (!expected.contains(name))
            body.remove(name);
    }
    expected.remove(u"recipient_identity_key_hash"_s);
    QJsonObject content = expected["text"_L1].toObject();
    content.insert(u"preview_url"_s, content["preview_url"_L1].toBool());
    expected["text"_L1] = content;
    QCOMPARE(QJsonDocument(body).toJson(), QJsonDocument(expected).toJson());
}

void TestSend::graphTakesWhatWeBuild_data()
{
    QTest::addColumn<OutboundMessage>("message");
    QTest::newRow("text") << text(u"Olá, Bia! 👋\nSua consulta é às 10h."_s);
    QTest::newRow("the longest text") << text(QString(maxTextLength, u'á'));
    QTest::newRow("the longest in emoji") << text(u"😀"_s.repeated(maxTextLength / 2));
    QTest::newRow("with a link") << text(u"Veja https://clinica.example/preparo"_s);
    QTest::newRow("to a formatted identity") << text(u"x"_s, {phone(u"+5511987654321"_s)});
    QTest::newRow("to a user id") << text(u"x"_s, {userId(u"BR.13491208655302741918"_s)});
    OutboundMessage reply = text(u"x"_s);
    reply.replyToExternalId = u"wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQTA2NTUwRkNEMDdFQjJCRUU0NQA="_s;
    QTest::newRow("a reply") << reply;
}

void TestSend::graphTakesWhatWeBuild()
{
    QFETCH(OutboundMessage, message);
    const auto built = sendBody(message);
    QVERIFY(std::holds_alternative<QJsonObject>(built));
    const QJsonObject body = std::get<QJsonObject>(built);
    meta::GraphClient client({*meta::graphAddress(m_graph->url().toString(), {}), u"EAA-test-token"_s, {}});
    const auto answer = client.post(u"/106540352242922/messages"_s, body);
    QTRY_VERIFY(answer.isFinished());
    QVERIFY2(answer.result().end == meta::GraphAnswer::End::Done, QJsonDocument(m_graph->refused()).toJson());
    const auto sent = m_graph->sent();
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent[0].callbackData, message.clientId);
    QCOMPARE(sent[0].body["text"_L1]["body"_L1].toString(), message.text);
    QCOMPARE(sent[0].body["text"_L1]["preview_url"_L1].toBool(), message.text.contains("https://"_L1));
    QCOMPARE(sent[0].body["context"_L1]["message_id"_L1].toString(), message.replyToExternalId);
    QCOMPARE(receiptOf(answer.result().body)->externalId, sent[0].id);
}

void TestSend::whatMetaWouldRefuseIsRefusedHere_data()
{
    QTest::addColumn<OutboundMessage>("message");
    QTest::addColumn<QString>("code");
    QTest::newRow("no text") << text({}) << u"empty"_s;
    QTest::newRow("only spaces") << text(u" \n\t"_s) << u"empty"_s;
    QTest::newRow("one letter too many") << text(QString(maxTextLength + 1, u'x')) << u"too_long"_s;
    QTest::newRow("nobody") << text(u"x"_s, {}) << u"no_address"_s;
    QTest::newRow("a phone that is none") << text(u"x"_s, {phone(u"bia"_s)}) << u"no_address"_s;
    QTest::newRow("an address of another channel")
        << text(u"x"_s, {{IdentityKind::Email, u"a@b"_s, u"a@b"_s, {}}}) << u"no_address"_s;
    OutboundMessage long_id = text(u"x"_s);
    long_id.clientId = QString(513, u'x');
    QTest::newRow("an id that would not come back") << long_id << u"client_id"_s;
    OutboundMessage image = text(u"x"_s);
    image.kind = MessageKind::Image;
    QTest::newRow("an image") << image << u"unsupported_kind"_s;
}

void TestSend::whatMetaWouldRefuseIsRefusedHere()
{
    QFETCH(OutboundMessage, message);
    const auto built = sendBody(message);
    QVERIFY(std::holds_alternative<SendFailure>(built));
    const SendFailure failure = std::get<SendFailure>(built);
    QTEST(failure.error.code, "code");
    QCOMPARE(failure.after, AfterFailure::Stop);
    QVERIFY(!failure.error.retryable);
}

void TestSend::answersNameTheMessage()
{
    int checked = 0;
    for (const tests::MetaFixture &fixture : tests::metaFixtures(u"whatsapp"_s, u"api_response"_s)) {
        if (fixture.kind != "resp.send"_L1)
            continue;
        const auto receipt = receiptOf(QJsonDocument::fromJson(fixture.bytes).object());
        QVERIFY2(receipt, qPrintable(fixture.file));
        QCOMPARE(receipt->externalId, fixture.expect["message_id"_L1].toString());
        QCOMPARE(receipt->address, fixture.expect["wa_id"_L1].toString());
        ++checked;
    }
    QVERIFY(checked >= 3);
    QVERIFY(!receiptOf({}));
    QVERIFY(!receiptOf({{u"success"_s, true}}));
    QVERIFY(!receiptOf({{u"messages"_s, QJsonArray{QJsonObject{{u"id"_s, u""_s}}}}}));
    const auto byUserId = receiptOf({{u"messages"_s, QJsonArray{QJsonObject{{u"id"_s, u"w"_s}}}},
        {u"contacts"_s, QJsonArray{QJsonObject{{u"user_id"_s, u"BR.1"_s}}}}});
    QCOMPARE(byUserId->address, u"BR.1"_s);
}

void TestSend::errorsAreMetWithWhatTheyAskFor_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("action");
    for (const tests::MetaFixture &fixture : tests::metaFixtures(u"whatsapp"_s, u"api_error"_s))
        QTest::addRow("%s", qPrintable(fixture.file.section(u'/', -1)))
            << fixture.bytes << fixture.expect["action"_L1].toString();
}

void TestSend::errorsAreMetWithWhatTheyAskFor()
{
    QFETCH(QByteArray, bytes);
    const auto error = meta::graphErrorOf(QJsonDocument::fromJson(bytes).object());
    QVERIFY(error);
    QTEST(QString::fromLatin1(word(meta::ruleFor(*error, errorRules()).remedy)), "action");
}

void TestSend::everyCodeOfTheTableLeadsSomewhere_data()
{
    QTest::addColumn<QList<int>>("codes");
    QTest::addColumn<AfterFailure>("after");
    QTest::addColumn<QString>("hint");
    QTest::newRow("token") << QList<int>{0, 190} << AfterFailure::PauseInbox << u"reauth"_s;
    QTest::newRow("permission") << QList<int>{3, 10, 131005, 200, 230, 299} << AfterFailure::PauseInbox
                                << u"permission"_s;
    QTest::newRow("calls") << QList<int>{4, 17, 32, 613, 80006, 80007} << AfterFailure::Retry
                           << u"rate_limited"_s;
    QTest::newRow("throughput, spam, flow")
        << QList<int>{130429, 131048, 132069} << AfterFailure::Retry << u"rate_limited"_s;
    QTest::newRow("pair") << QList<int>{131056} << AfterFailure::DelayRecipient << u"rate_limited"_s;
    QTest::newRow("temporary") << QList<int>{1, 2, 131000, 131016, 131057, 133004} << AfterFailure::Retry
                               << u"retry_later"_s;
    QTest::newRow("window") << QList<int>{131047} << AfterFailure::Stop << u"window_closed"_s;
    QTest::newRow("undeliverable") << QList<int>{131026, 131021, 131030, 131062, 131063} << AfterFailure::Stop
                                   << u"not_on_channel"_s;
    QTest::newRow("kept back") << QList<int>{131049, 130472} << AfterFailure::Stop << u"not_delivered"_s;
    QTest::newRow("country") << QList<int>{130497} << AfterFailure::Stop << u"country_restricted"_s;
    QTest::newRow("opted out") << QList<int>{131050} << AfterFailure::Stop << u"opted_out"_s;
    QTest::newRow("account") << QList<int>{131031, 368} << AfterFailure::PauseInbox
                             << u"account_restricted"_s;
    QTest::newRow("payment") << QList<int>{131042} << AfterFailure::Stop << u"payment"_s;
    QTest::newRow("not set up") << QList<int>{131045, 133010, 131037, 33, 133016} << AfterFailure::PauseInbox
                                << u"account_settings"_s;
    QTest::newRow("our mistake") << QList<int>{100, 131008, 131009, 131051, 135000} << AfterFailure::Stop
                                 << u"refused"_s;
    QTest::newRow("media") << QList<int>{131052, 131053} << AfterFailure::Stop << u"media"_s;
    QTest::newRow("template") << QList<int>{132000, 132001, 132005, 132007, 132008, 132012, 132015, 132016,
        132018, 132068, 131064}
                              << AfterFailure::Stop << u"template"_s;
    QTest::newRow("identity") << QList<int>{137000} << AfterFailure::Stop << u"identity_changed"_s;
    QTest::newRow("unknown") << QList<int>{5, 99999999, -3} << AfterFailure::Stop << u"refused"_s;
}

void TestSend::everyCodeOfTheTableLeadsSomewhere()
{
    QFETCH(QList<int>, codes);
    QFETCH(AfterFailure, after);
    for (const int code : codes) {
        meta::GraphError error;
        error.code = code;
        error.message = u"words"_s;
        const SendFailure failure = meta::failureOf(error, meta::ruleFor(error, errorRules()), 0);
        QCOMPARE(failure.after, after);
        QTEST(failure.error.hint, "hint");
        QCOMPARE(failure.error.code, QString::number(code));
        QCOMPARE(failure.error.message, u"words"_s);
    }
    meta::GraphError gone; // the number was deleted, or is another app's
    gone.code = 100;
    gone.subcode = 33;
    QCOMPARE(meta::ruleFor(gone, errorRules()).remedy, meta::Remedy::Config);
}

QTEST_GUILESS_MAIN(TestSend)
#include "tst_send.moc"
