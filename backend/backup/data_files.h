// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/backup/archive.h"

#include <QStringList>

namespace acolhe::backup {

/// The files of a data directory that belong into a back-up as they are, by their path below it: keys and
/// attachments, but no databases (they are copied as databases), locks, unfinished files or back-ups.
QStringList dataFiles(const QString &folder);

/// Adds a file's bytes as a part's; a file that is gone meanwhile gives false and no part.
Result<bool> addFile(ArchiveWriter &archive, const QString &path, const PartHead &head);

/// Writes a part's bytes to a new file, making its folders, and waits for the disk to have the bytes.
Result<> extractFile(ArchiveReader &archive, const QString &path);

/// Whether a path stays below the folder that it is put under.
bool isInside(const QString &relativePath);

} // namespace acolhe::backup
