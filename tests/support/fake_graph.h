// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QNetworkAccessManager>
#include <QProcess>
#include <QUrl>

namespace acolhe::tests {

/// The strict stand-in for Meta's Graph API (tests/support/graph) as a process of its own, on loopback. It
/// ends with this object, and with the test's process however that ends. Calls wait for their answer in an
/// event loop of their own, so what lives on the same thread goes on meanwhile.
class FakeGraph {
public:
    /// A WhatsApp number that it knows; the first one is there from the start.
    struct Account {
        QString phoneNumberId = QStringLiteral("106540352242922");
        QString businessAccountId = QStringLiteral("102290129340398");
        QString token = QStringLiteral("EAA-test-token");
        QString appSecret = QStringLiteral("app-secret");
        bool requireProof = false; ///< refuse calls without appsecret_proof
    };

    /// A send that it accepted, whatever it answered.
    struct Sent {
        QString id; ///< wamid
        QString phoneNumberId;
        QString to;
        QString callbackData; ///< biz_opaque_callback_data
        QJsonObject body;
        bool proved = false; ///< came with a right appsecret_proof
    };

    struct Answer {
        int status = 0; ///< 0: none
        QByteArray body;
    };

    enum class Signature { Good, Bad, None };

    FakeGraph();
    ~FakeGraph();
    Q_DISABLE_COPY_MOVE(FakeGraph)

    /// False when it does not come up; problem() says why. `ledger`: a file that gets every accepted send and
    /// acknowledged webhook as a line of JSON, before it is answered.
    bool start(const QString &ledger = {});
    QString problem() const { return m_problem; }

    /// "http://127.0.0.1:port", what an inbox takes as apiBaseUrl.
    QUrl url() const { return m_url; }

    void addAccount(const Account &account);
    QList<Sent> sent(int after = 0);
    /// Calls that it refused: {method, path, error}.
    QJsonArray refused();

    /// One of the faults of graph/faults.mjs, for the next call that it fits.
    void fault(const QJsonObject &fault);
    void clearFaults();
    /// What becomes of accepted messages, see graph/statuses.mjs.
    void planStatuses(const QJsonObject &plan);

    /// Posts a webhook once, serialised and signed as Meta does, and gives the answer.
    Answer postWebhook(const QUrl &to, const QJsonObject &payload, Signature signature = Signature::Good,
        const QString &phoneNumberId = {});
    /// Posts webhooks in the background until each is answered 200. `labels` name them in the ledger.
    void deliverWebhooks(const QUrl &to, const QList<std::pair<QString, QJsonObject>> &labelled,
        const QString &phoneNumberId = {});
    /// {waiting, repeats, abandoned, acknowledged} of what is delivered in the background.
    QJsonObject deliveries();

    /// As it was when it started; the ledger's file keeps its lines.
    void reset();

private:
    QByteArray call(const char *method, const QString &path, const QJsonObject &body = {});

    QProcess m_process;
    QNetworkAccessManager m_network;
    QUrl m_url;
    QString m_problem;
};

/// A webhook's payload with one text message, as Meta sends it.
QJsonObject whatsappText(const QString &messageId, const QString &from, const QString &name,
    const QString &text, qint64 timestampMs, const FakeGraph::Account &account = {});

/// A webhook's payload with one status, as Meta sends it; `callbackData` is biz_opaque_callback_data.
QJsonObject whatsappStatus(const QString &messageId, const QString &status, const QString &callbackData = {},
    const FakeGraph::Account &account = {});

} // namespace acolhe::tests
