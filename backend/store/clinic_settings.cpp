// SPDX-License-Identifier: Apache-2.0
#include "backend/store/clinic_settings.h"

namespace acolhe::store {

using namespace Qt::StringLiterals;

static const QString onlyAssigneeSends = u"onlyAssigneeSends"_s;

Result<ClinicSettings> readClinicSettings(Connection &connection)
{
    const auto only = connection.one<QString>(u"SELECT value FROM meta WHERE name = ?"_s,
        with(onlyAssigneeSends), [](Row &row) { return row.next<QString>(); });
    if (!only)
        return only.error();
    return ClinicSettings{*only == u"true"_s};
}

Result<> saveClinicSettings(Connection &connection, const ClinicSettings &settings)
{
    const auto put = connection.run(
        u"INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"_s,
        with(onlyAssigneeSends, settings.onlyAssigneeSends ? u"true"_s : u"false"_s));
    return put ? Result<>(Done{}) : Result<>(put.error());
}

} // namespace acolhe::store
