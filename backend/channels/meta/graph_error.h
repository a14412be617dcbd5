// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/field.h"
#include "backend/channels/channel.h"

#include <QJsonObject>

#include <optional>
#include <span>

namespace acolhe::channels::meta {

/// An error as Graph tells it, in an answer or later in a status.
struct GraphError {
    int code = 0;
    int subcode = 0;
    QString message;
    QString details; ///< the longer words, where there are any
    QString traceId; ///< fbtrace_id: what Meta's support asks for
    bool transient = false;

    bool operator==(const GraphError &) const = default;
};

/// The error in an answer's body {"error": {…}}; nothing where it tells none.
std::optional<GraphError> graphErrorOf(const QJsonObject &body);
/// An element of the errors[] of a status, message or webhook: {code, title, message, error_data: {details}};
/// older ones tell the details beside the title.
GraphError listedError(const QJsonObject &error);

/// What is to be done about an error. Decided by code and subcode, never by the words or the HTTP status.
enum class Remedy {
    Retry,
    Backoff, ///< a limit of the account
    BackoffPair, ///< a limit towards one recipient
    Reauth,
    Permission,
    AccountBlocked,
    Config, ///< the account is not set up for this
    Billing,
    NeedTemplate, ///< outside the reply window
    Undeliverable,
    OptedOut,
    TemplateFix,
    MediaFix,
    BugStop, ///< we sent what the API does not take
    UnknownStop,
};
constexpr std::array<const char *, 15> words(Remedy)
{
    return {"retry", "backoff", "backoff_pair", "reauth", "permission", "account_blocked", "config",
        "billing", "need_template", "undeliverable", "opted_out", "template_fix", "media_fix", "bug_stop",
        "unknown_stop"};
}

struct ErrorRule {
    int first = 0;
    int last = 0; ///< codes from `first` to `last`
    Remedy remedy = Remedy::UnknownStop;
    const char *hint = ""; ///< MessageError::hint
    int waitMs = 0; ///< at least so long before the next attempt; 0: the outbox's own back-off
    int subcode = 0; ///< only with this subcode; 0: with any
};

/// The first rule that fits, of a product's own and then of those that all products share.
ErrorRule ruleFor(const GraphError &error, std::span<const ErrorRule> own);

MessageError messageErrorOf(const GraphError &error, const ErrorRule &rule);
/// `askedMs`: what the answer asked to wait for, 0 when nothing.
SendFailure failureOf(const GraphError &error, const ErrorRule &rule, qint64 askedMs);

} // namespace acolhe::channels::meta
