// SPDX-License-Identifier: Apache-2.0
#include "backend/base/timestamp.h"

#include <QDateTime>

#include <chrono>
#include <cstdio>

namespace acolhe {

QByteArray Timestamp::toText() const
{
    using namespace std::chrono;
    const sys_time<milliseconds> at{milliseconds{ms}};
    const auto day = floor<days>(at);
    const year_month_day date{day};
    const hh_mm_ss time{at - day};
    char text[40]; // far from QDateTime's cost: every event is written with several
    const int size = std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", int(date.year()),
        unsigned(date.month()), unsigned(date.day()), int(time.hours().count()), int(time.minutes().count()),
        int(time.seconds().count()), int(time.subseconds().count()));
    return QByteArray(text, size);
}

std::optional<Timestamp> Timestamp::fromText(const QString &text)
{
    const QDateTime at = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!at.isValid() || at.timeSpec() == Qt::LocalTime || text.size() > 40)
        return {};
    return Timestamp{at.toMSecsSinceEpoch()};
}

} // namespace acolhe
