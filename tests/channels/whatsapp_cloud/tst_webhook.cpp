// SPDX-License-Identifier: Apache-2.0
#include "backend/channels/whatsapp_cloud/whatsapp_channel.h"
#include "backend/channels/whatsapp_cloud/whatsapp_format.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using namespace acolhe::channels;
using namespace acolhe::channels::whatsapp_cloud;

/// A webhook of one change to one number with this value (the inside of its braces).
static QByteArray webhook(const QByteArray &value)
{
    return R"({"object":"whatsapp_business_account","entry":[{"id":"102","changes":[{"field":"messages","value":{)"
           R"("metadata":{"phone_number_id":"106"},)"
        + value + "}}]}]}";
}

static QByteArray textMessage(const QByteArray &members)
{
    return webhook(R"("contacts":[{"profile":{"name":"Bia"},"wa_id":"5511987654321"}],)"
                   R"("messages":[{"from":"5511987654321","id":"wamid.1","type":"text","text":{"body":"oi"})"
        + members + "}]");
}

template <class T> static QList<T> all(const QByteArray &bytes)
{
    QList<T> found;
    const auto events = parseWebhook(bytes);
    if (!events)
        return found;
    for (const InboundEvent &event : *events) {
        if (const auto *one = std::get_if<T>(&event))
            found.append(*one);
    }
    return found;
}

class TestWebhook : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneDeliveryMaySpeakOfManyThings();
    void aNumberIsNeverTakenForAnother();
    void idsKeepEveryDigit();
    void timesAreReadByTheirSize_data();
    void timesAreReadByTheirSize();
    void sendersAreKnownInEveryWay_data();
    void sendersAreKnownInEveryWay();
    void oneContactIsNotTwoPeople();
    void textIsKeptButForWhatNobodyCanHold();
    void receiptsTellWhatTheySay_data();
    void receiptsTellWhatTheySay();
    void failuresAreExplained();
    void whatIsNotWhatsAppIsRefused_data();
    void whatIsNotWhatsAppIsRefused();
    void deepEditsAreReadOnce();
    void theChannelTellsHowItsWebhooksAreProved();
};

void TestWebhook::oneDeliveryMaySpeakOfManyThings()
{
    const QByteArray many = R"({"object":"whatsapp_business_account","entry":[
        {"id":"102","changes":[
          {"field":"messages","value":{"metadata":{"phone_number_id":"106"},
            "contacts":[{"profile":{"name":"Bia"},"wa_id":"5511"},{"profile":{"name":"Caio"},"wa_id":"5521"}],
            "messages":[{"from":"5521","id":"m1","type":"text","text":{"body":"1"}},
                        {"from":"5511","id":"m2","type":"text","text":{"body":"2"}}]}},
          {"field":"messages","value":{"metadata":{"phone_number_id":"107"},
            "statuses":[{"id":"s1","status":"sent"},{"id":"s2","status":"read"}]}}]},
        {"id":"103","changes":[
          {"field":"messages","value":{"metadata":{"phone_number_id":"106"},
            "messages":[{"from":"5531","id":"m3","type":"text","text":{"body":"3"}}]}},
          {"field":"account_alerts","value":{"entity_id":"103"}}]}]})";
    const auto messages = all<InboundMessage>(many);
    QCOMPARE(messages.size(), 3);
    QCOMPARE(messages[0].profileName, u"Caio"_s);
    QCOMPARE(messages[1].profileName, u"Bia"_s);
    QCOMPARE(messages[2].profileName, QString());
    QCOMPARE(all<InboundReceipt>(many).size(), 2);
    QCOMPARE(all<InboundNotice>(many).size(), 1);

    const QList<Delivery> parts = splitWebhook(many);
    QCOMPARE(parts.size(), 3);
    QCOMPARE(parts[0].accounts, QStringList(u"106"_s));
    QCOMPARE(all<InboundMessage>(parts[0].body).size(), 3);
    QCOMPARE(all<InboundReceipt>(parts[0].body).size(), 0);
    QCOMPARE(parts[1].accounts, QStringList(u"107"_s));
    QCOMPARE(all<InboundReceipt>(parts[1].body).size(), 2);
    QCOMPARE(parts[2].accounts, QStringList(u"103"_s));
    QCOMPARE(all<InboundNotice>(parts[2].body)[0].topic, u"account"_s);
}

