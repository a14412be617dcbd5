// SPDX-License-Identifier: Apache-2.0
#include "backend/base/crypto.h"
#include "tests/desk/desk_run.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace acolhe;
using tests::conversationJson;
using tests::Run;

/// What is begun, held back for a moment, or sent later, over restarts and with other computers.
class TestWriting : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_path = m_dir->filePath(u"mirror.db"_s);
        m_key = crypto::randomBytes(crypto::keyBytes);
    }
    void aDraftOutlivesAProgramThatWasKilled();
    void theServerIsToldWhenTheTypingRests();
    void whatWasTypedOfflineIsToldLater();
    void anotherComputersDraftComesOver();
    void whatIsTypedHereIsNotOverwritten();
    void aDraftThatWentElsewhereGoesHere();
    void aHeldMessageCanBeTakenBack();
    void aHeldMessageIsSentOnceAfterARestart();
    void whatIsSentAfterAHeldMessageWaitsForIt();
    void scheduledMessagesFollowTheServer();
    void aScheduleThatIsRefusedComesBack();
    void viewersAreKnown();
    void onlyTheAssigneeSendsWhereTheClinicWantsIt();

private:
    static QJsonObject draftJson(qint64 id, const QString &text, const QString &origin = u"casa"_s)
    {
        return {{u"conversationId"_s, id}, {u"text"_s, text}, {u"note"_s, false},
            {u"replyToId"_s, QJsonValue::Null}, {u"origin"_s, origin},
            {u"updatedAt"_s, u"2026-11-25T10:00:00.000Z"_s}};
    }
    static QJsonObject scheduledJson(qint64 id, const QString &text, const QString &state = u"waiting"_s)
    {
        return {{u"id"_s, id}, {u"conversationId"_s, 7}, {u"clientId"_s, u"c%1"_s.arg(id)}, {u"text"_s, text},
            {u"replyToId"_s, QJsonValue::Null}, {u"sendAt"_s, u"2026-11-26T08:00:00.000Z"_s},
            {u"cancelOnReply"_s, false}, {u"authorId"_s, 3}, {u"authorName"_s, u"Paula"_s},
            {u"createdAt"_s, u"2026-11-25T10:00:00.000Z"_s}, {u"state"_s, state}, {u"reason"_s, QString()},
            {u"messageId"_s, QJsonValue::Null}};
    }
    /// Takes drafts.set as the server does.
    static void takeDrafts(Run &run)
    {
        run.server->answer(u"drafts.set"_s, [](const QJsonObject &params) {
            QJsonObject draft = draftJson(params["conversationId"_L1].toInteger(),
                params["text"_L1].toString(), params["origin"_L1].toString());
            return QJsonObject{{u"result"_s, QJsonObject{{u"draft"_s, draft}}}};
        });
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
    QByteArray m_key;
};

void TestWriting::aDraftOutlivesAProgramThatWasKilled()
{
    {
        Run run(m_path, m_key);
        run.begin(true);
        run.openMarina();
        run.desk->writing().keepDraft({7}, u"B"_s, false, {});
        run.desk->writing().keepDraft({7}, u"Bo"_s, false, {});
        run.desk->writing().keepDraft({7}, u"Bom dia"_s, true, MessageId{70});
        // The file as the disk has it if the program dies here.
        const auto draftOnDisk = [this] {
            const QString copy = m_dir->filePath(u"killed.db"_s);
            for (const QString &suffix : {QString(), u"-wal"_s, u"-shm"_s}) {
                QFile::remove(copy + suffix);
                QFile::copy(m_path + suffix, copy + suffix);
            }
            const client::MirrorFile file(copy, m_key, {});
            const auto rows = file.read(client::MirrorRow::Draft);
            return rows.isEmpty() ? QByteArray() : rows.first().plain;
        };
        QTRY_VERIFY(draftOnDisk().contains("Bom dia"));
    }
    Run run(m_dir->filePath(u"killed.db"_s), m_key);
    run.begin(false);
    const Draft draft = run.desk->writing().draft({7});
    QCOMPARE(draft.text, u"Bom dia"_s);
    QVERIFY(draft.note);
    QCOMPARE(draft.replyToId, std::optional(MessageId{70}));
}

void TestWriting::theServerIsToldWhenTheTypingRests()
{
    Run run({}, m_key);
    takeDrafts(run);
    run.begin(true);
    for (const QString &text : {u"O"_s, u"Oi"_s, u"Oi!"_s})
        run.desk->writing().keepDraft({7}, text, false, {});
    QVERIFY(run.server->heard(u"drafts.set"_s).isEmpty());
    QTRY_COMPARE(run.server->heard(u"drafts.set"_s).size(), 1);
    QCOMPARE(run.server->heard(u"drafts.set"_s)[0]["text"_L1].toString(), u"Oi!"_s);
    run.desk->writing().keepDraft({7}, u"  "_s, false, {});
    QTRY_COMPARE(run.server->heard(u"drafts.set"_s).size(), 2);
    QCOMPARE(run.server->heard(u"drafts.set"_s)[1]["text"_L1].toString(), QString());
}

