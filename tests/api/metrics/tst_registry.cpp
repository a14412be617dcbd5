// SPDX-License-Identifier: Apache-2.0
#include "backend/api/metrics/front_metrics.h"
#include "tests/api/http/desk.h"

#include <QTest>

#include <thread>

using namespace acolhe;
using namespace acolhe::metrics;

class TestRegistry : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theTextIsWhatPrometheusReads();
    void numbersAreShortAndExact_data();
    void numbersAreShortAndExact();
    void labelsCannotFillTheMemory();
    void threadsCountTogether();
    void whatIsCountedElsewhereIsFetched();
    void aFrontIsWatched();
};

void TestRegistry::theTextIsWhatPrometheusReads()
{
    Registry registry;
    registry.counter("messages_total", "Messages.\nAll of \\ them.", {"channel", "direction"})
        .of({"whats\"app\\\n", "in"})
        .add(3);
    registry.gauge("queue", "Waiting.").of().set(2.5);
    registry.counter("nothing_total", "Nothing yet.");
    auto &took = registry.histogram("took_seconds", "Time.", {"step"}, {0.1, 1}).of({"send"});
    took.observe(0.1); // a bound is part of its bucket
    took.observe(0.5);
    took.observe(7);
    QCOMPARE(registry.render(),
        "# HELP messages_total Messages.\\nAll of \\\\ them.\n"
        "# TYPE messages_total counter\n"
        "messages_total{channel=\"whats\\\"app\\\\\\n\",direction=\"in\"} 3\n"
        "# HELP queue Waiting.\n"
        "# TYPE queue gauge\n"
        "queue 2.5\n"
        "# HELP nothing_total Nothing yet.\n"
        "# TYPE nothing_total counter\n"
        "nothing_total 0\n"
        "# HELP took_seconds Time.\n"
        "# TYPE took_seconds histogram\n"
        "took_seconds_bucket{step=\"send\",le=\"0.1\"} 1\n"
        "took_seconds_bucket{step=\"send\",le=\"1\"} 2\n"
        "took_seconds_bucket{step=\"send\",le=\"+Inf\"} 3\n"
        "took_seconds_sum{step=\"send\"} 7.6\n"
        "took_seconds_count{step=\"send\"} 3\n");
}

void TestRegistry::numbersAreShortAndExact_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("whole") << 42.0 << QByteArray("42");
    QTest::newRow("fraction") << 0.1 << QByteArray("0.1");
    QTest::newRow("negative") << -1.5 << QByteArray("-1.5");
    QTest::newRow("tiny") << 1e-9 << QByteArray("1e-09");
    QTest::newRow("bytes") << 123456789.0 << QByteArray("123456789");
    QTest::newRow("infinite") << qInf() << QByteArray("+Inf");
    QTest::newRow("not a number") << qQNaN() << QByteArray("NaN");
}

void TestRegistry::numbersAreShortAndExact()
{
    QFETCH(double, value);
    QTEST(numberText(value), "text");
}

void TestRegistry::labelsCannotFillTheMemory()
{
    Registry registry;
    auto &paths = registry.counter("paths_total", "Paths.", {"path"});
    for (int i = 0; i < 10'000; ++i)
        paths.of({QByteArray::number(i)}).add();
    QVERIFY(paths.of({"other"}).value() >= 9'000);
    QVERIFY(registry.render().count('\n') < 1'000);
}

void TestRegistry::threadsCountTogether()
{
    Registry registry;
    auto &counts = registry.counter("counts_total", "Counts.", {"word"});
    auto &times = registry.histogram("times", "Times.").of();
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int n = 0; n < 10'000; ++n) {
                counts.of({n % 2 ? "odd" : "even"}).add();
                times.observe(0.001);
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(counts.of({"odd"}).value(), 20'000);
    QCOMPARE(times.count(), 40'000);
}

void TestRegistry::whatIsCountedElsewhereIsFetched()
{
    Registry registry;
    auto &total = registry.counter("total", "Total.").of();
    quint64 elsewhere = 7;
    registry.beforeRendering([&] { total.show(elsewhere); });
    QVERIFY(registry.render().endsWith("total 7\n"));
    elsewhere = 8;
    QVERIFY(registry.render().endsWith("total 8\n"));
}

void TestRegistry::aFrontIsWatched()
{
    tests::Desk desk;
    Registry registry;
    watchFront(desk.front, registry);
    desk.open();
    tests::RawClient client(desk.front);
    QCOMPARE(client.ask(tests::getHello).status, 200);
    QCOMPARE(client.ask("rubbish\r\n\r\n").status, 400);
    const QByteArray text = registry.render();
    QVERIFY(text.contains("\nacolhe_http_answers_total{class=\"2xx\"} 1\n"));
    QVERIFY(text.contains("\nacolhe_refused_total{reason=\"malformed\"} 1\n"));
    QVERIFY(text.contains("\nacolhe_http_request_seconds_count{route=\"/hello/{name}\"} 1\n"));
    QVERIFY(!text.contains("bia"));
}

QTEST_GUILESS_MAIN(TestRegistry)
#include "tst_registry.moc"
