// SPDX-License-Identifier: Apache-2.0
// The outbox of a running server against a Graph that hangs, cuts, half answers, limits and fails, on both
// databases: nothing is sent twice unasked, and every message ends where it can be seen.
#include "backend/base/crypto.h"
#include "tests/support/fake_graph.h"
#include "tests/support/server/api_client.h"
#include "tests/support/server/server_process.h"
#include "tests/support/storage/postgres.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QLocale>
#include <QTest>
#include <QUuid>

using namespace Qt::StringLiterals;
using namespace acolhe;
using tests::ApiClient;
using tests::FakeGraph;
using tests::ServerProcess;

static const QString password = u"caminho-de-pedra-azul"_s;

namespace {

/// A clinic at work: a server on one kind of database, a Graph, and a patient who wrote.
struct Clinic {
    explicit Clinic(const QString &kind, tests::Postgres &postgres)
    {
        if (kind == "PostgreSQL"_L1)
            server.setOptions({u"--database"_s, postgres.newDatabase()});
    }

    bool open()
    {
        if (!graph.start() || !server.init(u"Vida Plena"_s, u"ana@vida.example"_s, password)
            || !server.start())
            return false;
        api = std::make_unique<ApiClient>(server.url());
        admin = api->signIn(u"ana@vida.example"_s, password);
        inbox = newInbox({}, u"app1"_s);
        conversation = patientWrites(u"558487654321"_s, {}, u"app1"_s);
        return inbox > 0 && conversation > 0;
    }
    static QJsonObject settingsOf(const FakeGraph::Account &account, const QString &app, const QUrl &graph)
    {
        return {{u"phoneNumberId"_s, account.phoneNumberId},
            {u"businessAccountId"_s, account.businessAccountId}, {u"accessToken"_s, account.token},
            {u"appId"_s, app}, {u"appSecret"_s, account.appSecret}, {u"verifyToken"_s, u"vt"_s},
            {u"apiBaseUrl"_s, graph.toString()}};
    }
    qint64 newInbox(const FakeGraph::Account &account, const QString &app)
    {
        const QJsonObject wanted{{u"channel"_s, u"whatsapp_cloud"_s}, {u"name"_s, u"Recepção"_s},
            {u"settings"_s, settingsOf(account, app, graph.url())}};
        return api->call(u"inboxes.create"_s, wanted, admin).json()["inbox"_L1]["id"_L1].toInteger();
    }
    QUrl webhook(const QString &app) const { return {server.url().toString() + u"/webhooks/meta/"_s + app}; }
    /// The conversation that it opens.
    qint64 patientWrites(const QString &phone, const FakeGraph::Account &account, const QString &app)
    {
        const auto text = tests::whatsappText(u"wamid.in."_s + phone, phone, u"Marina"_s, u"Oi"_s,
            QDateTime::currentMSecsSinceEpoch(), account);
        graph.postWebhook(webhook(app), text, FakeGraph::Signature::Good, account.phoneNumberId);
        return api->call(u"conversations.allConversations"_s, {}, admin)
            .json()["conversations"_L1][0]["id"_L1]
            .toInteger();
    }
    qint64 send(const QString &text, qint64 to = 0)
    {
        const QJsonObject wanted{{u"conversationId"_s, to > 0 ? to : conversation}, {u"text"_s, text},
            {u"clientId"_s, QUuid::createUuid().toString(QUuid::WithoutBraces)}};
        return api->call(u"messages.send"_s, wanted, admin).json()["message"_L1]["id"_L1].toInteger();
    }
    QJsonObject find(qint64 message, qint64 in = 0)
    {
        const auto page = api->call(u"messages.getByConversation"_s,
            {{u"conversationId"_s, in > 0 ? in : conversation}, {u"limit"_s, 200}}, admin);
        for (const auto &one : page.json()["messages"_L1].toArray()) {
            if (one["id"_L1].toInteger() == message)
                return one.toObject();
        }
        return {};
    }
    QString standing(qint64 message, qint64 in = 0) { return find(message, in)["status"_L1].toString(); }
    QStringList sentTexts()
    {
        QStringList texts;
        for (const FakeGraph::Sent &one : graph.sent())
            texts.append(one.body["text"_L1]["body"_L1].toString());
        return texts;
    }
    bool tellsStatus(const FakeGraph::Sent &sent, const QString &status)
    {
        return graph
                   .postWebhook(webhook(u"app1"_s), tests::whatsappStatus(sent.id, status, sent.callbackData))
                   .status
            == 200;
    }

