// SPDX-License-Identifier: Apache-2.0
#include "backend/channels/whatsapp_cloud/whatsapp_session.h"
#include "tests/support/fake_graph.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace acolhe;
using namespace acolhe::channels;
using namespace acolhe::channels::whatsapp_cloud;
using acolhe::tests::FakeGraph;

class TestSession : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init() { m_graph->reset(); }
    void cleanupTestCase() { m_graph.reset(); }
    void anAccountThatGraphKnowsIsConnected();
    void anAccountThatGraphRefusesNeedsAttention_data();
    void anAccountThatGraphRefusesNeedsAttention();
    void anAnswerComesBackWithItsId();
    void endsAreToldApart_data();
    void endsAreToldApart();
    void attentionEndsWhenAMessageIsTakenAgain();
    void patienceTowardsOneRecipientGrows();
    void manyAtOnceAreEachSentOnce();
    void aSessionThatEndsLeavesItsSendsInDoubt();

private:
    InboxConfig config() const;
    SendOutcome send(WhatsappSession &session, const QString &text, const QString &to = u"5511987654321"_s);

    std::unique_ptr<FakeGraph> m_graph;
    const meta::GraphClient::Limits m_quick{.silenceMs = 300, .wholeMs = 1000, .answerBytes = 65536};
};

void TestSession::initTestCase()
{
    m_graph = std::make_unique<FakeGraph>();
    QVERIFY2(m_graph->start(), qPrintable(m_graph->problem()));
}

InboxConfig TestSession::config() const
{
    const FakeGraph::Account account;
    return {{}, {},
        {{u"phoneNumberId"_s, account.phoneNumberId}, {u"businessAccountId"_s, account.businessAccountId},
            {u"apiBaseUrl"_s, m_graph->url().toString()}},
        {{u"accessToken"_s, account.token}, {u"appSecret"_s, account.appSecret}}};
}

static OutboundMessage message(const QString &text, const QString &to)
{
    OutboundMessage message;
    message.clientId = "client-"_L1 + text;
    message.to = {phoneIdentity(to, {})};
    message.text = text;
    return message;
}

SendOutcome TestSession::send(WhatsappSession &session, const QString &text, const QString &to)
{
    const auto future = session.send(message(text, to));
    [&] { QTRY_VERIFY(future.isFinished()); }();
    return future.result();
}

void TestSession::anAccountThatGraphKnowsIsConnected()
{
    WhatsappSession session(config());
    QSignalSpy states(&session, &Session::stateChanged);
    QTRY_COMPARE(states.size(), 1);
    QCOMPARE(states[0][0].value<InboxState>(), InboxState::Connected);
}

void TestSession::anAccountThatGraphRefusesNeedsAttention_data()
{
    QTest::addColumn<QString>("setting");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("reason");
    QTest::newRow("an expired token") << u"accessToken"_s << u"EAA-expired"_s << u"reauth"_s;
    QTest::newRow("a number that is not there") << u"phoneNumberId"_s << u"1"_s << u"account_settings"_s;
    QTest::newRow("another app's number") << u"phoneNumberId"_s << u"77"_s << u"permission"_s;
    QTest::newRow("an address in the clear")
        << u"apiBaseUrl"_s << u"http://graph.example"_s << u"account_settings"_s;
}

void TestSession::anAccountThatGraphRefusesNeedsAttention()
{
    QFETCH(QString, setting);
    QFETCH(QString, value);
    QFETCH(QString, reason);
    m_graph->addAccount({.phoneNumberId = u"77"_s, .token = u"EAA-77"_s});
    InboxConfig wrong = config();
    if (wrong.secrets.contains(setting))
        wrong.secrets[setting] = value;
    else
        wrong.settings[setting] = value;
    WhatsappSession session(wrong);
    QSignalSpy states(&session, &Session::stateChanged);
    QTRY_COMPARE(states.size(), 1);
    QCOMPARE(states[0][0].value<InboxState>(), InboxState::NeedsAttention);
    QCOMPARE(states[0][1].toString(), reason);

    const SendOutcome outcome = send(session, u"oi"_s);
    QVERIFY(std::holds_alternative<SendFailure>(outcome));
    QCOMPARE(std::get<SendFailure>(outcome).after, AfterFailure::PauseInbox);
    QCOMPARE(std::get<SendFailure>(outcome).error.hint, reason);
    QVERIFY(m_graph->sent().isEmpty());
}

void TestSession::anAnswerComesBackWithItsId()
{
    WhatsappSession session(config());
    const SendOutcome outcome = send(session, u"Olá, Bia"_s, u"5584987654321"_s);
    QVERIFY(std::holds_alternative<SendReceipt>(outcome));
    const auto sent = m_graph->sent();
    QCOMPARE(sent.size(), 1);
    QCOMPARE(std::get<SendReceipt>(outcome).externalId, sent[0].id);
    QCOMPARE(std::get<SendReceipt>(outcome).address, u"558487654321"_s); // as WhatsApp itself calls it
    QCOMPARE(sent[0].callbackData, u"client-Olá, Bia"_s);
    QVERIFY(sent[0].proved);
}

