// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/result.h"

#include <QByteArray>
#include <QString>

namespace acolhe::backup {

/// Where the key of a back-up is looked for.
struct KeyPlace {
    QString file;
    bool beside = false; ///< beside the back-up, because nobody named another place
};

/// `wanted` (--backup-key-file), else the back-up's own name with ".key".
KeyPlace keyPlace(const QString &backupFile, const QString &wanted);

/// Reads the key. Fails in words for the operator: it is missing, readable by others, or no key.
Result<QByteArray> loadKey(const QString &file);
/// Reads the key that is there, else makes one that only this user may read.
Result<QByteArray> loadOrCreateKey(const QString &file);

} // namespace acolhe::backup
