// SPDX-License-Identifier: Apache-2.0
#include "backend/services/live_inboxes.h"
#include "tests/services/desk.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace acolhe;
using tests::await;

namespace {

/// A channel whose sessions do nothing by themselves.
class QuietChannel : public channels::Channel {
public:
    ChannelType type() const override { return {u"whatsapp_cloud"_s, u"Quiet"_s, {}, {}}; }
    QList<channels::SettingField> settingFields() const override { return {}; }
    Result<QList<channels::InboundEvent>> parse(const QByteArray &) const override
    {
        return QList<channels::InboundEvent>{};
    }
    std::unique_ptr<channels::Session> open(const channels::InboxConfig &) const override
    {
        return std::make_unique<tests::ScriptedSession>();
    }
};

struct Live : tests::Desk {
    Live()
        : Desk(u"SQLite"_s)
        , inbox(newInbox())
    {
    }
    ~Live() { owner.reset(); }

    static services::ChannelCatalog::Channels quiet()
    {
        services::ChannelCatalog::Channels one;
        one.push_back(std::make_unique<QuietChannel>());
        return one;
    }
    void save(const std::function<void(Inbox &)> &change)
    {
        const auto saved = await(store->write<Done>(vila, [=, this](store::Transaction &t) -> Result<> {
            auto row = store::Inboxes(t).find(inbox);
            change(*row);
            return store::Inboxes(t).save(*row);
        }));
        QVERIFY(saved);
        QVERIFY(await(directory.load(vila)));
    }
    Inbox row()
    {
        return *await(store->read<Inbox>(
            vila, [this](store::Connection &connection) { return store::Inboxes(connection).find(inbox); }));
    }

    QTemporaryDir keys;
    services::Keyring keyring = *services::Keyring::loadOrCreate(keys.filePath(u"keys"_s));
    services::ChannelCatalog catalog{quiet()};
    services::InboxDirectory directory{*store, catalog, keyring};
    services::LiveInboxes live{*store, directory, clock};
    InboxId inbox;
};

} // namespace

class TestLiveInboxes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }
    void anInboxInUseHasASession();
    void oneThatNeedsAttentionSendsNothingUntilItIsWell();
    void newSettingsMakeANewSession();
    void whatNeededAttentionStillDoesAfterAStart();
};

void TestLiveInboxes::anInboxInUseHasASession()
{
    Live world;
    QSignalSpy opened(&world.live, &services::LiveInboxes::opened);
    QVERIFY(await(world.directory.load(world.vila)));
    QVERIFY(world.live.find(world.vila, world.inbox));
    QCOMPARE(opened.size(), 1);
    QTRY_COMPARE(world.row().state, InboxState::Connected);
    world.save([](Inbox &row) { row.state = InboxState::Disabled; });
    QVERIFY(!world.live.find(world.vila, world.inbox));
}

void TestLiveInboxes::oneThatNeedsAttentionSendsNothingUntilItIsWell()
{
    Live world;
    QVERIFY(await(world.directory.load(world.vila)));
    world.live.setState(world.vila, world.inbox, InboxState::NeedsAttention, u"reauth"_s);
    QVERIFY(!world.live.find(world.vila, world.inbox));
    QTRY_COMPARE(world.row().stateReason, std::optional(u"reauth"_s));
    QSignalSpy opened(&world.live, &services::LiveInboxes::opened);
    world.live.setState(world.vila, world.inbox, InboxState::Connected, {});
    QVERIFY(world.live.find(world.vila, world.inbox));
    QCOMPARE(opened.size(), 1); // what waits for it goes now
    QTRY_COMPARE(world.row().stateReason, std::nullopt);
    world.live.setState(world.vila, world.inbox, InboxState::Connected, {});
    QCOMPARE(opened.size(), 1);
}

void TestLiveInboxes::newSettingsMakeANewSession()
{
    Live world;
    QVERIFY(await(world.directory.load(world.vila)));
    const channels::Session *first = world.live.find(world.vila, world.inbox);
    QVERIFY(await(world.directory.load(world.vila)));
    QCOMPARE(world.live.find(world.vila, world.inbox), first);
    world.save([](Inbox &row) { row.settings.insert(u"phoneNumberId"_s, u"2"_s); });
    QVERIFY(world.live.find(world.vila, world.inbox));
    QVERIFY(world.live.find(world.vila, world.inbox) != first);
}

void TestLiveInboxes::whatNeededAttentionStillDoesAfterAStart()
{
    Live world;
    world.save([](Inbox &row) { row.state = InboxState::NeedsAttention; });
    QVERIFY(!world.live.find(world.vila, world.inbox));
    QCOMPARE(world.row().state, InboxState::NeedsAttention);
    QSignalSpy opened(&world.live, &services::LiveInboxes::opened);
    world.live.setState(world.vila, world.inbox, InboxState::Connected, {}); // its session's own check
    QVERIFY(world.live.find(world.vila, world.inbox));
    QCOMPARE(opened.size(), 1);
}

QTEST_GUILESS_MAIN(TestLiveInboxes)
#include "tst_live_inboxes.moc"
