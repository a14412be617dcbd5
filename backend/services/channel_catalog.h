// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/channels/channel.h"

namespace acolhe::services {

/// Settings as they are kept: secrets apart.
struct InboxSettings {
    QJsonObject open;
    QMap<QString, QString> secrets;

    bool operator==(const InboxSettings &) const = default;
};

/// The channels of this build by type, and stand-ins that serve a demo's inboxes without leaving the machine.
/// Immutable after the start, so any thread may ask.
class ChannelCatalog {
public:
    using Channels = std::vector<std::unique_ptr<channels::Channel>>;

    explicit ChannelCatalog(Channels channels, Channels standIns = {});

    /// Null for a type that this build does not know.
    const channels::Channel *find(const QString &type) const;
    /// What serves an inbox with these settings: the stand-in for a demo's (`"demo": true`).
    const channels::Channel *serving(const QString &type, const QJsonObject &settings) const;
    /// Of the channel, or of its stand-in where there is none.
    std::optional<Capabilities> capabilitiesOf(const QString &type) const;

    /// The types that inboxes can be made of.
    QList<ChannelType> types() const;
    /// The same, and the types of the stand-ins that have no channel yet.
    QList<ChannelType> typesWithStandIns() const;

private:
    const Channels m_channels;
    const Channels m_standIns;
};

/// The mark of a demo's inbox in its settings. It is never taken from a request.
bool isDemo(const QJsonObject &settings);

/// Puts what `given` says over `kept` and checks the whole against the channel's fields. A null takes a
/// setting away. Fails with InvalidParams on "settings.x": unknown, of the wrong type, too long, or missing
/// though required.
Result<InboxSettings> changedSettings(
    const channels::Channel &channel, const InboxSettings &kept, const QJsonObject &given);

} // namespace acolhe::services
