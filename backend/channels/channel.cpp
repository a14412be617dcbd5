// SPDX-License-Identifier: Apache-2.0
#include "backend/channels/channel.h"

namespace acolhe::channels {

Channel::~Channel() = default;

QList<Delivery> Channel::split(const QByteArray &) const
{
    return {};
}

} // namespace acolhe::channels
