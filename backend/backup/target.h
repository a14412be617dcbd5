// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/backup/archive.h"
#include "backend/backup/backup.h"

namespace acolhe::backup {

/// Where the databases of a back-up go. Nothing of it counts before `commit`; without, the destructor takes
/// all away again.
class Target {
public:
    virtual ~Target() = default;

    /// Takes a part of a kind of its own, to its end.
    virtual Result<> take(const PartHead &head, ArchiveReader &archive) = 0;
    /// All parts are there: brings each database to the newest schema and renews it.
    virtual Result<> complete(const QList<ClinicId> &gone, Timestamp now, Restored &restored) = 0;
    virtual Result<> commit() = 0;
};

/// A newer program's databases are not for this one.
Result<> expectKnownSchema(const PartHead &head);

} // namespace acolhe::backup
