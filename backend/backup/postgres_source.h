// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/backup/archive.h"
#include "backend/backup/backup.h"
#include "backend/backup/places.h"

namespace acolhe::backup {

/// Adds every schema of a server, all as of one moment: one connection in one REPEATABLE READ transaction,
/// which nobody waits for. The rows travel as COPY writes them; the tables are made by our own migrations
/// when they are restored, so that no version of pg_dump has to fit.
Result<Places> addPostgres(
    const store::Databases &databases, ArchiveWriter &archive, const Progress &progress);

} // namespace acolhe::backup
