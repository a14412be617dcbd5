// SPDX-License-Identifier: Apache-2.0
#include "backend/domain/event.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;

Q_DECLARE_METATYPE(acolhe::MessageStatus)
Q_DECLARE_METATYPE(acolhe::ConversationStatus)

static const Timestamp monday{1795420800000};
static const UserId bia{7};
static const UserId diego{8};

static Conversation waiting()
{
    Conversation conversation;
    conversation.id = {1};
    conversation.patient.id = {5};
    conversation.createdAt = conversation.updatedAt = monday;
    return conversation;
}

static Message message(qint64 sentMs = monday.ms)
{
    Message m;
    m.id = {3};
    m.text = u"Oi"_s;
    m.createdAt = {monday.ms + 1000};
    m.sentAt = {sentMs};
    return m;
}

class TestConversation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aNewMessageReopensWhatWasResolved();
    void theWindowFollowsTheChannelsClock();
    void anAnswerEndsTheWait();
    void assignmentMovesBetweenQueueAndAttendant();
    void whatIsClosedStaysClosed();
    void receiptsNeverGoBack_data();
    void receiptsNeverGoBack();
    void whoMaySee_data();
    void whoMaySee();
    void aFormerAttendantHearsThatItIsGone();
};

void TestConversation::aNewMessageReopensWhatWasResolved()
{
    auto resolved =
        *rules::withStatus(*rules::assigned(waiting(), bia, monday), ConversationStatus::Resolved, monday);
    const auto reopened = rules::received(resolved, message(), 0);
    QCOMPARE(reopened.status, ConversationStatus::InProgress);
    QCOMPARE(reopened.attendantId, bia);
    QVERIFY(!reopened.resolvedAt);
    QCOMPARE(reopened.unread, 1);
    QCOMPARE(reopened.waitingSince, message().createdAt);
    QVERIFY(!reopened.windowExpiresAt);
}

