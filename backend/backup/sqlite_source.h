// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/backup/archive.h"
#include "backend/backup/backup.h"
#include "backend/backup/places.h"

namespace acolhe::backup {

/// Adds every SQLite database of a server: `control` first, so that no clinic is missing that it names and
/// that nobody removed. Each is copied to `scratch` page by page while others write, and checked there, so
/// that what is sealed is what passed; one after the other, so that the scratch holds one.
Result<Places> addSqlite(const store::Databases &databases, const QString &scratch, ArchiveWriter &archive,
    const Progress &progress);

} // namespace acolhe::backup
