// SPDX-License-Identifier: Apache-2.0
#include "tests/support/storage/contents.h"

namespace acolhe::tests {

using namespace Qt::StringLiterals;
using store::Connection;
using store::Dialect;
using store::Row;

static QString text(Row &row)
{
    return row.next<QString>();
}

template <class T> static T need(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().text));
    return *std::move(result);
}

QMap<QString, QStringList> tablesOf(Connection &connection)
{
    const QString sqlite = u"SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c "
                           "WHERE m.type = 'table' ORDER BY m.name, c.cid"_s;
    const QString postgres = u"SELECT table_name, column_name FROM information_schema.columns "
                             "WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position"_s;
    QMap<QString, QStringList> tables;
    const auto read =
        connection.each(connection.dialect() == Dialect::Sqlite ? sqlite : postgres, {}, [&](Row &row) {
            const QString table = text(row);
            tables[table].append(text(row));
        });
    if (!read)
        qFatal("%s", qPrintable(read.error().text));
    tables.removeIf([](const auto &table) {
        return table.key() == "schema_version"_L1 || table.key().startsWith("search_"_L1)
            || table.key().startsWith("sqlite_"_L1);
    });
    return tables;
}

QMap<QString, QStringList> rowsOf(Connection &connection, const QMap<QString, QStringList> &columns)
{
    QMap<QString, QStringList> rows;
    for (const auto &[table, names] : columns.asKeyValueRange()) {
        const qsizetype count = names.size();
        rows[table] = need(connection.all<QString>(
            u"SELECT \"%1\" FROM \"%2\""_s.arg(names.join(u"\", \""_s), table), {}, [count](Row &row) {
                QStringList values;
                for (qsizetype i = 0; i < count; ++i) {
                    const auto value = row.next<std::optional<QByteArray>>();
                    values.append(
                        value ? u'\'' + QString::fromLatin1(value->toPercentEncoding()) + u'\'' : u"NULL"_s);
                }
                return values.join(u", "_s);
            }));
        rows[table].sort();
    }
    return rows;
}

QStringList definitionsOf(Connection &connection)
{
    QStringList all = connection.dialect() == Dialect::Sqlite
        ? need(connection.all<QString>(
            u"SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'search_%'"_s, {}, text))
        : need(connection.all<QString>(
            u"SELECT replace(indexdef, current_schema() || '.', '') FROM pg_indexes WHERE schemaname = "
            u"current_schema() "
            "UNION ALL SELECT table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable || "
            "' ' || coalesce(column_default, '') "
            "FROM information_schema.columns WHERE table_schema = current_schema() "
            "UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE connamespace = current_schema()::regnamespace"_s,
            {}, text));
    for (QString &one : all)
        one = one.simplified();
    all.sort();
    return all;
}

int danglingRows(Connection &connection)
{
    if (connection.dialect() != Dialect::Sqlite)
        return 0;
    return int(need(connection.all<QString>(u"PRAGMA foreign_key_check"_s, {}, text)).size());
}

} // namespace acolhe::tests
