// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <cstdio>

namespace acolhe::server {

/// Writes at once.
void print(std::FILE *to, const QString &text);

/// One line on standard error that begins with the program's name.
void tell(const QString &line);

/// The same for a failure; gives the exit code.
int fail(const QString &line, int code = 1);

} // namespace acolhe::server
