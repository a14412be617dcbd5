// SPDX-License-Identifier: Apache-2.0
// What WhatsApp, Messenger and Instagram share, all being Meta's: proof of webhooks, the Graph API's client
// and the meaning of its errors. No message's shape is known here.
#pragma once

#include "backend/channels/channel.h"

namespace acolhe::channels::meta {

/// Was this webhook signed with `appSecret`? X-Hub-Signature-256 is the HMAC-SHA256 of the raw body; compared
/// in constant time. False without a secret.
bool isSigned(const WebhookCall &call, const QString &appSecret);

/// The challenge to answer when this is a subscription's verification and knows `verifyToken`; the token is
/// compared in constant time.
std::optional<QByteArray> verificationAnswer(const WebhookCall &call, const QString &verifyToken);

/// The query parameter appsecret_proof: that the caller holds the app's secret, not only a token.
QString appSecretProof(const QString &accessToken, const QString &appSecret);

} // namespace acolhe::channels::meta
