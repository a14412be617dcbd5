// SPDX-License-Identifier: Apache-2.0
#include "backend/protocol/access.h"
#include "backend/protocol/events.h"
#include "backend/protocol/openapi.h"
#include "backend/protocol/rpc.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;

static QJsonObject object(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

class TestCodec : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aValueComesBackAsItWent();
    void whatIsWrongIsNamed_data();
    void whatIsWrongIsNamed();
    void repliesMayHoldMoreThanWeKnow();
    void textIsCleanedAtTheBorder();
    void emptyOptionalsAreNullOrLeftOut();
    void timesAreRfc3339_data();
    void timesAreRfc3339();
    void errorsTravelAsTheContractSays();
    void anInternalErrorTellsItsIncidentOnly();
    void everyMethodIsDescribed();
};

void TestCodec::aValueComesBackAsItWent()
{
    Message message;
    message.id = {9007199254740993};
    message.conversationId = {2};
    message.text = u"aspas \" barra \\ linha\n ação \U0001F600 \u007f"_s;
    message.sender = {SenderType::Patient, 5, u"Marina"_s};
    message.status = MessageStatus::Failed;
    message.error = MessageError{u"131047"_s, u"Re-engagement"_s, u"window_closed"_s, false};
    message.createdAt = {1795420800123};
    message.sentAt = {1795420800000};
    message.payload = {{u"location"_s, QJsonObject{{u"latitude"_s, -5.79}}}};
    const auto back = wire::fromJsonText<Message>(wire::toJson(message), wire::Unknown::Refused);
    QVERIFY2(back, qPrintable(back ? QString() : back.error().field + back.error().text));
    QCOMPARE(*back, message);
}

void TestCodec::whatIsWrongIsNamed_data()
{
    QTest::addColumn<QByteArray>("params");
    QTest::addColumn<QString>("field");
    QTest::newRow("missing") << QByteArray(R"({"clientId":"x"})") << u"conversationId"_s;
    QTest::newRow("not an id") << QByteArray(R"({"conversationId":"7","clientId":"x"})")
                               << u"conversationId"_s;
    QTest::newRow("zero") << QByteArray(R"({"conversationId":0,"clientId":"x"})") << u"conversationId"_s;
    QTest::newRow("a fraction") << QByteArray(R"({"conversationId":1.5,"clientId":"x"})")
                                << u"conversationId"_s;
    QTest::newRow("empty") << QByteArray(R"({"conversationId":1,"clientId":""})") << u"clientId"_s;
    QTest::newRow("nested") << QByteArray(
        R"({"conversationId":1,"clientId":"x","attachments":[{"mediaId":1},{"mediaId":-1}]})")
                            << u"attachments.1.mediaId"_s;
    QTest::newRow("unknown") << QByteArray(R"({"conversationId":1,"clientId":"x","txet":"oi"})") << u"txet"_s;
    QTest::newRow("unknown, nested") << QByteArray(
        R"({"conversationId":1,"clientId":"x","attachments":[{"mediaId":1,"role":2}]})")
                                     << u"attachments.0.role"_s;
    QTest::newRow("a list of wrong type")
        << QByteArray(R"({"conversationId":1,"clientId":"x","attachments":{}})") << u"attachments"_s;
}

void TestCodec::whatIsWrongIsNamed()
{
    QFETCH(QByteArray, params);
    QFETCH(QString, field);
    const auto read = wire::fromJson<wire::MessagesSend::Request>(object(params), wire::Unknown::Refused);
    QVERIFY(!read);
    QCOMPARE(read.error().reason, Reason::InvalidParams);
    QCOMPARE(read.error().field, field);
}

void TestCodec::repliesMayHoldMoreThanWeKnow()
{
    const auto read =
        wire::fromJson<wire::Success>(object(R"({"success":true,"new":1})"), wire::Unknown::Ignored);
    QVERIFY(read && read->success);
}

void TestCodec::textIsCleanedAtTheBorder()
{
    const auto read = wire::fromJson<wire::NotesCreate::Request>(
        object(R"({"conversationId":1,"text":"a\u0000b\ud800"})"), wire::Unknown::Refused);
    QVERIFY(read);
    QCOMPARE(read->text, u"a\uFFFDb\uFFFD"_s);
}

void TestCodec::emptyOptionalsAreNullOrLeftOut()
{
    const QJsonObject conversation = object(wire::toJson(Conversation{}));
    QVERIFY(conversation.contains("attendantId"_L1) && conversation.value("attendantId"_L1).isNull());
    QVERIFY(!object(wire::toJson(wire::ConversationPage{})).contains("nextCursor"_L1));
}

void TestCodec::timesAreRfc3339_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("ms");
    QTest::newRow("ours") << u"2026-11-23T08:15:30.123Z"_s << qint64(1795421730123);
    QTest::newRow("without a fraction") << u"2026-11-23T08:15:30Z"_s << qint64(1795421730000);
    QTest::newRow("with an offset") << u"2026-11-23T05:15:30.123-03:00"_s << qint64(1795421730123);
    QTest::newRow("without a zone") << u"2026-11-23T08:15:30"_s << qint64(0);
    QTest::newRow("nonsense") << u"yesterday"_s << qint64(0);
}

void TestCodec::timesAreRfc3339()
{
    QFETCH(QString, text);
    QFETCH(qint64, ms);
    const auto at = Timestamp::fromText(text);
    QCOMPARE(at.has_value(), ms != 0);
    if (at) {
        QCOMPARE(at->ms, ms);
        QCOMPARE(Timestamp::fromText(QString::fromLatin1(at->toText()))->ms, ms);
    }
}

void TestCodec::errorsTravelAsTheContractSays()
{
    const Error error = Error::invalid(u"conversationId"_s, u"must be a positive integer"_s);
    QCOMPARE(object(wire::errorJson(error)),
        object(
            R"({"code":-32602,"message":"conversationId: must be a positive integer","data":{"reason":"invalid_params","field":"conversationId"}})"));
    QCOMPARE(wire::errorFromJson(object(wire::errorJson(error))), error);
    const Error limited = Error::rateLimited(1500, u"slow down"_s);
    QCOMPARE(wire::errorFromJson(object(wire::errorJson(limited))), limited);
    QCOMPARE(wire::httpStatus(Reason::WindowClosed), 409);
}

void TestCodec::anInternalErrorTellsItsIncidentOnly()
{
    const QByteArray json = wire::errorJson(Error::internal(u"disk path and secret"_s), u"abc123"_s);
    QVERIFY(!json.contains("secret"));
    QCOMPARE(object(json).value("data"_L1)["incident"_L1].toString(), u"abc123"_s);
}

void TestCodec::everyMethodIsDescribed()
{
    const QJsonObject document = wire::openApi();
    wire::forEachMethod([&]<wire::Method M> {
        QCOMPARE(document.value("paths"_L1).toObject().contains(u"/api/v1/"_s + QLatin1StringView(M::name)),
            !wire::accessOf<M>().webSocketOnly);
    });
}

QTEST_GUILESS_MAIN(TestCodec)
#include "tst_codec.moc"