void TestConversation::theWindowFollowsTheChannelsClock()
{
    constexpr qint64 day = 24 * 3600 * 1000;
    auto c = rules::received(waiting(), message(monday.ms - 60'000), day);
    QCOMPARE(c.windowExpiresAt->ms, monday.ms - 60'000 + day);
    c = rules::received(c, message(monday.ms - 120'000), day); // a late arrival does not shorten it
    QCOMPARE(c.windowExpiresAt->ms, monday.ms - 60'000 + day);
    const qint64 lastMs = c.windowExpiresAt->ms - 5 * 60'000;
    QVERIFY(rules::windowOpen(c, {lastMs - 1}));
    QVERIFY(!rules::windowOpen(c, {lastMs}));
    QVERIFY(!rules::windowOpen(waiting(), monday));
}

void TestConversation::anAnswerEndsTheWait()
{
    const auto c = rules::answered(rules::received(waiting(), message(), 0), message());
    QVERIFY(!c.waitingSince);
    QCOMPARE(c.unread, 0);
    QCOMPARE(c.firstResponseAt, message().createdAt);
}

void TestConversation::assignmentMovesBetweenQueueAndAttendant()
{
    const auto mine = rules::assigned(waiting(), bia, monday);
    QCOMPARE(mine->status, ConversationStatus::InProgress);
    const auto back = rules::assigned(*mine, {}, monday);
    QCOMPARE(back->status, ConversationStatus::Open);
    QVERIFY(!back->attendantId);
    QCOMPARE(rules::withStatus(waiting(), ConversationStatus::InProgress, monday).error().reason,
        Reason::Conflict);
    QVERIFY(!rules::withStatus(*mine, ConversationStatus::Open, monday)->attendantId);
}

void TestConversation::whatIsClosedStaysClosed()
{
    const auto closed = *rules::withStatus(waiting(), ConversationStatus::Closed, monday);
    QVERIFY(closed.resolvedAt);
    QCOMPARE(rules::withStatus(closed, ConversationStatus::Open, monday).error().reason, Reason::Conflict);
    QCOMPARE(rules::assigned(closed, bia, monday).error().reason, Reason::Conflict);
}

void TestConversation::receiptsNeverGoBack_data()
{
    QTest::addColumn<MessageStatus>("current");
    QTest::addColumn<MessageStatus>("news");
    QTest::addColumn<MessageStatus>("then");
    using S = MessageStatus;
    QTest::newRow("read before delivered") << S::Read << S::Delivered << S::Read;
    QTest::newRow("sent after delivered") << S::Delivered << S::Sent << S::Delivered;
    QTest::newRow("a receipt ends the doubt") << S::Uncertain << S::Sent << S::Sent;
    QTest::newRow("the doubt does not undo a receipt") << S::Sent << S::Uncertain << S::Sent;
    QTest::newRow("failed after sent") << S::Sent << S::Failed << S::Failed;
    QTest::newRow("failed after delivered") << S::Delivered << S::Failed << S::Delivered;
    QTest::newRow("failed after the doubt") << S::Uncertain << S::Failed << S::Failed;
    QTest::newRow("sent after failed") << S::Failed << S::Sent << S::Failed;
    QTest::newRow("delivered after failed") << S::Failed << S::Delivered << S::Delivered;
}

void TestConversation::receiptsNeverGoBack()
{
    QFETCH(MessageStatus, current);
    QFETCH(MessageStatus, news);
    QFETCH(MessageStatus, then);
    QCOMPARE(advanced(current, news), then);
}

void TestConversation::whoMaySee_data()
{
    QTest::addColumn<int>("role");
    QTest::addColumn<qint64>("attendant");
    QTest::addColumn<bool>("see");
    QTest::addColumn<bool>("answer");
    QTest::newRow("attendant, theirs") << int(Role::Attendant) << bia.value << true << true;
    QTest::newRow("attendant, the queue") << int(Role::Attendant) << qint64(0) << true << false;
    QTest::newRow("attendant, a colleague's") << int(Role::Attendant) << diego.value << false << false;
    QTest::newRow("manager, anybody's") << int(Role::Manager) << diego.value << true << true;
    QTest::newRow("admin, anybody's") << int(Role::Admin) << diego.value << true << true;
}

void TestConversation::whoMaySee()
{
    QFETCH(int, role);
    QFETCH(qint64, attendant);
    QFETCH(bool, see);
    QFETCH(bool, answer);
    auto c = waiting();
    if (attendant > 0)
        c.attendantId = UserId{attendant};
    const Caller caller{{1}, bia, {}, Role(role), {}};
    QCOMPARE(rules::maySee(caller, c), see);
    QCOMPARE(rules::mayAnswer(caller, c), answer);
    QCOMPARE(rules::mayHear(caller, audienceOf(c)), see);
    const Caller patient{{1}, {}, {5}, Role::Patient, {}};
    const Caller stranger{{1}, {}, {6}, Role::Patient, {}};
    QVERIFY(rules::maySee(patient, c) && rules::mayHear(patient, audienceOf(c)));
    QVERIFY(!rules::maySee(stranger, c) && !rules::mayHear(stranger, audienceOf(c)));
}

void TestConversation::aFormerAttendantHearsThatItIsGone()
{
    const auto before = *rules::assigned(waiting(), bia, monday);
    const auto after = *rules::assigned(before, diego, monday);
    const Audience audience = audienceOf(after, before);
    QVERIFY(rules::mayHear({{1}, bia, {}, Role::Attendant, {}}, audience));
    QVERIFY(rules::mayHear({{1}, diego, {}, Role::Attendant, {}}, audience));
    QVERIFY(!rules::mayHear({{1}, {9}, {}, Role::Attendant, {}}, audience));
}

QTEST_GUILESS_MAIN(TestConversation)
#include "tst_conversation.moc"
