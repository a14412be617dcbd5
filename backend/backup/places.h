// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/store/databases.h"

namespace acolhe::backup {

/// The clinics that a source added, and those that were removed meanwhile.
struct Places {
    QList<ClinicId> clinics;
    QList<ClinicId> gone;
};

/// "control", "clinic 7".
QString nameOf(store::Place place);

/// A clinic that the back-up's `control` names has no database: fine when it was removed meanwhile, so that
/// `control` does not name it any more; else an error.
Result<> expectRemoved(const store::Databases &databases, ClinicId clinic);

} // namespace acolhe::backup