void TestWebhook::aNumberIsNeverTakenForAnother()
{
    // Another number of the same business: its messages must not find us by the business account's id.
    const QList<Delivery> parts = splitWebhook(webhook(R"("messages":[])"));
    QCOMPARE(parts.size(), 1);
    QCOMPARE(parts[0].accounts, QStringList(u"106"_s));
}

void TestWebhook::idsKeepEveryDigit()
{
    const QByteArray large =
        R"({"object":"whatsapp_business_account","entry":[{"id":90071992547409931,"changes":[
        {"field":"message_template_status_update","value":{"message_template_id":12345678901234567891}},
        {"field":"messages","value":{"metadata":{"phone_number_id":90071992547409933},
          "messages":[{"from":5511987654321,"id":90071992547409935,"type":"text","text":{"body":"x"}}]}}]}]})";
    const QList<Delivery> parts = splitWebhook(large);
    QCOMPARE(parts.size(), 2);
    QCOMPARE(parts[0].accounts, QStringList(u"90071992547409931"_s));
    QCOMPARE(parts[1].accounts, QStringList(u"90071992547409933"_s));
    for (const QByteArray &bytes : {large, parts[1].body}) {
        QCOMPARE(all<InboundMessage>(bytes)[0].externalId, u"90071992547409935"_s);
        QCOMPARE(all<InboundMessage>(bytes)[0].from[0].address, u"5511987654321"_s);
    }
    QCOMPARE(all<InboundNotice>(parts[0].body)[0].data["item"_L1]["message_template_id"_L1].toString(),
        u"12345678901234567891"_s);
}

void TestWebhook::timesAreReadByTheirSize_data()
{
    QTest::addColumn<QByteArray>("timestamp");
    QTest::addColumn<qint64>("ms");
    QTest::newRow("seconds as a text") << "\"1750016800\""_ba << 1750016800000LL;
    QTest::newRow("seconds") << "1750016800"_ba << 1750016800000LL;
    QTest::newRow("milliseconds as a text") << "\"1750016800123\""_ba << 1750016800123LL;
    QTest::newRow("milliseconds") << "1750016800123"_ba << 1750016800123LL;
    QTest::newRow("words") << "\"asdf\""_ba << 0LL;
    QTest::newRow("a date") << "\"2025-06-15T19:46:40Z\""_ba << 0LL;
    QTest::newRow("nothing") << "null"_ba << 0LL;
    QTest::newRow("negative") << "-5"_ba << 0LL;
    QTest::newRow("beyond any calendar") << "\"999999999999999999\""_ba << 0LL;
    QTest::newRow("beyond 64 bits") << "99999999999999999999999"_ba << 0LL;
}

void TestWebhook::timesAreReadByTheirSize()
{
    QFETCH(QByteArray, timestamp);
    const auto messages = all<InboundMessage>(textMessage(",\"timestamp\":" + timestamp));
    QCOMPARE(messages.size(), 1); // a message is never dropped for its time
    QTEST(messages[0].sentAt.ms, "ms");
}

