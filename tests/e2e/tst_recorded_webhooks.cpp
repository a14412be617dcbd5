// SPDX-License-Identifier: Apache-2.0
// Every WhatsApp webhook that others recorded or composed, posted as it is to a running server's address:
// what its journal keeps and its API then tells.
#include "backend/base/crypto.h"
#include "backend/domain/message.h"
#include "backend/store/sqlite_connection.h"
#include "tests/support/fake_graph.h"
#include "tests/support/meta_fixtures.h"
#include "tests/support/server/api_client.h"
#include "tests/support/server/server_process.h"
#include "tests/support/server/signed_webhook.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QTest>
#include <QUuid>

using namespace Qt::StringLiterals;
using namespace acolhe;
using tests::ApiClient;
using tests::FakeGraph;
using tests::MetaFixture;
using tests::ServerProcess;

static const QString password = u"caminho-de-pedra-azul"_s;

class TestRecordedWebhooks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void eachIsTakenKeptAndTold_data();
    void eachIsTakenKeptAndTold();
    void onlyWhatHasNoIdBecameADeadLetter();
    void cleanupTestCase() { QCOMPARE(m_server.stop(), 0); }

private:
    qint64 newInbox(const QString &account, bool isNumber);
    /// A message of ours that the provider took under this id.
    qint64 sendAs(const QString &externalId, const FakeGraph::Account &account, qint64 inbox);
    QList<QJsonObject> messagesOf(qint64 inbox);
    QList<QByteArray> journalOf(qint64 inbox);
    void checkMessages(const MetaFixture &fixture);
    void checkStatuses(const MetaFixture &fixture);

    ServerProcess m_server;
    FakeGraph m_graph;
    std::unique_ptr<ApiClient> m_api;
    QString m_admin;
    QList<MetaFixture> m_fixtures;
    QMap<QString, qint64> m_inboxes; ///< the row's, by account
    QMap<QString, QString>
        m_sent; ///< the row's messages of ours, by the provider's id: how far each must come
    int m_texts = 0;
    int m_statuses = 0;
};

void TestRecordedWebhooks::initTestCase()
{
    QVERIFY(crypto::start());
    QCOMPARE(tests::metaFixturesProblem(), QString());
    m_fixtures = tests::metaFixtures(u"whatsapp"_s, u"webhook"_s);
    QVERIFY(m_fixtures.size() >= 185);
    QVERIFY2(m_graph.start(), qPrintable(m_graph.problem()));
    QVERIFY2(m_server.init(u"Vida Plena"_s, u"ana@vida.example"_s, password), m_server.error);
    QVERIFY2(m_server.start(), m_server.log());
    m_api = std::make_unique<ApiClient>(m_server.url());
    m_admin = m_api->signIn(u"ana@vida.example"_s, password);
    QVERIFY(!m_admin.isEmpty());
}

void TestRecordedWebhooks::init()
{
    m_inboxes = {{u"another"_s, newInbox(u"another"_s, true)}}; // the app is known, whoever it speaks of
    m_sent.clear();
}

/// Many of them use the same ids: each meets inboxes of its own.
void TestRecordedWebhooks::cleanup()
{
    for (const qint64 inbox : std::as_const(m_inboxes))
        QCOMPARE(m_api->call(u"inboxes.delete"_s, {{u"id"_s, inbox}}, m_admin).status, 200);
}

void TestRecordedWebhooks::eachIsTakenKeptAndTold_data()
{
    QTest::addColumn<int>("fixture");
    for (int i = 0; i < m_fixtures.size(); ++i)
        QTest::addRow("%s", qPrintable(m_fixtures[i].file.section(u'/', -1))) << i;
}

static bool isNumber(const QJsonValue &event)
{
    return !event["channel_account_id"_L1].isUndefined();
}

static QString accountOf(const QJsonValue &event)
{
    return event["channel_account_id"_L1].toString(event["waba_id"_L1].toString());
}

/// Does the index say that this is a message of a patient's side?
static bool isMessage(const QJsonValue &event)
{
    return !event["message_type"_L1].isUndefined() && event["event"_L1] != "echo"_L1;
}

static bool isStatus(const QJsonValue &event)
{
    return event["event"_L1] == "status"_L1;
}

static QJsonArray eventsOf(const MetaFixture &fixture)
{
    return fixture.expect["events"_L1].toArray();
}

