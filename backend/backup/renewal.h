// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/backup/backup.h"

namespace acolhe::backup {

/// What restored databases must not claim to be any more: see `restore`. Each in one transaction, with a line
/// in the clinic's audit.
Result<> renewClinic(store::Connection &clinic, Timestamp now, Restored &restored);
/// `gone`: clinics that were removed while the back-up was made.
Result<> renewControl(store::Connection &control, const QList<ClinicId> &gone, Restored &restored);

} // namespace acolhe::backup
