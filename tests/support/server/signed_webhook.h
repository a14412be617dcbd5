// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/server/api_client.h"

#include <QMessageAuthenticationCode>

namespace acolhe::tests {

/// X-Hub-Signature-256 as Meta sends it.
inline QByteArray metaSignature(const QByteArray &body, const QString &secret)
{
    return "sha256="
        + QMessageAuthenticationCode::hash(body, secret.toUtf8(), QCryptographicHash::Sha256).toHex();
}

/// Posts these very bytes to the webhook address of an app, signed.
inline Answer postSigned(ApiClient &api, const QString &appKey, const QByteArray &body, const QString &secret)
{
    return api.post(QStringLiteral("/webhooks/meta/") + appKey, body,
        {{"X-Hub-Signature-256", metaSignature(body, secret)}});
}

} // namespace acolhe::tests
