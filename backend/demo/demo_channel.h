// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/channels/channel.h"
#include "backend/services/channel_catalog.h"

namespace acolhe::demo {

/// Where the stand-ins' sessions hand over what the team sends; the simulator listens. Outlives the
/// stand-ins.
class DemoExchange : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

Q_SIGNALS:
    void sent(acolhe::ClinicId clinic, acolhe::InboxId inbox,
        const acolhe::channels::OutboundMessage &message, const QString &externalId);
};

/// A delivery as the stand-ins read it. What patients "write" in it is marked payload.simulated.
struct DemoDelivery {
    struct Written {
        QString externalId;
        Identity from;
        QString text;
        Timestamp sentAt;
    };
    struct Received {
        QString externalId;
        MessageStatus status = MessageStatus::Delivered;
        Timestamp at;
    };
    QList<Written> written;
    QList<Received> received;

    QByteArray toJson() const;
};

/// Looks like a channel and reaches nobody.
class DemoChannel : public channels::Channel {
public:
    DemoChannel(const ChannelType &type, DemoExchange &exchange);

    ChannelType type() const override { return m_type; }
    QList<channels::SettingField> settingFields() const override { return {}; }
    Result<QList<channels::InboundEvent>> parse(const QByteArray &body) const override;
    std::unique_ptr<channels::Session> open(const channels::InboxConfig &config) const override;

private:
    const ChannelType m_type;
    DemoExchange &m_exchange;
};

/// The five types of channel that the demo shows.
QList<ChannelType> demoChannelTypes();
services::ChannelCatalog::Channels demoChannels(DemoExchange &exchange);

/// How a demo patient is known on a channel. `name` and `phone` as in the script.
Identity demoIdentity(
    const QString &channel, const QString &name, const QString &phone, const QString &email);

} // namespace acolhe::demo
