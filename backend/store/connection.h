// SPDX-License-Identifier: Apache-2.0
// The store: a clinic is a database (a SQLite file or a PostgreSQL schema) besides `control`. Connections and
// transactions, migrations, the event log, and one small repository per noun. No rules live here, and no JSON
// of the wire is made here.
#pragma once

#include "backend/base/field.h"
#include "backend/base/ids.h"
#include "backend/base/result.h"
#include "backend/base/timestamp.h"

#include <QHash>
#include <QJsonObject>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

#include <functional>
#include <memory>
#include <optional>

namespace acolhe::store {

enum class Dialect { Sqlite, PostgreSql };

QVariant boundJson(const QJsonObject &value);

/// Makes a value bindable: ids and times are numbers, worded enums words, empty optionals NULL.
template <class T> QVariant bound(const T &value)
{
    if constexpr (requires {
                      value.has_value();
                      *value;
                  })
        return value.has_value() ? bound(*value) : QVariant();
    else if constexpr (Worded<T>)
        return QString::fromLatin1(word(value));
    else if constexpr (std::is_same_v<T, Timestamp>)
        return value.ms;
    else if constexpr (std::is_same_v<T, QJsonObject>)
        return boundJson(value);
    else if constexpr (requires {
                           value.value;
                           value.isValid();
                       })
        return value.value;
    else if constexpr (std::is_same_v<T, bool>)
        return int(value);
    else if constexpr (std::is_same_v<T, QString>)
        return value.isNull() ? QString(QLatin1StringView("")) : value;
    else
        return QVariant::fromValue(value);
}

template <class... T> QVariantList with(const T &...values)
{
    return {bound(values)...};
}

/// The row that a query stands on; reads its columns from left to right.
class Row {
public:
    explicit Row(const QSqlQuery &query)
        : m_query(query)
    {
    }

    template <class T> T next() { return convert<T>(m_query.value(m_column++)); }

private:
    template <class T> static T convert(const QVariant &value)
    {
        if constexpr (requires(T one) { one.has_value(); }) {
            return value.isNull() ? T() : T(convert<typename T::value_type>(value));
        } else if constexpr (Worded<T>) {
            T out{};
            fromWord(QLatin1StringView(value.toByteArray()), out);
            return out;
        } else if constexpr (std::is_same_v<T, Timestamp>) {
            return Timestamp{value.toLongLong()};
        } else if constexpr (std::is_same_v<T, QJsonObject>) {
            return jsonOf(value);
        } else if constexpr (requires(T one) {
                                 one.value;
                                 one.isValid();
                             }) {
            return T{value.toLongLong()};
        } else if constexpr (std::is_same_v<T, bool>) {
            return value.toInt() != 0;
        } else {
            return value.value<T>();
        }
    }
    static QJsonObject jsonOf(const QVariant &value);

    const QSqlQuery &m_query;
    int m_column = 0;
};

/// Did the disk or the database refuse, rather than the data? Then the same may go well later (503).
bool isStorageTrouble(const Error &error);

/// A connection to one database, used by one thread. SQL is the same for both kinds; values are bound, never
/// written into it. Failures are Internal (a broken UNIQUE: Conflict) with the database's words, which hold
/// no values of ours.
class Connection {
public:
    Connection(const QSqlDatabase &database, Dialect dialect);
    virtual ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    Dialect dialect() const { return m_dialect; }
    /// The connection itself broke (a restarted server): close it and open another.
    bool isBroken() const { return m_broken; }

    /// Runs a statement; gives the number of rows that it changed.
    Result<int> run(const QString &sql, const QVariantList &values = {});
    /// BEGIN, COMMIT, SAVEPOINT and the like, which PostgreSQL does not prepare.
    Result<> command(const QString &sql);
    /// Runs an INSERT … RETURNING id.
    Result<qint64> insert(const QString &sql, const QVariantList &values);
    Result<> each(const QString &sql, const QVariantList &values, const std::function<void(Row &)> &take);
    /// Every row, made by `make(Row &)`.
    template <class T, class Make>
    Result<QList<T>> all(const QString &sql, const QVariantList &values, Make make)
    {
        QList<T> list;
        const auto read = each(sql, values, [&](Row &row) { list.append(make(row)); });
        return read ? Result<QList<T>>(std::move(list)) : Result<QList<T>>(read.error());
    }
    /// The first row, or nothing.
    template <class T, class Make>
    Result<std::optional<T>> one(const QString &sql, const QVariantList &values, Make make)
    {
        std::optional<T> found;
        const auto read = each(sql, values, [&](Row &row) {
            if (!found)
                found = make(row);
        });
        return read ? Result<std::optional<T>>(std::move(found)) : Result<std::optional<T>>(read.error());
    }
    /// Several statements without values, each ended by ";" at the end of a line.
    Result<> script(const QString &sql);

protected:
    /// Lets go of the database, so that it can be closed.
    void forget();

private:
    Result<QSqlQuery *> execute(const QString &sql, const QVariantList &values);
    Error failure(const QSqlQuery &query);

    QSqlDatabase m_database;
    const Dialect m_dialect;
    bool m_broken = false;
    QHash<QString, std::shared_ptr<QSqlQuery>> m_prepared;
};

} // namespace acolhe::store
