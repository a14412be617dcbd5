// SPDX-License-Identifier: Apache-2.0
#include "backend/base/crypto.h"
#include "tests/desk/desk_run.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using client::Connection;
using client::Mirror;
using tests::conversationJson;
using tests::messageJson;
using tests::Run;

class TestLiveDesk : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_path = m_dir->filePath(u"mirror.db"_s);
        m_key = crypto::randomBytes(crypto::keyBytes);
    }
    void whatWasSeenIsShownWithoutTheServer();
    void afterARestartOnlyTheNewsIsAsked();
    void anEventIsInTheMirrorWithItsNumber();
    void aServerThatBeganAnewIsReadAnew();
    void whatIsTypedOfflineIsSentOnceAfterARestart();
    void anAnswerThatWasLostDoesNotSendTwice();
    void messagesOfAConversationKeepTheirOrder();
    void aRefusalStaysWithItsReason();
    void aRefusedMessageIsSentAgainWhenAsked();
    void aBusyServerIsAskedAgain();
    void aNoteThatIsNotSavedComesBack();
    void quickRepliesFollowTheClinicsAndAreKept();
    void newsOfAnOldMessageMakesNoHole();
    void whatIsNotMineAnyMoreGoes();

private:
    void fill();

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
    QByteArray m_key;
};

void TestLiveDesk::fill()
{
    Run run(m_path, m_key);
    run.begin(true);
    run.openMarina();
    QCOMPARE(run.texts(), QStringList{u"Consigo remarcar?"_s});
}

void TestLiveDesk::whatWasSeenIsShownWithoutTheServer()
{
    fill();
    Run run(m_path, m_key);
    run.begin(false);
    QSignalSpy failed(run.desk.get(), &ui::InboxDesk::threadFailed);
    QCOMPARE(run.desk->me(), UserId{3});
    run.openMarina();
    QCOMPARE(run.texts(), QStringList{u"Consigo remarcar?"_s});
    QCOMPARE(failed.size(), 0);
}

void TestLiveDesk::afterARestartOnlyTheNewsIsAsked()
{
    fill();
    Run run(m_path, m_key);
    run.begin(true);
    QCOMPARE(run.server->heard(u"events.subscribe"_s)[0]["since"_L1].toInt(), 100);
    QVERIFY(!run.connection->wasReset());
}

void TestLiveDesk::anEventIsInTheMirrorWithItsNumber()
{
    {
        Run run(m_path, m_key);
        run.begin(true);
        run.openMarina();
        run.server->tell(101, u"message.created"_s,
            {{u"message"_s, messageJson(71, 7, u"Na quinta?"_s)},
                {u"conversation"_s, conversationJson(7, 3, u"Marina"_s)}});
    }
    Run run(m_path, m_key);
    run.begin(false);
    QCOMPARE(run.opened.head->bookmark.seq, 101);
    run.openMarina();
    QCOMPARE(run.texts(), (QStringList{u"Consigo remarcar?"_s, u"Na quinta?"_s}));
}

void TestLiveDesk::aServerThatBeganAnewIsReadAnew()
{
    fill();
    {
        Run run(m_path, m_key, u"e2"_s);
        run.server->answer(u"conversations.myAssignedConversations"_s,
            {{u"conversations"_s, QJsonArray{conversationJson(9, 3, u"Rafael"_s)}}});
        run.begin(true);
        QTRY_VERIFY(run.desk->find({9}).isValid());
        QVERIFY(!run.desk->find({7}).isValid());
    }
    Run run(m_path, m_key, u"e2"_s);
    run.begin(false);
    QCOMPARE(run.opened.head->bookmark.epoch, u"e2"_s);
    QVERIFY(!run.desk->find({7}).isValid());
    QVERIFY(run.desk->find({9}).isValid());
}

