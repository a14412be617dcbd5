// SPDX-License-Identifier: Apache-2.0
// Back-ups: one sealed file with every database of a server (control and each clinic) and every other file of
// its data directory, made while the server works, verified, and restored whole or not at all. What a back-up
// holds and how it is sealed is here; when it is made and where it is kept is the operator's.
// Decision: docs/decisions/011-back-ups.md
#pragma once

#include "backend/backup/backup_key.h"
#include "backend/base/clock.h"
#include "backend/store/databases.h"

#include <functional>

namespace acolhe::backup {

/// A line for the operator while it goes on.
using Progress = std::function<void(const QString &line)>;

/// Which server's data, and which file.
struct Job {
    store::Options store;
    QString file;
    QString keyFile; ///< empty: `file` with ".key"
};

/// What a back-up holds.
struct Summary {
    QString createdAt; ///< when it was begun, RFC 3339
    store::Dialect dialect = store::Dialect::Sqlite;
    qint64 clinics = 0;
    qint64 files = 0; ///< besides databases
    qint64 size = 0; ///< of the sealed file, bytes
    KeyPlace key;
    bool keyIsNew = false;
};

/// What restoring changed: see `restore`.
struct Restored {
    Summary of;
    int uncertain = 0; ///< sends
    int logins = 0; ///< ended
    int apiKeys = 0; ///< that are valid again as of the back-up
};

/// Makes a back-up in a new file, reads it back whole, and only then gives it its name. One at a time for a
/// data directory. Fails with Conflict when the file is there, Internal else; then nothing is left of it.
/// Blocks for as long as the copying takes, as all here: for commands, and never on a server's main thread.
Result<Summary> backUp(const Job &job, const Clock &clock, const Progress &progress);

/// Reads a back-up whole: every byte is authenticated, and every part is the one that was written. Each
/// SQLite file passed integrity_check before it was sealed.
Result<Summary> verify(const QString &file, const QString &keyFile, const Progress &progress);

/// Restores a back-up to an empty data directory (and PostgreSQL without schemas of ours), whole or not at
/// all. Each clinic gets a new epoch, so that desktops load anew; what waited or was being sent becomes
/// uncertain, since the server may have sent it after the back-up; logins and invitations end, since they may
/// have been ended after it. Conflict when there is something already; it is not touched.
Result<Restored> restore(const Job &job, const Clock &clock, const Progress &progress);

} // namespace acolhe::backup
