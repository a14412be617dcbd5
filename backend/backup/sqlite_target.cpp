// SPDX-License-Identifier: Apache-2.0
#include "backend/backup/sqlite_target.h"

#include "backend/backup/data_files.h"
#include "backend/backup/durable.h"
#include "backend/backup/places.h"
#include "backend/backup/renewal.h"

#include <QFileInfo>

namespace acolhe::backup {

using namespace Qt::StringLiterals;
using store::Databases;

static store::Options optionsFor(const QString &folder)
{
    store::Options options;
    options.dataDir = folder;
    return options;
}

SqliteTarget::SqliteTarget(const QString &folder)
    : m_options(optionsFor(folder))
    , m_databases(m_options)
{
}

Result<> SqliteTarget::take(const PartHead &head, ArchiveReader &archive)
{
    if (head.kind != PartKind::Database)
        return Error::conflict(u"the back-up is of PostgreSQL: name the database with --database"_s);
    m_places.append(head.place);
    return extractFile(archive, m_databases.fileOf(head.place));
}

static Result<> settle(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite))
        return Error::internal(u"cannot open %1: %2"_s.arg(path, file.errorString()));
    return flushToDisk(file);
}

Result<> SqliteTarget::complete(const QList<ClinicId> &gone, Timestamp now, Restored &restored)
{
    for (const store::Place place : std::as_const(m_places)) {
        if (const auto prepared = m_databases.prepare(place); !prepared)
            return prepared;
        {
            auto connection = m_databases.open(place, Databases::Use::Write);
            if (!connection)
                return connection.error();
            const auto renewed = place.isValid() ? renewClinic(**connection, now, restored)
                                                 : renewControl(**connection, gone, restored);
            if (!renewed)
                return renewed;
        } // closed: its journal is in the file
        if (const auto settled = settle(m_databases.fileOf(place)); !settled)
            return settled;
    }
    return Done{};
}

} // namespace acolhe::backup
