// SPDX-License-Identifier: Apache-2.0
#include "backend/channels/channel.h"

namespace acolhe::channels {

Channel::~Channel() = default;

bool Channel::isAuthentic(const WebhookCall &, const QString &) const
{
    return false;
}

std::optional<QByteArray> Channel::handshake(const WebhookCall &, const QString &) const
{
    return {};
}

QList<Delivery> Channel::split(const QByteArray &) const
{
    return {};
}

} // namespace acolhe::channels
