// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/result.h"

#include <QFile>

namespace acolhe::backup {

/// Whoever writes much flushes as often: a server's commits on the same disk wait for all that waits there.
constexpr qint64 mostUnflushedBytes = 4 * 1024 * 1024;

/// Makes a new file that only this user may read, and opens it for writing. Fails when it is there already.
Result<> createPrivate(QFile &file);
/// Waits until the disk has what was written; the file stays open.
Result<> flushToDisk(QFile &file);
/// The same for the names in a folder.
Result<> flushFolder(const QString &path);
/// Renames a file or a folder at once, an empty folder of the new name giving way. Only within a file system.
Result<> renameAtOnce(const QString &from, const QString &to);
/// Gives a file another name at once, unless there is one with it: Conflict.
Result<> renameToNew(const QString &from, const QString &to);

} // namespace acolhe::backup
