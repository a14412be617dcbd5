// SPDX-License-Identifier: Apache-2.0
#include "backend/api/http/response.h"

#include "backend/base/clock.h"

#include <QLocale>

namespace acolhe::http {

using namespace Qt::StringLiterals;

Response Response::json(int status, const QByteArray &json)
{
    return {status, {{"Content-Type", "application/json; charset=utf-8"}}, json};
}

Response Response::text(int status, const QString &text)
{
    return {status, {{"Content-Type", "text/plain; charset=utf-8"}}, text.toUtf8()};
}

Response Response::empty(int status)
{
    return {status, {}, {}};
}

Response &&Response::with(const QByteArray &name, const QByteArray &value) &&
{
    headers.append({name, value});
    return std::move(*this);
}

bool Response::hasHeader(QByteArrayView name) const
{
    return std::any_of(headers.begin(), headers.end(),
        [name](const Header &each) { return each.name.compare(name, Qt::CaseInsensitive) == 0; });
}

QByteArray reasonPhrase(int status)
{
    struct Row {
        int status;
        const char *phrase;
    };
    static constexpr Row rows[] = {{101, "Switching Protocols"}, {200, "OK"}, {201, "Created"},
        {202, "Accepted"}, {204, "No Content"}, {206, "Partial Content"}, {301, "Moved Permanently"},
        {302, "Found"}, {303, "See Other"}, {304, "Not Modified"}, {307, "Temporary Redirect"},
        {308, "Permanent Redirect"}, {400, "Bad Request"}, {401, "Unauthorized"}, {403, "Forbidden"},
        {404, "Not Found"}, {405, "Method Not Allowed"}, {408, "Request Timeout"}, {409, "Conflict"},
        {410, "Gone"}, {413, "Content Too Large"}, {415, "Unsupported Media Type"},
        {416, "Range Not Satisfiable"}, {417, "Expectation Failed"}, {426, "Upgrade Required"},
        {429, "Too Many Requests"}, {431, "Request Header Fields Too Large"}, {500, "Internal Server Error"},
        {501, "Not Implemented"}, {502, "Bad Gateway"}, {503, "Service Unavailable"},
        {504, "Gateway Timeout"}, {505, "HTTP Version Not Supported"}};
    for (const Row &row : rows) {
        if (row.status == status)
            return row.phrase;
    }
    return "Status";
}

/// RFC 9110, 5.6.7. Made once a second.
static QByteArray dateNow()
{
    static thread_local qint64 second = 0;
    static thread_local QByteArray text;
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    if (now != second) {
        second = now;
        text =
            QLocale::c().toString(utcFromMs(now * 1000), u"ddd, dd MMM yyyy hh:mm:ss"_s).toLatin1() + " GMT";
    }
    return text;
}

static void appendLine(QByteArray &head, const QByteArray &name, const QByteArray &value)
{
    const auto put = [&head](const QByteArray &text) {
        for (const char c : text) {
            if (c != '\r' && c != '\n' && c != '\0')
                head.append(c);
        }
    };
    put(name);
    head.append(": ");
    put(value);
    head.append("\r\n");
}

static constexpr const char *defaults[][2] = {
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
    {"Cache-Control", "no-store"},
};

static void appendFraming(QByteArray &head, const Response &response, const Framing &framing)
{
    const bool bodiless = response.status < 200 || response.status == 204 || response.status == 304;
    if (framing.chunked)
        appendLine(head, "Transfer-Encoding", "chunked");
    else if (framing.length >= 0 && !bodiless)
        appendLine(head, "Content-Length", QByteArray::number(framing.length));
    if (!framing.keepAlive)
        appendLine(head, "Connection", "close");
    else if (framing.oldVersion)
        appendLine(head, "Connection", "keep-alive");
}

QByteArray responseHead(const Response &response, const Framing &framing)
{
    QByteArray head;
    head.reserve(512);
    head.append("HTTP/1.1 ")
        .append(QByteArray::number(response.status))
        .append(' ')
        .append(reasonPhrase(response.status))
        .append("\r\n");
    for (const Header &each : response.headers)
        appendLine(head, each.name, each.value);
    if (response.status >= 200) {
        appendLine(head, "Date", dateNow());
        for (const auto &[name, value] : defaults) {
            if (!response.hasHeader(name))
                appendLine(head, name, value);
        }
        if (framing.secure)
            appendLine(head, "Strict-Transport-Security", "max-age=31536000");
        appendFraming(head, response, framing);
    }
    return head.append("\r\n");
}

} // namespace acolhe::http
