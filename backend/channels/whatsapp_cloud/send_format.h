// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/channels/channel.h"

#include <variant>

namespace acolhe::channels::whatsapp_cloud {

constexpr int maxTextLength = 4096;

/// The body of POST /{phone-number-id}/messages, or why Meta would refuse it. A phone is preferred to a user
/// id, as Meta itself does when both are given. payload.previewUrl (a bool) says whether a link is shown with
/// a preview; by default it is.
std::variant<QJsonObject, SendFailure> sendBody(const OutboundMessage &message);

/// What the answer to an accepted message says; nothing when it names no message, so that nobody knows.
std::optional<SendReceipt> receiptOf(const QJsonObject &answer);

} // namespace acolhe::channels::whatsapp_cloud
