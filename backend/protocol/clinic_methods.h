// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/clinic_settings.h"
#include "backend/protocol/method.h"

namespace acolhe::wire {

struct ClinicSettingsReply {
    ClinicSettings settings;
    static constexpr auto fields() { return std::tuple{field("settings", &ClinicSettingsReply::settings)}; }
};

struct ClinicGetSettings {
    static constexpr auto name = "clinic.settings";
    static constexpr auto summary = "How the clinic wants to work.";
    using Request = Nothing;
    using Reply = ClinicSettingsReply;
};

struct ClinicUpdateSettings {
    static constexpr auto name = "clinic.updateSettings";
    static constexpr auto summary = "Changes how the clinic works; what is left out stays.";
    struct Request {
        std::optional<bool> onlyAssigneeSends;
        static constexpr auto fields()
        {
            return std::tuple{
                field("onlyAssigneeSends", &Request::onlyAssigneeSends)
                    .says("who else of the team wants to reply takes the conversation over first")};
        }
    };
    using Reply = ClinicSettingsReply;
};

} // namespace acolhe::wire
