// SPDX-License-Identifier: Apache-2.0
// What a real server writes to its log while it works: one id tells a message's story, and nothing that was
// said is in it.
#include "backend/base/log.h"
#include "backend/base/trace.h"
#include "tests/server/desk_at_work.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using tests::DeskAtWork;

class TestLog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneIdTellsAMessagesStory();
    void nothingThatWasSaidIsInTheLog();
    void thePlainFormSaysTheSame();
    void aTraceparentIsContinuedOnlyWhenItIsOne_data();
    void aTraceparentIsContinuedOnlyWhenItIsOne();
    void aMessagesTraceIsItsClientId();
    void nothingFromOutsideMakesALine();
};

static QList<QJsonObject> linesOf(const QByteArray &log)
{
    QList<QJsonObject> lines;
    for (const QByteArray &line : log.split('\n')) {
        QJsonParseError problem;
        const QJsonObject one = QJsonDocument::fromJson(line, &problem).object();
        if (line.isEmpty())
            continue;
        for (const char *key : {"at", "level", "category", "message"}) {
            if (problem.error != QJsonParseError::NoError || one[QLatin1StringView(key)].toString().isEmpty())
                qFatal("not a line of the log: %s", line.constData());
        }
        lines.append(one);
    }
    return lines;
}

/// What is told under an id, in order.
static QStringList story(const QByteArray &log, const QByteArray &trace)
{
    QStringList messages;
    for (const QJsonObject &line : linesOf(log)) {
        if (line["trace"_L1].toString().toLatin1() == trace)
            messages.append(line["message"_L1].toString());
    }
    return messages;
}

static const QByteArray webhookTrace = "0af7651916cd43dd8448eb211c80319c";
static const QByteArray traceparent = "00-" + webhookTrace + "-b7ad6b7169203331-01";

void TestLog::oneIdTellsAMessagesStory()
{
    DeskAtWork desk;
    QVERIFY2(desk.open({u"--log-json"_s}), desk.server.log().constData());
    QTRY_VERIFY(desk.subscribed);
    QCOMPARE(desk.patientWrites(traceparent), 200);
    QTRY_VERIFY(story(desk.server.log(), webhookTrace).contains(u"event pushed"_s));
    QCOMPARE(story(desk.server.log(), webhookTrace).count(u"delivery stored"_s), 1);

    const QString clientId = desk.reply();
    QVERIFY(!clientId.isEmpty());
    QTRY_COMPARE(desk.graph.sent().size(), 1);
    const QByteArray trace = QUuid::fromString(clientId).toString(QUuid::Id128).toLatin1();
    QTRY_VERIFY(story(desk.server.log(), trace).contains(u"send ended"_s));
    QCOMPARE(desk.tellStatus(u"delivered"_s), 200);
    QTRY_VERIFY(story(desk.server.log(), trace).contains(u"receipt"_s));
    const QStringList told = story(desk.server.log(), trace);
    for (const QString &station :
        {u"message stored"_s, u"event pushed"_s, u"send begins"_s, u"send ended"_s, u"receipt"_s})
        QVERIFY2(told.contains(station), qPrintable(station));
    QVERIFY(told.indexOf(u"send begins"_s) < told.indexOf(u"send ended"_s));
    QVERIFY(told.indexOf(u"send ended"_s) < told.indexOf(u"receipt"_s));
}

