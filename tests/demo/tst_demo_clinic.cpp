// SPDX-License-Identifier: Apache-2.0
#include "backend/demo/demo_clinic.h"
#include "backend/services/channel_catalog.h"
#include "backend/services/sessions.h"
#include "backend/store/attachments.h"
#include "backend/store/conversations.h"
#include "backend/store/events.h"
#include "backend/store/inboxes.h"
#include "backend/store/messages.h"
#include "backend/store/metrics.h"
#include "backend/store/notes.h"
#include "backend/store/quick_replies.h"
#include "tests/services/world.h"

#include <QMap>

using namespace Qt::StringLiterals;
using namespace acolhe;
using demo::DemoClinic;
using demo::DemoLogins;
using store::Connection;
using tests::await;
using tests::TestStore;
using tests::World;

namespace {

struct Demo : World {
    explicit Demo(const QString &kind)
        : World(kind)
    {
        const auto made = await(clinic.create());
        if (!made)
            qFatal("%s", qPrintable(made.error().text));
        logins = *made;
    }
    ~Demo() { owner.reset(); }

    template <class T> T read(const std::function<Result<T>(Connection &)> &query)
    {
        const auto result = await(store->read<T>(logins.clinic.id, query));
        if (!result)
            qFatal("%s", qPrintable(result.error().text));
        return *result;
    }

    QList<Conversation> conversations()
    {
        return read<store::ConversationList>([](Connection &connection) {
            return store::Conversations(connection).list({}, {{}, 500});
        }).conversations;
    }

    QList<Message> messagesOf(ConversationId id)
    {
        return read<store::MessagePage>([id](Connection &connection) {
            return store::Messages(connection).page({{id}, 200});
        }).messages;
    }

    DemoClinic clinic{*store, clock, registry, passwords};
    DemoLogins logins;
};

} // namespace

class TestDemoClinic : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }
    void cleanupTestCase() { TestStore::stopPostgres(); }
    void everybodySignsInWithTheRandomPassword_data() { TestStore::addRows(); }
    void everybodySignsInWithTheRandomPassword();
    void theClinicIsWhatTheContractSays_data() { TestStore::addRows(); }
    void theClinicIsWhatTheContractSays();
    void conversationsKeepTheRules();
    void itsFilesAreThere();
    void everythingWasInThePastInItsOrder();
    void theLogTellsTheWholeStory();
    void nothingLeavesTheMachine();
    void itIsMadeOnceAndCanBeMadeAnew_data() { TestStore::addRows(); }
    void itIsMadeOnceAndCanBeMadeAnew();
};

void TestDemoClinic::everybodySignsInWithTheRandomPassword()
{
    QFETCH(QString, kind);
    Demo demo(kind);
    QMap<Role, int> roles;
    QSet<QString> emails;
    for (const User &user : demo.logins.users) {
        const auto reply = demo.login(user.email, demo.logins.password);
        QVERIFY2(reply, qPrintable(user.email));
        QCOMPARE(reply->user, user);
        QCOMPARE(reply->clinic.slug, u"demo"_s);
        ++roles[user.role];
        emails.insert(user.email);
    }
    QCOMPARE(roles, (QMap<Role, int>{{Role::Attendant, 4}, {Role::Manager, 1}, {Role::Admin, 1}}));
    QCOMPARE(emails.size(), 6);
    QVERIFY(demo.logins.password.size() >= 16);
}

void TestDemoClinic::theClinicIsWhatTheContractSays()
{
    QFETCH(QString, kind);
    Demo demo(kind);
    const auto conversations = demo.conversations();
    QCOMPARE(conversations.size(), 42);
    QMap<ConversationStatus, int> states;
    QSet<QString> channelTypes;
    QSet<QString> labels;
    int notes = 0;
    for (const Conversation &one : conversations) {
        ++states[one.status];
        channelTypes.insert(one.channel);
        for (const QString &label : one.labels)
            labels.insert(label);
        notes +=
            int(demo.read<QList<Note>>([&](Connection &c) { return store::Notes(c).of(one.id); }).size());
    }
    QCOMPARE(states.size(), 4);
    QCOMPARE(channelTypes.size(), 5);
    QVERIFY(labels.size() >= 8);
    QVERIFY(notes >= 5);
    const auto replies =
        demo.read<QList<QuickReply>>([](Connection &c) { return store::QuickReplies(c).all(); });
    QVERIFY(replies.size() >= 10);
    const auto inboxes = demo.read<QList<Inbox>>([](Connection &c) { return store::Inboxes(c).all(); });
    QCOMPARE(inboxes.size(), 5);
    const auto figures = demo.read<QList<AttendanceMetric>>(
        [](Connection &c) { return store::Metrics(c).between(u"2026-10-20"_s, u"2026-11-23"_s, {}); });
    QVERIFY(figures.size() >= 4 * 25);
    QCOMPARE(figures.first().date, u"2026-10-26"_s); // 25 October is a Sunday
}

