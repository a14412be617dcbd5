// SPDX-License-Identifier: Apache-2.0
#include "backend/channels/meta/graph_answer.h"
#include "tests/support/meta_fixtures.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using namespace acolhe::channels;
using namespace acolhe::channels::meta;
using End = GraphAnswer::End;

class TestGraphAnswer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theEndIsToldByWhatCameBack_data();
    void theEndIsToldByWhatCameBack();
    void whatFollowsDependsOnTheEnd_data();
    void whatFollowsDependsOnTheEnd();
    void waitsAreAsLongAsAsked_data();
    void waitsAreAsLongAsAsked();
    void errorsAreReadAsMetaShapesThem();
    void anUnknownErrorStopsUnlessItSaysItPasses();
};

static Received received(int http, bool whole, bool wasSent, const QByteArray &body = {})
{
    Received result;
    result.http = http;
    result.whole = whole;
    result.wasSent = wasSent;
    result.body = body;
    return result;
}

static const QByteArray graphsError = R"({"error":{"message":"m","type":"OAuthException","code":131056}})";

void TestGraphAnswer::theEndIsToldByWhatCameBack_data()
{
    QTest::addColumn<int>("http");
    QTest::addColumn<bool>("whole");
    QTest::addColumn<bool>("wasSent");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<End>("end");
    QTest::newRow("an answer") << 200 << true << true << "{\"a\":1}"_ba << End::Done;
    QTest::newRow("no connection") << 0 << false << false << ""_ba << End::NotSent;
    QTest::newRow("cut after it was sent") << 0 << false << true << ""_ba << End::InDoubt;
    QTest::newRow("half an answer") << 200 << false << true << "{\"a\":"_ba << End::InDoubt;
    QTest::newRow("a whole object, then cut") << 200 << false << true << "{\"a\":1}"_ba << End::InDoubt;
    QTest::newRow("200 without JSON") << 200 << true << true << "<html>"_ba << End::InDoubt;
    QTest::newRow("200 with a list") << 200 << true << true << "[1]"_ba << End::InDoubt;
    QTest::newRow("200 with an error") << 200 << true << true << graphsError << End::Refused;
    QTest::newRow("400 with an error") << 400 << true << true << graphsError << End::Refused;
    QTest::newRow("500 with an error") << 500 << true << true << graphsError << End::Refused;
    QTest::newRow("500 without one") << 500 << true << true << "{}"_ba << End::InDoubt;
    QTest::newRow("502 of a proxy") << 502 << true << true << "<html>"_ba << End::InDoubt;
    QTest::newRow("503, cut") << 503 << false << true << graphsError << End::InDoubt;
    QTest::newRow("404 of something else") << 404 << true << true << "<html>"_ba << End::Refused;
    QTest::newRow("a redirect") << 302 << true << true << ""_ba << End::Refused;
    QTest::newRow("429, cut") << 429 << false << true << ""_ba << End::Refused;
}

void TestGraphAnswer::theEndIsToldByWhatCameBack()
{
    QFETCH(int, http);
    QFETCH(bool, whole);
    QFETCH(bool, wasSent);
    QFETCH(QByteArray, body);
    QTEST(judge(received(http, whole, wasSent, body)).end, "end");
}

void TestGraphAnswer::whatFollowsDependsOnTheEnd_data()
{
    QTest::addColumn<Received>("what");
    QTest::addColumn<AfterFailure>("after");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const Received &what, AfterFailure after, const QString &code) {
        QTest::newRow(name) << what << after << code;
    };
    row("no connection", received(0, false, false), AfterFailure::Retry, u"network"_s);
    row("cut", received(0, false, true), AfterFailure::AwaitReceipt, u"in_doubt"_s);
    row("an error", received(400, true, true, R"({"error":{"code":190}})"), AfterFailure::PauseInbox,
        u"190"_s);
    row("429 without a word", received(429, true, true), AfterFailure::Retry, u"http_429"_s);
    row("a redirect", received(301, true, true), AfterFailure::PauseInbox, u"http_301"_s);
    row("not found", received(404, true, true), AfterFailure::PauseInbox, u"http_404"_s);
    row("too large", received(413, true, true), AfterFailure::Stop, u"http_413"_s);
}

void TestGraphAnswer::whatFollowsDependsOnTheEnd()
{
    QFETCH(Received, what);
    QFETCH(AfterFailure, after);
    QFETCH(QString, code);
    const SendFailure failure = failureOf(judge(what), {});
    QCOMPARE(failure.after, after);
    QCOMPARE(failure.error.code, code);
    QVERIFY(!failure.error.hint.isEmpty());
}

