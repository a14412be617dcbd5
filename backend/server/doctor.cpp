// SPDX-License-Identifier: Apache-2.0
#include "backend/server/program.h"

#include "backend/services/keyring.h"
#include "backend/store/control.h"

#include <QDir>
#include <QFile>
#include <QStorageInfo>

namespace acolhe::server {

using namespace Qt::StringLiterals;
using Use = store::Databases::Use;

constexpr qint64 leastFreeBytes = 1024LL * 1024 * 1024;
constexpr qint64 year2025Ms = 1735689600000;

static void examineDisk(const Options &options, QStringList &problems)
{
    const QStorageInfo disk(options.store.dataDir);
    if (disk.isReadOnly())
        problems << u"disk: %1 is on a read-only file system: mount it writable"_s.arg(options.store.dataDir);
    else if (disk.bytesAvailable() < leastFreeBytes)
        problems << u"disk: less than 1 GiB is free for %1: make room"_s.arg(options.store.dataDir);
    if (SystemClock().nowMs() < year2025Ms)
        problems << u"clock: it shows a time before 2025: set it"_s;
}

static void examinePlace(
    const store::Databases &databases, ClinicId place, const QString &name, QStringList &problems)
{
    const auto version = databases.schemaVersion(place);
    const int newest = store::Databases::newestSchema(place);
    if (!version)
        problems << u"database: %1 cannot be opened (%2): restore it from a back-up"_s.arg(
            name, version.error().text);
    else if (*version > newest)
        problems << u"schema: %1 has schema %2, newer than this program's %3: use a newer program"_s.arg(name)
                        .arg(*version)
                        .arg(newest);
    else if (*version < newest)
        problems << u"schema: %1 has schema %2 of %3: it is brought up at the next start"_s.arg(name)
                        .arg(*version)
                        .arg(newest);
    if (!version || databases.dialect() != store::Dialect::Sqlite)
        return;
    auto connection = databases.open(place, Use::Read);
    const auto check = connection ? (*connection)
                                        ->one<QString>(u"PRAGMA quick_check(1)"_s, {},
                                            [](store::Row &row) { return row.next<QString>(); })
                                  : Result<std::optional<QString>>(connection.error());
    if (!check || check->value_or(QString()) != "ok"_L1)
        problems << u"database: %1 is damaged: restore it from a back-up"_s.arg(name);
}

QStringList examine(const Options &options)
{
    QStringList problems;
    if (!QDir(options.store.dataDir).exists())
        return {u"data: %1 does not exist: make it with acolhe-server init"_s.arg(options.store.dataDir)};
    examineDisk(options, problems);
    const QString keys = options.store.dataDir + u"/keys"_s;
    if (!QFile::exists(keys))
        problems << u"keys: there are none: they are made at the first start"_s;
    else if (const auto loaded = services::Keyring::load(keys); !loaded)
        problems << u"keys: %1: restore the file from a back-up, readable by the server's user only"_s.arg(
            loaded.error().text);
    const store::Databases databases(options.store);
    auto control = databases.open(store::controlPlace, Use::Read);
    const auto clinics = control ? store::Clinics(**control).all() : Result<QList<Clinic>>(control.error());
    if (!clinics) {
        problems << u"database: %1: is the server of the database running, and is the address right?"_s.arg(
            clinics.error().text);
        return problems;
    }
    examinePlace(databases, store::controlPlace, u"control"_s, problems);
    for (const Clinic &clinic : *clinics)
        examinePlace(databases, clinic.id, u"clinic "_s + clinic.slug, problems);
    return problems;
}

} // namespace acolhe::server