void TestDemoClinic::conversationsKeepTheRules()
{
    Demo demo(u"SQLite"_s);
    int unread = 0;
    int failedSends = 0;
    for (const Conversation &one : demo.conversations()) {
        const auto messages = demo.messagesOf(one.id);
        QVERIFY2(messages.size() >= 2 || one.channel == "email"_L1, qPrintable(one.patient.name));
        QCOMPARE(one.attendantId.has_value(), one.status != ConversationStatus::Open);
        QCOMPARE(one.lastMessage->id, messages.last().id);
        QCOMPARE(one.firstResponseAt.has_value(), one.attendantId.has_value());
        const bool done =
            one.status == ConversationStatus::Resolved || one.status == ConversationStatus::Closed;
        QCOMPARE(one.resolvedAt.has_value(), done);
        QCOMPARE(one.waitingSince.has_value(), !done && messages.last().direction == Direction::In);
        const bool hasWindow = one.channel != "email"_L1 && one.channel != "webchat"_L1;
        QCOMPARE(one.windowExpiresAt.has_value(), hasWindow);
        unread += one.unread;
        for (const Message &message : messages) {
            QVERIFY(!message.text.contains(u'{'));
            QCOMPARE(message.status.has_value(), message.direction == Direction::Out);
            failedSends += message.status == MessageStatus::Failed ? 1 : 0;
            QCOMPARE(message.error.has_value(), message.status == MessageStatus::Failed);
        }
    }
    QVERIFY(unread > 10);
    QCOMPARE(failedSends, 1);
}

void TestDemoClinic::itsFilesAreThere()
{
    Demo demo(u"SQLite"_s);
    QStringList types;
    for (const Conversation &one : demo.conversations()) {
        for (const Message &message : demo.messagesOf(one.id)) {
            for (const Attachment &file : message.attachments) {
                types << file.mimeType;
                QCOMPARE(message.kind, file.kind);
                const auto kept = demo.read<store::StoredFile>(
                    [id = file.id](Connection &c) { return store::Attachments(c).find(id); });
                const ClinicId clinic = demo.logins.clinic.id;
                QCOMPARE(
                    QFileInfo(demo.store->databases().mediaFileOf(clinic, kept.sha256)).size(), file.size);
            }
        }
    }
    types.sort();
    QCOMPARE(types, (QStringList{u"application/pdf"_s, u"audio/wav"_s, u"image/png"_s}));
}

void TestDemoClinic::everythingWasInThePastInItsOrder()
{
    Demo demo(u"SQLite"_s);
    QMap<qint64, qint64> times; // by message id
    for (const Conversation &one : demo.conversations()) {
        QVERIFY(one.createdAt <= one.updatedAt);
        QVERIFY(one.updatedAt.ms <= demo.clock.nowMs());
        for (const Message &message : demo.messagesOf(one.id)) {
            QVERIFY(message.createdAt.ms <= demo.clock.nowMs());
            times.insert(message.id.value, message.createdAt.ms);
        }
    }
    const QList<qint64> inOrder = times.values();
    QVERIFY(std::is_sorted(inOrder.begin(), inOrder.end()));
    QVERIFY(inOrder.size() > 180);
    QVERIFY(demo.clock.nowMs() - inOrder.last() < 10 * 60'000); // somebody wrote a moment ago
}

void TestDemoClinic::theLogTellsTheWholeStory()
{
    Demo demo(u"SQLite"_s);
    const auto log = demo.read<QList<Event>>([](Connection &c) { return store::Events(c).batch(0, 10'000); });
    QMap<QByteArray, int> types;
    Timestamp last;
    for (const Event &event : log) {
        ++types[event.type];
        QVERIFY(event.at >= last);
        last = event.at;
        QVERIFY(event.audience.internal == (event.type == "note.created"));
    }
    QCOMPARE(types.value("conversation.created"), 42);
    QVERIFY(types.value("message.created") > 180);
    const auto admin = demo.enter(u"admin@demo.example"_s, demo.logins.password);
    const auto found =
        await(demo.store->search(demo.logins.clinic.id, {u"menisco"_s, admin.caller, {}, {}, 10}));
    QVERIFY(found);
    QCOMPARE(found->hits.size(), 1);
    QCOMPARE(found->hits.first().patient.name, u"Rodrigo Sampaio"_s);
}

void TestDemoClinic::nothingLeavesTheMachine()
{
    Demo demo(u"SQLite"_s);
    for (const Inbox &inbox :
        demo.read<QList<Inbox>>([](Connection &c) { return store::Inboxes(c).all(); })) {
        QVERIFY(services::isDemo(inbox.settings));
        QVERIFY(inbox.name.contains(u"(demonstração)"_s));
    }
}

void TestDemoClinic::itIsMadeOnceAndCanBeMadeAnew()
{
    QFETCH(QString, kind);
    Demo demo(kind);
    const auto again = await(demo.clinic.create());
    QVERIFY(!again);
    QCOMPARE(again.error().reason, Reason::Conflict);
    QVERIFY(again.error().text.contains(u"'demo'"_s));
    QVERIFY(demo.login(u"claudia@demo.example"_s, demo.logins.password)); // the first stands
    QVERIFY(await(demo.registry.remove(u"demo"_s)));
    const auto anew = await(demo.clinic.create());
    QVERIFY2(anew, anew ? "" : qPrintable(anew.error().text));
    QVERIFY(anew->password != demo.logins.password);
    QVERIFY(demo.login(u"claudia@demo.example"_s, anew->password));
    QVERIFY(!demo.login(u"claudia@demo.example"_s, demo.logins.password));
}

QTEST_GUILESS_MAIN(TestDemoClinic)
#include "tst_demo_clinic.moc"
