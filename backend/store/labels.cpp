// SPDX-License-Identifier: Apache-2.0
#include "backend/store/labels.h"

namespace acolhe::store {

using namespace Qt::StringLiterals;

Result<> Labels::add(const QString &name, const QString &color)
{
    const auto put = m_connection.run(
        u"INSERT INTO label (name, color) VALUES (?, ?) ON CONFLICT (name) DO NOTHING"_s, with(name, color));
    return put ? Result<>(Done{}) : Result<>(put.error());
}

Result<QStringList> Labels::names()
{
    return m_connection.all<QString>(
        u"SELECT name FROM label ORDER BY name"_s, {}, [](Row &row) { return row.next<QString>(); });
}

} // namespace acolhe::store
