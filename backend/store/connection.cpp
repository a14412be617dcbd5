// SPDX-License-Identifier: Apache-2.0
#include "backend/store/connection.h"

#include <QJsonDocument>

#include <bit>

namespace acolhe::store {

using namespace Qt::StringLiterals;

QVariant boundJson(const QJsonObject &value)
{
    return value.isEmpty() ? u"{}"_s : QString::fromUtf8(QJsonDocument(value).toJson(QJsonDocument::Compact));
}

QJsonObject Row::jsonOf(const QByteArray &text)
{
    return text.size() <= 2 ? QJsonObject() : QJsonDocument::fromJson(text).object();
}

InList::InList(const QVariantList &wanted)
    : values(wanted)
{
    Q_ASSERT(!wanted.isEmpty());
    const auto count = qsizetype(std::bit_ceil(size_t(wanted.size())));
    marks = u"?"_s + u", ?"_s.repeated(count - 1);
    values.resize(count, wanted.last());
}

InList::InList(const QList<qint64> &numbers)
    : InList(QVariantList(numbers.begin(), numbers.end()))
{
}

QString InList::rows() const
{
    return u"(?)"_s + u", (?)"_s.repeated(values.size() - 1);
}

bool isStorageTrouble(const Error &error)
{
    return error.data.contains("storage"_L1);
}

Result<> Connection::post(const QString &sql, const QVariantList &values)
{
    const auto done = execute(sql, values, {});
    return done ? Result<>(Done{}) : Result<>(done.error());
}

static QString rowsOf(const QString &insert, qsizetype rows, qsizetype columns)
{
    const QString row = u"(?"_s + u", ?"_s.repeated(columns - 1) + u')';
    return insert + row + (u", "_s + row).repeated(rows - 1);
}

Result<> Connection::append(const QString &insert, const QVariantList &row)
{
    if (m_careful)
        return post(rowsOf(insert, 1, row.size()), row);
    m_appended[insert].append(row);
    return Done{};
}

Result<> Connection::postAppended()
{
    constexpr qsizetype mostRows = 16;
    for (const auto &[insert, rows] : std::exchange(m_appended, {}).asKeyValueRange()) {
        for (qsizetype done = 0; done < rows.size();) {
            const auto count = qsizetype(std::bit_floor(size_t(std::min(mostRows, rows.size() - done))));
            QVariantList values;
            for (const QVariantList &row : rows.mid(done, count))
                values += row;
            if (const auto put = post(rowsOf(insert, count, rows[done].size()), values); !put)
                return put;
            done += count;
        }
    }
    return Done{};
}

void Connection::setCareful(bool careful)
{
    m_appended.clear();
    m_foreseen.clear();
    m_careful = careful;
    m_postFailed = false;
}

Result<> Connection::command(const QString &sql)
{
    const auto done = execute(sql, {}, {});
    return done ? Result<>(Done{}) : Result<>(done.error());
}

Result<qint64> Connection::insert(const QString &sql, const QVariantList &values)
{
    qint64 id = 0;
    const auto done = execute(sql, values, [&](Row &row) { id = row.next<qint64>(); });
    if (!done)
        return done.error();
    return id > 0 ? Result<qint64>(id) : Result<qint64>(Error::internal(u"database: no row was inserted"_s));
}

Result<> Connection::each(const QString &sql, const QVariantList &values, const Take &take)
{
    const auto done = execute(sql, values, take);
    return done ? Result<>(Done{}) : Result<>(done.error());
}

Result<> Connection::script(const QString &sql)
{
    const QStringList statements = sql.split(u";\n"_s);
    for (const QString &statement : statements) {
        if (statement.trimmed().isEmpty())
            continue;
        if (const auto done = executeOnce(statement); !done)
            return done;
    }
    return Done{};
}

} // namespace acolhe::store
