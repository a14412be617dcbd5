// SPDX-License-Identifier: Apache-2.0
// WhatsApp through Meta's Cloud API: webhooks in, Graph calls out. whatsapp_format and message_content read
// webhooks, send_format writes messages, whatsapp_session does the calling.
#pragma once

#include "backend/channels/channel.h"

namespace acolhe::channels::whatsapp_cloud {

class WhatsappChannel : public Channel {
public:
    ChannelType type() const override;
    QList<SettingField> settingFields() const override;
    std::optional<WebhookRoute> webhook() const override;
    bool isAuthentic(const WebhookCall &call, const QString &secret) const override;
    std::optional<QByteArray> handshake(const WebhookCall &call, const QString &verifyToken) const override;
    QList<Delivery> split(const QByteArray &body) const override;
    Result<QList<InboundEvent>> parse(const QByteArray &body) const override;
    Result<QList<InboundEvent>> parsePart(const Delivery &part) const override;
    std::unique_ptr<Session> open(const InboxConfig &config) const override;
};

std::unique_ptr<Channel> create();

} // namespace acolhe::channels::whatsapp_cloud
