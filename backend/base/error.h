// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QString>

namespace acolhe {

/// The closed list of reasons for which an operation fails; the wire's words and codes are in
/// backend/protocol/rpc.h.
enum class Reason {
    ParseError,
    InvalidRequest,
    MethodNotFound,
    InvalidParams,
    Unauthenticated,
    Forbidden,
    NotFound, ///< also for what exists but is another clinic's, or not the caller's to know
    Conflict,
    TooLarge,
    RateLimited,
    WindowClosed,
    ChannelUnavailable,
    Internal, ///< `text` is for the log; outside only the incident id is told
};

/// Why an operation failed. Machines decide by `reason`; `text` is English, for developers and logs, and
/// holds no secret and no message text. The screen's words come from the translations by `reason`.
struct Error {
    Reason reason = Reason::Internal;
    QString text;
    QString field; ///< which parameter is wrong (dotted path), with InvalidParams
    QJsonObject data; ///< further `data` of the wire's error, e.g. retryAfterMs, clinics

    bool operator==(const Error &) const = default;

    static Error internal(const QString &text);
    static Error notFound(const QString &what);
    static Error forbidden(const QString &why);
    static Error conflict(const QString &why);
    static Error invalid(const QString &field, const QString &why);
    static Error rateLimited(qint64 retryAfterMs, const QString &why);
};

} // namespace acolhe
