// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/backup/target.h"
#include "backend/store/postgres_connection.h"

namespace acolhe::backup {

/// Schemas of PostgreSQL, filled under other names ("restoring_clinic_7") and renamed in one transaction.
class PostgresTarget : public Target {
public:
    /// Fails with Conflict when schemas of ours are there, or another restoration goes on.
    static Result<std::unique_ptr<Target>> begin(const store::Options &options);
    ~PostgresTarget() override;
    Result<> take(const PartHead &head, ArchiveReader &archive) override;
    Result<> complete(const QList<ClinicId> &gone, Timestamp now, Restored &restored) override;
    Result<> commit() override;

private:
    explicit PostgresTarget(std::unique_ptr<store::Connection> connection);
    store::PostgresConnection &connection();
    Result<> takeSchema(const PartHead &head);
    Result<> takeTable(const PartHead &head, ArchiveReader &archive);
    Result<> setSequences(const QJsonObject &sequences);
    Result<> dropLeftovers();

    struct Filled {
        store::Place place;
        QJsonObject sequences;
    };

    std::unique_ptr<store::Connection> m_connection;
    QList<Filled> m_filled;
    bool m_committed = false;
};

} // namespace acolhe::backup
