// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/server/server.h"
#include "backend/server/settings.h"

namespace acolhe::server {

/// What a command's settings say to a server. Fails with one line for the operator.
Result<Options> optionsOf(const Settings &settings);

/// Runs a command of acolhe-server to its end. The exit code: 0, 1 a failure, 2 bad options; each failure is
/// one line on standard error.
int runProgram(int argc, char **argv);

} // namespace acolhe::server
