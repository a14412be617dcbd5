// SPDX-License-Identifier: Apache-2.0
#include "backend/demo/demo_channel.h"

#include "backend/base/crypto.h"
#include "backend/base/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTimer>

namespace acolhe::demo {

using namespace Qt::StringLiterals;
using channels::InboundEvent;
using channels::InboundMessage;
using channels::InboundReceipt;
using channels::SendOutcome;
using channels::SendReceipt;

namespace {

/// Takes every message at once and hands it to the exchange.
class DemoSession : public channels::Session {
public:
    DemoSession(const channels::InboxConfig &config, DemoExchange &exchange)
        : m_clinic(config.clinic)
        , m_inbox(config.id)
        , m_exchange(exchange)
    {
        // After the caller had time to connect.
        QTimer::singleShot(0, this, [this] { Q_EMIT stateChanged(InboxState::Connected, {}); });
    }

    QFuture<SendOutcome> send(const channels::OutboundMessage &message) override
    {
        const QString externalId = u"demo-"_s + message.clientId;
        QPromise<SendOutcome> promise;
        promise.start();
        promise.addResult(SendReceipt{externalId, {}});
        promise.finish();
        Q_EMIT m_exchange.sent(m_clinic, m_inbox, message, externalId);
        return promise.future();
    }

private:
    const ClinicId m_clinic;
    const InboxId m_inbox;
    DemoExchange &m_exchange;
};

} // namespace

QByteArray DemoDelivery::toJson() const
{
    QJsonArray messages;
    for (const Written &one : written) {
        messages.append(
            QJsonObject{{u"id"_s, one.externalId}, {u"kind"_s, QString::fromLatin1(word(one.from.kind))},
                {u"value"_s, one.from.value}, {u"address"_s, one.from.address},
                {u"name"_s, one.from.displayName}, {u"text"_s, one.text}, {u"at"_s, one.sentAt.ms}});
    }
    QJsonArray receipts;
    for (const Received &one : received) {
        receipts.append(QJsonObject{{u"id"_s, one.externalId},
            {u"status"_s, QString::fromLatin1(word(one.status))}, {u"at"_s, one.at.ms}});
    }
    return QJsonDocument(
        QJsonObject{{u"simulated"_s, true}, {u"messages"_s, messages}, {u"receipts"_s, receipts}})
        .toJson(QJsonDocument::Compact);
}

DemoChannel::DemoChannel(const ChannelType &type, DemoExchange &exchange)
    : m_type(type)
    , m_exchange(exchange)
{
}

static InboundMessage messageOf(const QJsonObject &one)
{
    InboundMessage message;
    message.externalId = one.value("id"_L1).toString();
    Identity from;
    fromWord(QLatin1StringView(one.value("kind"_L1).toString().toLatin1()), from.kind);
    from.value = one.value("value"_L1).toString();
    from.address = one.value("address"_L1).toString();
    from.displayName = one.value("name"_L1).toString();
    message.from = {from};
    message.profileName = from.displayName;
    message.text = one.value("text"_L1).toString();
    message.payload = {{u"simulated"_s, true}};
    message.sentAt = {one.value("at"_L1).toInteger()};
    return message;
}

static InboundReceipt receiptOf(const QJsonObject &one)
{
    InboundReceipt receipt;
    receipt.externalId = one.value("id"_L1).toString();
    fromWord(QLatin1StringView(one.value("status"_L1).toString().toLatin1()), receipt.status);
    receipt.at = {one.value("at"_L1).toInteger()};
    return receipt;
}

Result<QList<InboundEvent>> DemoChannel::parse(const QByteArray &body) const
{
    const QJsonObject delivery = QJsonDocument::fromJson(body).object();
    if (!delivery.value("simulated"_L1).toBool())
        return Error{Reason::ParseError, u"no delivery of the demo"_s, {}, {}};
    QList<InboundEvent> events;
    for (const QJsonValue &one : delivery.value("messages"_L1).toArray())
        events.append(messageOf(one.toObject()));
    for (const QJsonValue &one : delivery.value("receipts"_L1).toArray())
        events.append(receiptOf(one.toObject()));
    return events;
}

std::unique_ptr<channels::Session> DemoChannel::open(const channels::InboxConfig &config) const
{
    return std::make_unique<DemoSession>(config, m_exchange);
}

QList<ChannelType> demoChannelTypes()
{
    constexpr qint64 dayMs = 24 * 3600 * 1000;
    constexpr qint64 mib = 1024 * 1024;
    const QList<MediaLimit> files{{MessageKind::Image, {u"image/jpeg"_s, u"image/png"_s}, 5 * mib, 1024},
        {MessageKind::Audio, {u"audio/ogg"_s, u"audio/mpeg"_s, u"audio/mp4"_s, u"audio/amr"_s}, 16 * mib, 0},
        {MessageKind::Video, {u"video/mp4"_s, u"video/3gpp"_s}, 16 * mib, 1024},
        {MessageKind::Document, {}, 100 * mib, 1024}};
    Capabilities chat;
    chat.media = files;
    chat.replyTo = chat.reactions = chat.readMarks = chat.deliveryReceipts = true;
    chat.replyWindowMs = dayMs;
    Capabilities marked = chat;
    marked.marks = {u"*"_s, u"_"_s, u"~"_s, u"```"_s};
    Capabilities web;
    web.typing = web.readMarks = web.deliveryReceipts = true;
    web.media = files;
    Capabilities mail;
    mail.media = {{MessageKind::Document, {}, 20 * mib, 65'536}};
    mail.maxTextLength = 65'536;
    mail.replyTo = true;
    return {{u"whatsapp_cloud"_s, u"WhatsApp"_s, u"whatsapp"_s, marked},
        {u"instagram"_s, u"Instagram"_s, u"instagram"_s, chat},
        {u"messenger"_s, u"Messenger"_s, u"messenger"_s, chat}, {u"email"_s, u"E-mail"_s, u"email"_s, mail},
        {u"webchat"_s, u"Site chat"_s, u"webchat"_s, web}};
}

services::ChannelCatalog::Channels demoChannels(DemoExchange &exchange)
{
    services::ChannelCatalog::Channels all;
    for (const ChannelType &type : demoChannelTypes())
        all.push_back(std::make_unique<DemoChannel>(type, exchange));
    return all;
}

/// A number that always belongs to this name.
static QString numberOf(const QString &name, const QString &prefix)
{
    const QByteArray hash = crypto::sha256(name.toUtf8());
    quint32 number = 0;
    for (int i = 0; i < 4; ++i)
        number = number << 8 | quint8(hash[i]);
    return prefix + QString::number(number).rightJustified(10, u'0');
}

Identity demoIdentity(const QString &channel, const QString &name, const QString &phone, const QString &email)
{
    if (channel == "instagram"_L1) {
        const QString id = numberOf(name, u"17841"_s);
        return {IdentityKind::Instagram, id, id, u'@' + folded(name).replace(u' ', u'.')};
    }
    if (channel == "messenger"_L1) {
        const QString id = numberOf(name, u"2410"_s);
        return {IdentityKind::Messenger, id, id, name};
    }
    if (channel == "email"_L1) {
        const QString address =
            email.isEmpty() ? folded(name).replace(u' ', u'.') + u"@correio.example"_s : email;
        return {IdentityKind::Email, address.toLower(), address, name};
    }
    if (channel == "webchat"_L1) {
        const QString id = numberOf(name, u"v"_s);
        return {IdentityKind::Visitor, id, id, name};
    }
    return phoneIdentity(phone, name);
}

} // namespace acolhe::demo