void TestWriting::whatWasTypedOfflineIsToldLater()
{
    {
        Run run(m_path, m_key);
        run.begin(true);
        QTRY_VERIFY(run.desk->find({7}).isValid());
    }
    {
        Run run(m_path, m_key);
        run.begin(false);
        run.desk->writing().keepDraft({7}, u"No ônibus"_s, false, {});
    }
    Run run(m_path, m_key);
    takeDrafts(run);
    run.server->answer(u"drafts.list"_s, {{u"drafts"_s, QJsonArray{draftJson(7, u"Mais velho"_s)}}});
    run.begin(true);
    QTRY_COMPARE(run.server->heard(u"drafts.set"_s).size(), 1);
    QCOMPARE(run.server->heard(u"drafts.set"_s)[0]["text"_L1].toString(), u"No ônibus"_s);
    QCOMPARE(run.desk->writing().draft({7}).text, u"No ônibus"_s);
}

void TestWriting::anotherComputersDraftComesOver()
{
    Run run({}, m_key);
    run.server->answer(u"drafts.list"_s, {{u"drafts"_s, QJsonArray{draftJson(7, u"De casa"_s)}}});
    run.begin(true);
    QTRY_COMPARE(run.desk->writing().draft({7}).text, u"De casa"_s);
    QSignalSpy arrived(&run.desk->writing(), &ui::ComposerDesk::draftArrived);
    run.server->tell(101, u"draft.changed"_s, {{u"draft"_s, draftJson(7, u"De casa, mais"_s)}});
    QCOMPARE(run.desk->writing().draft({7}).text, u"De casa, mais"_s);
    QCOMPARE(arrived.size(), 1);
}

void TestWriting::whatIsTypedHereIsNotOverwritten()
{
    Run run({}, m_key);
    takeDrafts(run);
    run.begin(true);
    run.desk->writing().keepDraft({7}, u"Daqui"_s, false, {});
    QSignalSpy arrived(&run.desk->writing(), &ui::ComposerDesk::draftArrived);
    run.server->tell(101, u"draft.changed"_s, {{u"draft"_s, draftJson(7, u"De casa"_s)}});
    QCOMPARE(run.desk->writing().draft({7}).text, u"Daqui"_s);
    QCOMPARE(arrived.size(), 1); // it is said
    QTRY_COMPARE(run.server->heard(u"drafts.set"_s).size(), 1);
    const QString mine = run.server->heard(u"drafts.set"_s)[0]["origin"_L1].toString();
    run.server->tell(102, u"draft.changed"_s, {{u"draft"_s, draftJson(7, u"Eco"_s, mine)}});
    QCOMPARE(arrived.size(), 1); // one's own is no news
}

void TestWriting::aDraftThatWentElsewhereGoesHere()
{
    Run run({}, m_key);
    takeDrafts(run);
    run.begin(true);
    run.desk->writing().keepDraft({7}, u"Oi"_s, false, {});
    QTRY_COMPARE(run.server->heard(u"drafts.set"_s).size(), 1);
    run.server->tell(101, u"draft.changed"_s, {{u"draft"_s, draftJson(7, QString())}});
    QTRY_COMPARE(run.desk->writing().draft({7}).text, QString());
}

