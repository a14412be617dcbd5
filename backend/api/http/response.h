// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/api/http/request.h"

namespace acolhe::http {

/// An answer. The front adds length, date, connection and the security headers; a header given here wins over
/// a default of the same name.
struct Response {
    int status = 200;
    Headers headers;
    QByteArray body;

    static Response json(int status, const QByteArray &json);
    static Response text(int status, const QString &text);
    static Response empty(int status = 204);

    Response &&with(const QByteArray &name, const QByteArray &value) &&;
    bool hasHeader(QByteArrayView name) const; ///< in any letter case
};

/// "Not Found" for 404.
QByteArray reasonPhrase(int status);

/// How a response is sent. `length` < 0: unknown.
struct Framing {
    qint64 length = -1;
    bool chunked = false;
    bool keepAlive = true;
    bool secure = false; ///< tells browsers to come through TLS from now on
    bool oldVersion = false;
};

/// The status line and headers, up to and with the empty line. Line breaks in names and values are taken out.
QByteArray responseHead(const Response &response, const Framing &framing);

} // namespace acolhe::http
