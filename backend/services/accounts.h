// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/result.h"

#include <QString>

namespace acolhe::services {

/// An e-mail address as accounts are found by: trimmed, in one form of Unicode, without case.
QString accountEmail(const QString &email);
/// Could it be an address? Only its shape is looked at.
bool looksLikeEmail(const QString &email);

constexpr qint64 invitationMs = 7LL * 24 * 3600 * 1000;

} // namespace acolhe::services
