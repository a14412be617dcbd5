// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/server/settings.h"
#include "backend/store/databases.h"

namespace acolhe::server {

bool isBackupCommand(const QString &command);

/// backup, verify and restore: one line of result on standard output, progress on standard error. The exit
/// code.
int runBackupCommand(const Settings &settings, const store::Options &store);

} // namespace acolhe::server
