// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/clinic_settings.h"
#include "backend/store/connection.h"

namespace acolhe::store {

Result<ClinicSettings> readClinicSettings(Connection &connection);
Result<> saveClinicSettings(Connection &connection, const ClinicSettings &settings);

} // namespace acolhe::store
