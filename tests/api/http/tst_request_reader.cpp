// SPDX-License-Identifier: Apache-2.0
#include "backend/api/http/request_reader.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe::http;

/// What came of reading `wire`: the status it was refused with, 0 when it is incomplete, 200 when it was
/// read.
struct Outcome {
    int status = 0;
    Request request;
    qsizetype used = 0;
    bool keepsAlive = false;
};

/// Reads as a connection does: what is not used stays and comes again with more, `step` bytes at a time.
static Outcome readInSteps(const QByteArray &wire, qsizetype step, const Limits &limits, qint64 bodyLimit)
{
    RequestReader reader(limits);
    Outcome outcome;
    qsizetype there = 0;
    while (true) {
        qsizetype used = 0;
        const auto waiting = QByteArrayView(wire).sliced(outcome.used, there - outcome.used);
        const auto progress = reader.read(waiting, used);
        outcome.used += used;
        if (progress == RequestReader::Progress::HeadDone) {
            reader.limitBody(bodyLimit);
        } else if (progress == RequestReader::Progress::Done) {
            outcome.keepsAlive = reader.keepsAlive();
            outcome.request = reader.takeRequest();
            outcome.status = 200;
            return outcome;
        } else if (progress == RequestReader::Progress::Failed) {
            outcome.status = reader.failure();
            return outcome;
        } else if (there == wire.size()) {
            return outcome;
        } else {
            there = qMin(there + step, wire.size());
        }
    }
}

static Outcome readAll(const QByteArray &wire, qint64 bodyLimit = 1000)
{
    return readInSteps(wire, wire.size(), {}, bodyLimit);
}

class TestRequestReader : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRequestIsRead();
    void piecesDoNotMatter_data();
    void piecesDoNotMatter();
    void whatIsAmbiguousIsRefused_data();
    void whatIsAmbiguousIsRefused();
    void targetsAreDecodedOrRefused_data();
    void targetsAreDecodedOrRefused();
    void sizesAreBounded_data();
    void sizesAreBounded();
    void aDeclaredBodyIsJudgedBeforeItComes();
    void continueIsExpectedOnlyWhereABodyComes_data();
    void continueIsExpectedOnlyWhereABodyComes();
    void connectionsLiveAsTheVersionSays_data();
    void connectionsLiveAsTheVersionSays();
    void trailersChangeNothing();
    void whatFollowsStaysUnread();
};

void TestRequestReader::aRequestIsRead()
{
    const Outcome outcome = readAll("POST /api/v1/messages.send?a=1&b=%C3%A7+d&a=2&flag HTTP/1.1\r\n"
                                    "Host: desk.example\r\nX-Thing:  padded \r\nx-thing: again\r\n"
                                    "Authorization: bearer  abc \r\nContent-Length: 5\r\n\r\nhello");
    QCOMPARE(outcome.status, 200);
    const Request &request = outcome.request;
    QCOMPARE(request.method, Method::Post);
    QCOMPARE(request.path, u"/api/v1/messages.send"_s);
    QCOMPARE(request.queryValue(u"a"), u"1"_s);
    QCOMPARE(request.queryValue(u"b"), u"ç d"_s);
    QCOMPARE(request.query.size(), 4);
    QCOMPARE(request.header("x-thing"), "padded, again");
    QCOMPARE(request.bearerToken(), u"abc"_s);
    QCOMPARE(request.body, "hello");
}

void TestRequestReader::piecesDoNotMatter_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("no body") << "GET / HTTP/1.1\r\nHost: x\r\n\r\n"_ba << QByteArray();
    QTest::newRow("empty lines before") << "\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n"_ba << QByteArray();
    QTest::newRow("length") << "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na\r\n"_ba
                            << "a\r\n"_ba;
    QTest::newRow("chunked") << "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n"
                                "3\r\nabc\r\nA;note=\"x\"\r\n0123456789\r\n0\r\nX-Late: 1\r\n\r\n"_ba
                             << "abc0123456789"_ba;
}

