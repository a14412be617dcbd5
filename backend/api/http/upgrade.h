// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/api/http/response.h"

#include <QStringList>

namespace acolhe::http {

/// Whether a page of `origin` may open a WebSocket here: a page of the same host, or of an allowed origin
/// ("https://desk.example"). Programs that are no browser send no origin; they may.
bool isOriginWelcome(const Request &request, const QStringList &allowedOrigins);

/// Nothing when the request is a right opening handshake (RFC 6455, 4.2.1), else what to answer.
std::optional<Response> upgradeProblem(const Request &request);

/// The answer that completes the handshake; `subProtocol` is named when the client offers it.
Response upgradeResponse(const Request &request, const QByteArray &subProtocol);

} // namespace acolhe::http
