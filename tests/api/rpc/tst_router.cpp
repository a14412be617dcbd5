// SPDX-License-Identifier: Apache-2.0
#include "backend/protocol/rpc.h"
#include "tests/api/rpc/reception.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using namespace acolhe::api;
using namespace acolhe::tests;

static QJsonObject object(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

/// A service as the server has them.
struct Notes {
    Future<wire::NotesList::Reply> list(const Caller &caller, const wire::NotesList::Request &request)
    {
        asked.append({caller.user, request.conversationId});
        return ready<wire::NotesList::Reply>(wire::NotesList::Reply());
    }
    QList<std::pair<UserId, ConversationId>> asked;
};

class TestRouter : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void callsAreCheckedBeforeTheyAreHandled_data();
    void callsAreCheckedBeforeTheyAreHandled();
    void aServiceIsServed();
    void aHandlerThatIsGivenUpIsAnError();
    void whatIsMissingIsNamed();
    void detailsStayInTheLog();
    void callsAreObserved();

private:
    Result<QByteArray> call(const QString &who, const QByteArray &method, const QByteArray &params)
    {
        CallContext context;
        if (!who.isEmpty())
            context.caller = m_reception.signedIn(who).caller;
        const auto future = m_reception.router.call(context, method, QJsonValue(object(params)));
        return future.isFinished() ? future.result() : Error::internal(u"not finished"_s);
    }
    Reception m_reception;
};

void TestRouter::callsAreCheckedBeforeTheyAreHandled_data()
{
    QTest::addColumn<QString>("who");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("params");
    QTest::addColumn<QByteArray>("outcome");
    const QByteArray create = "notes.create";
    const QByteArray good = R"({"conversationId":7,"text":"liga amanhã"})";
    const QByteArray wrong = R"({"conversationId":0,"text":""})";
    QTest::newRow("an attendant") << u"bia"_s << create << good << QByteArray("ok");
    QTest::newRow("nobody") << QString() << create << good << QByteArray("unauthenticated");
    QTest::newRow("nobody, wrong params") << QString() << create << wrong << QByteArray("unauthenticated");
    QTest::newRow("a patient") << u"marina"_s << create << good << QByteArray("forbidden");
    QTest::newRow("a patient, wrong params") << u"marina"_s << create << wrong << QByteArray("forbidden");
    QTest::newRow("wrong params") << u"bia"_s << create << wrong
                                  << QByteArray("invalid_params conversationId");
    QTest::newRow("a typo") << u"bia"_s << create
                            << QByteArray(R"({"conversationId":7,"text":"x","txt":"y"})")
                            << QByteArray("invalid_params txt");
    QTest::newRow("unknown method") << u"bia"_s << QByteArray("notes.burn") << good
                                    << QByteArray("method_not_found");
    QTest::newRow("anyone") << QString() << QByteArray("auth.login")
                            << QByteArray(R"({"email":"bia@example.com","password":"wrong"})")
                            << QByteArray("unauthenticated");
}

void TestRouter::callsAreCheckedBeforeTheyAreHandled()
{
    QFETCH(QString, who);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, params);
    const auto result = call(who, method, params);
    const QByteArray outcome = result
        ? "ok"
        : QByteArray(wire::reasonWord(result.error().reason)) + ' ' + result.error().field.toUtf8();
    QTEST(outcome.trimmed(), "outcome");
    if (result)
        QCOMPARE(object(*result).value("note"_L1).toObject().value("text"_L1).toString(), u"liga amanhã"_s);
}

void TestRouter::aServiceIsServed()
{
    Notes notes;
    m_reception.router.serve<wire::NotesList>(notes, &Notes::list);
    const auto result = call(u"rui"_s, "notes.list", R"({"conversationId":3})");
    QVERIFY(result);
    QCOMPARE(notes.asked, (QList<std::pair<UserId, ConversationId>>{{{2}, {3}}}));
}

void TestRouter::aHandlerThatIsGivenUpIsAnError()
{
    CallContext context;
    context.caller = m_reception.signedIn(u"bia"_s).caller;
    const auto future = m_reception.router.call(context, "conversations.get", QJsonObject{{u"id"_s, 7}});
    QVERIFY(!future.isFinished());
    m_reception.waiting.clear(); // the promise dies, as when a service's context does
    QTRY_VERIFY(future.isFinished());
    QVERIFY(!future.result());
    QCOMPARE(future.result().error().reason, Reason::Internal);
}

void TestRouter::whatIsMissingIsNamed()
{
    Router router;
    const QStringList all = router.missing();
    QVERIFY(all.contains(u"messages.send"_s));
    QVERIFY(!all.contains(u"auth.resume"_s)); // the sessions' own
    QVERIFY(!all.contains(u"events.subscribe"_s));
    QCOMPARE(all.size(), qsizetype(wire::accessTable.size()) - 2);
    QVERIFY(!m_reception.router.missing().contains(u"notes.create"_s));
}

void TestRouter::detailsStayInTheLog()
{
    QTest::ignoreMessage(QtCriticalMsg,
        QRegularExpression(
            u"^internal error incident=\"\\w+\" method=\"notes.create\" cause=\"the password of the database is 1234\"$"_s));
    const auto result = call(u"bia"_s, "notes.create", R"({"conversationId":7,"text":"boom"})");
    const QByteArray json = errorForCaller(result.error(), "notes.create");
    QVERIFY(!json.contains("1234"));
    QVERIFY(!object(json).value("data"_L1).toObject().value("incident"_L1).toString().isEmpty());
}

void TestRouter::callsAreObserved()
{
    QStringList observed;
    m_reception.router.observe([&](const QByteArray &method, const Result<QByteArray> &result, qint64) {
        observed.append(QString::fromUtf8(method) + (result ? u" ok"_s : u" failed"_s));
    });
    QVERIFY(call(u"bia"_s, "notes.create", R"({"conversationId":7,"text":"x"})"));
    QVERIFY(!call(u"bia"_s, "notes.create", "{}"));
    QVERIFY(!call(u"marina"_s, "notes.create", "{}"));
    QVERIFY(!call(u"bia"_s, "made.up", "{}"));
    m_reception.router.observe({});
    QCOMPARE(
        observed, (QStringList{u"notes.create ok"_s, u"notes.create failed"_s, u"notes.create failed"_s}));
}

QTEST_GUILESS_MAIN(TestRouter)
#include "tst_router.moc"