void TestWriting::aHeldMessageCanBeTakenBack()
{
    Run run({}, m_key);
    run.takeMessages();
    run.begin(true);
    run.openMarina();
    run.desk->setUndoTime(30'000);
    run.desk->send({7}, u"Sem querer"_s, MessageId{70});
    QCOMPARE(run.texts().last(), u"Sem querer"_s); // it is seen to wait
    const auto held = run.desk->held();
    QVERIFY(held);
    QCOMPARE(held->text, u"Sem querer"_s);
    QCOMPARE(held->replyTo, std::optional(MessageId{70}));
    run.desk->undoSend(held->id);
    QVERIFY(!run.desk->held());
    QCOMPARE(run.texts(), QStringList{u"Consigo remarcar?"_s});
    QCOMPARE(run.desk->unsentCount(), 0);
    run.desk->setUndoTime(0);
    run.desk->send({7}, u"De propósito"_s, {});
    QTRY_COMPARE(run.server->heard(u"messages.send"_s).size(), 1);
    QCOMPARE(run.server->heard(u"messages.send"_s)[0]["text"_L1].toString(), u"De propósito"_s);
}

void TestWriting::aHeldMessageIsSentOnceAfterARestart()
{
    {
        Run run(m_path, m_key);
        run.takeMessages();
        run.begin(true);
        run.openMarina();
        run.desk->setUndoTime(1'500);
        run.desk->send({7}, u"Até quinta"_s, {});
        QVERIFY(run.server->heard(u"messages.send"_s).isEmpty());
    } // and here the program died
    Run run(m_path, m_key);
    run.takeMessages();
    run.begin(true);
    run.openMarina();
    QTRY_COMPARE(run.server->heard(u"messages.send"_s).size(), 1);
    QTRY_COMPARE(run.desk->unsentCount(), 0);
    QCOMPARE(run.server->heard(u"messages.send"_s)[0]["text"_L1].toString(), u"Até quinta"_s);
    QCOMPARE(run.stored.size(), 1);
}

void TestWriting::whatIsSentAfterAHeldMessageWaitsForIt()
{
    Run run({}, m_key);
    run.takeMessages();
    run.begin(true);
    run.openMarina();
    run.desk->setUndoTime(600);
    run.desk->send({7}, u"Um"_s, {});
    run.desk->setUndoTime(0);
    run.desk->send({7}, u"Dois"_s, {});
    QVERIFY(run.server->heard(u"messages.send"_s).isEmpty());
    QTRY_COMPARE(run.server->heard(u"messages.send"_s).size(), 2);
    QCOMPARE(run.server->heard(u"messages.send"_s)[0]["text"_L1].toString(), u"Um"_s);
}

void TestWriting::scheduledMessagesFollowTheServer()
{
    Run run({}, m_key);
    run.server->answer(
        u"messages.scheduled"_s, {{u"scheduled"_s, QJsonArray{scheduledJson(1, u"Amanhã"_s)}}});
    run.begin(true);
    run.openMarina();
    QTRY_COMPARE(run.desk->writing().scheduled().size(), 1);
    run.server->tell(101, u"scheduled.changed"_s, {{u"scheduled"_s, scheduledJson(2, u"Depois"_s)}});
    QCOMPARE(run.desk->writing().scheduled().size(), 2);
    run.server->tell(
        102, u"scheduled.changed"_s, {{u"scheduled"_s, scheduledJson(1, u"Amanhã"_s, u"sent"_s)}});
    QCOMPARE(run.desk->writing().scheduled().size(), 1);
    run.server->tell(
        103, u"scheduled.changed"_s, {{u"scheduled"_s, scheduledJson(2, u"Depois"_s, u"refused"_s)}});
    QCOMPARE(run.desk->writing().scheduled().value(0).state, ScheduledState::Refused);
}

void TestWriting::aScheduleThatIsRefusedComesBack()
{
    Run run({}, m_key);
    run.begin(false);
    QSignalSpy refused(&run.desk->writing(), &ui::ComposerDesk::scheduleRefused);
    run.desk->writing().schedule({7}, u"Amanhã"_s, {}, {1}, false);
    QTRY_COMPARE(refused.size(), 1);
    QCOMPARE(refused[0][1].toString(), u"Amanhã"_s);
}

void TestWriting::viewersAreKnown()
{
    Run run({}, m_key);
    const QJsonObject bia{{u"type"_s, u"user"_s}, {u"id"_s, 4}, {u"name"_s, u"Bia"_s}};
    run.server->answer(u"viewing.notify"_s, {{u"viewers"_s, QJsonArray{bia}}});
    run.begin(true);
    run.openMarina();
    QTRY_COMPARE(run.desk->writing().viewers(), QStringList{u"Bia"_s});
    const auto tell = [&run](qint64 user, const QString &name, bool viewing) {
        run.server->tell(0, u"viewing"_s,
            {{u"conversationId"_s, 7}, {u"viewing"_s, viewing},
                {u"who"_s, QJsonObject{{u"type"_s, u"user"_s}, {u"id"_s, user}, {u"name"_s, name}}}});
    };
    tell(5, u"Diego"_s, true);
    tell(3, u"Paula"_s, true); // oneself
    QCOMPARE(run.desk->writing().viewers(), (QStringList{u"Bia"_s, u"Diego"_s}));
    tell(4, u"Bia"_s, false);
    QCOMPARE(run.desk->writing().viewers(), QStringList{u"Diego"_s});
    run.desk->open({99});
    QVERIFY(run.desk->writing().viewers().isEmpty());
    QCOMPARE(run.server->heard(u"viewing.notify"_s).last()["viewing"_L1].toBool(), false);
}

void TestWriting::onlyTheAssigneeSendsWhereTheClinicWantsIt()
{
    Run run({}, m_key);
    run.server->answer(u"clinic.settings"_s, {{u"settings"_s, QJsonObject{{u"onlyAssigneeSends"_s, true}}}});
    run.begin(true);
    run.openMarina();
    QVERIFY(run.desk->rights().answer); // hers
    run.server->tell(
        101, u"conversation.updated"_s, {{u"conversation"_s, conversationJson(7, 5, u"Marina"_s)}});
    QTRY_VERIFY(!run.desk->rights().answer);
}

QTEST_MAIN(TestWriting)
#include "tst_writing.moc"
