// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/error.h"

#include <optional>

namespace acolhe::services {

constexpr int minPasswordLength = 10;

/// Why a password is not good enough for this person: InvalidParams on `field`, in words for people. Length
/// counts, not kinds of letters; refused are the commonest passwords, rows of keys, and the person's own name
/// or address.
std::optional<Error> passwordProblem(const QString &password, const QString &email, const QString &name,
    const QString &field = QStringLiteral("password"));

} // namespace acolhe::services
