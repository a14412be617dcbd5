// SPDX-License-Identifier: Apache-2.0
#include "backend/base/crypto.h"
#include "tests/desk/desk_run.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace acolhe;
using namespace acolhe::tests;

/// The patient's whole history in the thread, the way back in it, and files that are sent.
class TestHistory : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_run =
            std::make_unique<Run>(m_folder->filePath(u"mirror.db"_s), crypto::randomBytes(crypto::keyBytes));
    }
    void cleanup() { m_run.reset(); }
    void theWholePatientIsAskedForUnlessNotWanted();
    void othersMessagesAreShownAndNotMirrored();
    void newMessagesOfThePatientsOtherConversationsCome();
    void anOldMessageIsLookedForUntilItIsThere();
    void theFirstMessageOfADayIsLookedFor();
    void aMessageThatIsNowhereIsMissing();
    void aFileIsSentAsAMessage();

private:
    QList<QJsonObject> pages() const { return m_run->server->heard(u"messages.getByConversation"_s); }
    /// A hundred older messages in pages of ten.
    void answerInPages()
    {
        m_run->server->answer(u"messages.getByConversation"_s, [](const QJsonObject &params) {
            const qint64 before = params.value("before"_L1).toInteger(101);
            QJsonArray messages;
            for (qint64 id = qMax<qint64>(1, before - 10); id < before; ++id)
                messages.append(messageJson(id, 7, u"m%1"_s.arg(id)));
            return QJsonObject{{u"result"_s,
                QJsonObject{{u"messages"_s, messages}, {u"hasMore"_s, before > 11}, {u"hasNewer"_s, false}}}};
        });
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Run> m_run;
};

void TestHistory::theWholePatientIsAskedForUnlessNotWanted()
{
    m_run->begin(true);
    m_run->openMarina();
    QVERIFY(m_run->desk->showsWholePatient());
    QVERIFY(pages().last().value("wholePatient"_L1).toBool());
    m_run->desk->showWholePatient(false);
    QTRY_VERIFY(!pages().last().value("wholePatient"_L1).toBool());
    QTRY_COMPARE(m_run->texts(), QStringList{u"Consigo remarcar?"_s});
    QCOMPARE(m_run->desk->current()->id, ConversationId{7});
}

void TestHistory::othersMessagesAreShownAndNotMirrored()
{
    m_run->server->answer(u"messages.getByConversation"_s,
        {{u"messages"_s, QJsonArray{messageJson(60, 5, u"no Instagram"_s), messageJson(70, 7, u"aqui"_s)}},
            {u"hasMore"_s, false}, {u"hasNewer"_s, false}});
    m_run->begin(true);
    m_run->openMarina();
    QCOMPARE(m_run->texts(), (QStringList{u"no Instagram"_s, u"aqui"_s}));
    const auto kept = [&](qint64 conversation) {
        auto page = m_run->mirror.thread({conversation}, {}, 10);
        [&] { QTRY_VERIFY(page.isFinished()); }();
        return page.result()->size();
    };
    m_run->mirror.flush();
    QCOMPARE(kept(7), 1);
    QCOMPARE(kept(5), 0);
}

void TestHistory::newMessagesOfThePatientsOtherConversationsCome()
{
    m_run->begin(true);
    m_run->openMarina();
    QJsonObject other = conversationJson(5, 3, u"Marina"_s);
    QJsonObject patient = other["patient"_L1].toObject();
    patient["id"_L1] = m_run->desk->current()->patient.id.value;
    other["patient"_L1] = patient;
    m_run->server->tell(101, u"message.created"_s,
        {{u"message"_s, messageJson(90, 5, u"e por aqui?"_s)}, {u"conversation"_s, other}});
    QTRY_COMPARE(m_run->texts().last(), u"e por aqui?"_s);
    m_run->desk->showWholePatient(false);
    QTRY_COMPARE(m_run->texts(), QStringList{u"Consigo remarcar?"_s});
}

void TestHistory::anOldMessageIsLookedForUntilItIsThere()
{
    answerInPages();
    m_run->begin(true);
    m_run->openMarina();
    QSignalSpy found(m_run->desk.get(), &ui::InboxDesk::messageFound);
    m_run->desk->findOlder({42});
    QTRY_COMPARE(found.size(), 1);
    QVERIFY(m_run->desk->findMessage({42}).isValid());
    QVERIFY(!m_run->desk->findMessage({30}).isValid()); // no more than needed
}

void TestHistory::theFirstMessageOfADayIsLookedFor()
{
    answerInPages();
    m_run->begin(true);
    m_run->openMarina();
    const Timestamp of95 = m_run->desk->message({95})->createdAt;
    QSignalSpy found(m_run->desk.get(), &ui::InboxDesk::messageFound);
    m_run->desk->findSince(of95);
    QTRY_COMPARE(found.size(), 1);
    QVERIFY(m_run->desk->message(found[0][0].value<MessageId>())->createdAt >= of95);
    m_run->desk->findSince({1}); // before everything: the very first
    QTRY_COMPARE(found.size(), 2);
    QCOMPARE(found[1][0].value<MessageId>(), MessageId{1});
}

void TestHistory::aMessageThatIsNowhereIsMissing()
{
    answerInPages();
    m_run->begin(true);
    m_run->openMarina();
    QSignalSpy missing(m_run->desk.get(), &ui::InboxDesk::messageMissing);
    m_run->desk->findOlder({999}); // newer than all
    QTRY_COMPARE(missing.size(), 1);
}

void TestHistory::aFileIsSentAsAMessage()
{
    m_run->begin(true);
    m_run->openMarina();
    Attachment file;
    file.id = {44};
    file.kind = MessageKind::Image;
    file.fileName = u"praia.png"_s;
    m_run->desk->sendFile({7}, file, u"A praia"_s);
    QTRY_COMPARE(m_run->server->heard(u"messages.send"_s).size(), 1);
    const QJsonObject sent = m_run->server->heard(u"messages.send"_s).first();
    QCOMPARE(sent["attachments"_L1][0]["mediaId"_L1].toInteger(), 44);
    QCOMPARE(sent["text"_L1].toString(), u"A praia"_s);
    QCOMPARE(m_run->last().kind, MessageKind::Image); // shown at once
    QCOMPARE(m_run->last().attachments, QList<Attachment>{file});
    QCOMPARE(m_run->last().status, MessageStatus::Queued);
}

QTEST_MAIN(TestHistory)
#include "tst_history.moc"
