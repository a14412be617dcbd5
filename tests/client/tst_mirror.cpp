// SPDX-License-Identifier: Apache-2.0
#include "backend/base/crypto.h"
#include "ui/client/mirror.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

using namespace Qt::StringLiterals;
using namespace acolhe;
using namespace acolhe::client;

static Conversation conversation(qint64 id, qint64 updated = 1)
{
    Conversation c;
    c.id = {id};
    c.inboxId = {1};
    c.patient.id = {1};
    c.patient.name = u"Marina da Silva"_s;
    c.channel = u"whatsapp_cloud"_s;
    c.updatedAt = c.createdAt = {updated};
    return c;
}

static Message message(qint64 id, qint64 inConversation, const QString &text = u"Consigo remarcar?"_s)
{
    Message m;
    m.id = {id};
    m.conversationId = {inConversation};
    m.text = text;
    m.createdAt = m.sentAt = {id};
    return m;
}

static Outgoing outgoing(qint64 number, const QString &text)
{
    Outgoing o;
    o.number = number;
    o.request.conversationId = {7};
    o.request.clientId = u"client-%1"_s.arg(number);
    o.request.text = text;
    o.typedAt = {number};
    return o;
}

static MirrorHead head(qint64 seq, const QString &epoch = u"e1"_s)
{
    MirrorHead h;
    h.bookmark = {seq, epoch};
    h.user.id = {3};
    h.user.name = u"Paula Reis"_s;
    h.clinic.id = {1};
    h.clinic.name = u"Vida Plena"_s;
    return h;
}

template <class T> static T await(Future<T> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 10'000))
        qFatal("no answer");
    return *future.result();
}

static QList<qint64> ids(const QList<Message> &messages)
{
    QList<qint64> list;
    for (const Message &one : messages)
        list.append(one.id.value);
    return list;
}

class TestMirror : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_path = m_dir->filePath(u"profile/mirror.db"_s);
        m_key = crypto::randomBytes(crypto::keyBytes);
    }
    void whatWasSeenIsThereAfterARestart();
    void whatWasTypedSurvivesUntilItIsWithTheServer();
    void aThreadComesInPagesOldestLast();
    void nothingReadableIsOnTheDisk();
    void aFileThatIsNotOursIsBegunAnew_data();
    void aFileThatIsNotOursIsBegunAnew();
    void aRowThatWasMovedDoesNotOpen();
    void inMemoryNothingIsKept();
    void aSecondProgramLeavesTheFirstAlone();
    void theServerBeganAnewButWhatWasTypedStays();
    void itsSizeIsBounded();
    void aConversationGoesWithItsMessages();
    void afterDestroyingThereIsNoFile();

private:
    void fill();

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
    QByteArray m_key;
};

void TestMirror::fill()
{
    Mirror mirror(m_path, m_key);
    QVERIFY(await(mirror.open()).durable);
    mirror.put(conversation(7));
    mirror.put(message(70, 7));
    mirror.setHead(head(42));
    mirror.put(outgoing(1, u"Quinta às 14h?"_s));
}

void TestMirror::whatWasSeenIsThereAfterARestart()
{
    fill();
    Mirror mirror(m_path, m_key);
    const Mirror::Kept kept = await(mirror.open());
    QVERIFY(kept.durable);
    QCOMPARE(kept.head->bookmark, (Bookmark{42, u"e1"_s}));
    QCOMPARE(kept.head->user.name, u"Paula Reis"_s);
    QCOMPARE(kept.conversations, QList{conversation(7)});
    QCOMPARE(await(mirror.thread({7}, {}, 50)), QList{message(70, 7)});
}

void TestMirror::whatWasTypedSurvivesUntilItIsWithTheServer()
{
    fill();
    {
        Mirror mirror(m_path, m_key);
        const Mirror::Kept kept = await(mirror.open());
        QCOMPARE(kept.outgoing.size(), 1);
        QCOMPARE(kept.outgoing[0].request.clientId, u"client-1"_s);
        QCOMPARE(kept.outgoing[0].request.text, u"Quinta às 14h?"_s);
        Outgoing refused = kept.outgoing[0];
        refused.refusal = MessageError{u"forbidden"_s, u"not yours"_s, u"forbidden"_s, false};
        mirror.put(refused);
    }
    {
        Mirror mirror(m_path, m_key);
        QCOMPARE(await(mirror.open()).outgoing[0].refusal->hint, u"forbidden"_s);
        mirror.removeOutgoing(1);
    }
    Mirror mirror(m_path, m_key);
    QVERIFY(await(mirror.open()).outgoing.isEmpty());
}

void TestMirror::aThreadComesInPagesOldestLast()
{
    Mirror mirror({}, m_key);
    mirror.put(conversation(7));
    for (qint64 id : {5, 1, 4, 2, 3})
        mirror.put(message(id, 7));
    mirror.put(message(6, 8));
    QCOMPARE(ids(await(mirror.thread({7}, {}, 2))), (QList<qint64>{4, 5}));
    QCOMPARE(ids(await(mirror.thread({7}, MessageId{4}, 2))), (QList<qint64>{2, 3}));
    QCOMPARE(ids(await(mirror.thread({7}, MessageId{2}, 2))), QList<qint64>{1});
}