    ServerProcess server;
    FakeGraph graph;
    std::unique_ptr<ApiClient> api;
    QString admin;
    qint64 inbox = 0;
    qint64 conversation = 0;
};

} // namespace

class TestSendsInDoubt : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void whatMayHaveBeenSentIsNotSentAgain_data();
    void whatMayHaveBeenSentIsNotSentAgain();
    void aKilledServerLeavesItUncertain_data() { kinds(); }
    void aKilledServerLeavesItUncertain();
    void anAttendantMaySendItAgain_data() { kinds(); }
    void anAttendantMaySendItAgain();
    void whatWasRefusedForNowGoesLater_data();
    void whatWasRefusedForNowGoesLater();
    void whatWasRefusedForGoodIsTold_data() { kinds(); }
    void whatWasRefusedForGoodIsTold();
    void theOrderOfAConversationHolds_data() { kinds(); }
    void theOrderOfAConversationHolds();
    void aRefusedTokenStopsItsInboxOnly_data() { kinds(); }
    void aRefusedTokenStopsItsInboxOnly();
    void aGraphThatIsDownOpensTheCircuit_data() { kinds(); }
    void aGraphThatIsDownOpensTheCircuit();

private:
    static void kinds();

    std::unique_ptr<tests::Postgres> m_postgres;
};

static const QJsonObject sends{{u"path"_s, u"/messages$"_s}, {u"method"_s, u"POST"_s}};

static QJsonObject with(QJsonObject fault, const QJsonObject &more)
{
    for (auto it = more.begin(); it != more.end(); ++it)
        fault.insert(it.key(), it.value());
    return fault;
}

void TestSendsInDoubt::initTestCase()
{
    QVERIFY(crypto::start());
    m_postgres = std::make_unique<tests::Postgres>();
    QVERIFY2(m_postgres->isRunning(), qPrintable(m_postgres->problem()));
}

void TestSendsInDoubt::kinds()
{
    QTest::addColumn<QString>("kind");
    QTest::newRow("SQLite") << u"SQLite"_s;
    QTest::newRow("PostgreSQL") << u"PostgreSQL"_s;
}

void TestSendsInDoubt::whatMayHaveBeenSentIsNotSentAgain_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QJsonObject>("fault");
    QTest::addColumn<int>("accepted");
    for (const char *kind : {"SQLite", "PostgreSQL"}) {
        const auto row = [kind](const char *what, const QJsonObject &fault, int accepted) {
            QTest::addRow("%s, %s", what, kind)
                << QString::fromLatin1(kind) << with(sends, fault) << accepted;
        };
        row("cut after it took effect", {{u"drop"_s, true}, {u"accept"_s, true}}, 1);
        row("cut before it took effect", {{u"drop"_s, true}}, 0);
        row("half an answer", {{u"half"_s, true}, {u"accept"_s, true}}, 1);
        row("silence", {{u"hang"_s, true}, {u"accept"_s, true}}, 1);
        row("no answer of Graph's", {{u"raw"_s, u"<html>"_s}, {u"accept"_s, true}}, 1);
        row("502 without a reason", {{u"raw"_s, u"<html>"_s}, {u"http"_s, 502}, {u"accept"_s, true}}, 1);
    }
}

