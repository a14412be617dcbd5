// SPDX-License-Identifier: Apache-2.0
#include "backend/backup/sqlite_source.h"

#include "backend/backup/data_files.h"
#include "backend/backup/durable.h"
#include "backend/store/control.h"
#include "backend/store/migrations.h"
#include "backend/store/sqlite_connection.h"

#include <QElapsedTimer>

namespace acolhe::backup {

using namespace Qt::StringLiterals;
using store::Connection;
using store::Databases;
using store::Row;
using store::SqliteConnection;

constexpr qint64 silenceMs = 5000;

/// Every page, index and reference of a copy.
static Result<> check(Connection &copy, const QString &name)
{
    const auto whole =
        copy.one<QString>(u"PRAGMA integrity_check(1)"_s, {}, [](Row &row) { return row.next<QString>(); });
    const auto dangling =
        copy.one<QString>(u"PRAGMA foreign_key_check"_s, {}, [](Row &row) { return row.next<QString>(); });
    if (!whole || !dangling || whole->value_or(QString()) != "ok"_L1 || *dangling)
        return Error::internal(u"%1 is damaged, see acolhe-server doctor: nothing was backed up"_s.arg(name));
    return Done{};
}

/// A checked copy, open for reading.
static Result<std::unique_ptr<Connection>> copyOf(
    const Databases &databases, store::Place place, const QString &file, const Progress &progress)
{
    const QString name = nameOf(place);
    auto live = databases.open(place, Databases::Use::Read);
    if (!live)
        return live;
    QElapsedTimer quiet;
    quiet.start();
    QFile target(file);
    const auto copied = static_cast<SqliteConnection &>(**live).copyTo(file, [&](qint64 pages, qint64 all) {
        // Every 4 MiB (see mostUnflushedBytes); a disk that refuses shows with the copy itself.
        if (target.isOpen() || target.open(QIODevice::ReadWrite | QIODevice::ExistingOnly))
            (void)flushToDisk(target);
        if (quiet.hasExpired(silenceMs)) {
            quiet.start();
            progress(u"%1: %2 % copied"_s.arg(name).arg(100 * pages / std::max<qint64>(all, 1)));
        }
    });
    if (!copied)
        return copied.error();
    auto copy = SqliteConnection::open(file);
    if (!copy)
        return copy;
    const auto checked = check(**copy, name);
    return checked ? std::move(copy) : Result<std::unique_ptr<Connection>>(checked.error());
}

static void removeCopy(const QString &file)
{
    for (const QString &end : {QString(), u"-wal"_s, u"-shm"_s})
        QFile::remove(file + end);
}

/// Adds one place; `read` sees the copy before.
static Result<> addPlace(const Databases &databases, store::Place place, const QString &scratch,
    ArchiveWriter &archive, const Progress &progress, const std::function<Result<>(Connection &)> &read = {})
{
    const QString file = scratch + u"/copy.db"_s;
    removeCopy(file);
    PartHead head{PartKind::Database, place, 0, {}, {}};
    {
        const auto copy = copyOf(databases, place, file, progress);
        if (!copy)
            return copy.error();
        const auto schema = store::currentVersion(**copy);
        if (!schema)
            return schema.error();
        head.schema = *schema;
        if (const auto done = read ? read(**copy) : Result<>(Done{}); !done)
            return done;
    }
    const auto added = addFile(archive, file, head);
    removeCopy(file);
    return added ? Result<>(Done{}) : Result<>(added.error());
}

Result<Places> addSqlite(
    const Databases &databases, const QString &scratch, ArchiveWriter &archive, const Progress &progress)
{
    if (!QFile::exists(databases.fileOf(store::controlPlace)))
        return Error::notFound(u"the database %1"_s.arg(databases.fileOf(store::controlPlace)));
    QList<Clinic> clinics;
    const auto control = addPlace(
        databases, store::controlPlace, scratch, archive, progress, [&](Connection &copy) -> Result<> {
            auto all = store::Clinics(copy).all();
            if (!all)
                return all.error();
            clinics = *std::move(all);
            return Done{};
        });
    if (!control)
        return control.error();
    Places places;
    for (const Clinic &clinic : std::as_const(clinics)) {
        progress(u"%1 (%2 of %3)"_s.arg(nameOf(clinic.id))
                     .arg(places.clinics.size() + places.gone.size() + 1)
                     .arg(clinics.size()));
        const auto added = addPlace(databases, clinic.id, scratch, archive, progress);
        if (added) {
            places.clinics.append(clinic.id);
            continue;
        }
        if (QFile::exists(databases.fileOf(clinic.id)))
            return added.error();
        if (const auto removed = expectRemoved(databases, clinic.id); !removed)
            return removed.error();
        places.gone.append(clinic.id);
    }
    return places;
}

} // namespace acolhe::backup
