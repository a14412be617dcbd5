// SPDX-License-Identifier: Apache-2.0
#include "backend/base/exact_json.h"
#include "backend/channels/whatsapp_cloud/whatsapp_format.h"
#include "tests/channels/whatsapp_cloud/webhook_expectation.h"
#include "tests/support/meta_fixtures.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace acolhe;
using namespace acolhe::channels;
using namespace acolhe::channels::whatsapp_cloud;

/// Every WhatsApp webhook that others recorded or composed, against what the index says of it.
class TestWebhookFixtures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyPayloadSaysWhatTheIndexSays_data() { rows(); }
    void everyPayloadSaysWhatTheIndexSays();
    void everyPayloadFindsItsAccount_data() { rows(); }
    void everyPayloadFindsItsAccount();
    void anyPartMayBeOfAnyShape_data() { rows(); }
    void anyPartMayBeOfAnyShape();
    void whatIsStillUnsupported();

private:
    void rows();

    QList<tests::MetaFixture> m_fixtures;
};

void TestWebhookFixtures::initTestCase()
{
    QCOMPARE(tests::metaFixturesProblem(), QString());
    m_fixtures = tests::metaFixtures(u"whatsapp"_s, u"webhook"_s);
    QVERIFY(m_fixtures.size() >= 185);
}

void TestWebhookFixtures::rows()
{
    QTest::addColumn<int>("fixture");
    for (int i = 0; i < m_fixtures.size(); ++i)
        QTest::addRow("%s", qPrintable(m_fixtures[i].file.section(u'/', -1))) << i;
}

static QByteArray text(const QJsonObject &object)
{
    return QJsonDocument(object).toJson();
}

void TestWebhookFixtures::everyPayloadSaysWhatTheIndexSays()
{
    QFETCH(int, fixture);
    const auto events = parseWebhook(m_fixtures[fixture].bytes);
    QVERIFY(events);
    const QJsonArray expected = m_fixtures[fixture].expect["events"_L1].toArray();
    for (int i = 0; i < std::min(events->size(), expected.size()); ++i)
        QCOMPARE(text(tests::inIndexWords(events->at(i))), text(tests::expectedOf(expected[i].toObject())));
    QCOMPARE(events->size(), expected.size());
}

void TestWebhookFixtures::everyPayloadFindsItsAccount()
{
    QFETCH(int, fixture);
    const QByteArray &bytes = m_fixtures[fixture].bytes;
    QStringList expected;
    for (const auto &event : m_fixtures[fixture].expect["events"_L1].toArray())
        expected.append(event["channel_account_id"_L1].toString(event["waba_id"_L1].toString()));
    expected.removeDuplicates();
    if (expected.isEmpty())
        expected.append(QString()); // one part, of nobody
    QStringList found;
    qsizetype events = 0;
    const QList<Delivery> parts = splitWebhook(bytes);
    for (const Delivery &part : parts) {
        found.append(part.accounts.value(0));
        const auto read = parseWebhook(part.body);
        QVERIFY(read);
        events += read->size();
    }
    QCOMPARE(found, expected);
    QCOMPARE(events, parseWebhook(bytes)->size());
    if (parts.size() == 1)
        QCOMPARE(parts[0].body, bytes); // as it came
}

/// Calls `visit` with copies of `value` in which one part is replaced, or missing.
static void mutate(const QJsonValue &value, const std::function<void(const QJsonValue &)> &visit)
{
    static const QList<QJsonValue> shapes{QJsonValue(), true, -1.5, 1e300, u""_s, QString(QChar(0xd83d)),
        QJsonArray(), QJsonArray{QJsonArray{QJsonObject()}}, QJsonObject(),
        QJsonObject{{u"id"_s, QJsonObject()}}};
    for (const auto &shape : shapes)
        visit(shape);
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i) {
            mutate(array[i], [&](const QJsonValue &changed) {
                QJsonArray copy = array;
                copy[i] = changed;
                visit(copy);
            });
        }
    }
    const QJsonObject object = value.toObject();
    for (const QString &key : object.keys()) {
        mutate(object[key], [&](const QJsonValue &changed) {
            QJsonObject copy = object;
            copy[key] = changed;
            visit(copy);
        });
    }
}

void TestWebhookFixtures::anyPartMayBeOfAnyShape()
{
    QFETCH(int, fixture);
    const auto webhook = parseExactJson(m_fixtures[fixture].bytes);
    QVERIFY(webhook);
    int tried = 0;
    mutate(webhook->value("entry"_L1), [&](const QJsonValue &entry) {
        QJsonObject changed = *webhook;
        changed["entry"_L1] = entry;
        const QByteArray bytes = QJsonDocument(changed).toJson(QJsonDocument::Compact);
        const auto events = parseWebhook(bytes);
        QVERIFY(events);
        for (const InboundEvent &event : *events) {
            if (const auto *message = std::get_if<InboundMessage>(&event))
                QVERIFY(!message->externalId.isEmpty());
        }
        for (const Delivery &part : splitWebhook(bytes))
            QVERIFY(parseWebhook(part.body));
        ++tried;
    });
    QVERIFY(tried >= 10);
}

void TestWebhookFixtures::whatIsStillUnsupported()
{
    QSet<QString> types;
    for (const tests::MetaFixture &fixture : m_fixtures) {
        const auto events = parseWebhook(fixture.bytes);
        for (const InboundEvent &event : *events) {
            const auto *message = std::get_if<InboundMessage>(&event);
            if (!message || message->kind != MessageKind::Unsupported)
                continue;
            QVERIFY2(message->payload["raw"_L1].isObject(), qPrintable(fixture.file));
            types.insert(tests::inIndexWords(event)["message_type"_L1].toString());
        }
    }
    QStringList sorted = types.values();
    sorted.sort();
    const QStringList expected{u"ad"_s, u"edit"_s, u"ephemeral"_s, u"interactive.None"_s,
        u"interactive.call_permission_reply"_s, u"interactive.payment_method"_s,
        u"interactive.payment_notification"_s, u"reaction"_s, u"revoke"_s, u"unknown"_s, u"unsupported"_s};
    QCOMPARE(sorted, expected);
}

QTEST_GUILESS_MAIN(TestWebhookFixtures)
#include "tst_webhook_fixtures.moc"
