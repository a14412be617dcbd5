// SPDX-License-Identifier: Apache-2.0
#include "backend/channels/meta/signature.h"

#include "backend/base/crypto.h"

namespace acolhe::channels::meta {

using namespace Qt::StringLiterals;

bool isSigned(const WebhookCall &call, const QString &appSecret)
{
    if (appSecret.isEmpty())
        return false;
    const QByteArray right = "sha256=" + crypto::hmacSha256(appSecret.toUtf8(), call.body).toHex();
    return crypto::equal(call.headers.value("x-hub-signature-256"), right);
}

std::optional<QByteArray> verificationAnswer(const WebhookCall &call, const QString &verifyToken)
{
    if (verifyToken.isEmpty() || call.query.value(u"hub.mode"_s) != "subscribe"_L1)
        return {};
    if (!crypto::equal(call.query.value(u"hub.verify_token"_s).toUtf8(), verifyToken.toUtf8()))
        return {};
    return call.query.value(u"hub.challenge"_s).toUtf8();
}

QString appSecretProof(const QString &accessToken, const QString &appSecret)
{
    return QString::fromLatin1(crypto::hmacSha256(appSecret.toUtf8(), accessToken.toUtf8()).toHex());
}

} // namespace acolhe::channels::meta