void TestRequestReader::piecesDoNotMatter()
{
    QFETCH(QByteArray, wire);
    QFETCH(QByteArray, body);
    for (qsizetype step = 1; step <= wire.size(); ++step) {
        const Outcome outcome = readInSteps(wire, step, {}, 1000);
        QCOMPARE(outcome.status, 200);
        QCOMPARE(outcome.request.body, body);
        QCOMPARE(outcome.used, wire.size());
    }
    for (qsizetype cut = 0; cut < wire.size(); ++cut)
        QCOMPARE(readAll(wire.left(cut)).status, 0);
}

void TestRequestReader::whatIsAmbiguousIsRefused_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<int>("status");
    const QByteArray post = "POST / HTTP/1.1\r\nHost: x\r\n";
    QTest::newRow("length and coding")
        << post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        << 400;
    QTest::newRow("coding and length")
        << post + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n"
        << 400;
    QTest::newRow("two lengths") << post + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc" << 400;
    QTest::newRow("one length twice") << post + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc" << 400;
    QTest::newRow("a list of lengths") << post + "Content-Length: 3, 4\r\n\r\nabc" << 400;
    QTest::newRow("negative length") << post + "Content-Length: -5\r\n\r\n" << 400;
    QTest::newRow("signed length") << post + "Content-Length: +5\r\n\r\nabcde" << 400;
    QTest::newRow("hexadecimal length") << post + "Content-Length: 0x5\r\n\r\nabcde" << 400;
    QTest::newRow("empty length") << post + "Content-Length: \r\n\r\n" << 400;
    QTest::newRow("length beyond 64 bits") << post + "Content-Length: 99999999999999999999999\r\n\r\n" << 400;
    QTest::newRow("unknown coding") << post + "Transfer-Encoding: gzip\r\n\r\n" << 501;
    QTest::newRow("coding over chunked") << post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n" << 501;
    QTest::newRow("chunked not last") << post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"
                                      << 501;
    QTest::newRow("nearly chunked") << post + "Transfer-Encoding: xchunked\r\n\r\n" << 501;
    QTest::newRow("two codings") << post
            + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                                 << 400;
    QTest::newRow("coding in 1.0") << "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"_ba
                                   << 400;
    QTest::newRow("bad chunk size") << post + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc" << 400;
    QTest::newRow("chunk size overflows") << post + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n"
                                          << 400;
    QTest::newRow("chunk without its end")
        << post + "Transfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n"
        << 400;
    QTest::newRow("no host") << "GET / HTTP/1.1\r\n\r\n"_ba << 400;
    QTest::newRow("empty host") << "GET / HTTP/1.1\r\nHost:\r\n\r\n"_ba << 400;
    QTest::newRow("two hosts") << "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n"_ba << 400;
    QTest::newRow("two authorizations")
        << "GET / HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n"_ba
        << 400;
    QTest::newRow("blank before the colon") << "GET / HTTP/1.1\r\nHost : x\r\n\r\n"_ba << 400;
    QTest::newRow("header without a name") << "GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n"_ba << 400;
    QTest::newRow("control character in a header")
        << "GET / HTTP/1.1\r\nHost: x\r\nA: b\x01\r\n\r\n"_ba << 400;
    QTest::newRow("NUL in a header") << QByteArray("GET / HTTP/1.1\r\nHost: x\r\nA: \0\r\n\r\n", 34) << 400;
    QTest::newRow("bare line feeds") << "GET / HTTP/1.1\nHost: x\n\n"_ba << 400;
    QTest::newRow("bare carriage return") << "GET / HTTP/1.1\r\nHost: x\rA: b\r\n\r\n"_ba << 400;
    QTest::newRow("unknown method") << "BREW / HTTP/1.1\r\nHost: x\r\n\r\n"_ba << 501;
    QTest::newRow("trace") << "TRACE / HTTP/1.1\r\nHost: x\r\n\r\n"_ba << 501;
    QTest::newRow("connect") << "CONNECT a:443 HTTP/1.1\r\nHost: x\r\n\r\n"_ba << 501;
    QTest::newRow("lower-case method") << "get / HTTP/1.1\r\nHost: x\r\n\r\n"_ba << 501;
    QTest::newRow("HTTP/2") << "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"_ba << 505;
    QTest::newRow("HTTP/0.9") << "GET /\r\n\r\n"_ba << 400;
    QTest::newRow("not HTTP") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 hello TLS", 20)
                              << 400;
    QTest::newRow("unknown expectation")
        << "GET / HTTP/1.1\r\nHost: x\r\nExpect: a-miracle\r\n\r\n"_ba << 417;
}

