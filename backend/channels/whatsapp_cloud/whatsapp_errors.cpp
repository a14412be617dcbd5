// SPDX-License-Identifier: Apache-2.0
#include "backend/channels/whatsapp_cloud/whatsapp_errors.h"

namespace acolhe::channels::whatsapp_cloud {

using meta::ErrorRule;
using meta::Remedy;

std::span<const ErrorRule> errorRules()
{
    constexpr int second = 1000;
    constexpr int minute = 60 * second;
    static constexpr ErrorRule rules[] = {
        {130429, 130429, Remedy::Backoff, "rate_limited", second},
        {130472, 130472, Remedy::Undeliverable,
            "not_delivered"}, // the number is in one of Meta's experiments
        {130497, 130497, Remedy::Undeliverable, "country_restricted"},
        {131000, 131000, Remedy::Retry, "retry_later"},
        {131005, 131005, Remedy::Permission, "permission"},
        {131008, 131009, Remedy::BugStop, "refused"},
        {131016, 131016, Remedy::Retry, "retry_later"},
        {131021, 131021, Remedy::Undeliverable, "not_on_channel"}, // to the sender's own number
        {131026, 131026, Remedy::Undeliverable, "not_on_channel"},
        {131030, 131030, Remedy::Undeliverable,
            "not_on_channel"}, // a test number, and not one of its few recipients
        {131031, 131031, Remedy::AccountBlocked, "account_restricted"},
        {131037, 131037, Remedy::Config, "account_settings"}, // the display name is not approved
        {131042, 131042, Remedy::Billing, "payment"},
        {131045, 131045, Remedy::Config, "account_settings"},
        {131047, 131047, Remedy::NeedTemplate, "window_closed"},
        {131048, 131048, Remedy::Backoff, "rate_limited", 5 * minute}, // flagged as spam by too many people
        {131049, 131049, Remedy::Undeliverable,
            "not_delivered"}, // Meta keeps the person from too many adverts
        {131050, 131050, Remedy::OptedOut, "opted_out"},
        {131051, 131051, Remedy::BugStop, "refused"},
        {131052, 131053, Remedy::MediaFix, "media"},
        {131056, 131056, Remedy::BackoffPair, "rate_limited", 4 * second},
        {131057, 131057, Remedy::Retry, "retry_later", minute},
        {131062, 131063, Remedy::Undeliverable, "not_on_channel"},
        {131064, 131064, Remedy::TemplateFix, "template"}, // limited for a day after a misused category
        {132000, 132018, Remedy::TemplateFix, "template"},
        {132068, 132068, Remedy::TemplateFix, "template"},
        {132069, 132069, Remedy::Backoff, "rate_limited", minute},
        {133004, 133004, Remedy::Retry, "retry_later", minute},
        {133010, 133010, Remedy::Config, "account_settings"}, // the number is not registered
        {133016, 133016, Remedy::Config, "account_settings"}, // too many registrations: for 72 hours
        {135000, 135000, Remedy::BugStop, "refused"},
        {137000, 137000, Remedy::Undeliverable, "identity_changed"},
    };
    return rules;
}

MessageError messageErrorOf(const meta::GraphError &error)
{
    return meta::messageErrorOf(error, meta::ruleFor(error, errorRules()));
}

} // namespace acolhe::channels::whatsapp_cloud
