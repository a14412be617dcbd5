// SPDX-License-Identifier: Apache-2.0
#include "backend/demo/simulator.h"
#include "tests/support/manual_clock.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using namespace acolhe::demo;
using channels::InboundMessage;
using channels::InboundReceipt;
using tests::ManualClock;

constexpr qint64 second = 1000;
constexpr qint64 minute = 60 * second;

namespace {

/// A simulator in a world of one WhatsApp inbox, whose deliveries are kept.
struct World {
    explicit World(quint32 seed = 1)
        : simulator(clock, exchange,
            {[this](const DemoInbox &inbox, const QByteArray &body) { keep(inbox, body); },
                [this] { return inboxes; }, [this](ClinicId) { return watched; }},
            seed)
    {
    }

    void keep(const DemoInbox &inbox, const QByteArray &body)
    {
        QCOMPARE(inbox.clinic, ClinicId{1});
        const auto events = channel.parse(body);
        QVERIFY(events);
        for (const auto &event : *events) {
            if (const auto *message = std::get_if<InboundMessage>(&event))
                messages.append(*message);
            if (const auto *receipt = std::get_if<InboundReceipt>(&event))
                receipts.append(*receipt);
        }
    }

    void pass(qint64 ms)
    {
        for (qint64 left = ms; left > 0; left -= second) {
            clock.advance(second);
            simulator.tick();
        }
    }

    void send(const QString &text, const Identity &to, const QString &id = u"c1"_s)
    {
        Q_EMIT exchange.sent({1}, {5}, {id, {to}, MessageKind::Text, text, {}, {}, {}}, u"demo-"_s + id);
    }

    ManualClock clock;
    DemoExchange exchange;
    DemoChannel channel{demoChannelTypes().first(), exchange};
    QList<DemoInbox> inboxes{{{1}, {5}, u"whatsapp_cloud"_s}};
    bool watched = false;
    QList<InboundMessage> messages;
    QList<InboundReceipt> receipts;
    Simulator simulator;
};

const Identity &ana()
{
    static const Identity one = demoIdentity(u"whatsapp_cloud"_s, u"Ana"_s, u"5584901224578"_s, {});
    return one;
}

} // namespace

class TestSimulator : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsSentIsDeliveredThenReadThenMostlyAnswered();
    void anAnswerWaitsForTheLastMessageAndFitsIt();
    void nobodyAnswersForever();
    void patientsBeginAnewOnlyWhileSomebodyIsThere();
    void whoWaitsForAnAnswerHoldsTheOthersBack();
    void aFloodIsBounded();
    void otherInboxesAreLeftAlone();
};

void TestSimulator::whatIsSentIsDeliveredThenReadThenMostlyAnswered()
{
    int read = 0;
    int answered = 0;
    for (quint32 seed = 0; seed < 40; ++seed) {
        World world(seed);
        world.send(u"Hmm"_s, ana());
        QVERIFY(world.receipts.isEmpty());
        world.pass(2 * minute);
        QVERIFY(world.receipts.size() == 1 || world.receipts.size() == 2);
        QCOMPARE(world.receipts[0].status, MessageStatus::Delivered);
        QCOMPARE(world.receipts[0].externalId, u"demo-c1"_s);
        if (world.receipts.size() == 2)
            QCOMPARE(world.receipts[1].status, MessageStatus::Read);
        read += world.receipts.size() == 2 ? 1 : 0;
        answered += world.messages.isEmpty() ? 0 : 1;
        for (const InboundMessage &message : world.messages) {
            QCOMPARE(message.from.first(), ana());
            QCOMPARE(message.payload.value("simulated"_L1), QJsonValue(true));
            QVERIFY(!message.text.isEmpty() && !message.text.contains("||"_L1));
        }
    }
    QVERIFY2(read > 28 && read < 40, qPrintable(QString::number(read)));
    QVERIFY2(answered > 25 && answered < 40, qPrintable(QString::number(answered)));
}

void TestSimulator::anAnswerWaitsForTheLastMessageAndFitsIt()
{
    const auto replies = parseReplies(scriptFile(u"replies.txt"_s));
    QVERIFY(replies);
    const QStringList fitting = replies->fitting(u"O valor é R$ 250,00"_s).join(u"||"_s).split(u"||"_s);
    int answers = 0;
    for (quint32 seed = 0; seed < 20; ++seed) {
        World world(seed);
        world.send(u"Qual é o seu convênio?"_s, ana(), u"c1"_s);
        world.pass(5 * second);
        world.send(u"O valor é R$ 250,00"_s, ana(), u"c2"_s);
        world.pass(5 * minute);
        for (const InboundMessage &message : world.messages) {
            if (fitting.contains(message.text))
                ++answers;
        }
        QVERIFY(world.messages.size() <= 2);
    }
    QVERIFY(answers >= 10);
}

void TestSimulator::nobodyAnswersForever()
{
    World world;
    for (int i = 0; i < 200; ++i) {
        world.send(u"Hmm"_s, ana(), u"c%1"_s.arg(i));
        world.pass(2 * minute);
    }
    QVERIFY2(world.messages.size() >= 5 && world.messages.size() <= 15,
        qPrintable(QString::number(world.messages.size())));
}

void TestSimulator::patientsBeginAnewOnlyWhileSomebodyIsThere()
{
    World world;
    world.pass(30 * minute);
    QVERIFY(world.messages.isEmpty());
    world.watched = true;
    world.pass(10 * minute);
    QVERIFY2(world.messages.size() >= 2 && world.messages.size() <= 20,
        qPrintable(QString::number(world.messages.size())));
    for (const InboundMessage &message : world.messages) {
        QCOMPARE(message.payload.value("simulated"_L1), QJsonValue(true));
        QVERIFY(!message.text.contains(u'{'));
        QVERIFY(!message.profileName.isEmpty());
    }
}

void TestSimulator::whoWaitsForAnAnswerHoldsTheOthersBack()
{
    World world;
    world.watched = true;
    world.pass(6 * 60 * minute);
    QSet<QString> waiting;
    for (const InboundMessage &message : world.messages)
        waiting.insert(message.from.first().value);
    QCOMPARE(waiting.size(), Simulator::maxUnanswered);
    const auto before = world.messages.size();
    world.send(u"Olá!"_s, world.messages.first().from.first());
    world.pass(30 * minute);
    QVERIFY(world.messages.size() > before);
}

void TestSimulator::aFloodIsBounded()
{
    World world;
    for (int i = 0; i < 5000; ++i)
        world.send(
            u"Hmm"_s, demoIdentity(u"whatsapp_cloud"_s, u"Ana"_s, u"55849%1"_s.arg(i + 10'000'000), {}));
    world.pass(10 * minute);
    QVERIFY(world.receipts.size() + world.messages.size() <= 2 * Simulator::maxPending);
}

void TestSimulator::otherInboxesAreLeftAlone()
{
    World world;
    Q_EMIT world.exchange.sent({1}, {6}, {u"c"_s, {ana()}, MessageKind::Text, u"Oi"_s, {}, {}, {}}, u"demo-c"_s);
    Q_EMIT world.exchange.sent({2}, {5}, {u"c"_s, {ana()}, MessageKind::Text, u"Oi"_s, {}, {}, {}}, u"demo-c"_s);
    world.pass(10 * minute);
    QVERIFY(world.receipts.isEmpty() && world.messages.isEmpty());
}

QTEST_GUILESS_MAIN(TestSimulator)
#include "tst_simulator.moc"
