// SPDX-License-Identifier: Apache-2.0
#include "backend/demo/demo_channel.h"

#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using namespace acolhe::demo;

class TestDemoChannel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatPatientsWriteIsMarkedSimulated();
    void receiptsArriveAsTheyWereMade();
    void otherDeliveriesAreRefused_data();
    void otherDeliveriesAreRefused();
    void theSessionTakesEverythingAndTellsTheExchange();
    void aPatientIsAlwaysTheSameOnAChannel();
};

void TestDemoChannel::whatPatientsWriteIsMarkedSimulated()
{
    DemoExchange exchange;
    const DemoChannel channel(demoChannelTypes().first(), exchange);
    const Identity ana = demoIdentity(u"whatsapp_cloud"_s, u"Ana"_s, u"5584901224578"_s, {});
    const auto events =
        channel.parse(DemoDelivery{{{u"in-1"_s, ana, u"Olá 😊"_s, {1795420800000}}}, {}}.toJson());
    QVERIFY(events);
    QCOMPARE(events->size(), 1);
    const auto *message = std::get_if<channels::InboundMessage>(&events->first());
    QVERIFY(message);
    QCOMPARE(message->externalId, u"in-1"_s);
    QCOMPARE(message->from, QList<Identity>{ana});
    QCOMPARE(message->profileName, u"Ana"_s);
    QCOMPARE(message->text, u"Olá 😊"_s);
    QCOMPARE(message->sentAt, Timestamp{1795420800000});
    QCOMPARE(message->payload.value("simulated"_L1), QJsonValue(true));
}

void TestDemoChannel::receiptsArriveAsTheyWereMade()
{
    DemoExchange exchange;
    const DemoChannel channel(demoChannelTypes().first(), exchange);
    const auto events = channel.parse(DemoDelivery{{}, {{u"demo-1"_s, MessageStatus::Read, {5}}}}.toJson());
    QVERIFY(events);
    const auto *receipt = std::get_if<channels::InboundReceipt>(&events->first());
    QVERIFY(receipt);
    QCOMPARE(receipt->externalId, u"demo-1"_s);
    QCOMPARE(receipt->status, MessageStatus::Read);
    QCOMPARE(receipt->at, Timestamp{5});
}

void TestDemoChannel::otherDeliveriesAreRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("no JSON") << QByteArray("hello");
    QTest::newRow("a real provider's") << QByteArray(R"({"object":"page","entry":[]})");
}

void TestDemoChannel::otherDeliveriesAreRefused()
{
    QFETCH(QByteArray, body);
    DemoExchange exchange;
    const DemoChannel channel(demoChannelTypes().first(), exchange);
    const auto events = channel.parse(body);
    QVERIFY(!events);
    QCOMPARE(events.error().reason, Reason::ParseError);
}

void TestDemoChannel::theSessionTakesEverythingAndTellsTheExchange()
{
    DemoExchange exchange;
    QStringList sent;
    connect(&exchange, &DemoExchange::sent, this,
        [&](ClinicId clinic, InboxId inbox, const channels::OutboundMessage &message,
            const QString &externalId) {
            QCOMPARE(clinic, ClinicId{3});
            QCOMPARE(inbox, InboxId{4});
            sent.append(message.text + u' ' + externalId);
        });
    const auto channels = demoChannels(exchange);
    const auto session = channels.front()->open({{3}, {4}, {}, {}});
    bool connected = false;
    connect(session.get(), &channels::Session::stateChanged, this,
        [&](InboxState state) { connected = state == InboxState::Connected; });
    QTRY_VERIFY(connected);
    const auto outcome = session->send({u"uuid-1"_s, {}, MessageKind::Text, u"Oi"_s, {}, {}, {}}).result();
    const auto *receipt = std::get_if<channels::SendReceipt>(&outcome);
    QVERIFY(receipt);
    QCOMPARE(receipt->externalId, u"demo-uuid-1"_s);
    QCOMPARE(sent, QStringList{u"Oi demo-uuid-1"_s});
}

void TestDemoChannel::aPatientIsAlwaysTheSameOnAChannel()
{
    QSet<QString> known;
    for (const ChannelType &type : demoChannelTypes()) {
        const Identity one = demoIdentity(type.type, u"João da Silva"_s, u"5584901224578"_s, {});
        QCOMPARE(demoIdentity(type.type, u"João da Silva"_s, u"5584901224578"_s, {}), one);
        QVERIFY(!one.value.isEmpty() && !one.address.isEmpty());
        known.insert(one.value);
    }
    QCOMPARE(known.size(), 5);
}

QTEST_GUILESS_MAIN(TestDemoChannel)
#include "tst_demo_channel.moc"