void TestRequestReader::whatIsAmbiguousIsRefused()
{
    QFETCH(QByteArray, wire);
    QFETCH(int, status);
    QCOMPARE(readAll(wire).status, status);
    QCOMPARE(readInSteps(wire, 1, {}, 1000).status, status);
}

void TestRequestReader::targetsAreDecodedOrRefused_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QString>("path");
    QTest::newRow("plain") << "/a/b.c"_ba << u"/a/b.c"_s;
    QTest::newRow("escaped") << "/a%20b/%C3%A7%25"_ba << u"/a b/ç%"_s;
    QTest::newRow("plus is a plus") << "/a+b"_ba << u"/a+b"_s;
    QTest::newRow("absolute form") << "http://x/a?b"_ba << u"/a"_s;
    QTest::newRow("absolute form without path") << "http://x"_ba << u"/"_s;
    QTest::newRow("address in the query") << "/a?u=http://x/y"_ba << u"/a"_s;
    QTest::newRow("names with dots") << "/a..b/.c/..."_ba << u"/a..b/.c/..."_s;
    QTest::newRow("parent") << "/a/../b"_ba << QString();
    QTest::newRow("escaped parent") << "/a/%2e%2E/b"_ba << QString();
    QTest::newRow("this folder") << "/a/./b"_ba << QString();
    QTest::newRow("escaped slash") << "/a%2Fb"_ba << QString();
    QTest::newRow("escaped slash, lower") << "/a%2fb"_ba << QString();
    QTest::newRow("backslash") << "/a%5c..%5cb"_ba << QString();
    QTest::newRow("NUL") << "/a%00"_ba << QString();
    QTest::newRow("line break") << "/a%0d%0aX: y"_ba << QString();
    QTest::newRow("broken escape") << "/a%2"_ba << QString();
    QTest::newRow("broken escape in the query") << "/a?b=%zz"_ba << QString();
    QTest::newRow("not UTF-8") << "/a%ff"_ba << QString();
    QTest::newRow("overlong UTF-8") << "/a%c0%af"_ba << QString();
    QTest::newRow("fragment") << "/a#b"_ba << QString();
    QTest::newRow("no slash") << "a"_ba << QString();
    QTest::newRow("authority") << "x:80"_ba << QString();
    QTest::newRow("star") << "*"_ba << QString();
}

