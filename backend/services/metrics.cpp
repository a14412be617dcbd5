// SPDX-License-Identifier: Apache-2.0
#include "backend/services/metrics.h"

#include "backend/store/control.h"
#include "backend/store/metrics.h"

#include <QTimeZone>

namespace acolhe::services {

using namespace Qt::StringLiterals;
using Get = wire::UsersGetMetrics;

Metrics::Metrics(store::Store &store, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(clock)
{
}

static Result<QDate> dayOf(const std::optional<QString> &text, const QDate &otherwise, const QString &field)
{
    if (!text)
        return otherwise;
    const QDate day = QDate::fromString(*text, Qt::ISODate);
    return day.isValid() ? Result<QDate>(day)
                         : Result<QDate>(Error::invalid(field, u"must be a day, as 2026-11-23"_s));
}

static Timestamp startOf(const QDate &day, const QTimeZone &zone)
{
    return {day.startOfDay(zone).toMSecsSinceEpoch()};
}

/// Today and yesterday still move; older days stand.
static Result<> countAnew(store::Connection &connection, const QDate &today, const QTimeZone &zone)
{
    for (const QDate &day : {today.addDays(-1), today}) {
        const auto counted =
            store::Metrics(connection)
                .rollUp(day.toString(Qt::ISODate), startOf(day, zone), startOf(day.addDays(1), zone));
        if (!counted)
            return counted;
    }
    return Done{};
}

Future<Get::Reply> Metrics::get(const Caller &caller, const Get::Request &request)
{
    if (!caller.isManager() && request.attendantId && *request.attendantId != caller.user)
        return failed<Get::Reply>(Error::notFound(u"attendant"_s));
    const std::optional<UserId> whose = caller.isManager() ? request.attendantId : std::optional(caller.user);
    const qint64 nowMs = m_clock.nowMs();
    return m_store
        .readControl<Clinic>([clinic = caller.clinic](
                                 store::Connection &control) { return store::Clinics(control).find(clinic); })
        .then(this,
            [=, this](const Result<Clinic> &clinic) {
                if (!clinic)
                    return failed<Get::Reply>(clinic.error());
                const QTimeZone zone(clinic->timeZone.toLatin1());
                const QDate today =
                    utcFromMs(nowMs).toTimeZone(zone.isValid() ? zone : QTimeZone::utc()).date();
                const auto from = dayOf(request.from, today.addDays(-29), u"from"_s);
                const auto to = dayOf(request.to, today, u"to"_s);
                if (!from || !to)
                    return failed<Get::Reply>(from ? to.error() : from.error());
                return m_store.write<Get::Reply>(
                    caller, [=](store::Transaction &transaction) -> Result<Get::Reply> {
                        if (const auto counted = countAnew(transaction, today, zone); !counted)
                            return counted.error();
                        auto metrics =
                            store::Metrics(transaction)
                                .between(from->toString(Qt::ISODate), to->toString(Qt::ISODate), whose);
                        return metrics ? Result<Get::Reply>(Get::Reply{*std::move(metrics)})
                                       : Result<Get::Reply>(metrics.error());
                    });
            })
        .unwrap();
}

} // namespace acolhe::services