void TestWebhook::sendersAreKnownInEveryWay_data()
{
    QTest::addColumn<QByteArray>("contact");
    QTest::addColumn<QByteArray>("sender");
    QTest::addColumn<QStringList>("identities"); // kind, key, address
    QTest::addColumn<QString>("name");
    const QByteArray bia = R"("profile":{"name":"Bia"})";
    const QString bsuid = u"whatsapp_user_id BR.13491208655302741918 BR.13491208655302741918"_s;
    QTest::newRow("a phone") << bia + R"(,"wa_id":"5511987654321")"
                             << R"("from":"5511987654321",)"_ba
                             << QStringList{u"phone +5511987654321 5511987654321"_s} << u"Bia"_s;
    QTest::newRow("a phone as before 2016: the key has the ninth digit, the address stays")
        << bia + R"(,"wa_id":"558487654321")"
        << R"("from":"558487654321",)"_ba << QStringList{u"phone +5584987654321 558487654321"_s} << u"Bia"_s;
    QTest::newRow("a phone and a user id")
        << bia + R"(,"wa_id":"5511987654321")"
        << R"("from":"5511987654321","from_user_id":"BR.13491208655302741918",)"_ba
        << QStringList{u"phone +5511987654321 5511987654321"_s, bsuid} << u"Bia"_s;
    QTest::newRow("the user id only beside the name")
        << bia + R"(,"wa_id":"5511987654321","user_id":"BR.13491208655302741918")"
        << R"("from":"5511987654321",)"_ba << QStringList{u"phone +5511987654321 5511987654321"_s, bsuid}
        << u"Bia"_s;
    QTest::newRow("a user id without a phone")
        << R"("profile":{"username":"@bia"},"user_id":"BR.13491208655302741918")"_ba
        << R"("from_user_id":"BR.13491208655302741918",)"_ba << QStringList{bsuid} << u"@bia"_s;
    QTest::newRow("a user id where the phone was expected")
        << bia << R"("from":"BR.13491208655302741918",)"_ba << QStringList{bsuid} << u"Bia"_s;
    QTest::newRow("somebody else's name")
        << bia + R"(,"wa_id":"5521"},{"profile":{"name":"Caio"},"wa_id":"5531")"
        << R"("from":"5511987654321",)"_ba << QStringList{u"phone +5511987654321 5511987654321"_s}
        << QString();
    QTest::newRow("nobody") << bia << QByteArray() << QStringList() << u"Bia"_s;
}

void TestWebhook::sendersAreKnownInEveryWay()
{
    QFETCH(QByteArray, contact);
    QFETCH(QByteArray, sender);
    const auto messages = all<InboundMessage>(webhook("\"contacts\":[{" + contact + "}],\"messages\":[{"
        + sender + R"("id":"wamid.1","type":"text","text":{"body":"oi"}}])"));
    QCOMPARE(messages.size(), 1);
    QStringList identities;
    for (const Identity &one : messages[0].from)
        identities.append(QLatin1StringView(word(one.kind)) + u' ' + one.value + u' ' + one.address);
    QTEST(identities, "identities");
    QTEST(messages[0].profileName, "name");
}

void TestWebhook::oneContactIsNotTwoPeople()
{
    const auto messages = all<InboundMessage>(webhook(
        R"("contacts":[{"profile":{"name":"Bia"},"wa_id":"5511987654321","user_id":"BR.1"}],"messages":[)"
        R"({"from":"5511987654321","id":"1","type":"text","text":{"body":"a"}},)"
        R"({"from":"5521987654321","id":"2","type":"text","text":{"body":"b"}}])"));
    QCOMPARE(messages[0].profileName, u"Bia"_s);
    QCOMPARE(messages[0].from.size(), 2);
    QCOMPARE(messages[1].profileName, QString());
    QCOMPARE(messages[1].from.size(), 1);
}

void TestWebhook::textIsKeptButForWhatNobodyCanHold()
{
    const auto messages = all<InboundMessage>(webhook(
        R"("messages":[{"from":"5511","id":"wamid.1","type":"text","text":{"body":"a\u0000b \ud83d\ude00 \ud83d c\n\u200d"}},)"
        R"({"from":"5511","id":"wamid.2","type":"x\u0000y","x\ud800":{"deep":["\udfff"]}}])"));
    QCOMPARE(messages[0].text, u"a\uFFFDb 😀 \uFFFD c\n\u200D"_s);
    QCOMPARE(messages[1].payload["type"_L1].toString(), u"x\uFFFDy"_s);
    QCOMPARE(messages[1].payload["raw"_L1][u"x\uFFFD"_s]["deep"_L1][0].toString(), u"\uFFFD"_s);
}

void TestWebhook::receiptsTellWhatTheySay_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<int>("status"); // -1: none of ours, a notice
    QTest::newRow("sent") << "sent"_ba << int(MessageStatus::Sent);
    QTest::newRow("delivered") << "delivered"_ba << int(MessageStatus::Delivered);
    QTest::newRow("read") << "read"_ba << int(MessageStatus::Read);
    QTest::newRow("a voice note was heard") << "played"_ba << int(MessageStatus::Read);
    QTest::newRow("failed") << "failed"_ba << int(MessageStatus::Failed);
    QTest::newRow("deleted") << "deleted"_ba << -1;
    QTest::newRow("unheard of") << "in_orbit"_ba << -1;
    QTest::newRow("in capitals") << "READ"_ba << -1;
}