void TestMirror::nothingReadableIsOnTheDisk()
{
    fill();
    const QDir dir(QFileInfo(m_path).absolutePath());
    const auto files = dir.entryInfoList(QDir::Files);
    QVERIFY(!files.isEmpty());
    for (const QFileInfo &info : files) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        for (const char *secret : {"Marina", "remarcar", "Quinta", "Paula", "client-1", "Vida Plena"})
            QVERIFY2(!bytes.contains(secret), secret);
        QVERIFY(!(info.permissions() & (QFile::ReadGroup | QFile::ReadOther))
            || info.fileName() != u"mirror.db"_s);
    }
}

void TestMirror::aFileThatIsNotOursIsBegunAnew_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("otherKey");
    QTest::newRow("no database")
        << QByteArray("something else entirely, long enough to be read").repeated(200) << false;
    QTest::newRow("cut short") << QByteArray("SQLite format 3\0\x10", 17) << false;
    QTest::newRow("sealed under another key") << QByteArray() << true;
}

void TestMirror::aFileThatIsNotOursIsBegunAnew()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, otherKey);
    fill();
    if (otherKey) {
        m_key = crypto::randomBytes(crypto::keyBytes);
    } else {
        MirrorFile::removeFiles(m_path);
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    {
        Mirror mirror(m_path, m_key);
        const Mirror::Kept kept = await(mirror.open());
        QVERIFY(kept.durable);
        QVERIFY(!kept.head);
        QVERIFY(kept.conversations.isEmpty());
        mirror.put(conversation(8));
    }
    Mirror mirror(m_path, m_key);
    QCOMPARE(await(mirror.open()).conversations, QList{conversation(8)});
}

void TestMirror::aRowThatWasMovedDoesNotOpen()
{
    fill();
    sqlite3 *db = nullptr;
    QCOMPARE(sqlite3_open(m_path.toUtf8().constData(), &db), SQLITE_OK);
    QCOMPARE(sqlite3_exec(db, "UPDATE rows SET id = 71 WHERE id = 70", nullptr, nullptr, nullptr), SQLITE_OK);
    QCOMPARE(sqlite3_changes(db), 1);
    sqlite3_close(db);
    Mirror mirror(m_path, m_key);
    QVERIFY(await(mirror.thread({7}, {}, 50)).isEmpty());
}

void TestMirror::inMemoryNothingIsKept()
{
    Mirror mirror({}, m_key);
    QVERIFY(!await(mirror.open()).durable);
    mirror.put(message(70, 7));
    QCOMPARE(await(mirror.thread({7}, {}, 50)).size(), 1);
    QVERIFY(QDir(m_dir->path()).isEmpty());
}

void TestMirror::aSecondProgramLeavesTheFirstAlone()
{
    fill();
    Mirror first(m_path, m_key);
    QVERIFY(await(first.open()).durable);
    {
        Mirror second(m_path, m_key);
        QVERIFY(!await(second.open()).durable);
        second.put(conversation(9));
    }
    QCOMPARE(await(first.thread({7}, {}, 50)).size(), 1);
}

void TestMirror::theServerBeganAnewButWhatWasTypedStays()
{
    fill();
    {
        Mirror mirror(m_path, m_key);
        mirror.forgetSeen();
    }
    Mirror mirror(m_path, m_key);
    const Mirror::Kept kept = await(mirror.open());
    QVERIFY(!kept.head);
    QVERIFY(kept.conversations.isEmpty());
    QVERIFY(await(mirror.thread({7}, {}, 50)).isEmpty());
    QCOMPARE(kept.outgoing.size(), 1);
}

void TestMirror::itsSizeIsBounded()
{
    Mirror mirror({}, m_key, {10, 100});
    for (qint64 id = 1; id <= 20; ++id)
        mirror.put(conversation(id, id));
    for (qint64 id = 1; id <= 1000; ++id)
        mirror.put(message(id, id <= 500 ? 1 : 20));
    QCOMPARE(await(mirror.open()).conversations.size(), 10);
    QVERIFY(await(mirror.thread({1}, {}, 1000)).isEmpty());
    const auto newest = ids(await(mirror.thread({20}, {}, 1000)));
    QVERIFY2(newest.size() >= 100 && newest.size() <= 600, qPrintable(QString::number(newest.size())));
    QCOMPARE(newest.last(), 1000);
}

void TestMirror::aConversationGoesWithItsMessages()
{
    Mirror mirror({}, m_key);
    mirror.put(conversation(7));
    mirror.put(message(70, 7));
    mirror.put(message(80, 8));
    mirror.remove({7});
    QVERIFY(await(mirror.thread({7}, {}, 50)).isEmpty());
    QCOMPARE(await(mirror.thread({8}, {}, 50)).size(), 1);
    QVERIFY(await(mirror.open()).conversations.isEmpty());
}

void TestMirror::afterDestroyingThereIsNoFile()
{
    fill();
    Mirror mirror(m_path, m_key);
    QVERIFY(await(mirror.open()).durable);
    QSignalSpy lost(&mirror, &Mirror::durabilityLost);
    mirror.destroy();
    QVERIFY(await(mirror.thread({7}, {}, 50)).isEmpty());
    QVERIFY(QDir(QFileInfo(m_path).absolutePath()).isEmpty());
    QCOMPARE(lost.size(), 0);
}

QTEST_GUILESS_MAIN(TestMirror)
#include "tst_mirror.moc"
