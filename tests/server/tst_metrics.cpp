// SPDX-License-Identifier: Apache-2.0
// /metrics of a real server after real work, against docs/metrics.md and the rules for alerts.
#include "tests/server/desk_at_work.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using tests::DeskAtWork;

class TestMetrics : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theTextIsWhatPrometheusReads();
    void whatIsShownIsDocumentedAndWhatIsDocumentedIsShown();
    void theWorkThatWasDoneIsCounted_data();
    void theWorkThatWasDoneIsCounted();
    void noLabelNamesAnybody();
    void everyAlertAsksForMetricsThatExist();

private:
    DeskAtWork m_desk;
    QByteArray m_text;
};

static QByteArray source(const char *name)
{
    QFile file(QStringLiteral(ACOLHE_SOURCE_DIR "/") + QLatin1StringView(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestMetrics::initTestCase()
{
    QVERIFY2(m_desk.open({}), m_desk.server.log().constData());
    QTRY_VERIFY(m_desk.subscribed);
    QCOMPARE(m_desk.patientWrites(), 200);
    QVERIFY(!m_desk.reply().isEmpty());
    QTRY_COMPARE(m_desk.graph.sent().size(), 1);
    QCOMPARE(m_desk.tellStatus(u"delivered"_s), 200);
    QVERIFY(m_desk.api->signIn(u"ana@vida.example"_s, u"wrong"_s).isEmpty());
    QCOMPARE(m_desk.post("rubbish"), 200);
    QCOMPARE(m_desk.post("{}", {}, u"wrong"_s), 401);
    QCOMPARE(m_desk.api->get(u"/nowhere"_s).status, 404);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_desk.metrics().contains("\nacolhe_journal_dead_letters 1\n"), 40'000); // the census came by
    m_text = m_desk.metrics();
}

/// Families by name, each with its type.
static QMap<QByteArray, QByteArray> familiesIn(const QByteArray &text)
{
    QMap<QByteArray, QByteArray> families;
    for (const QByteArray &line : text.split('\n')) {
        if (line.startsWith("# TYPE "))
            families.insert(line.split(' ').value(2), line.split(' ').value(3));
    }
    return families;
}

void TestMetrics::theTextIsWhatPrometheusReads()
{
    static const QRegularExpression sample(
        u"^([a-z_]+)(\\{[a-z]+=\"[^\"\\\\\\n]*\"(,[a-z]+=\"[^\"\\\\\\n]*\")*\\})? (NaN|[+-]?Inf|[-+.e0-9]+)$"_s);
    QByteArray family;
    QByteArray type;
    QSet<QByteArray> seen;
    QVERIFY(m_text.endsWith('\n'));
    for (const QByteArray &line : m_text.chopped(1).split('\n')) {
        if (line.startsWith("# HELP ")) {
            family = line.split(' ').value(2);
            QVERIFY2(!seen.contains(family), family.constData());
            seen.insert(family);
        } else if (line.startsWith("# TYPE ")) {
            QCOMPARE(line.split(' ').value(2), family);
            type = line.split(' ').value(3);
            QVERIFY2(type != "counter" || family.endsWith("_total"), family.constData());
            QVERIFY2(type == "counter" || !family.endsWith("_total"), family.constData());
        } else {
            const auto match = sample.match(QString::fromUtf8(line));
            QVERIFY2(match.hasMatch(), line.constData());
            const QByteArray name = match.captured(1).toLatin1();
            const bool parts = type == "histogram"
                && (name == family + "_bucket" || name == family + "_sum" || name == family + "_count");
            QVERIFY2(parts || (type != "histogram" && name == family), line.constData());
        }
    }
}

void TestMetrics::whatIsShownIsDocumentedAndWhatIsDocumentedIsShown()
{
    static const QRegularExpression row(u"^\\| `([a-z_]+)` \\| (counter|gauge|histogram) \\|"_s);
    QMap<QByteArray, QByteArray> documented;
    for (const QByteArray &line : source("docs/metrics.md").split('\n')) {
        if (const auto match = row.match(QString::fromUtf8(line)); match.hasMatch())
            documented.insert(match.captured(1).toLatin1(), match.captured(2).toLatin1());
    }
    const auto shown = familiesIn(m_text);
    for (const QByteArray &name : shown.keys())
        QVERIFY2(
            documented.value(name) == shown.value(name), ("not in docs/metrics.md: " + name).constData());
    for (const QByteArray &name : documented.keys())
        QVERIFY2(shown.contains(name), ("not in /metrics: " + name).constData());
}

void TestMetrics::theWorkThatWasDoneIsCounted_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char *line : {"acolhe_ready 1", "acolhe_clinics 1", "acolhe_inbound_messages_total 1",
             "acolhe_inbound_receipts_total 1", "acolhe_inbound_dead_letters_total 1",
             "acolhe_webhooks_refused_total 1", "acolhe_webhook_stored_seconds_count 3",
             "acolhe_outbox_attempts_total{channel=\"whatsapp_cloud\",outcome=\"sent\"} 1",
             "acolhe_provider_seconds_count{channel=\"whatsapp_cloud\"} 1",
             "acolhe_calls_total{method=\"auth.login\",outcome=\"unauthenticated\"} 1",
             "acolhe_http_requests_total{route=\"/webhooks/{family}/{key}\",class=\"4xx\"} 1",
             "acolhe_http_requests_total{route=\"none\",class=\"4xx\"} 1",
             "acolhe_inboxes_by_state{state=\"connected\"} 1", "acolhe_outbox_messages{state=\"queued\"} 0",
             "acolhe_store_trouble_total{cause=\"full\"} 0", "acolhe_websockets 1",
             "acolhe_tls_certificate_expiry_timestamp_seconds NaN"})
        QTest::newRow(line) << QByteArray(line);
}

void TestMetrics::theWorkThatWasDoneIsCounted()
{
    QFETCH(QByteArray, line);
    QVERIFY2(m_text.contains('\n' + line + '\n'), m_text.constData());
}

void TestMetrics::noLabelNamesAnybody()
{
    for (const QString &word : {DeskAtWork::phone, DeskAtWork::said, DeskAtWork::name, m_desk.token,
             u"vida"_s, u"ana@"_s, u"nowhere"_s})
        QVERIFY2(!m_text.contains(word.toUtf8()), qPrintable(word));
}

void TestMetrics::everyAlertAsksForMetricsThatExist()
{
    static const QRegularExpression name(u"\\b(?:acolhe|process)_[a-z_]+"_s);
    const QByteArray rules = source("packaging/prometheus/acolhe.rules.yml");
    const auto shown = familiesIn(m_text);
    int asked = 0;
    for (const QByteArray &line : rules.split('\n')) {
        if (!line.trimmed().startsWith("expr:"))
            continue;
        auto matches = name.globalMatch(QString::fromUtf8(line));
        for (; matches.hasNext(); ++asked) {
            QByteArray family = matches.next().captured().toLatin1();
            for (const char *part : {"_bucket", "_sum", "_count"}) {
                if (family.endsWith(part))
                    family.chop(qstrlen(part));
            }
            QVERIFY2(shown.contains(family), family.constData());
        }
    }
    QVERIFY(asked > 10);
    QCOMPARE(rules.count("- alert: "), rules.count("action: "));
}

QTEST_GUILESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
