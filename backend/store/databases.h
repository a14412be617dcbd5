// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/store/connection.h"

#include <QUrl>

namespace acolhe::store {

/// Where everything is kept.
struct Options {
    QString dataDir; ///< keys and files; the databases too, without a URL
    QString databaseUrl; ///< postgresql://user:pass@host:port/db; empty: SQLite
    int writers = 2; ///< threads; each clinic is tied to one
    int readers = 2;
    int openClinics = 256; ///< databases that a thread keeps open at most
    bool exclusive = false; ///< refuse when another server has the directory
};

/// One database: a clinic's, or `control` (the invalid id).
using Place = ClinicId;
constexpr Place controlPlace{};

/// Opens, makes and removes databases of both kinds. Thread-safe; a connection belongs to the thread that
/// opened it.
class Databases {
public:
    explicit Databases(const Options &options);

    Dialect dialect() const { return m_url.isEmpty() ? Dialect::Sqlite : Dialect::PostgreSql; }
    /// The file of a place (SQLite).
    QString fileOf(Place place) const;
    /// Where a clinic's files are, whichever database it has.
    QString mediaFolderOf(ClinicId clinic) const;
    /// The one file with these bytes.
    QString mediaFileOf(ClinicId clinic, const QByteArray &sha256) const;

    /// Search: a clinic's search index, with the clinic's own tables in sight; writes the index only.
    enum class Use { Write, Read, Search };
    /// Opens the place's database. On PostgreSQL one connection can turn to another place with `turn`.
    Result<std::unique_ptr<Connection>> open(Place place, Use use) const;
    Result<> turn(Connection &connection, Place place) const;
    /// How much of the database a connection may keep in memory (SQLite), in KiB.
    Result<> limitCache(Connection &connection, Use use, int kib) const;

    /// Makes the database of a place if it is not there, and brings it to the newest schema. Fails clearly,
    /// and changes nothing, when it is newer than this program.
    Result<> prepare(Place place) const;
    /// Removes a clinic's database for good.
    Result<> remove(Place place) const;
    /// The schema that a place has now, and the newest that this program knows.
    Result<int> schemaVersion(Place place) const;
    static int newestSchema(Place place);

private:
    Result<std::unique_ptr<Connection>> openSqlite(Place place, Use use) const;
    Result<std::unique_ptr<Connection>> openSqliteSearch(ClinicId clinic) const;
    Result<std::unique_ptr<Connection>> openPostgres(Place place, Use use) const;
    QString schemaOf(Place place) const;

    const Options m_options;
    const QUrl m_url;
};

} // namespace acolhe::store