qint64 TestRecordedWebhooks::newInbox(const QString &account, bool isNumber)
{
    FakeGraph::Account known;
    known.phoneNumberId = isNumber ? account : u"no number of "_s + account;
    known.businessAccountId = isNumber ? u"no business of "_s + account : account;
    m_graph.addAccount(known);
    const QJsonObject settings{{u"phoneNumberId"_s, known.phoneNumberId},
        {u"businessAccountId"_s, known.businessAccountId}, {u"accessToken"_s, known.token},
        {u"appId"_s, u"app1"_s}, {u"appSecret"_s, known.appSecret}, {u"verifyToken"_s, u"vt"_s},
        {u"apiBaseUrl"_s, m_graph.url().toString()}};
    const auto made = m_api->call(u"inboxes.create"_s,
        {{u"channel"_s, u"whatsapp_cloud"_s}, {u"name"_s, u"Recepção"_s}, {u"settings"_s, settings}},
        m_admin);
    return made.json()["inbox"_L1]["id"_L1].toInteger();
}

QList<QJsonObject> TestRecordedWebhooks::messagesOf(qint64 inbox)
{
    QList<QJsonObject> all;
    const auto list = m_api->call(u"conversations.allConversations"_s, {{u"inboxId"_s, inbox}}, m_admin);
    for (const auto &conversation : list.json()["conversations"_L1].toArray()) {
        const auto page = m_api->call(
            u"messages.getByConversation"_s, {{u"conversationId"_s, conversation["id"_L1]}}, m_admin);
        for (const auto &message : page.json()["messages"_L1].toArray())
            all.append(message.toObject());
    }
    return all;
}

QList<QByteArray> TestRecordedWebhooks::journalOf(qint64 inbox)
{
    const auto database = store::SqliteConnection::open(m_server.dataDir() + u"/clinics/1/clinic.db"_s);
    if (!database)
        qFatal("cannot open the clinic's database");
    return *(*database)->all<QByteArray>(u"SELECT body FROM journal WHERE inbox_id = ? ORDER BY id"_s,
        store::with(inbox), [](store::Row &row) { return row.next<QByteArray>(); });
}

qint64 TestRecordedWebhooks::sendAs(
    const QString &externalId, const FakeGraph::Account &account, qint64 inbox)
{
    const QUrl webhook(m_server.url().toString() + u"/webhooks/meta/app1"_s);
    const auto first = tests::whatsappText(u"wamid.first."_s + externalId, u"558487654321"_s, u"Marina"_s,
        u"Oi"_s, QDateTime::currentMSecsSinceEpoch(), account);
    if (m_graph.postWebhook(webhook, first, FakeGraph::Signature::Good, account.phoneNumberId).status != 200)
        return 0;
    const auto list = m_api->call(u"conversations.allConversations"_s, {{u"inboxId"_s, inbox}}, m_admin);
    const QJsonObject answer{{u"messaging_product"_s, u"whatsapp"_s},
        {u"messages"_s, QJsonArray{QJsonObject{{u"id"_s, externalId}}}}};
    m_graph.fault({{u"path"_s, u"/messages$"_s}, {u"accept"_s, true},
        {u"raw"_s, QString::fromUtf8(QJsonDocument(answer).toJson())}});
    const auto sent = m_api->call(u"messages.send"_s,
        {{u"conversationId"_s, list.json()["conversations"_L1][0]["id"_L1]},
            {u"clientId"_s, QUuid::createUuid().toString(QUuid::WithoutBraces)}, {u"text"_s, u"Pois não"_s}},
        m_admin);
    return sent.json()["message"_L1]["id"_L1].toInteger();
}

static QString standingOf(const QList<QJsonObject> &messages, const QString &externalId)
{
    for (const QJsonObject &message : messages) {
        if (message["externalId"_L1] == externalId)
            return message["status"_L1].toString();
    }
    return {};
}

