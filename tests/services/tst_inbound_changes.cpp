// SPDX-License-Identifier: Apache-2.0
#include "backend/protocol/events.h"
#include "tests/services/desk.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace acolhe;
using tests::await;
using tests::Desk;
using tests::TestStore;

namespace {

/// Says what the test says.
class TellingChannel : public channels::Channel {
public:
    ChannelType type() const override { return {u"whatsapp_cloud"_s, {}, {}, {}}; }
    QList<channels::SettingField> settingFields() const override { return {}; }
    Result<QList<channels::InboundEvent>> parse(const QByteArray &) const override { return told; }
    std::unique_ptr<channels::Session> open(const channels::InboxConfig &) const override { return {}; }

    QList<channels::InboundEvent> told;
};

struct ChangedDesk : Desk {
    explicit ChangedDesk(const QString &kind)
        : Desk(kind)
        , inbox(newInbox())
    {
        if (!patientWrites(inbox, phoneOf(1), u"wamid.1"_s, u"Posso ir às 15h?"_s))
            qFatal("a message was not taken");
        events.clear();
    }
    ~ChangedDesk() { owner.reset(); }

    void tell(const channels::InboundEvent &event)
    {
        channel.told = {event};
        QVERIFY(await(inbound.receive(receiving(inbox), channel, "{}")));
    }
    Message written() { return messagesOf(list().first().id).first(); }
    int told() const
    {
        return int(std::ranges::count_if(
            events, [](const Event &one) { return one.type == wire::MessageUpdated::type; }));
    }

    InboxId inbox;
    TellingChannel channel;
};

} // namespace

class TestInboundChanges : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }
    void cleanupTestCase() { TestStore::stopPostgres(); }
    void aReactionIsOneOfEachPatient_data() { TestStore::addRows(); }
    void aReactionIsOneOfEachPatient();
    void anEditKeepsWhatWasSaidBefore_data() { TestStore::addRows(); }
    void anEditKeepsWhatWasSaidBefore();
    void aMessageTakenBackIsMarkedAndKept_data() { TestStore::addRows(); }
    void aMessageTakenBackIsMarkedAndKept();
    void newsOfUnknownMessagesChangeNothing_data() { TestStore::addRows(); }
    void newsOfUnknownMessagesChangeNothing();
};

void TestInboundChanges::aReactionIsOneOfEachPatient()
{
    QFETCH(QString, kind);
    ChangedDesk desk(kind);
    desk.tell(channels::InboundReaction{u"wamid.1"_s, {}, u"👍"_s});
    QCOMPARE(desk.written().reactions.size(), 1);
    QCOMPARE(desk.written().reactions[0].emoji, u"👍"_s);
    QCOMPARE(desk.told(), 1);
    desk.tell(channels::InboundReaction{u"wamid.1"_s, {}, u"👍"_s}); // told twice
    QCOMPARE(desk.told(), 1);
    desk.tell(channels::InboundReaction{u"wamid.1"_s, {}, u"❤️"_s});
    QCOMPARE(desk.written().reactions.size(), 1);
    QCOMPARE(desk.written().reactions[0].emoji, u"❤️"_s);
    desk.tell(channels::InboundReaction{u"wamid.1"_s, {}, {}});
    QVERIFY(desk.written().reactions.isEmpty());
    QCOMPARE(desk.told(), 3);
}

void TestInboundChanges::anEditKeepsWhatWasSaidBefore()
{
    QFETCH(QString, kind);
    ChangedDesk desk(kind);
    const Timestamp now{desk.clock.nowMs()};
    desk.tell(channels::InboundEdit{u"wamid.1"_s, u"Posso ir às 16h?"_s, now});
    const Message edited = desk.written();
    QCOMPARE(edited.text, u"Posso ir às 16h?"_s);
    QCOMPARE(edited.editedAt, std::optional(now));
    QCOMPARE(edited.payload["edits"_L1][0]["text"_L1].toString(), u"Posso ir às 15h?"_s);
    QCOMPARE(desk.told(), 1);
    desk.tell(channels::InboundEdit{u"wamid.1"_s, u"Posso ir às 14h?"_s, {now.ms - 5000}}); // came late
    QCOMPARE(desk.written().text, u"Posso ir às 16h?"_s);
    QCOMPARE(desk.told(), 1);
    for (int i = 0; i < 40; ++i)
        desk.tell(channels::InboundEdit{u"wamid.1"_s, u"%1"_s.arg(i), {now.ms + i}});
    const QJsonArray kept = desk.written().payload["edits"_L1].toArray();
    QCOMPARE(kept.size(), 20);
    QCOMPARE(kept[0]["text"_L1].toString(), u"Posso ir às 15h?"_s);
}

void TestInboundChanges::aMessageTakenBackIsMarkedAndKept()
{
    QFETCH(QString, kind);
    ChangedDesk desk(kind);
    const Timestamp now{desk.clock.nowMs()};
    desk.tell(channels::InboundDeletion{u"wamid.1"_s, now});
    desk.tell(channels::InboundDeletion{u"wamid.1"_s, now});
    QCOMPARE(desk.written().deletedAt, std::optional(now));
    QCOMPARE(desk.written().text, u"Posso ir às 15h?"_s);
    QCOMPARE(desk.told(), 1);
}

void TestInboundChanges::newsOfUnknownMessagesChangeNothing()
{
    QFETCH(QString, kind);
    ChangedDesk desk(kind);
    desk.tell(channels::InboundReaction{u"wamid.other"_s, {}, u"👍"_s});
    desk.tell(channels::InboundEdit{u"wamid.other"_s, u"x"_s, {}});
    desk.tell(channels::InboundDeletion{u"wamid.other"_s, {}});
    QCOMPARE(desk.told(), 0);
}

QTEST_GUILESS_MAIN(TestInboundChanges)
#include "tst_inbound_changes.moc"
