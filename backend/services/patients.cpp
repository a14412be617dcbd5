// SPDX-License-Identifier: Apache-2.0
#include "backend/services/patients.h"

#include "backend/protocol/events.h"
#include "backend/store/patients.h"

#include <QDate>

namespace acolhe::services {

using namespace Qt::StringLiterals;
using wire::PatientReply;

Patients::Patients(store::Store &store, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(clock)
{
}

Future<PatientReply> Patients::get(const Caller &caller, const wire::PatientsGet::Request &request)
{
    return m_store.read<PatientReply>(
        caller.clinic, [=](store::Connection &connection) -> Result<PatientReply> {
            auto patient = store::Patients(connection).find(request.id);
            return patient ? Result<PatientReply>(PatientReply{*std::move(patient)})
                           : Result<PatientReply>(patient.error());
        });
}

Future<wire::PatientsSearch::Reply> Patients::search(
    const Caller &caller, const wire::PatientsSearch::Request &request)
{
    using Reply = wire::PatientsSearch::Reply;
    return m_store.read<Reply>(caller.clinic, [=](store::Connection &connection) -> Result<Reply> {
        auto found =
            store::Patients(connection).search(request.query, request.limit.value_or(wire::defaultPage));
        return found ? Result<Reply>(Reply{*std::move(found)}) : Result<Reply>(found.error());
    });
}

static std::optional<QString> orCleared(const QString &text)
{
    const QString kept = text.trimmed();
    return kept.isEmpty() ? std::nullopt : std::optional(kept);
}

static std::optional<Error> problemOf(const wire::PatientsUpdate::Request &request)
{
    if (request.name && request.name->trimmed().isEmpty())
        return Error::invalid(u"name"_s, u"must not be empty"_s);
    const QString birth = request.birthDate.value_or(QString());
    const QDate day = QDate::fromString(birth, Qt::ISODate);
    if (!birth.isEmpty() && (!day.isValid() || day > QDate::currentDate().addDays(1)))
        return Error::invalid(u"birthDate"_s, u"must be a day of the past, as 1988-03-04"_s);
    const QString email = request.email.value_or(QString()).trimmed();
    if (!email.isEmpty() && (email.count(u'@') != 1 || email.startsWith(u'@') || email.endsWith(u'@')))
        return Error::invalid(u"email"_s, u"is no e-mail address"_s);
    return {};
}

Future<PatientReply> Patients::update(const Caller &caller, const wire::PatientsUpdate::Request &request)
{
    if (auto problem = problemOf(request))
        return failed<PatientReply>(*std::move(problem));
    const Timestamp now{m_clock.nowMs()};
    return m_store.write<PatientReply>(caller, [=](store::Transaction &transaction) -> Result<PatientReply> {
        store::Patients patients(transaction);
        auto patient = patients.find(request.id);
        if (!patient)
            return patient.error();
        if (request.name)
            patient->name = request.name->trimmed();
        if (request.email)
            patient->email = orCleared(*request.email);
        if (request.birthDate)
            patient->birthDate = orCleared(*request.birthDate);
        if (request.remarks)
            patient->remarks = *request.remarks;
        if (const auto saved = patients.save(*patient); !saved)
            return saved.error();
        Audience audience;
        audience.scope = Audience::Scope::Staff;
        audience.internal = true;
        transaction.addEvent(wire::makeEvent(wire::PatientUpdated{*patient}, now, audience));
        return PatientReply{*patient};
    });
}

} // namespace acolhe::services
