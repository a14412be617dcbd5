// SPDX-License-Identifier: Apache-2.0
// The main job through real windows and sockets: a patient writes, an attendant answers, the ticks move.
#include "app/desktop/desktop.h"
#include "backend/base/crypto.h"
#include "tests/support/fake_graph.h"
#include "tests/support/server/api_client.h"
#include "tests/support/server/server_process.h"
#include "ui/inbox/conversation_list.h"
#include "ui/inbox/inbox_view.h"
#include "ui/inbox/list_pane.h"
#include "ui/widgets/button.h"
#include "ui/widgets/growing_edit.h"

#include <QDateTime>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using tests::ApiClient;
using tests::FakeGraph;
using tests::ServerProcess;

static const QString password = u"caminho-de-pedra-azul"_s;

class TestMainJob : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aPatientIsAnsweredAndSeesIt();

private:
    QString newInbox(const QString &admin);
    QString attendantsToken(const QString &admin);
    desktop::Arguments argumentsWith(const QString &token);
    void takeTheFirst(ui::InboxView &inbox);
    void answer(ui::InboxView &inbox, const QString &text);
    QString standingOfTheAnswer(const QString &admin);
    bool patientWrites(const QString &id, const QString &text);

    ServerProcess m_server;
    FakeGraph m_graph;
    std::unique_ptr<ApiClient> m_api;
    QTemporaryDir m_dir;
};

void TestMainJob::initTestCase()
{
    QVERIFY(crypto::start());
    QVERIFY2(m_graph.start(), qPrintable(m_graph.problem()));
    QVERIFY2(m_server.init(u"Clínica Vida Plena"_s, u"ana@vida.example"_s, password), m_server.error);
    QVERIFY2(m_server.start(), m_server.log());
    m_api = std::make_unique<ApiClient>(m_server.url());
}

QString TestMainJob::newInbox(const QString &admin)
{
    const FakeGraph::Account account;
    const QJsonObject settings{{u"phoneNumberId"_s, account.phoneNumberId},
        {u"businessAccountId"_s, account.businessAccountId}, {u"accessToken"_s, account.token},
        {u"appId"_s, u"app1"_s}, {u"appSecret"_s, account.appSecret}, {u"verifyToken"_s, u"vt"_s},
        {u"apiBaseUrl"_s, m_graph.url().toString()}};
    const auto answer = m_api->call(u"inboxes.create"_s,
        {{u"channel"_s, u"whatsapp_cloud"_s}, {u"name"_s, u"Recepção"_s}, {u"settings"_s, settings}}, admin);
    return answer.json().value("inbox"_L1)["webhookUrl"_L1].toString();
}

bool TestMainJob::patientWrites(const QString &id, const QString &text)
{
    const QUrl webhook(m_server.url().toString() + u"/webhooks/meta/app1"_s);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    return m_graph
               .postWebhook(
                   webhook, tests::whatsappText(id, u"558487654321"_s, u"Marina da Silva"_s, text, now))
               .status
        == 200;
}

QString TestMainJob::attendantsToken(const QString &admin)
{
    const QJsonObject bia{{u"name"_s, u"Bia"_s}, {u"email"_s, u"bia@vida.example"_s},
        {u"role"_s, u"attendant"_s}, {u"password"_s, password}};
    if (m_api->call(u"users.create"_s, bia, admin).status != 200)
        return {};
    return m_api->signIn(u"bia@vida.example"_s, password);
}

desktop::Arguments TestMainJob::argumentsWith(const QString &token)
{
    desktop::Arguments arguments;
    arguments.server = m_server.url();
    arguments.profileDir = m_dir.path();
    arguments.tokenFile = m_dir.filePath(u"token"_s);
    QFile out(arguments.tokenFile);
    if (out.open(QIODevice::WriteOnly))
        out.write(token.toLatin1());
    return arguments;
}

