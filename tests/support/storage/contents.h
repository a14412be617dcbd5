// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/store/connection.h"

#include <QMap>
#include <QStringList>

namespace acolhe::tests {

/// The columns of each table of ours, in order; no search index, and no schema_version.
QMap<QString, QStringList> tablesOf(store::Connection &connection);

/// Every row of each table as a line of its values, sorted; `columns`: which tables and columns.
QMap<QString, QStringList> rowsOf(store::Connection &connection, const QMap<QString, QStringList> &columns);

/// What an index or table is made of, as the database itself tells it, sorted: equal for equal schemas.
QStringList definitionsOf(store::Connection &connection);

/// Rows whose references lead nowhere; PostgreSQL never has any.
int danglingRows(store::Connection &connection);

} // namespace acolhe::tests
