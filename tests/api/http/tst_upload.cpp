// SPDX-License-Identifier: Apache-2.0
#include "tests/api/http/desk.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe::http;
using namespace acolhe::tests;

namespace {

/// Takes what comes, until the test says that it is full.
class TestSink : public BodySink {
public:
    explicit TestSink(int *alive)
        : m_alive(alive)
    {
        ++*m_alive;
    }
    ~TestSink() override { --*m_alive; }

    void write(const QByteArray &piece) override
    {
        taken += piece;
        largest = qMax(largest, piece.size());
    }
    bool isFull() const override { return full; }
    void drain()
    {
        full = false;
        Q_EMIT drained();
    }

    QByteArray taken;
    qsizetype largest = 0;
    bool full = false;

private:
    int *m_alive;
};

/// A front with "/file", whose sinks and decisions the test makes.
struct UploadDesk : Desk {
    UploadDesk()
        : Desk(quickLimits())
    {
        front.upload(
            u"/file"_s,
            [this](const Request &head, const std::function<void(Admission)> &decided) {
                asked.append(head);
                decide = decided;
                if (admits)
                    letIn();
            },
            [this](
                const Request &request, const std::shared_ptr<BodySink> &body, const Responder &responder) {
                handled = request;
                responder.answer(
                    Response::text(200, QString::number(static_cast<TestSink &>(*body).taken.size())));
            },
            10'000'000);
        open();
    }
    void letIn()
    {
        const auto made = std::make_shared<TestSink>(&alive);
        sink = made;
        made->full = startsFull;
        decide(std::shared_ptr<BodySink>(made));
    }

    bool admits = true;
    bool startsFull = false;
    int alive = 0; ///< sinks
    QList<Request> asked;
    Request handled;
    std::function<void(Admission)> decide;
    std::weak_ptr<TestSink> sink;
};

QByteArray upload(qint64 length)
{
    return "POST /file?name=a" + host + "Content-Length: " + QByteArray::number(length) + "\r\n\r\n";
}

} // namespace

class TestUpload : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theBodyGoesToTheSink();
    void chunksGoThereToo();
    void nothingIsReadBeforeItIsDecided();
    void aRefusalNeedsNoBody();
    void aFullSinkHoldsTheSenderBack();
    void moreThanAllowedIsRefused_data();
    void moreThanAllowedIsRefused();
    void aSenderThatGoesTakesTheSinkAlong();
    void aLateDecisionForNobodyIsDropped();
    void requestsFollowOnTheSameConnection();
    void whileStartingNobodyIsAsked();
};

void TestUpload::theBodyGoesToTheSink()
{
    UploadDesk desk;
    RawClient client(desk.front);
    client.send(upload(3'000'000));
    for (int i = 0; i < 30; ++i)
        client.send(QByteArray(100'000, char('a' + i % 26)));
    const Answer answer = client.next();
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, "3000000");
    QCOMPARE(desk.handled.queryValue(u"name"), u"a"_s);
    QVERIFY(desk.handled.body.isEmpty());
    QCOMPARE(desk.asked.size(), 1);
    QCOMPARE(desk.alive, 0);
}

void TestUpload::chunksGoThereToo()
{
    UploadDesk desk;
    RawClient client(desk.front);
    const Answer answer = client.ask(
        "POST /file" + host + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, "7");
}

void TestUpload::nothingIsReadBeforeItIsDecided()
{
    UploadDesk desk;
    desk.admits = false;
    RawClient client(desk.front);
    client.send("POST /file" + host + "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n");
    QTRY_COMPARE(desk.asked.size(), 1);
    desk.letIn();
    QCOMPARE(client.next().status, 100);
    QCOMPARE(client.ask("abc").body, "3");
}

void TestUpload::aRefusalNeedsNoBody()
{
    UploadDesk desk;
    desk.admits = false;
    RawClient client(desk.front);
    client.send(upload(9'000'000));
    QTRY_COMPARE(desk.asked.size(), 1);
    desk.decide(Response::text(401, u"who are you"_s));
    const Answer answer = client.next();
    QCOMPARE(answer.status, 401);
    QCOMPARE(answer.header("Connection"), "close");
}

void TestUpload::aFullSinkHoldsTheSenderBack()
{
    UploadDesk desk;
    desk.startsFull = true;
    RawClient client(desk.front);
    client.send(upload(4'000'000) + QByteArray(4'000'000, 'x'));
    QTRY_COMPARE(desk.alive, 1);
    client.socket().flush();
    QCOMPARE(RawClient(desk.front).ask(getHello).status, 200); // the front goes on
    QVERIFY(desk.sink.lock()->taken.isEmpty());
    desk.sink.lock()->drain();
    QCOMPARE(client.next().body, "4000000");
}

void TestUpload::moreThanAllowedIsRefused_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("asked");
    QTest::newRow("declared") << upload(10'000'001) << 0;
    QByteArray chunks = "POST /file" + host + "Transfer-Encoding: chunked\r\n\r\n";
    for (int i = 0; i < 11; ++i)
        chunks += "F4240\r\n" + QByteArray(1'000'000, 'x') + "\r\n";
    QTest::newRow("chunked") << chunks << 1;
}

void TestUpload::moreThanAllowedIsRefused()
{
    QFETCH(QByteArray, request);
    QFETCH(int, asked);
    UploadDesk desk;
    RawClient client(desk.front);
    client.send(request);
    QCOMPARE(client.next().status, 413);
    QCOMPARE(desk.asked.size(), asked);
    QTRY_COMPARE(desk.alive, 0);
}

void TestUpload::aSenderThatGoesTakesTheSinkAlong()
{
    UploadDesk desk;
    {
        RawClient client(desk.front);
        client.send(upload(1000) + "abc");
        QTRY_VERIFY(desk.alive == 1 && desk.sink.lock()->taken == "abc");
    }
    QTRY_COMPARE(desk.alive, 0);
}

void TestUpload::aLateDecisionForNobodyIsDropped()
{
    UploadDesk desk;
    desk.admits = false;
    {
        RawClient client(desk.front);
        client.send(upload(1000));
        QTRY_COMPARE(desk.asked.size(), 1);
    }
    QTRY_COMPARE(desk.front.counters().connections, 0);
    desk.letIn();
    QCOMPARE(desk.alive, 0);
}

void TestUpload::requestsFollowOnTheSameConnection()
{
    UploadDesk desk;
    RawClient client(desk.front);
    client.send(upload(3) + "abc" + upload(4) + "abcd" + getHello);
    QCOMPARE(client.next().body, "3");
    QCOMPARE(client.next().body, "4");
    QCOMPARE(client.next().body, "hello bia");
}

void TestUpload::whileStartingNobodyIsAsked()
{
    UploadDesk desk;
    desk.front.serveOnly({u"/hello/{name}"_s});
    RawClient client(desk.front);
    QCOMPARE(client.ask(upload(3) + "abc").status, 503);
    QVERIFY(desk.asked.isEmpty());
}

QTEST_GUILESS_MAIN(TestUpload)
#include "tst_upload.moc"