void TestLiveDesk::whatIsTypedOfflineIsSentOnceAfterARestart()
{
    fill();
    QString clientId;
    {
        Run run(m_path, m_key);
        run.begin(false);
        run.openMarina();
        run.desk->send({7}, u"Quinta às 14h?"_s, {});
        QCOMPARE(run.texts().last(), u"Quinta às 14h?"_s);
        QCOMPARE(run.last().status, MessageStatus::Queued); // a clock
        clientId = *run.last().clientId;
    }
    {
        Run run(m_path, m_key);
        run.takeMessages();
        run.begin(true);
        QTRY_COMPARE(run.desk->unsentCount(), 0);
        QCOMPARE(run.stored, QStringList{clientId});
    }
    Run run(m_path, m_key);
    run.takeMessages();
    run.begin(true);
    run.openMarina();
    QVERIFY(run.server->heard(u"messages.send"_s).isEmpty());
}

void TestLiveDesk::anAnswerThatWasLostDoesNotSendTwice()
{
    Run run(m_path, m_key);
    run.begin(true);
    run.openMarina();
    run.desk->send({7}, u"Quinta às 14h?"_s, {}); // heard, but never answered
    QCOMPARE(run.server->heard(u"messages.send"_s).size(), 1);
    run.server->end(1006);
    run.takeMessages();
    run.connection->retryNow();
    QTRY_COMPARE(run.desk->unsentCount(), 0);
    const auto heard = run.server->heard(u"messages.send"_s);
    QCOMPARE(heard.size(), 2);
    QCOMPARE(heard[0]["clientId"_L1], heard[1]["clientId"_L1]);
    QTRY_COMPARE(run.texts().count(u"Quinta às 14h?"_s), 1);
}

void TestLiveDesk::messagesOfAConversationKeepTheirOrder()
{
    fill();
    Run run(m_path, m_key);
    run.takeMessages();
    run.begin(false);
    run.openMarina();
    for (const QString &text : {u"um"_s, u"dois"_s, u"três"_s})
        run.desk->send({7}, text, {});
    run.server->setReachable(true);
    run.connection->retryNow();
    QTRY_COMPARE(run.desk->unsentCount(), 0);
    QStringList sent;
    for (const QJsonObject &params : run.server->heard(u"messages.send"_s))
        sent << params["text"_L1].toString();
    QCOMPARE(sent, (QStringList{u"um"_s, u"dois"_s, u"três"_s}));
}

void TestLiveDesk::aRefusalStaysWithItsReason()
{
    {
        Run run(m_path, m_key);
        run.server->refuse(u"messages.send"_s, u"window_closed"_s);
        run.begin(true);
        run.openMarina();
        QSignalSpy refused(run.desk.get(), &ui::InboxDesk::refused);
        run.desk->send({7}, u"Quinta às 14h?"_s, {});
        QTRY_COMPARE(refused.size(), 1);
        QCOMPARE(run.last().status, MessageStatus::Failed);
        QCOMPARE(run.last().error->hint, u"window_closed"_s);
    }
    Run run(m_path, m_key); // nobody's text is lost, and it is not sent unasked
    run.takeMessages();
    run.begin(true);
    run.openMarina();
    QCOMPARE(run.last().text, u"Quinta às 14h?"_s);
    QCOMPARE(run.last().status, MessageStatus::Failed);
    QVERIFY(run.stored.isEmpty());
}

void TestLiveDesk::aRefusedMessageIsSentAgainWhenAsked()
{
    Run run(m_path, m_key);
    run.server->refuse(u"messages.send"_s, u"window_closed"_s);
    run.begin(true);
    run.openMarina();
    run.desk->send({7}, u"Quinta às 14h?"_s, {});
    QTRY_COMPARE(run.last().status, MessageStatus::Failed);
    run.takeMessages();
    run.desk->retry(run.last().id);
    QTRY_COMPARE(run.last().id, MessageId{80});
    QCOMPARE(run.desk->unsentCount(), 0);
    QCOMPARE(run.stored.size(), 1);
}

