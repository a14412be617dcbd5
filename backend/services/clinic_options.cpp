// SPDX-License-Identifier: Apache-2.0
#include "backend/services/clinic_options.h"

#include "backend/protocol/events.h"
#include "backend/store/audit.h"
#include "backend/store/clinic_settings.h"

namespace acolhe::services {

using namespace Qt::StringLiterals;
using Reply = wire::ClinicSettingsReply;

ClinicOptions::ClinicOptions(store::Store &store, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(clock)
{
}

Future<Reply> ClinicOptions::get(const Caller &caller, const wire::Nothing &)
{
    return m_store.read<Reply>(caller.clinic, [](store::Connection &connection) -> Result<Reply> {
        const auto settings = store::readClinicSettings(connection);
        return settings ? Result<Reply>(Reply{*settings}) : Result<Reply>(settings.error());
    });
}

Future<Reply> ClinicOptions::update(const Caller &caller, const wire::ClinicUpdateSettings::Request &request)
{
    const Timestamp now{m_clock.nowMs()};
    return m_store.write<Reply>(caller, [=](store::Transaction &transaction) -> Result<Reply> {
        const auto before = store::readClinicSettings(transaction);
        if (!before)
            return before.error();
        ClinicSettings after = *before;
        after.onlyAssigneeSends = request.onlyAssigneeSends.value_or(after.onlyAssigneeSends);
        if (after == *before)
            return Reply{after};
        if (const auto saved = store::saveClinicSettings(transaction, after); !saved)
            return saved.error();
        const auto noted = store::Audit(transaction)
                               .add(now, caller.user, u"clinic.settings"_s, u"onlyAssigneeSends"_s,
                                   after.onlyAssigneeSends ? u"on"_s : u"off"_s);
        if (!noted)
            return noted.error();
        Audience audience;
        audience.scope = Audience::Scope::Staff;
        transaction.addEvent(wire::makeEvent(wire::ClinicUpdated{after}, now, audience));
        return Reply{after};
    });
}

} // namespace acolhe::services