void TestRequestReader::targetsAreDecodedOrRefused()
{
    QFETCH(QByteArray, target);
    QFETCH(QString, path);
    const Outcome outcome = readAll("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
    QCOMPARE(outcome.status, path.isEmpty() ? 400 : 200);
    if (!path.isEmpty())
        QCOMPARE(outcome.request.path, path);
}

void TestRequestReader::sizesAreBounded_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<int>("status");
    const QByteArray start = "POST / HTTP/1.1\r\nHost: x\r\n";
    const QByteArray chunked = start + "Transfer-Encoding: chunked\r\n\r\n";
    const QByteArray much(20'000, 'a');
    QByteArray many = start;
    for (int i = 0; i < 101; ++i)
        many += "A" + QByteArray::number(i) + ": b\r\n";
    QTest::newRow("request line without end") << "GET /" + much << 431;
    QTest::newRow("long request line") << "GET /" + much + " HTTP/1.1\r\nHost: x\r\n\r\n" << 431;
    QTest::newRow("header without end") << start + "A: " + much << 431;
    QTest::newRow("long header") << start + "A: " + much + "\r\n\r\n" << 431;
    QTest::newRow("many headers") << many + "\r\n" << 431;
    QTest::newRow("one header many times") << start + QByteArray("A: bcdefgh\r\n").repeated(2000) + "\r\n"
                                           << 431;
    QTest::newRow("empty lines without end") << QByteArray("\r\n").repeated(10'000) << 400;
    QTest::newRow("body fits") << start + "Content-Length: 1000\r\n\r\n" + QByteArray(1000, 'x') << 200;
    QTest::newRow("body too long") << start + "Content-Length: 1001\r\n\r\n" + QByteArray(1001, 'x') << 413;
    QTest::newRow("chunk too long") << chunked + "3e9\r\n" << 413;
    QTest::newRow("chunks too long together")
        << chunked + QByteArray("64\r\n" + QByteArray(100, 'x') + "\r\n").repeated(11) << 413;
    QTest::newRow("more wrapping than chunks")
        << chunked + QByteArray("1;" + QByteArray(8000, 'x') + "\r\na\r\n").repeated(10) << 413;
    QTest::newRow("chunk line without end") << chunked + "1;" + much << 400;
    QTest::newRow("long chunk line") << chunked + "1;" + much + "\r\na\r\n0\r\n\r\n" << 400;
    QTest::newRow("trailers without end") << chunked + "0\r\nA: " + much << 400;
    QTest::newRow("long trailers") << chunked + "0\r\nA: " + much + "\r\n\r\n" << 400;
}

void TestRequestReader::sizesAreBounded()
{
    QFETCH(QByteArray, wire);
    QFETCH(int, status);
    QCOMPARE(readInSteps(wire, 1000, {}, 1000).status, status);
    QCOMPARE(readInSteps(wire, 65'536, {}, 1000).status, status);
}

void TestRequestReader::aDeclaredBodyIsJudgedBeforeItComes()
{
    RequestReader reader({});
    qsizetype used = 0;
    const QByteArray head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10737418240\r\n\r\n";
    QCOMPARE(reader.read(head, used), RequestReader::Progress::HeadDone);
    QCOMPARE(used, head.size());
    QVERIFY(!reader.isComplete());
    reader.limitBody(1'000'000);
    QCOMPARE(reader.failure(), 413);
    QCOMPARE(reader.read({}, used), RequestReader::Progress::Failed);
}

void TestRequestReader::continueIsExpectedOnlyWhereABodyComes_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<bool>("expects");
    QTest::newRow("body")
        << "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\n"_ba << true;
    QTest::newRow("empty body")
        << "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 0\r\n\r\n"_ba << false;
    QTest::newRow("no body") << "GET / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n\r\n"_ba << false;
    QTest::newRow("1.0") << "POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n"_ba
                         << false;
    QTest::newRow("not asked") << "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n"_ba << false;
}

void TestRequestReader::continueIsExpectedOnlyWhereABodyComes()
{
    QFETCH(QByteArray, head);
    RequestReader reader({});
    qsizetype used = 0;
    QCOMPARE(reader.read(head, used), RequestReader::Progress::HeadDone);
    QTEST(reader.expectsContinue(), "expects");
}

void TestRequestReader::connectionsLiveAsTheVersionSays_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<bool>("lives");
    QTest::newRow("1.1") << "GET / HTTP/1.1\r\nHost: x\r\n\r\n"_ba << true;
    QTest::newRow("1.1 close") << "GET / HTTP/1.1\r\nHost: x\r\nConnection: x, Close\r\n\r\n"_ba << false;
    QTest::newRow("1.0") << "GET / HTTP/1.0\r\n\r\n"_ba << false;
    QTest::newRow("1.0 keep-alive") << "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"_ba << true;
}

void TestRequestReader::connectionsLiveAsTheVersionSays()
{
    QFETCH(QByteArray, wire);
    const Outcome outcome = readAll(wire);
    QCOMPARE(outcome.status, 200);
    QTEST(outcome.keepsAlive, "lives");
}

void TestRequestReader::trailersChangeNothing()
{
    const Outcome outcome = readAll("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                                    "1\r\na\r\n0\r\nAuthorization: Bearer late\r\nHost: y\r\n\r\n");
    QCOMPARE(outcome.status, 200);
    QCOMPARE(outcome.request.bearerToken(), QString());
    QCOMPARE(outcome.request.header("host"), "x");
}

void TestRequestReader::whatFollowsStaysUnread()
{
    const QByteArray first = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nab";
    const Outcome outcome = readAll(first + "GET /next HTTP/1.1\r\n");
    QCOMPARE(outcome.status, 200);
    QCOMPARE(outcome.used, first.size());
}

QTEST_APPLESS_MAIN(TestRequestReader)
#include "tst_request_reader.moc"