void TestSession::endsAreToldApart_data()
{
    QTest::addColumn<QJsonObject>("fault");
    QTest::addColumn<AfterFailure>("after");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("accepted");
    const auto row = [](const char *name, const QJsonObject &fault, AfterFailure after, const QString &code,
                         int accepted) { QTest::newRow(name) << fault << after << code << accepted; };
    const std::pair accept{u"accept"_s, QJsonValue(true)};
    row("window closed", {{u"code"_s, 131047}}, AfterFailure::Stop, u"131047"_s, 0);
    row("a limit", {{u"code"_s, 130429}}, AfterFailure::Retry, u"130429"_s, 0);
    row("temporary", {{u"code"_s, 2}, {u"http"_s, 500}}, AfterFailure::Retry, u"2"_s, 0);
    row("token", {{u"code"_s, 190}, {u"http"_s, 401}}, AfterFailure::PauseInbox, u"190"_s, 0);
    row("a gateway's 502", {{u"http"_s, 502}, {u"raw"_s, u"<html>"_s}, accept}, AfterFailure::AwaitReceipt,
        u"in_doubt"_s, 1);
    row("an answer without an id", {{u"raw"_s, u"{\"success\":true}"_s}, accept}, AfterFailure::AwaitReceipt,
        u"in_doubt"_s, 1);
    row("cut after it was taken", {{u"drop"_s, true}, accept}, AfterFailure::AwaitReceipt, u"in_doubt"_s, 1);
    row("half an answer", {{u"half"_s, true}, accept}, AfterFailure::AwaitReceipt, u"in_doubt"_s, 1);
    row("silence", {{u"hang"_s, true}, accept}, AfterFailure::AwaitReceipt, u"in_doubt"_s, 1);
}

void TestSession::endsAreToldApart()
{
    QFETCH(QJsonObject, fault);
    QFETCH(AfterFailure, after);
    fault.insert(u"method"_s, u"POST"_s);
    m_graph->fault(fault);
    WhatsappSession session(config(), m_quick);
    const SendOutcome outcome = send(session, u"oi"_s);
    QVERIFY(std::holds_alternative<SendFailure>(outcome));
    QCOMPARE(std::get<SendFailure>(outcome).after, after);
    QTEST(std::get<SendFailure>(outcome).error.code, "code");
    QTEST(int(m_graph->sent().size()), "accepted");
}

void TestSession::attentionEndsWhenAMessageIsTakenAgain()
{
    WhatsappSession session(config());
    QSignalSpy states(&session, &Session::stateChanged);
    QTRY_COMPARE(states.size(), 1);
    m_graph->fault({{u"code"_s, 190}, {u"http"_s, 401}, {u"times"_s, 2}});
    send(session, u"1"_s);
    send(session, u"2"_s);
    QCOMPARE(states.size(), 2); // told once
    QCOMPARE(states[1][0].value<InboxState>(), InboxState::NeedsAttention);
    QCOMPARE(states[1][1].toString(), u"reauth"_s);
    send(session, u"3"_s);
    QCOMPARE(states.size(), 3);
    QCOMPARE(states[2][0].value<InboxState>(), InboxState::Connected);
}

void TestSession::patienceTowardsOneRecipientGrows()
{
    WhatsappSession session(config());
    const auto waits = [&](const QString &to) {
        m_graph->fault({{u"code"_s, 131056}, {u"method"_s, u"POST"_s}});
        return std::get<SendFailure>(send(session, u"oi"_s, to)).retryAfterMs;
    };
    const QString bia = u"5511987654321"_s;
    QCOMPARE(waits(bia), 4'000);
    QCOMPARE(waits(bia), 16'000);
    QCOMPARE(waits(bia), 64'000);
    QCOMPARE(waits(u"5521987654321"_s), 4'000); // somebody else's patience is his own
    QVERIFY(std::holds_alternative<SendReceipt>(send(session, u"oi"_s, bia)));
    QCOMPARE(waits(bia), 4'000);
}

void TestSession::manyAtOnceAreEachSentOnce()
{
    WhatsappSession session(config());
    QList<QFuture<SendOutcome>> all;
    for (int i = 0; i < 100; ++i)
        all.append(session.send(message(QString::number(i), u"5511987654321"_s)));
    QTRY_VERIFY(std::all_of(all.begin(), all.end(), [](const auto &one) { return one.isFinished(); }));
    QSet<QString> answered;
    for (const auto &one : all)
        answered.insert(std::get<SendReceipt>(one.result()).externalId);
    QSet<QString> sent;
    for (const FakeGraph::Sent &one : m_graph->sent())
        sent.insert(one.id);
    QCOMPARE(sent.size(), 100);
    QCOMPARE(answered, sent);
}

void TestSession::aSessionThatEndsLeavesItsSendsInDoubt()
{
    m_graph->fault({{u"hang"_s, true}, {u"accept"_s, true}, {u"method"_s, u"POST"_s}});
    auto session = std::make_unique<WhatsappSession>(config());
    const auto future = session->send(message(u"oi"_s, u"5511987654321"_s));
    QTRY_COMPARE(m_graph->sent().size(), 1);
    session.reset();
    QTRY_VERIFY(future.isFinished());
    QVERIFY(!future.isCanceled());
    QCOMPARE(std::get<SendFailure>(future.result()).after, AfterFailure::AwaitReceipt);
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
