// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace acolhe {

/// May other users of the machine read or write this file? Always false where access lists decide instead
/// (Windows): there the folder's own is what counts.
bool othersMayRead(const QString &path);

} // namespace acolhe