void TestGraphAnswer::waitsAreAsLongAsAsked_data()
{
    QTest::addColumn<QByteArray>("retryAfter");
    QTest::addColumn<QByteArray>("usage");
    QTest::addColumn<qint64>("waitMs");
    const QByteArray business =
        R"({"102290129340398":[{"type":"whatsapp","call_count":100,"estimated_time_to_regain_access":19},
            {"type":"other","estimated_time_to_regain_access":3}]})";
    const qint64 dayMs = 24LL * 3600 * 1000;
    QTest::newRow("nothing asked") << ""_ba
                                   << ""_ba << 0LL;
    QTest::newRow("seconds") << "7"_ba
                             << ""_ba << 7000LL;
    QTest::newRow("a date") << "Mon, 23 Nov 2026 08:00:30 GMT"_ba
                            << ""_ba << 30'000LL;
    QTest::newRow("a date of the past") << "Mon, 23 Nov 2026 07:00:00 GMT"_ba
                                        << ""_ba << 0LL;
    QTest::newRow("a date far ahead") << "Tue, 23 Nov 2027 08:00:00 GMT"_ba
                                      << ""_ba << dayMs;
    QTest::newRow("no date") << "tomorrow"_ba
                             << ""_ba << 0LL;
    QTest::newRow("minutes of the account") << ""_ba << business << 19 * 60'000LL;
    QTest::newRow("minutes of the app")
        << ""_ba
        << R"({"call_count":100,"estimated_time_to_regain_access":2})"_ba << 120'000LL;
    QTest::newRow("the longer one") << "3600"_ba << business << 3'600'000LL;
    QTest::newRow("more than a day") << "99999999999"_ba
                                     << ""_ba << dayMs;
    QTest::newRow("nonsense") << "soon"_ba
                              << "{{{"_ba << 0LL;
    QTest::newRow("the past") << "-5"_ba
                              << R"({"a":[{"estimated_time_to_regain_access":-4}]})"_ba << 0LL;
}

void TestGraphAnswer::waitsAreAsLongAsAsked()
{
    QFETCH(QByteArray, retryAfter);
    QFETCH(QByteArray, usage);
    Received limited = received(429, true, true, graphsError);
    limited.retryAfter = retryAfter;
    limited.date = "Mon, 23 Nov 2026 08:00:00 GMT";
    limited.usage = {usage, {}};
    const GraphAnswer answer = judge(limited);
    QTEST(answer.retryAfterMs, "waitMs");
}

void TestGraphAnswer::errorsAreReadAsMetaShapesThem()
{
    QCOMPARE(tests::metaFixturesProblem(), QString());
    const QList<tests::MetaFixture> fixtures = tests::metaFixtures(u"whatsapp"_s, u"api_error"_s);
    QVERIFY(fixtures.size() >= 20);
    for (const tests::MetaFixture &fixture : fixtures) {
        const auto read = graphErrorOf(QJsonDocument::fromJson(fixture.bytes).object());
        QVERIFY2(read, qPrintable(fixture.file));
        const QJsonObject &expect = fixture.expect;
        QCOMPARE(read->code, expect["code"_L1].toInt(-1));
        QCOMPARE(read->subcode, expect["subcode"_L1].toInt());
        QCOMPARE(read->message, expect["message"_L1].toString());
        QCOMPARE(read->details, expect["details"_L1].toString());
        QCOMPARE(read->traceId, expect["fbtrace_id"_L1].toString());
        QCOMPARE(read->transient, expect["is_transient"_L1].toBool());
    }
}

void TestGraphAnswer::anUnknownErrorStopsUnlessItSaysItPasses()
{
    GraphError error;
    error.code = 987654;
    QCOMPARE(failureOf(error, ruleFor(error, {}), 0).after, AfterFailure::Stop);
    QVERIFY(failureOf(error, ruleFor(error, {}), 0).error.retryable); // by a person
    error.transient = true;
    QCOMPARE(failureOf(error, ruleFor(error, {}), 5).after, AfterFailure::Retry);
    QCOMPARE(failureOf(error, ruleFor(error, {}), 5).retryAfterMs, 5);
}

QTEST_GUILESS_MAIN(TestGraphAnswer)
#include "tst_graph_answer.moc"
