// SPDX-License-Identifier: Apache-2.0
#include "tests/services/desk.h"

using namespace Qt::StringLiterals;
using namespace acolhe;
using tests::await;
using tests::Desk;
using tests::TestStore;

namespace {

/// A patient who wrote on two inboxes: "r1 r2 … r6" at the reception and "x1 x2 x3" at the X-ray between
/// them.
struct TwoDoors : Desk {
    explicit TwoDoors(const QString &kind)
        : Desk(kind)
    {
        const InboxId reception = newInbox();
        const InboxId xray = newInbox(u"Raio-X"_s);
        for (int i = 1; i <= 6; ++i) {
            write(reception, u"r%1"_s.arg(i));
            if (i % 2 == 0)
                write(xray, u"x%1"_s.arg(i / 2));
        }
        for (const Conversation &each : list())
            (each.inboxId == reception ? atReception : atXray) = each.id;
    }
    ~TwoDoors() { owner.reset(); }

    void write(InboxId inbox, const QString &text)
    {
        clock.advance(60'000);
        QVERIFY(patientWrites(inbox, phoneOf(1), u"wamid."_s + text, text));
    }
    QString page(const Caller &caller, const wire::MessagesGetByConversation::Request &request)
    {
        const auto page = await(messages.page(caller, request));
        if (!page)
            return page.error().field.isEmpty() ? u"error"_s : page.error().field;
        QStringList texts;
        for (const Message &message : page->messages)
            texts.append(message.text);
        return (page->hasMore ? u"… "_s : QString()) + texts.join(u' ')
            + (page->hasNewer ? u" …"_s : QString());
    }
    MessageId idOf(const QString &text)
    {
        return MessageId{rows(u"SELECT id FROM message WHERE text = '%1'"_s.arg(text))};
    }
    wire::MessagesGetByConversation::Request whole(int limit)
    {
        wire::MessagesGetByConversation::Request request{atReception, {}, limit};
        request.wholePatient = true;
        return request;
    }

    ConversationId atReception;
    ConversationId atXray;
};

} // namespace

class TestTimelinePages : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }
    void cleanupTestCase() { TestStore::stopPostgres(); }
    void aPageIsTheNewestOrBeforeAfterOrAroundAMessage_data() { TestStore::addRows(); }
    void aPageIsTheNewestOrBeforeAfterOrAroundAMessage();
    void aDayIsJumpedTo_data() { TestStore::addRows(); }
    void aDayIsJumpedTo();
    void thePatientsWholeHistoryIsOneTimeline_data() { TestStore::addRows(); }
    void thePatientsWholeHistoryIsOneTimeline();
    void othersConversationsStayOutOfIt_data() { TestStore::addRows(); }
    void othersConversationsStayOutOfIt();
};

void TestTimelinePages::aPageIsTheNewestOrBeforeAfterOrAroundAMessage()
{
    QFETCH(QString, kind);
    TwoDoors desk(kind);
    wire::MessagesGetByConversation::Request request{desk.atReception, {}, 2};
    QCOMPARE(desk.page(desk.mara, request), u"… r5 r6"_s);
    request.before = desk.idOf(u"r5"_s);
    QCOMPARE(desk.page(desk.mara, request), u"… r3 r4 …"_s);
    request.before = {};
    request.after = desk.idOf(u"r2"_s);
    QCOMPARE(desk.page(desk.mara, request), u"… r3 r4 …"_s);
    request.after = desk.idOf(u"r4"_s);
    QCOMPARE(desk.page(desk.mara, request), u"… r5 r6"_s);
    request.after = {};
    request.around = desk.idOf(u"r3"_s);
    request.limit = 4;
    QCOMPARE(desk.page(desk.mara, request), u"r1 r2 r3 r4 …"_s);
    request.around = desk.idOf(u"r1"_s);
    QCOMPARE(desk.page(desk.mara, request), u"r1 r2 r3 r4 …"_s);
    request.before = request.around;
    QCOMPARE(desk.page(desk.mara, request), u"before"_s);
}

void TestTimelinePages::aDayIsJumpedTo()
{
    QFETCH(QString, kind);
    TwoDoors desk(kind);
    const qint64 lastMs = desk.clock.nowMs() - 60'000; // when r6 was written
    wire::MessagesGetByConversation::Request request{desk.atReception, {}, 2};
    request.at = Timestamp{lastMs - 1000};
    QCOMPARE(desk.page(desk.mara, request), u"… r5 r6"_s);
    request.at = Timestamp{1};
    QCOMPARE(desk.page(desk.mara, request), u"r1 r2 …"_s);
    request.at = Timestamp{lastMs + 3'600'000}; // nothing is that new
    QCOMPARE(desk.page(desk.mara, request), u"… r5 r6"_s);
}

void TestTimelinePages::thePatientsWholeHistoryIsOneTimeline()
{
    QFETCH(QString, kind);
    TwoDoors desk(kind);
    QCOMPARE(desk.page(desk.mara, desk.whole(50)), u"r1 r2 x1 r3 r4 x2 r5 r6 x3"_s);
    auto older = desk.whole(3);
    older.before = desk.idOf(u"x2"_s);
    QCOMPARE(desk.page(desk.mara, older), u"… x1 r3 r4 …"_s);
    auto around = desk.whole(3);
    around.around = desk.idOf(u"x2"_s);
    QCOMPARE(desk.page(desk.mara, around), u"… r4 x2 r5 …"_s);
}

void TestTimelinePages::othersConversationsStayOutOfIt()
{
    QFETCH(QString, kind);
    TwoDoors desk(kind);
    QVERIFY(await(desk.conversations.assign(desk.mara, {desk.atReception, desk.bia.user})));
    QCOMPARE(
        desk.page(desk.bia, desk.whole(50)), u"r1 r2 x1 r3 r4 x2 r5 r6 x3"_s); // the queue is everybody's
    QVERIFY(await(desk.conversations.assign(desk.mara, {desk.atXray, desk.diego.user})));
    QCOMPARE(desk.page(desk.bia, desk.whole(50)), u"r1 r2 r3 r4 r5 r6"_s);
    QCOMPARE(desk.page(desk.diego, desk.whole(50)), u"error"_s);
}

QTEST_GUILESS_MAIN(TestTimelinePages)
#include "tst_timeline_pages.moc"
