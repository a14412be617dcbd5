// SPDX-License-Identifier: Apache-2.0
#include "tests/support/fake_graph.h"

#include <QDateTime>
#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QJsonDocument>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QStandardPaths>

#include <memory>

namespace acolhe::tests {

using namespace Qt::StringLiterals;

constexpr int patienceMs = 30000;

FakeGraph::FakeGraph()
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_network.setProxy(QNetworkProxy::NoProxy);
}

FakeGraph::~FakeGraph()
{
    m_process.closeWriteChannel(); // it ends with its standard input
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(2000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

bool FakeGraph::start(const QString &ledger)
{
    const QString folder = QStringLiteral(ACOLHE_SOURCE_DIR "/tests/support/graph");
    const QString node = QStandardPaths::findExecutable(u"node"_s);
    if (node.isEmpty())
        m_problem = u"Node.js is missing (Debian package nodejs)"_s;
    else if (!QFile::exists(folder + "/node_modules/ajv/package.json"_L1))
        m_problem = u"npm packages are missing, run: npm ci --prefix tests/support/graph"_s;
    if (!m_problem.isEmpty())
        return false;
    QStringList arguments{folder + "/server.mjs"_L1};
    if (!ledger.isEmpty())
        arguments << u"--ledger"_s << ledger;
    m_process.start(node, arguments);
    while (!m_process.canReadLine() && m_process.waitForReadyRead(patienceMs)) { }
    const auto ready = QJsonDocument::fromJson(m_process.readLine());
    m_url = QUrl(ready["listening"_L1].toString());
    if (m_url.isEmpty())
        m_problem = u"the fake Graph does not start; its errors are above"_s;
    return m_problem.isEmpty();
}

void FakeGraph::addAccount(const Account &account)
{
    call("POST", u"/__accounts"_s,
        {{u"phoneNumberId"_s, account.phoneNumberId}, {u"businessAccountId"_s, account.businessAccountId},
            {u"token"_s, account.token}, {u"appSecret"_s, account.appSecret},
            {u"requireProof"_s, account.requireProof}});
}

QList<FakeGraph::Sent> FakeGraph::sent(int after)
{
    QList<Sent> all;
    const auto answer = QJsonDocument::fromJson(call("GET", u"/__sent?after=%1"_s.arg(after)));
    for (const auto &entry : answer.array()) {
        all.append({entry["id"_L1].toString(), entry["phoneNumberId"_L1].toString(),
            entry["to"_L1].toString(), entry["callbackData"_L1].toString(), entry["body"_L1].toObject(),
            entry["proved"_L1].toBool()});
    }
    return all;
}

QJsonArray FakeGraph::refused()
{
    return QJsonDocument::fromJson(call("GET", u"/__refused"_s)).array();
}

void FakeGraph::fault(const QJsonObject &fault)
{
    call("POST", u"/__faults"_s, fault);
}

void FakeGraph::clearFaults()
{
    call("DELETE", u"/__faults"_s);
}

void FakeGraph::planStatuses(const QJsonObject &plan)
{
    call("POST", u"/__statuses"_s, plan);
}

FakeGraph::Answer FakeGraph::postWebhook(
    const QUrl &to, const QJsonObject &payload, Signature signature, const QString &phoneNumberId)
{
    static const QStringList words{u"good"_s, u"bad"_s, u"none"_s};
    const auto answers = QJsonDocument::fromJson(call("POST", u"/__webhooks"_s,
        {{u"url"_s, to.toString()}, {u"phoneNumberId"_s, phoneNumberId},
            {u"signature"_s, words[int(signature)]},
            {u"payloads"_s, QJsonArray{QJsonObject{{u"payload"_s, payload}}}}}));
    return {answers[0]["status"_L1].toInt(), answers[0]["body"_L1].toString().toUtf8()};
}

void FakeGraph::deliverWebhooks(
    const QUrl &to, const QList<std::pair<QString, QJsonObject>> &labelled, const QString &phoneNumberId)
{
    QJsonArray payloads;
    for (const auto &[label, payload] : labelled)
        payloads.append(QJsonObject{{u"label"_s, label}, {u"payload"_s, payload}});
    call("POST", u"/__webhooks"_s,
        {{u"url"_s, to.toString()}, {u"phoneNumberId"_s, phoneNumberId}, {u"retry"_s, true},
            {u"payloads"_s, payloads}});
}

QJsonObject FakeGraph::deliveries()
{
    return QJsonDocument::fromJson(call("GET", u"/__webhooks"_s)).object();
}

void FakeGraph::reset()
{
    call("POST", u"/__reset"_s);
}

QByteArray FakeGraph::call(const char *method, const QString &path, const QJsonObject &body)
{
    QNetworkRequest request(QUrl(m_url.toString() + path));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setTransferTimeout(patienceMs);
    QEventLoop loop;
    const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(
        request, method, body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson(QJsonDocument::Compact)));
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    if (!reply->isFinished())
        loop.exec();
    if (reply->error() != QNetworkReply::NoError)
        qCritical("the fake Graph does not answer %s: %s", method, qPrintable(reply->errorString()));
    return reply->readAll();
}

static QJsonObject whatsappWebhook(QJsonObject value, const FakeGraph::Account &account)
{
    value.insert(u"messaging_product"_s, u"whatsapp"_s);
    value.insert(u"metadata"_s,
        QJsonObject{
            {u"display_phone_number"_s, u"15550783881"_s}, {u"phone_number_id"_s, account.phoneNumberId}});
    const QJsonObject entry{{u"id"_s, account.businessAccountId},
        {u"changes"_s, QJsonArray{QJsonObject{{u"field"_s, u"messages"_s}, {u"value"_s, value}}}}};
    return {{u"object"_s, u"whatsapp_business_account"_s}, {u"entry"_s, QJsonArray{entry}}};
}

QJsonObject whatsappText(const QString &messageId, const QString &from, const QString &name,
    const QString &text, qint64 timestampMs, const FakeGraph::Account &account)
{
    const QJsonObject message{{u"from"_s, from}, {u"id"_s, messageId},
        {u"timestamp"_s, QString::number(timestampMs / 1000)}, {u"type"_s, u"text"_s},
        {u"text"_s, QJsonObject{{u"body"_s, text}}}};
    const QJsonObject contact{{u"profile"_s, QJsonObject{{u"name"_s, name}}}, {u"wa_id"_s, from}};
    return whatsappWebhook(
        {{u"contacts"_s, QJsonArray{contact}}, {u"messages"_s, QJsonArray{message}}}, account);
}

QJsonObject whatsappStatus(const QString &messageId, const QString &status, const QString &callbackData,
    const FakeGraph::Account &account)
{
    QJsonObject news{{u"id"_s, messageId}, {u"status"_s, status},
        {u"timestamp"_s, QString::number(QDateTime::currentSecsSinceEpoch())},
        {u"recipient_id"_s, u"558487654321"_s}};
    if (!callbackData.isEmpty())
        news.insert(u"biz_opaque_callback_data"_s, callbackData);
    return whatsappWebhook({{u"statuses"_s, QJsonArray{news}}}, account);
}

} // namespace acolhe::tests