static ui::Button *visibleButton(const QWidget &within, const QString &text)
{
    const auto buttons = within.findChildren<ui::Button *>();
    for (ui::Button *button : buttons) {
        if (button->isVisible() && button->text() == text)
            return button;
    }
    return nullptr;
}

void TestMainJob::takeTheFirst(ui::InboxView &inbox)
{
    auto *list = inbox.findChild<ui::ConversationList *>();
    QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 1, 10'000);
    const QPoint first = list->visualRect(list->model()->index(0, 0)).center();
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, first);
    QTRY_VERIFY_WITH_TIMEOUT(visibleButton(inbox, u"Assumir"_s), 10'000);
    QTest::mouseClick(visibleButton(inbox, u"Assumir"_s), Qt::LeftButton);
}

void TestMainJob::answer(ui::InboxView &inbox, const QString &text)
{
    auto *edit = inbox.findChild<ui::GrowingEdit *>();
    QTRY_VERIFY_WITH_TIMEOUT(edit && edit->isVisible() && edit->isEnabled(), 10'000);
    QTest::keyClicks(edit, text);
    QTest::keyClick(edit, Qt::Key_Return);
}

QString TestMainJob::standingOfTheAnswer(const QString &admin)
{
    const auto all = m_api->call(u"conversations.allConversations"_s, {}, admin).json();
    const qint64 id = all.value("conversations"_L1)[0]["id"_L1].toInteger();
    const auto page = m_api->call(u"messages.getByConversation"_s, {{u"conversationId"_s, id}}, admin).json();
    return page.value("messages"_L1)[1]["status"_L1].toString();
}

void TestMainJob::aPatientIsAnsweredAndSeesIt()
{
    const QString admin = m_api->signIn(u"ana@vida.example"_s, password);
    const QString webhook = newInbox(admin);
    QCOMPARE(webhook, m_server.url().toString() + u"/webhooks/meta/app1"_s);
    m_graph.planStatuses(
        {{u"url"_s, webhook}, {u"sentMs"_s, 50}, {u"deliveredMs"_s, 100}, {u"readMs"_s, 150}});
    const QString bia = attendantsToken(admin);
    QVERIFY(!bia.isEmpty());

    client::MemoryKeys keys;
    desktop::Desktop desktop(argumentsWith(bia), keys);
    desktop.show();
    QTRY_VERIFY_WITH_TIMEOUT(desktop.window().inbox(), 10'000);
    ui::InboxView &inbox = *desktop.window().inbox();
    auto *pane = inbox.findChild<ui::ListPane *>();
    pane->setShelf(ui::Shelf::Queue);
    Q_EMIT pane->shelfChosen(ui::Shelf::Queue);

    QVERIFY(patientWrites(u"wamid.1"_s, u"Consigo remarcar para quinta?"_s));
    takeTheFirst(inbox);
    answer(inbox, u"Quinta as 14h30?"_s);

    // It reaches WhatsApp as WhatsApp demands, once.
    QTRY_COMPARE_WITH_TIMEOUT(m_graph.sent().size(), 1, 10'000);
    const FakeGraph::Sent sent = m_graph.sent().first();
    QCOMPARE(sent.body.value("text"_L1)["body"_L1].toString(), u"Quinta as 14h30?"_s);
    QCOMPARE(sent.to, u"558487654321"_s);
    QVERIFY(!sent.callbackData.isEmpty());
    QCOMPARE(m_graph.refused().size(), 0);

    // The ticks turn blue, at the server and on the screen.
    QTRY_COMPARE_WITH_TIMEOUT(standingOfTheAnswer(admin), u"read"_s, 10'000);
    auto *desk = desktop.desk();
    const auto shown = [desk] { return desk->current()->lastMessage->status; };
    QTRY_COMPARE_WITH_TIMEOUT(shown(), std::optional(MessageStatus::Read), 10'000);
    QVERIFY(!inbox.grab().isNull());
    QCOMPARE(m_server.stop(), 0);
}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    TestMainJob test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_main_job.moc"