void TestWebhook::receiptsTellWhatTheySay()
{
    QFETCH(QByteArray, word);
    QFETCH(int, status);
    const QByteArray bytes = webhook(R"("statuses":[{"id":"wamid.9","timestamp":"1750016800","status":")"
        + word + R"(","recipient_id":"5511987654321","biz_opaque_callback_data":"b2a8"}])");
    const auto receipts = all<InboundReceipt>(bytes);
    QCOMPARE(receipts.size(), status < 0 ? 0 : 1);
    QCOMPARE(all<InboundNotice>(bytes).size(), status < 0 ? 1 : 0);
    if (status < 0)
        return;
    QCOMPARE(receipts[0].status, MessageStatus(status));
    QCOMPARE(receipts[0].externalId, u"wamid.9"_s);
    QCOMPARE(receipts[0].at.ms, 1750016800000);
    QCOMPARE(receipts[0].recipient, u"5511987654321"_s);
    QCOMPARE(receipts[0].callbackData, u"b2a8"_s);
    QVERIFY(!receipts[0].error);
}

void TestWebhook::failuresAreExplained()
{
    const auto receipts = all<InboundReceipt>(webhook(
        R"("statuses":[{"id":"wamid.9","status":"failed","errors":[{"code":131047,"title":"Re-engagement message",)"
        R"("error_data":{"details":"More than 24 hours have passed"}}]}])"));
    QCOMPARE(receipts.size(), 1);
    const MessageError expected{u"131047"_s, u"More than 24 hours have passed"_s, u"window_closed"_s, false};
    QVERIFY(receipts[0].error == expected);
}

void TestWebhook::whatIsNotWhatsAppIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << "object=whatsapp_business_account"_ba;
    QTest::newRow("a list") << "[]"_ba;
    QTest::newRow("a page's") << R"({"object":"page","entry":[]})"_ba;
    QTest::newRow("nobody's") << R"({"entry":[]})"_ba;
    QTest::newRow("cut short") << textMessage({}).chopped(2);
    QTest::newRow("invalid UTF-8") << textMessage(",\"x\":\"\xff\"");
}

void TestWebhook::whatIsNotWhatsAppIsRefused()
{
    QFETCH(QByteArray, bytes);
    const auto events = parseWebhook(bytes);
    QVERIFY(!events);
    QCOMPARE(events.error().reason, Reason::ParseError);
    for (const Delivery &part : splitWebhook(bytes))
        QVERIFY(part.accounts.isEmpty());
}

void TestWebhook::deepEditsAreReadOnce()
{
    constexpr int depth = 300;
    const QByteArray open = R"({"type":"edit","edit":{"original_message_id":"m0","message":)";
    const QByteArray edits =
        open.repeated(depth) + R"({"type":"text","text":{"body":"x"}})" + QByteArray("}}").repeated(depth);
    const auto messages =
        all<InboundMessage>(webhook(R"("messages":[{"from":"5511","id":"wamid.1",)" + edits.sliced(1) + "]"));
    QCOMPARE(messages.size(), 1);
    QCOMPARE(messages[0].kind, MessageKind::Unsupported);
    QCOMPARE(messages[0].payload["edit"_L1]["externalId"_L1].toString(), u"m0"_s);
}

void TestWebhook::theChannelTellsHowItsWebhooksAreProved()
{
    const auto channel = create();
    const auto route = channel->webhook();
    QVERIFY(route);
    QCOMPARE(route->family, u"meta"_s);
    QStringList names;
    QStringList secrets;
    for (const SettingField &field : channel->settingFields())
        (field.secret ? secrets : names).append(field.name);
    for (const QString &account : route->accountSettings)
        QVERIFY(names.contains(account));
    QVERIFY(names.contains(route->keySetting));
    QVERIFY(secrets.contains(route->secretSetting));
    QVERIFY(secrets.contains(route->verifyTokenSetting));
    QCOMPARE(secrets, QStringList({u"accessToken"_s, u"appSecret"_s, u"verifyToken"_s}));
}

QTEST_GUILESS_MAIN(TestWebhook)
#include "tst_webhook.moc"
