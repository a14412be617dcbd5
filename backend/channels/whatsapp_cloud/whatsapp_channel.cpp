// SPDX-License-Identifier: Apache-2.0
#include "backend/channels/whatsapp_cloud/whatsapp_channel.h"

#include "backend/channels/meta/signature.h"
#include "backend/channels/whatsapp_cloud/send_format.h"
#include "backend/channels/whatsapp_cloud/whatsapp_format.h"
#include "backend/channels/whatsapp_cloud/whatsapp_session.h"

namespace acolhe::channels::whatsapp_cloud {

using namespace Qt::StringLiterals;

ChannelType WhatsappChannel::type() const
{
    Capabilities can;
    can.maxTextLength = maxTextLength;
    can.replyWindowMs = 24 * 3600 * 1000;
    can.replyTo = true;
    can.deliveryReceipts = true;
    can.marks = {u"*"_s, u"_"_s, u"~"_s, u"```"_s};
    return {u"whatsapp_cloud"_s, u"WhatsApp"_s, u"whatsapp"_s, can};
}

QList<SettingField> WhatsappChannel::settingFields() const
{
    return {
        {u"phoneNumberId"_s, false, true, u"Phone number ID, under WhatsApp > API setup of the Meta app"_s},
        {u"businessAccountId"_s, false, true, u"WhatsApp Business Account ID, on the same page"_s},
        {u"accessToken"_s, true, true,
            u"Permanent token of a system user with whatsapp_business_messaging"_s},
        {u"appId"_s, false, true, u"App ID: it names the webhook address"_s},
        {u"appSecret"_s, true, true, u"App secret, under App settings > Basic"_s},
        {u"verifyToken"_s, true, true,
            u"A word of your choice, given again when the webhook is set up at Meta"_s},
        {u"apiBaseUrl"_s, false, false, u"Address of the Graph API, if not Meta's own"_s}};
}

std::optional<WebhookRoute> WhatsappChannel::webhook() const
{
    return WebhookRoute{u"meta"_s, u"appId"_s, u"appSecret"_s, u"verifyToken"_s,
        {u"phoneNumberId"_s, u"businessAccountId"_s}};
}

bool WhatsappChannel::isAuthentic(const WebhookCall &call, const QString &secret) const
{
    return meta::isSigned(call, secret);
}

std::optional<QByteArray> WhatsappChannel::handshake(
    const WebhookCall &call, const QString &verifyToken) const
{
    return meta::verificationAnswer(call, verifyToken);
}

QList<Delivery> WhatsappChannel::split(const QByteArray &body) const
{
    return splitWebhook(body);
}

Result<QList<InboundEvent>> WhatsappChannel::parse(const QByteArray &body) const
{
    return parseWebhook(body);
}

Result<QList<InboundEvent>> WhatsappChannel::parsePart(const Delivery &part) const
{
    return part.json ? Result<QList<InboundEvent>>(factsOf(*part.json)) : parseWebhook(part.body);
}

std::unique_ptr<Session> WhatsappChannel::open(const InboxConfig &config) const
{
    return std::make_unique<WhatsappSession>(config);
}

std::unique_ptr<Channel> create()
{
    return std::make_unique<WhatsappChannel>();
}

} // namespace acolhe::channels::whatsapp_cloud