void TestLiveDesk::aBusyServerIsAskedAgain()
{
    Run run(m_path, m_key);
    run.server->refuse(u"messages.send"_s, u"rate_limited"_s, {{u"retryAfterMs"_s, 1}});
    run.begin(true);
    run.openMarina();
    QSignalSpy refused(run.desk.get(), &ui::InboxDesk::refused);
    run.desk->send({7}, u"Quinta às 14h?"_s, {});
    QTRY_COMPARE(run.server->heard(u"messages.send"_s).size(), 1);
    run.takeMessages();
    QTRY_COMPARE(run.desk->unsentCount(), 0);
    QCOMPARE(refused.size(), 0);
}

void TestLiveDesk::aNoteThatIsNotSavedComesBack()
{
    fill();
    Run run(m_path, m_key);
    run.begin(false);
    run.openMarina();
    QSignalSpy back(run.desk.get(), &ui::InboxDesk::noteRefused);
    run.desk->addNote({7}, u"Prefere à tarde"_s);
    QCOMPARE(back.size(), 1);
    QCOMPARE(back[0][1].toString(), u"Prefere à tarde"_s);

    run.server->setReachable(true);
    run.connection->retryNow();
    QTRY_COMPARE(run.connection->state(), Connection::State::Online);
    QVERIFY(run.server->heard(u"notes.create"_s).isEmpty()); // it is not sent behind one's back
    run.desk->addNote({7}, u"Prefere à tarde"_s); // heard, but the answer is lost
    QCOMPARE(back.size(), 1);
    run.server->end(1006);
    QTRY_COMPARE(back.size(), 2);
    QCOMPARE(back[1][0].value<ConversationId>(), ConversationId{7});
}

void TestLiveDesk::quickRepliesFollowTheClinicsAndAreKept()
{
    const auto list = [](const QString &title) {
        return QJsonObject{{u"quickReplies"_s,
            QJsonArray{QJsonObject{{u"id"_s, 1}, {u"title"_s, title}, {u"content"_s, u"Oi!"_s},
                {u"category"_s, QJsonValue::Null}, {u"shortcut"_s, u"oi"_s}}}}};
    };
    {
        Run run(m_path, m_key);
        run.server->answer(u"quickReplies.list"_s, list(u"Saudação"_s));
        run.begin(true);
        QTRY_COMPARE(run.desk->quickReplies().size(), 1);
        run.server->answer(u"quickReplies.list"_s, list(u"Bom dia"_s));
        run.server->tell(101, u"quickReplies.changed"_s, {});
        QTRY_COMPARE(run.desk->quickReplies().constFirst().title, u"Bom dia"_s);
    }
    Run run(m_path, m_key);
    run.begin(false);
    QCOMPARE(run.desk->quickReplies().size(), 1);
    QCOMPARE(run.desk->quickReplies().constFirst().title, u"Bom dia"_s);
}

void TestLiveDesk::newsOfAnOldMessageMakesNoHole()
{
    {
        Run run(m_path, m_key);
        run.begin(true);
        run.openMarina();
        run.server->tell(101, u"message.updated"_s, {{u"message"_s, messageJson(5, 7, u"muito antiga"_s)}});
        QCOMPARE(run.texts(), QStringList{u"Consigo remarcar?"_s});
        run.server->tell(102, u"message.updated"_s, {{u"message"_s, messageJson(70, 7, u"mudada"_s)}});
        QCOMPARE(run.texts(), QStringList{u"mudada"_s});
    }
    Run run(m_path, m_key);
    run.begin(false);
    run.openMarina();
    QCOMPARE(run.texts(), QStringList{u"mudada"_s});
}

void TestLiveDesk::whatIsNotMineAnyMoreGoes()
{
    {
        Run run(m_path, m_key);
        run.begin(true);
        run.openMarina();
        run.server->tell(
            101, u"conversation.updated"_s, {{u"conversation"_s, conversationJson(7, 4, u"Marina"_s)}});
        QVERIFY(!run.desk->find({7}).isValid());
    }
    Run run(m_path, m_key);
    run.begin(false);
    QVERIFY(run.opened.conversations.isEmpty());
    auto left = run.mirror.thread({7}, {}, 50);
    QTRY_VERIFY(left.isFinished());
    QVERIFY(left.result()->isEmpty());
}

QTEST_MAIN(TestLiveDesk)
#include "tst_live_desk.moc"
