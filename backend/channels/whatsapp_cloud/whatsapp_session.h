// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/channels/meta/graph_client.h"

#include <QHash>
#include <QTimer>

#include <memory>

namespace acolhe::channels::whatsapp_cloud {

/// One number. It has no connection to keep: it is Connected when Graph knows the number and takes the token,
/// which it asks when it is opened (again and again while there is no answer), and it needs attention when
/// Graph refuses the account, then or at a send. The next message that Graph takes makes it Connected again.
class WhatsappSession : public Session {
    Q_OBJECT
public:
    explicit WhatsappSession(
        const InboxConfig &config, const meta::GraphClient::Limits &limits = {}, QObject *parent = nullptr);

    QFuture<SendOutcome> send(const OutboundMessage &message) override;

private:
    void check();
    void judgeCheck(const meta::GraphAnswer &answer);
    SendOutcome judgeSend(const meta::GraphAnswer &answer, const QString &recipient);
    SendFailure slowedDown(SendFailure failure, const QString &recipient);
    void enter(InboxState state, const QString &reason = {});

    const QString m_numberPath;
    std::unique_ptr<meta::GraphClient> m_graph; ///< none when the settings give no valid address
    QTimer m_check;
    int m_checks = 0;
    InboxState m_state = InboxState::Connecting;
    QString m_reason;
    QHash<QString, int> m_pairLimits; ///< how often in a row Graph asked for patience towards one recipient
};

} // namespace acolhe::channels::whatsapp_cloud
