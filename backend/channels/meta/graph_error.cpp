// SPDX-License-Identifier: Apache-2.0
#include "backend/channels/meta/graph_error.h"

#include <algorithm>
#include <iterator>

namespace acolhe::channels::meta {

using namespace Qt::StringLiterals;

constexpr int minute = 60'000;

static int numberOf(const QJsonValue &value)
{
    return value.isString() ? value.toString().toInt() : value.toInt();
}

static QString detailsOf(const QJsonValue &errorData)
{
    return errorData.isString() ? errorData.toString() : errorData["details"_L1].toString();
}

std::optional<GraphError> graphErrorOf(const QJsonObject &body)
{
    const QJsonValue error = body["error"_L1];
    if (!error.isObject())
        return {};
    return GraphError{numberOf(error["code"_L1]), numberOf(error["error_subcode"_L1]),
        error["message"_L1].toString(), detailsOf(error["error_data"_L1]), error["fbtrace_id"_L1].toString(),
        error["is_transient"_L1].toBool()};
}

GraphError listedError(const QJsonObject &error)
{
    const QString title = error["title"_L1].toString();
    const QString message = error["message"_L1].toString();
    const QString details = detailsOf(error["error_data"_L1]);
    return {numberOf(error["code"_L1]), numberOf(error["error_subcode"_L1]),
        title.isEmpty() ? message : title, details.isEmpty() ? error["details"_L1].toString() : details, {},
        false};
}

ErrorRule ruleFor(const GraphError &error, std::span<const ErrorRule> own)
{
    static constexpr ErrorRule shared[] = {
        {100, 100, Remedy::Config, "account_settings", 0, 33},
        {0, 0, Remedy::Reauth, "reauth"},
        {102, 102, Remedy::Reauth, "reauth"},
        {190, 190, Remedy::Reauth, "reauth"},
        {3, 3, Remedy::Permission, "permission"},
        {10, 10, Remedy::Permission, "permission"},
        {200, 299, Remedy::Permission, "permission"},
        {4, 4, Remedy::Backoff, "rate_limited", minute},
        {17, 17, Remedy::Backoff, "rate_limited", minute},
        {32, 32, Remedy::Backoff, "rate_limited", minute},
        {613, 613, Remedy::Backoff, "rate_limited", minute},
        {80001, 80009, Remedy::Backoff, "rate_limited", minute},
        {1, 2, Remedy::Retry, "retry_later"},
        {33, 33, Remedy::Config, "account_settings"},
        {100, 100, Remedy::BugStop, "refused"},
        {368, 368, Remedy::AccountBlocked, "account_restricted"},
    };
    const auto fits = [&](const ErrorRule &rule) {
        return error.code >= rule.first && error.code <= rule.last
            && (rule.subcode == 0 || rule.subcode == error.subcode);
    };
    if (const auto rule = std::find_if(own.begin(), own.end(), fits); rule != own.end())
        return *rule;
    if (const auto rule = std::find_if(std::begin(shared), std::end(shared), fits); rule != std::end(shared))
        return *rule;
    if (error.transient)
        return {error.code, error.code, Remedy::Retry, "retry_later"};
    return {error.code, error.code, Remedy::UnknownStop, "refused"};
}

static AfterFailure afterOf(Remedy remedy)
{
    switch (remedy) {
    case Remedy::Retry:
    case Remedy::Backoff:
        return AfterFailure::Retry;
    case Remedy::BackoffPair:
        return AfterFailure::DelayRecipient;
    case Remedy::Reauth:
    case Remedy::Permission:
    case Remedy::AccountBlocked:
    case Remedy::Config:
        return AfterFailure::PauseInbox;
    case Remedy::Billing:
    case Remedy::NeedTemplate:
    case Remedy::Undeliverable:
    case Remedy::OptedOut:
    case Remedy::TemplateFix:
    case Remedy::MediaFix:
    case Remedy::BugStop:
    case Remedy::UnknownStop:
        break;
    }
    return AfterFailure::Stop;
}

MessageError messageErrorOf(const GraphError &error, const ErrorRule &rule)
{
    const QString words = error.details.isEmpty() ? error.message : error.details;
    const bool unknown = rule.remedy == Remedy::UnknownStop; // a person may try again
    return {QString::number(error.code), words.left(2000), QString::fromLatin1(rule.hint),
        unknown || afterOf(rule.remedy) != AfterFailure::Stop};
}

SendFailure failureOf(const GraphError &error, const ErrorRule &rule, qint64 askedMs)
{
    return {messageErrorOf(error, rule), afterOf(rule.remedy), std::max<qint64>(rule.waitMs, askedMs)};
}

} // namespace acolhe::channels::meta
