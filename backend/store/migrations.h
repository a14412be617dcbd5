// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/store/connection.h"

namespace acolhe::store {

/// Brings a database to the newest schema of its `kind` ("clinic", "control"): the numbered files of
/// migrations/<kind>, each in a transaction together with its number. A newer schema than the newest file is
/// refused and left untouched.
Result<> migrate(Connection &connection, const QString &kind);
/// The same up to the number `version`, for the rows of a back-up that was made with it.
Result<> migrateTo(Connection &connection, const QString &kind, int version);

/// Fails with Conflict when the database is newer than this program.
Result<> expectKnownSchema(Connection &connection, const QString &kind);

/// The number of the last migration that was applied; 0 for a new database.
Result<int> currentVersion(Connection &connection);
int newestVersion(const QString &kind);

} // namespace acolhe::store