void TestLog::nothingThatWasSaidIsInTheLog()
{
    DeskAtWork desk;
    QVERIFY(desk.open({u"--log-json"_s, u"--log-level"_s, u"debug"_s}));
    QCOMPARE(desk.patientWrites(traceparent), 200);
    QVERIFY(!desk.reply().isEmpty());
    QTRY_COMPARE(desk.graph.sent().size(), 1);
    QCOMPARE(desk.tellStatus(u"read"_s), 200);
    const QString wrong = u"errada-canario-9912"_s;
    QVERIFY(desk.api->signIn(u"ana@vida.example"_s, wrong).isEmpty());
    QVERIFY(desk.api->signIn(u"canario@vida.example"_s, DeskAtWork::password).isEmpty());
    QCOMPARE(desk.api->call(u"texto-canario-verde"_s, {}, desk.token).status, 404);
    QCOMPARE(
        desk.api->call(u"messages.send"_s, {{DeskAtWork::said, DeskAtWork::phone}}, desk.token).status, 400);
    QCOMPARE(desk.api->call(u"conversations.get"_s, {{u"id"_s, 1}}, u"acolhe-token-canario"_s).status, 401);
    QCOMPARE(desk.post("{\"" + DeskAtWork::said.toUtf8() + "\":"), 200); // a dead letter
    QCOMPARE(desk.post("{}", {}, u"segredo-canario"_s), 401);
    QCOMPARE(desk.server.stop(), 0);
    const QByteArray log = desk.server.log();
    QVERIFY(linesOf(log).size() > 10);
    QVERIFY(!log.toLower().contains("canario"));
    QVERIFY(!log.contains("Canarina"));
    QVERIFY(!log.contains(DeskAtWork::phone.toLatin1()));
    QVERIFY(!log.contains(desk.token.toLatin1()));
    QVERIFY(!log.contains("EAA-test-token"));
    QVERIFY(!log.contains("ana@vida.example"));
}

void TestLog::thePlainFormSaysTheSame()
{
    DeskAtWork desk;
    QVERIFY(desk.open({}));
    QCOMPARE(desk.patientWrites(traceparent), 200);
    QCOMPARE(desk.server.stop(), 0);
    const QByteArray log = desk.server.log();
    QVERIFY2(log.contains(" info acolhe.channel: delivery stored trace=" + webhookTrace
                 + " clinic=1 inbox=1 journal=\"done\" messages=[1] conversations=[1] "),
        log.constData());
    QVERIFY(!log.contains("canario"));
}

void TestLog::aTraceparentIsContinuedOnlyWhenItIsOne_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("trace");
    const QByteArray id = webhookTrace;
    QTest::newRow("right") << traceparent << id;
    QTest::newRow("a later version may say more") << QByteArray("cc" + traceparent.mid(2) + "-more") << id;
    QTest::newRow("this version may not") << QByteArray(traceparent + "-more") << QByteArray();
    QTest::newRow("no version ff") << QByteArray("ff" + traceparent.mid(2)) << QByteArray();
    QTest::newRow("upper case") << traceparent.toUpper() << QByteArray();
    QTest::newRow("all zeros") << QByteArray("00-" + QByteArray(32, '0') + "-b7ad6b7169203331-01")
                               << QByteArray();
    QTest::newRow("no parent") << QByteArray("00-" + id + "-0000000000000000-01") << QByteArray();
    QTest::newRow("short") << traceparent.chopped(1) << QByteArray();
    QTest::newRow("none") << QByteArray() << QByteArray();
}

void TestLog::aTraceparentIsContinuedOnlyWhenItIsOne()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, trace);
    const TraceId id = TraceId::ofTraceparent(header);
    QCOMPARE(id.isValid() ? id.text() : QByteArray(), trace);
}

void TestLog::aMessagesTraceIsItsClientId()
{
    const TraceId id = TraceId::ofUuid(u"01234567-89ab-4def-8123-456789abcdef"_s);
    QCOMPARE(id.text(), "0123456789ab4def8123456789abcdef");
    QVERIFY(!TraceId::ofUuid(u"no uuid"_s).isValid());
    QVERIFY(TraceId::make().isValid());
    QVERIFY(TraceId::make() != TraceId::make());
}

void TestLog::nothingFromOutsideMakesALine()
{
    const QString evil = u"a\n{\"at\":\"x\"}\r\x1b[2J\u2028\" level=\"error"_s + QString(5000, u'x');
    QTest::ignoreMessage(
        QtWarningMsg, QRegularExpression(u"^said text=\"a \\{[^\\n\\r\\x1b\\x{2028}\"]*…\"$"_s));
    LogEntry(logServer(), QtWarningMsg, "said").with("text", evil);
}

QTEST_GUILESS_MAIN(TestLog)
#include "tst_log.moc"
