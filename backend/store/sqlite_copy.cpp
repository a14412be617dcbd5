// SPDX-License-Identifier: Apache-2.0
#include "backend/store/sqlite_connection.h"

#include <sqlite3.h>

namespace acolhe::store {

using namespace Qt::StringLiterals;

constexpr int pagesAtOnce = 1024;

/// The file that a copy goes to. It counts only when the copy is whole, so it needs no journal.
static Result<sqlite3 *> openTarget(const QString &file)
{
    sqlite3 *target = nullptr;
    const int opened = sqlite3_open_v2(file.toUtf8().constData(), &target,
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    if (opened == SQLITE_OK
        && sqlite3_exec(target, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF", nullptr, nullptr, nullptr)
            == SQLITE_OK)
        return target;
    sqlite3_close(target);
    return Error::internal(u"cannot write %1: %2"_s.arg(file, QString::fromUtf8(sqlite3_errstr(opened))));
}

/// What was copied goes to the disk now, piece by piece: a gigabyte that the system writes out at once keeps
/// the commits of others waiting for a second.
static void writeOut(sqlite3 *target)
{
    sqlite3_file *file = nullptr;
    if (sqlite3_file_control(target, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK && file
        && file->pMethods)
        file->pMethods->xSync(file, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY);
}

static int copyPages(sqlite3 *from, sqlite3 *to, const std::function<void(qint64, qint64)> &copied)
{
    sqlite3_backup *copy = sqlite3_backup_init(to, "main", from, "main");
    if (!copy)
        return sqlite3_errcode(to);
    int stepped = SQLITE_OK;
    while (stepped == SQLITE_OK) {
        stepped = sqlite3_backup_step(copy, pagesAtOnce);
        writeOut(to);
        const qint64 pages = sqlite3_backup_pagecount(copy);
        copied(pages - sqlite3_backup_remaining(copy), pages);
    }
    const int ended = sqlite3_backup_finish(copy);
    return stepped == SQLITE_DONE ? ended : stepped;
}

Result<> SqliteConnection::copyTo(const QString &file, const std::function<void(qint64, qint64)> &copied)
{
    const auto target = openTarget(file);
    if (!target)
        return target.error();
    // The transaction holds one state of the file: without it, each write of others starts the copy anew.
    auto began = script(u"BEGIN;\nSELECT COUNT(*) FROM sqlite_master;\n"_s);
    const int done = began ? copyPages(m_database, *target, copied) : SQLITE_OK;
    if (began)
        (void)script(u"COMMIT;\n"_s);
    sqlite3_close(*target);
    if (!began)
        return began;
    return done == SQLITE_OK ? Result<>(Done{})
                             : Result<>(Error::internal(u"cannot copy the database to %1: %2"_s.arg(
                                 file, QString::fromUtf8(sqlite3_errstr(done)))));
}

} // namespace acolhe::store
