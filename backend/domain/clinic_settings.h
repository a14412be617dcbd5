// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/field.h"

namespace acolhe {

/// How a clinic wants to work.
struct ClinicSettings {
    bool onlyAssigneeSends = false; ///< who else of the team wants to reply takes the conversation over first

    bool operator==(const ClinicSettings &) const = default;
    static constexpr auto typeName = "ClinicSettings";
    static constexpr auto fields()
    {
        return std::tuple{field("onlyAssigneeSends", &ClinicSettings::onlyAssigneeSends)};
    }
};

} // namespace acolhe
