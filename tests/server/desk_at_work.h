// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/fake_graph.h"
#include "tests/support/server/server_process.h"
#include "tests/support/server/signed_webhook.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QUuid>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

#include <memory>

namespace acolhe::tests {

/// A server with a WhatsApp inbox, a Graph, an admin and a desktop that listens; what is said there has words
/// that no log and no metric may repeat.
struct DeskAtWork {
    static inline const QString password = QStringLiteral("senha-canario-azul-7731");
    static inline const QString phone = QStringLiteral("5584998877665");
    static inline const QString said = QStringLiteral("texto-canario-verde");
    static inline const QString name = QStringLiteral("Canarina Silva");
    static inline const QString secret = QStringLiteral("app-secret");

    bool open(const QStringList &options)
    {
        const QString email = QStringLiteral("ana@vida.example");
        if (!graph.start() || !server.init(QStringLiteral("Vida Plena"), email, password)
            || !server.start(options))
            return false;
        api = std::make_unique<ApiClient>(server.url());
        token = api->signIn(email, password);
        const FakeGraph::Account account;
        const QJsonObject settings{{QStringLiteral("phoneNumberId"), account.phoneNumberId},
            {QStringLiteral("businessAccountId"), account.businessAccountId},
            {QStringLiteral("accessToken"), account.token}, {QStringLiteral("appId"), QStringLiteral("app1")},
            {QStringLiteral("appSecret"), secret}, {QStringLiteral("verifyToken"), QStringLiteral("vt")},
            {QStringLiteral("apiBaseUrl"), graph.url().toString()}};
        const Answer made = api->call(QStringLiteral("inboxes.create"),
            {{QStringLiteral("channel"), QStringLiteral("whatsapp_cloud")},
                {QStringLiteral("name"), QStringLiteral("Recepção")}, {QStringLiteral("settings"), settings}},
            token);
        return made.status == 200 && listen();
    }
    int patientWrites(const QByteArray &traceparent = {})
    {
        const auto payload = whatsappText(
            QStringLiteral("wamid.in.1"), phone, name, said, QDateTime::currentMSecsSinceEpoch());
        return post(QJsonDocument(payload).toJson(QJsonDocument::Compact), traceparent);
    }
    int post(const QByteArray &body, const QByteArray &traceparent = {}, const QString &key = secret)
    {
        return api
            ->post(QStringLiteral("/webhooks/meta/app1"), body,
                {{"X-Hub-Signature-256", metaSignature(body, key)}, {"traceparent", traceparent}})
            .status;
    }
    /// Sends a reply; its clientId.
    QString reply()
    {
        const QString clientId = QUuid::createUuid().toString(QUuid::WithoutBraces);
        const QJsonObject wanted{{QStringLiteral("conversationId"), 1}, {QStringLiteral("text"), said},
            {QStringLiteral("clientId"), clientId}};
        return api->call(QStringLiteral("messages.send"), wanted, token).status == 200 ? clientId : QString();
    }
    int tellStatus(const QString &status)
    {
        const auto sent = graph.sent();
        if (sent.isEmpty())
            return 0;
        const auto payload = whatsappStatus(sent.first().id, status, sent.first().callbackData);
        return post(QJsonDocument(payload).toJson(QJsonDocument::Compact));
    }
    QByteArray metrics() { return api->get(QStringLiteral("/metrics")).body; }

    ServerProcess server;
    FakeGraph graph;
    std::unique_ptr<ApiClient> api;
    QString token;
    QWebSocket desktop;
    bool subscribed = false;

private:
    bool listen()
    {
        QUrl url = server.url();
        url.setScheme(QStringLiteral("ws"));
        url.setPath(QStringLiteral("/ws"));
        QNetworkRequest request(url);
        request.setRawHeader("Authorization", "Bearer " + token.toLatin1());
        QWebSocketHandshakeOptions options;
        options.setSubprotocols({QStringLiteral("acolhe.v1")});
        QObject::connect(&desktop, &QWebSocket::textMessageReceived, &desktop, [this](const QString &line) {
            subscribed = subscribed || line.contains(QLatin1StringView("\"epoch\""));
        });
        QObject::connect(&desktop, &QWebSocket::connected, &desktop, [this] {
            desktop.sendTextMessage(
                QStringLiteral(R"({"jsonrpc":"2.0","id":1,"method":"events.subscribe","params":{}})"));
        });
        desktop.open(request, options);
        return true;
    }
};

} // namespace acolhe::tests
