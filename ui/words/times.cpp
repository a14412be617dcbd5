// SPDX-License-Identifier: Apache-2.0
#include "ui/words/times.h"

#include <QDateTime>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

constexpr qint64 minuteMs = 60'000;
constexpr qint64 hourMs = 60 * minuteMs;
constexpr qint64 dayMs = 24 * hourMs;

} // namespace

Times::Times(const QTimeZone &zone)
    : m_zone(zone.isValid() ? zone : QTimeZone::utc())
{
}

QDateTime Times::local(Timestamp time) const
{
    return QDateTime::fromMSecsSinceEpoch(time.ms, m_zone);
}

QDate Times::date(Timestamp time) const
{
    return local(time).date();
}

Timestamp Times::startOf(const QDate &day) const
{
    return {day.startOfDay(m_zone).toMSecsSinceEpoch()};
}

QString Times::clock(Timestamp time) const
{
    return QLocale().toString(local(time).time(), QLocale::ShortFormat);
}

QString Times::brief(Timestamp time, Timestamp now) const
{
    const QDate day = date(time);
    const QDate today = date(now);
    const qint64 age = day.daysTo(today);
    if (age <= 0)
        return clock(time);
    if (age == 1)
        return tr("yesterday");
    if (age < 7)
        return QLocale().dayName(day.dayOfWeek(), QLocale::ShortFormat);
    if (day.year() == today.year())
        return QLocale().toString(day, u"d MMM"_s);
    return QLocale().toString(day, QLocale::ShortFormat);
}

QString Times::day(QDate date, Timestamp now) const
{
    const qint64 age = date.daysTo(this->date(now));
    if (age == 0)
        return tr("Today");
    if (age == 1)
        return tr("Yesterday");
    return QLocale().toString(date, QLocale::LongFormat);
}

QString Times::full(Timestamp time) const
{
    return u"%1 %2"_s.arg(QLocale().toString(date(time), QLocale::ShortFormat), clock(time));
}

QString Times::wait(qint64 ms)
{
    if (ms < hourMs)
        return tr("%1 min").arg(qMax<qint64>(1, ms / minuteMs));
    if (ms < dayMs)
        return tr("%1 h").arg(ms / hourMs);
    return tr("%1 d", "days").arg(ms / dayMs);
}

QString Times::remaining(qint64 ms)
{
    const qint64 minutes = qMax<qint64>(0, ms) / minuteMs;
    if (minutes < 60)
        return tr("%1 min").arg(minutes);
    return tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
}

} // namespace acolhe::ui