void TestRecordedWebhooks::checkMessages(const MetaFixture &fixture)
{
    QMap<QString, QMap<QString, QJsonObject>> expected; // account, id; twice in one delivery is once
    for (const auto &event : eventsOf(fixture)) {
        auto &ofAccount = expected[accountOf(event).isEmpty() ? u"another"_s : accountOf(event)];
        if (isMessage(event) && !ofAccount.contains(event["message_id"_L1].toString()))
            ofAccount.insert(event["message_id"_L1].toString(), event.toObject());
    }
    for (auto account = expected.begin(); account != expected.end(); ++account) {
        qsizetype found = 0;
        for (const QJsonObject &message : messagesOf(m_inboxes.value(account.key()))) {
            const QString id = message["externalId"_L1].toString();
            if (m_sent.contains(id) || id.startsWith("wamid.first."_L1))
                continue;
            QVERIFY2(account->contains(id), qPrintable(id));
            const QJsonObject event = account->value(id);
            ++found;
            QCOMPARE(message["direction"_L1].toString(), u"in"_s);
            QCOMPARE(message["text"_L1].toString(), event["text"_L1].toString());
            QCOMPARE(message["sender"_L1]["type"_L1].toString(), u"patient"_s);
            const qint64 at = event["timestamp_ms"_L1].toInteger();
            if (at > 1'262'304'000'000) // older ones are no honest time
                QCOMPARE(QDateTime::fromString(message["sentAt"_L1].toString(), Qt::ISODateWithMs)
                             .toMSecsSinceEpoch(),
                    at);
            if (event["event"_L1] == "message"_L1 && event["message_type"_L1] == "text"_L1) {
                QCOMPARE(message["kind"_L1].toString(), u"text"_s);
                ++m_texts;
            }
        }
        QCOMPARE(found, account->size());
    }
}

void TestRecordedWebhooks::checkStatuses(const MetaFixture &fixture)
{
    for (const auto &event : eventsOf(fixture)) {
        if (!isStatus(event))
            continue;
        ++m_statuses;
        const QString id = event["message_id"_L1].toString();
        for (const QJsonObject &message : messagesOf(m_inboxes.value(accountOf(event)))) {
            if (message["externalId"_L1] != id)
                continue;
            QCOMPARE(message["status"_L1].toString(), m_sent[id]);
            const QJsonValue error = event["errors"_L1][0];
            QCOMPARE(message["error"_L1].isObject(), error.isObject());
            if (!error.isObject())
                continue;
            QCOMPARE(message["error"_L1]["code"_L1].toString(), QString::number(error["code"_L1].toInt()));
            QCOMPARE(message["error"_L1]["message"_L1].toString(),
                error["details"_L1].toString(error["title"_L1].toString()));
        }
    }
}

void TestRecordedWebhooks::eachIsTakenKeptAndTold()
{
    QFETCH(int, fixture);
    const MetaFixture &one = m_fixtures[fixture];
    for (const auto &event : eventsOf(one)) {
        if (!accountOf(event).isEmpty() && !m_inboxes.contains(accountOf(event)))
            m_inboxes.insert(accountOf(event), newInbox(accountOf(event), isNumber(event)));
        const QString id = event["message_id"_L1].toString();
        if (!isStatus(event))
            continue;
        const qint64 inbox = m_inboxes.value(accountOf(event));
        FakeGraph::Account account;
        account.phoneNumberId = accountOf(event);
        if (!m_sent.contains(id)) {
            QVERIFY(sendAs(id, account, inbox) > 0);
            QTRY_COMPARE_WITH_TIMEOUT(standingOf(messagesOf(inbox), id), u"sent"_s, 10'000);
            m_sent.insert(id, u"sent"_s);
        }
        const QString status = event["status"_L1].toString();
        if (QStringList{u"sent"_s, u"delivered"_s, u"read"_s, u"failed"_s}.contains(status))
            m_sent[id] = status;
        else if (status == "played"_L1)
            m_sent[id] = u"read"_s;
    }
    QCOMPARE(tests::postSigned(*m_api, u"app1"_s, one.bytes, FakeGraph::Account().appSecret).status, 200);
    const bool namesNobody = m_inboxes.size() == 1; // then it is the app's only inbox's
    QCOMPARE(journalOf(m_inboxes.value(u"another"_s)).size(), namesNobody ? 1 : 0);
    for (auto inbox = m_inboxes.cbegin(); inbox != m_inboxes.cend(); ++inbox) {
        if (inbox.key() == "another"_L1 && !namesNobody)
            continue;
        const QList<QByteArray> kept = journalOf(*inbox);
        QVERIFY(!kept.isEmpty());
        if (m_inboxes.size() <= 2)
            QCOMPARE(kept.last(), one.bytes); // as it came
    }
    checkMessages(one);
    checkStatuses(one);
}

void TestRecordedWebhooks::onlyWhatHasNoIdBecameADeadLetter()
{
    const auto dead = m_api->call(u"journal.deadLetters"_s, {}, m_admin);
    // Two of other people's tests have messages without an id, one a message among its statuses.
    QCOMPARE(dead.json()["deadLetters"_L1].toArray().size(), 3);
    QVERIFY(m_texts >= 38);
    QVERIFY(m_statuses >= 20);
}

QTEST_GUILESS_MAIN(TestRecordedWebhooks)
#include "tst_recorded_webhooks.moc"