void TestSendsInDoubt::whatMayHaveBeenSentIsNotSentAgain()
{
    QFETCH(QString, kind);
    QFETCH(QJsonObject, fault);
    QFETCH(int, accepted);
    Clinic clinic(kind, *m_postgres);
    QVERIFY2(clinic.open(), clinic.server.log());
    clinic.graph.fault(fault);
    const qint64 message = clinic.send(u"Quinta às 14h"_s);
    QTRY_COMPARE_WITH_TIMEOUT(clinic.standing(message), u"uncertain"_s, 25'000);
    QCOMPARE(clinic.find(message)["error"_L1]["hint"_L1].toString(), u"uncertain"_s);
    // What comes after it goes; it itself does not.
    const qint64 next = clinic.send(u"Está bem?"_s);
    QTRY_COMPARE_WITH_TIMEOUT(clinic.standing(next), u"sent"_s, 10'000);
    QCOMPARE(clinic.graph.sent().size(), accepted + 1);
    QCOMPARE(clinic.sentTexts().count(u"Quinta às 14h"_s), accepted);
    if (accepted == 0)
        return;
    QVERIFY(clinic.tellsStatus(clinic.graph.sent().first(), u"delivered"_s));
    QCOMPARE(clinic.standing(message), u"delivered"_s);
    QVERIFY(clinic.find(message)["error"_L1].isNull());
    QCOMPARE(clinic.find(message)["externalId"_L1].toString(), clinic.graph.sent().first().id);
    QCOMPARE(clinic.api->call(u"messages.retry"_s, {{u"id"_s, message}}, clinic.admin).status, 409);
}

void TestSendsInDoubt::aKilledServerLeavesItUncertain()
{
    QFETCH(QString, kind);
    Clinic clinic(kind, *m_postgres);
    QVERIFY2(clinic.open(), clinic.server.log());
    clinic.graph.fault(with(sends, {{u"hang"_s, true}, {u"accept"_s, true}}));
    const qint64 message = clinic.send(u"Quinta às 14h"_s);
    const qint64 behind = clinic.send(u"Está bem?"_s);
    QTRY_COMPARE_WITH_TIMEOUT(clinic.graph.sent().size(), 1, 10'000);
    clinic.server.kill();
    QVERIFY2(clinic.server.start(), clinic.server.log());
    QTRY_COMPARE_WITH_TIMEOUT(clinic.standing(message), u"uncertain"_s, 10'000);
    QTRY_COMPARE_WITH_TIMEOUT(clinic.standing(behind), u"sent"_s, 10'000);
    QCOMPARE(clinic.sentTexts(), (QStringList{u"Quinta às 14h"_s, u"Está bem?"_s}));
    QVERIFY(clinic.tellsStatus(clinic.graph.sent().first(), u"read"_s));
    QCOMPARE(clinic.standing(message), u"read"_s);
}

void TestSendsInDoubt::anAttendantMaySendItAgain()
{
    QFETCH(QString, kind);
    Clinic clinic(kind, *m_postgres);
    QVERIFY2(clinic.open(), clinic.server.log());
    clinic.graph.fault(with(sends, {{u"drop"_s, true}}));
    const qint64 message = clinic.send(u"Quinta às 14h"_s);
    QTRY_COMPARE_WITH_TIMEOUT(clinic.standing(message), u"uncertain"_s, 10'000);
    QCOMPARE(clinic.graph.sent().size(), 0);
    QCOMPARE(clinic.api->call(u"messages.retry"_s, {{u"id"_s, message}}, clinic.admin).status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(clinic.standing(message), u"sent"_s, 10'000);
    QCOMPARE(clinic.sentTexts(), QStringList{u"Quinta às 14h"_s});
}

void TestSendsInDoubt::whatWasRefusedForNowGoesLater_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QJsonObject>("fault");
    QTest::addColumn<bool>("asDate");
    const QJsonObject limited{{u"http"_s, 429}, {u"raw"_s, u"slow down"_s}};
    for (const char *kind : {"SQLite", "PostgreSQL"}) {
        const QString name = QString::fromLatin1(kind);
        QTest::addRow("429, seconds, %s", kind) << name << with(sends, limited) << false;
        QTest::addRow("429, a date, %s", kind) << name << with(sends, limited) << true;
    }
}

void TestSendsInDoubt::whatWasRefusedForNowGoesLater()
{
    QFETCH(QString, kind);
    QFETCH(QJsonObject, fault);
    QFETCH(bool, asDate);
    Clinic clinic(kind, *m_postgres);
    QVERIFY2(clinic.open(), clinic.server.log());
    const QString date = QLocale::c().toString(
        QDateTime::currentDateTimeUtc().addSecs(6), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    clinic.graph.fault(
        with(fault, {{u"headers"_s, QJsonObject{{u"Retry-After"_s, asDate ? date : u"5"_s}}}}));
    QElapsedTimer timer;
    timer.start();
    const qint64 message = clinic.send(u"Quinta às 14h"_s);
    QTRY_VERIFY_WITH_TIMEOUT(clinic.find(message)["error"_L1].isObject(), 10'000);
    QCOMPARE(clinic.standing(message), u"queued"_s);
    QVERIFY(clinic.find(message)["error"_L1]["retryable"_L1].toBool());
    QTRY_COMPARE_WITH_TIMEOUT(clinic.standing(message), u"sent"_s, 15'000);
    QVERIFY(timer.elapsed() >= 4'000); // our own first wait is at most 2.5 s
    QCOMPARE(clinic.sentTexts(), QStringList{u"Quinta às 14h"_s});
    QVERIFY(clinic.find(message)["error"_L1].isNull());
}

void TestSendsInDoubt::whatWasRefusedForGoodIsTold()
{
    QFETCH(QString, kind);
    Clinic clinic(kind, *m_postgres);
    QVERIFY2(clinic.open(), clinic.server.log());
    clinic.graph.fault(
        with(sends, {{u"http"_s, 400}, {u"code"_s, 131047}, {u"message"_s, u"Re-engagement message"_s}}));
    const qint64 message = clinic.send(u"Quinta às 14h"_s);
    QTRY_COMPARE_WITH_TIMEOUT(clinic.standing(message), u"failed"_s, 10'000);
    const QJsonValue error = clinic.find(message)["error"_L1];
    QCOMPARE(error["code"_L1].toString(), u"131047"_s);
    QCOMPARE(error["hint"_L1].toString(), u"window_closed"_s);
    QVERIFY(!error["retryable"_L1].toBool());
    const qint64 next = clinic.send(u"Está bem?"_s);
    QTRY_COMPARE_WITH_TIMEOUT(clinic.standing(next), u"sent"_s, 10'000);
    QCOMPARE(clinic.sentTexts(), QStringList{u"Está bem?"_s});
}

void TestSendsInDoubt::theOrderOfAConversationHolds()
{
    QFETCH(QString, kind);
    Clinic clinic(kind, *m_postgres);
    QVERIFY2(clinic.open(), clinic.server.log());
    // The first answer is slow, the third is refused for now: nobody overtakes.
    clinic.graph.fault(with(sends, {{u"includes"_s, u"n0"_s}, {u"delayMs"_s, 500}}));
    clinic.graph.fault(with(sends, {{u"includes"_s, u"n3"_s}, {u"http"_s, 500}, {u"code"_s, 131016}}));
    QStringList expected;
    qint64 last = 0;
    for (int i = 0; i < 8; ++i) {
        expected.append(u"n%1"_s.arg(i));
        last = clinic.send(expected.last());
    }
    QTRY_COMPARE_WITH_TIMEOUT(clinic.standing(last), u"sent"_s, 30'000);
    QCOMPARE(clinic.sentTexts(), expected);
}

void TestSendsInDoubt::aRefusedTokenStopsItsInboxOnly()
{
    QFETCH(QString, kind);
    Clinic clinic(kind, *m_postgres);
    QVERIFY2(clinic.open(), clinic.server.log());
    FakeGraph::Account other;
    other.phoneNumberId = u"2002"_s;
    other.token = u"EAA-other"_s;
    clinic.graph.addAccount(other);
    QVERIFY(clinic.newInbox(other, u"app1"_s) > 0);
    const qint64 elsewhere = clinic.patientWrites(u"558487650000"_s, other, u"app1"_s);
    clinic.graph.fault(
        with(sends, {{u"path"_s, u"/106540352242922/messages$"_s}, {u"http"_s, 401}, {u"code"_s, 190}}));
    const qint64 first = clinic.send(u"1"_s);
    const auto state = [&] {
        for (const auto &one :
            clinic.api->call(u"inboxes.list"_s, {}, clinic.admin).json()["inboxes"_L1].toArray()) {
            if (one["id"_L1].toInteger() == clinic.inbox)
                return one["state"_L1].toString();
        }
        return QString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(state(), u"needs_attention"_s, 10'000);
    QCOMPARE(clinic.standing(first), u"queued"_s);
    const qint64 second = clinic.send(u"2"_s);
    const qint64 third = clinic.send(u"3"_s, elsewhere);
    QTRY_COMPARE_WITH_TIMEOUT(clinic.standing(third, elsewhere), u"sent"_s, 10'000);
    QCOMPARE(clinic.standing(second), u"queued"_s);
    QCOMPARE(clinic.sentTexts(), QStringList{u"3"_s});
    // A new token is a new chance, at once.
    FakeGraph::Account renewed;
    renewed.token = u"EAA-renewed"_s;
    clinic.graph.addAccount(renewed);
    const QJsonObject change{
        {u"id"_s, clinic.inbox}, {u"settings"_s, QJsonObject{{u"accessToken"_s, renewed.token}}}};
    QCOMPARE(clinic.api->call(u"inboxes.update"_s, change, clinic.admin).status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(clinic.standing(second), u"sent"_s, 10'000);
    QCOMPARE(clinic.sentTexts(), (QStringList{u"3"_s, u"1"_s, u"2"_s}));
}

void TestSendsInDoubt::aGraphThatIsDownOpensTheCircuit()
{
    QFETCH(QString, kind);
    Clinic clinic(kind, *m_postgres);
    QVERIFY2(clinic.open(), clinic.server.log());
    QList<std::pair<qint64, qint64>> messages; // with its conversation
    for (int i = 0; i < 7; ++i) {
        const qint64 to = clinic.patientWrites(u"55848765100%1"_s.arg(i), {}, u"app1"_s);
        messages.append({0, to});
    }
    clinic.graph.fault(with(sends, {{u"http"_s, 503}, {u"raw"_s, u"down"_s}, {u"times"_s, 0}}));
    for (int i = 0; i < 5; ++i) {
        messages[i].first = clinic.send(u"n%1"_s.arg(i), messages[i].second);
        QTRY_COMPARE_WITH_TIMEOUT(
            clinic.standing(messages[i].first, messages[i].second), u"uncertain"_s, 10'000);
    }
    clinic.graph.clearFaults();
    for (int i = 5; i < 7; ++i)
        messages[i].first = clinic.send(u"n%1"_s.arg(i), messages[i].second);
    QCOMPARE(clinic.standing(messages[5].first, messages[5].second), u"queued"_s); // not into the dark
    QCOMPARE(clinic.graph.sent().size(), 0);
    for (int i = 5; i < 7; ++i)
        QTRY_COMPARE_WITH_TIMEOUT(clinic.standing(messages[i].first, messages[i].second), u"sent"_s, 30'000);
    QStringList sent = clinic.sentTexts();
    sent.sort();
    QCOMPARE(sent, (QStringList{u"n5"_s, u"n6"_s}));
}

QTEST_GUILESS_MAIN(TestSendsInDoubt)
#include "tst_sends_in_doubt.moc"
