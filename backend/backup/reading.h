// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/backup/archive.h"
#include "backend/backup/backup.h"

namespace acolhe::backup {

/// Opens a back-up with the key of its place.
Result<std::unique_ptr<ArchiveReader>> openArchive(const QString &file, const KeyPlace &key);

/// Adds what a part says of the whole.
void count(const PartHead &head, Summary &summary);

} // namespace acolhe::backup
