// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/channels/channel.h"

namespace acolhe::tests {

/// What we made of an event, in the words of the fixtures' index.
QJsonObject inIndexWords(const channels::InboundEvent &event);

/// What the index expects of an event, without what it tells of the envelope, the payload's oddities and
/// prices.
QJsonObject expectedOf(const QJsonObject &indexed);

} // namespace acolhe::tests
