// SPDX-License-Identifier: Apache-2.0
// The store: a clinic is a database (a SQLite file or a PostgreSQL schema) besides `control`. Connections and
// transactions, migrations, the event log, and one small repository per noun. No rules live here, and no JSON
// of the wire is made here.
#pragma once

#include "backend/base/field.h"
#include "backend/base/ids.h"
#include "backend/base/result.h"
#include "backend/base/timestamp.h"
#include "backend/store/foreseen.h"

#include <QJsonObject>
#include <QMap>
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

/// The columns of one row, as the database's library has them.
class Cells {
public:
    virtual ~Cells() = default;
    virtual bool isNull(int column) const = 0;
    virtual qint64 number(int column) const = 0;
    virtual double real(int column) const = 0;
    virtual QString text(int column) const = 0;
    virtual QByteArray bytes(int column) const = 0;
};

/// The row that a query stands on; reads its columns from left to right.
class Row {
public:
    explicit Row(const Cells &cells)
        : m_cells(cells)
    {
    }

    template <class T> T next() { return read<T>(m_column++); }

private:
    template <class T> T read(int column) const
    {
        if constexpr (requires(T one) { one.has_value(); }) {
            return m_cells.isNull(column) ? T() : T(read<typename T::value_type>(column));
        } else if constexpr (Worded<T>) {
            T out{};
            fromWord(QLatin1StringView(m_cells.bytes(column)), out);
            return out;
        } else if constexpr (std::is_same_v<T, Timestamp>) {
            return Timestamp{m_cells.number(column)};
        } else if constexpr (std::is_same_v<T, QJsonObject>) {
            return jsonOf(m_cells.bytes(column));
        } else if constexpr (requires(T one) {
                                 one.value;
                                 one.isValid();
                             }) {
            return T{m_cells.number(column)};
        } else if constexpr (std::is_same_v<T, bool>) {
            return m_cells.number(column) != 0;
        } else if constexpr (std::is_integral_v<T>) {
            return T(m_cells.number(column));
        } else if constexpr (std::is_floating_point_v<T>) {
            return T(m_cells.real(column));
        } else if constexpr (std::is_same_v<T, QByteArray>) {
            return m_cells.bytes(column);
        } else {
            static_assert(std::is_same_v<T, QString>);
            return m_cells.text(column);
        }
    }
    static QJsonObject jsonOf(const QByteArray &text);

    const Cells &m_cells;
    int m_column = 0;
};

/// Values for "… IN (marks)": as many marks as the next power of two, so that few statements are
/// prepared; the last value fills up.
struct InList {
    explicit InList(const QVariantList &wanted);
    explicit InList(const QList<qint64> &numbers);
    QString marks;
    QVariantList values;

    /// The same as rows, for "WITH wanted(value) AS (VALUES rows) SELECT (SELECT … = wanted.value)", which
    /// looks each up by its index; for an IN, PostgreSQL reads all of a table that it knows too little of.
    QString rows() const;
};

/// Did the disk or the database refuse, rather than the data? Then the same may go well later (503).
bool isStorageTrouble(const Error &error);

/// A connection to one database, used by one thread. SQL is the same for both kinds ("?" marks a value);
/// values are bound, never written into it. Failures are Internal (a broken UNIQUE: Conflict) with the
/// database's words, which hold no values of ours.
class Connection {
public:
    using Take = std::function<void(Row &)>;

    virtual ~Connection() = default;
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    Dialect dialect() const { return m_dialect; }
    /// The connection itself broke (a restarted server): close it and open another.
    bool isBroken() const { return m_broken; }

    /// Runs a statement; gives the number of rows that it changed.
    Result<int> run(const QString &sql, const QVariantList &values = {}) { return execute(sql, values, {}); }
    /// Runs a statement whose outcome nobody needs before the commit. Where each answer costs a journey
    /// (PostgreSQL) it travels with the next statement; should it fail, that one fails, and postFailed().
    virtual Result<> post(const QString &sql, const QVariantList &values = {});
    /// Posts a row that nobody reads before the commit; `insert` ends with VALUES. Those of many commands go
    /// together, as few statements.
    Result<> append(const QString &insert, const QVariantList &row);
    /// Posts what was appended; before a commit.
    Result<> postAppended();
    /// A posted statement failed: whose fault the failures since are is not known.
    bool postFailed() const { return m_postFailed; }
    /// Waits for each posted statement from now on (true at first: nothing is posted). Starts a batch: what
    /// was appended to another or foreseen for it is forgotten.
    void setCareful(bool careful);
    /// What was asked for the batch that runs. Nothing is, outside of one.
    Foreseen &foreseen() { return m_foreseen; }
    /// BEGIN, COMMIT, SAVEPOINT and the like.
    Result<> command(const QString &sql);
    /// Runs an INSERT … RETURNING id.
    Result<qint64> insert(const QString &sql, const QVariantList &values);
    /// The id that the table's next row shall have, for INSERTs that nobody has to wait for.
    virtual Result<qint64> newId(const QString &table) = 0;
    Result<> each(const QString &sql, const QVariantList &values, const Take &take);
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
    /// Several statements without values, each ended by ";" at the end of a line. They are not kept prepared.
    Result<> script(const QString &sql);

protected:
    explicit Connection(Dialect dialect)
        : m_dialect(dialect)
    {
    }
    /// Runs one statement, prepared once and kept; `take` sees each row. Gives the number of changed rows.
    virtual Result<int> execute(const QString &sql, const QVariantList &values, const Take &take) = 0;
    virtual Result<> executeOnce(const QString &sql) = 0;

    bool m_broken = false;
    bool m_postFailed = false;
    bool m_careful = true;

private:
    const Dialect m_dialect;
    QMap<QString, QList<QVariantList>> m_appended; ///< rows by statement
    Foreseen m_foreseen;
};

} // namespace acolhe::store
