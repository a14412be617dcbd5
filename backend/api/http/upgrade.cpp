// SPDX-License-Identifier: Apache-2.0
#include "backend/api/http/upgrade.h"

#include <QCryptographicHash>
#include <QUrl>

namespace acolhe::http {

using namespace Qt::StringLiterals;

bool isOriginWelcome(const Request &request, const QStringList &allowedOrigins)
{
    if (!request.hasHeader("origin"))
        return true;
    const QString origin = QString::fromLatin1(request.header("origin"));
    if (allowedOrigins.contains(origin, Qt::CaseInsensitive))
        return true;
    const QUrl page(origin, QUrl::StrictMode);
    const QUrl here(page.scheme() + u"://"_s + QString::fromLatin1(request.header("host")), QUrl::StrictMode);
    const bool isWeb = page.scheme() == "https"_L1 || page.scheme() == "http"_L1;
    const int usual = page.scheme() == "https"_L1 ? 443 : 80;
    return isWeb && !page.host().isEmpty() && page.host() == here.host()
        && page.port(usual) == here.port(usual);
}

std::optional<Response> upgradeProblem(const Request &request)
{
    if (!hasToken(request.header("connection"), "upgrade")
        || !hasToken(request.header("upgrade"), "websocket"))
        return Response::text(426, u"This address speaks WebSocket.\n"_s)
            .with("Upgrade", "websocket")
            .with("Connection", "Upgrade");
    if (request.header("sec-websocket-version") != "13")
        return Response::text(426, u"WebSocket version 13, please.\n"_s).with("Sec-WebSocket-Version", "13");
    const auto key = QByteArray::fromBase64Encoding(
        request.header("sec-websocket-key"), QByteArray::AbortOnBase64DecodingErrors);
    if (!key || key.decoded.size() != 16)
        return Response::text(400, u"Sec-WebSocket-Key is not 16 bytes in base64.\n"_s);
    return {};
}

Response upgradeResponse(const Request &request, const QByteArray &subProtocol)
{
    const QByteArray accept =
        QCryptographicHash::hash(request.header("sec-websocket-key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11",
            QCryptographicHash::Sha1);
    Response response{101,
        {{"Upgrade", "websocket"}, {"Connection", "Upgrade"}, {"Sec-WebSocket-Accept", accept.toBase64()}},
        {}};
    for (const QByteArray &offered : request.header("sec-websocket-protocol").split(',')) {
        if (offered.trimmed() == subProtocol && !subProtocol.isEmpty()) { // letter case does count here
            response.headers.append({"Sec-WebSocket-Protocol", subProtocol});
            break;
        }
    }
    return response;
}

} // namespace acolhe::http
