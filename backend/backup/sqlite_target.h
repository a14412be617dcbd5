// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/backup/target.h"

namespace acolhe::backup {

/// SQLite files below a folder, which its owner puts in place.
class SqliteTarget : public Target {
public:
    explicit SqliteTarget(const QString &folder);
    Result<> take(const PartHead &head, ArchiveReader &archive) override;
    Result<> complete(const QList<ClinicId> &gone, Timestamp now, Restored &restored) override;
    Result<> commit() override { return Done{}; }

private:
    const store::Options m_options;
    const store::Databases m_databases;
    QList<store::Place> m_places;
};

} // namespace acolhe::backup
