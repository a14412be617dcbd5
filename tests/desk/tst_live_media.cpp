// SPDX-License-Identifier: Apache-2.0
#include "backend/base/crypto.h"
#include "tests/api/http/desk.h"
#include "tests/client/scripted_transport.h"
#include "ui/desk/live_media.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using client::Connection;
using ui::LiveMedia;
using ui::MediaState;

namespace {

/// A server's files: what goes up gets the next number; what comes down is what a test put there.
struct Files {
    Files()
    {
        const auto take = [this](const http::Request &request, const http::Responder &responder) {
            tokens << request.bearerToken();
            if (refuseWith > 0)
                return responder.answer({refuseWith, {}, {}});
            uploaded << request.body;
            const QString answer =
                u"{\"id\":%1,\"kind\":\"document\",\"mimeType\":\"text/plain\",\"fileName\":\"%2\",\"size\":%3,\"url\":\"/media/%1\"}"_s
                    .arg(uploaded.size())
                    .arg(request.queryValue(u"fileName"))
                    .arg(request.body.size());
            responder.answer(http::Response::json(200, answer.toUtf8()));
        };
        const auto give = [this](const http::Request &request, const http::Responder &responder) {
            ++given;
            const QByteArray bytes = files.value(request.parameter(u"id").toLongLong());
            responder.answer(bytes.isEmpty() ? http::Response::empty(404) : http::Response{200, {}, bytes});
        };
        desk.front.route(http::Method::Post, u"/media"_s, take, 1'000'000);
        desk.front.route(http::Method::Get, u"/media/{id}"_s, give);
        desk.open();
    }
    QUrl url() const { return u"http://127.0.0.1:%1"_s.arg(desk.front.serverPort()); }

    tests::Desk desk;
    QStringList tokens;
    QList<QByteArray> uploaded;
    QHash<qint64, QByteArray> files;
    int given = 0;
    int refuseWith = 0;
};

struct Signed {
    explicit Signed(bool reachable = true)
    {
        auto transport = std::make_unique<tests::ScriptedTransport>();
        server = transport.get();
        server->setReachable(reachable);
        connection = std::make_unique<Connection>(std::move(transport), [] { return 0.0; });
        media = std::make_unique<LiveMedia>(*connection, client, cache);
        connection->start(u"acs_1"_s, {});
        client.setServer(files.url(), connection->token());
        if (reachable)
            [&] { QTRY_COMPARE(connection->state(), Connection::State::Online); }();
    }

    Files files;
    tests::ScriptedTransport *server;
    client::MediaClient client;
    client::MediaCache cache{{}, {}};
    std::unique_ptr<Connection> connection;
    std::unique_ptr<LiveMedia> media;
};

Attachment numbered(qint64 id)
{
    Attachment a;
    a.id = {id};
    return a;
}

} // namespace

class TestLiveMedia : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }
    void aFileIsFetchedOnce();
    void aFileThatIsNotThereFails();
    void anUploadGoesUpUnderItsName();
    void whatWasSentIsHereAlready();
    void offlineUploadsWaitForTheServer();
    void aRefusedUploadSaysWhyAndIsTriedAgain();
    void aDroppedUploadIsForgotten();
};

void TestLiveMedia::aFileIsFetchedOnce()
{
    Signed s;
    s.files.files.insert(7, "exame");
    QCOMPARE(s.media->state({7}).what, MediaState::Absent);
    s.media->fetch(numbered(7));
    s.media->fetch(numbered(7));
    QCOMPARE(s.media->state({7}).what, MediaState::Loading);
    QTRY_COMPARE(s.media->state({7}).what, MediaState::Here);
    QCOMPARE(s.media->bytes({7}), "exame");
    s.media->fetch(numbered(7));
    QCOMPARE(s.files.given, 1);
}

void TestLiveMedia::aFileThatIsNotThereFails()
{
    Signed s;
    s.media->fetch(numbered(7));
    QTRY_COMPARE(s.media->state({7}).what, MediaState::Failed);
    s.files.files.insert(7, "exame");
    s.media->fetch(numbered(7)); // a person tries again
    QTRY_COMPARE(s.media->state({7}).what, MediaState::Here);
}

void TestLiveMedia::anUploadGoesUpUnderItsName()
{
    Signed s;
    const int number = s.media->upload({u"exame nº 1.txt"_s, {}, "texto"});
    QTRY_VERIFY(s.media->uploadState(number).attachment);
    QCOMPARE(s.media->uploadState(number).attachment->fileName, u"exame nº 1.txt"_s);
    QCOMPARE(s.files.uploaded, QList<QByteArray>{"texto"});
    QCOMPARE(s.files.tokens, QStringList{u"acs_1"_s});
}

void TestLiveMedia::whatWasSentIsHereAlready()
{
    Signed s;
    const int number = s.media->upload({u"a.txt"_s, {}, "texto"});
    QTRY_VERIFY(s.media->uploadState(number).attachment);
    const Attachment file = *s.media->uploadState(number).attachment;
    QCOMPARE(s.media->state(file.id).what, MediaState::Here);
    QCOMPARE(s.media->bytes(file.id), "texto");
    QCOMPARE(s.files.given, 0);
}

void TestLiveMedia::offlineUploadsWaitForTheServer()
{
    Signed s(false);
    const int number = s.media->upload({u"a.txt"_s, {}, "texto"});
    QTRY_COMPARE(s.connection->state(), Connection::State::Waiting);
    QVERIFY(s.files.uploaded.isEmpty());
    s.server->setReachable(true);
    s.connection->retryNow();
    QTRY_VERIFY(s.media->uploadState(number).attachment);
}

void TestLiveMedia::aRefusedUploadSaysWhyAndIsTriedAgain()
{
    Signed s;
    s.files.refuseWith = 413;
    const int number = s.media->upload({u"a.txt"_s, {}, "texto"});
    QTRY_VERIFY(s.media->uploadState(number).problem);
    QCOMPARE(s.media->uploadState(number).problem->reason, Reason::TooLarge);
    s.files.refuseWith = 0;
    s.media->retryUpload(number);
    QTRY_VERIFY(s.media->uploadState(number).attachment);
    QVERIFY(!s.media->uploadState(number).problem);
}

void TestLiveMedia::aDroppedUploadIsForgotten()
{
    Signed s;
    QSignalSpy changes(s.media.get(), &ui::MediaDesk::uploadChanged);
    const int dropped = s.media->upload({u"a.txt"_s, {}, "texto"});
    s.media->dropUpload(dropped);
    const int kept = s.media->upload({u"b.txt"_s, {}, "texto"});
    QTRY_VERIFY(s.media->uploadState(kept).attachment);
    QVERIFY(!s.media->uploadState(dropped).attachment);
}

QTEST_GUILESS_MAIN(TestLiveMedia)
#include "tst_live_media.moc"
