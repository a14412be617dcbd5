// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/message.h"

namespace acolhe {

/// As what a file of this media type is shown and sent.
MessageKind kindOfFile(const QString &mimeType);

} // namespace acolhe
