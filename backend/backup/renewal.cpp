// SPDX-License-Identifier: Apache-2.0
#include "backend/backup/renewal.h"

#include "backend/store/audit.h"
#include "backend/store/control.h"
#include "backend/store/events.h"
#include "backend/store/outbox.h"
#include "backend/store/scheduled_messages.h"

namespace acolhe::backup {

using namespace Qt::StringLiterals;
using store::Connection;
using store::Row;

static Result<> inTransaction(Connection &connection, const std::function<Result<>()> &work)
{
    if (const auto begun = connection.command(u"BEGIN"_s); !begun)
        return begun;
    const auto done = work();
    if (done)
        return connection.command(u"COMMIT"_s);
    (void)connection.command(u"ROLLBACK"_s);
    return done;
}

Result<> renewClinic(Connection &clinic, Timestamp now, Restored &restored)
{
    return inTransaction(clinic, [&]() -> Result<> {
        if (const auto renewed = store::Events(clinic).renewEpoch(); !renewed)
            return renewed;
        const MessageError why{u"restored"_s,
            u"The server was restored from a back-up that was made before this was known to be sent."_s,
            u"uncertain"_s, false};
        const auto doubted = store::Outbox(clinic).doubtAll(why, now);
        if (!doubted)
            return doubted.error();
        restored.uncertain += *doubted;
        const auto unsent = store::ScheduledMessages(clinic).doubtAll(u"restored"_s);
        if (!unsent)
            return unsent.error();
        return store::Audit(clinic).add(now, {}, u"backup.restore"_s, restored.of.createdAt);
    });
}

Result<> renewControl(Connection &control, const QList<ClinicId> &gone, Restored &restored)
{
    return inTransaction(control, [&]() -> Result<> {
        for (const ClinicId clinic : gone) {
            if (const auto removed = store::Clinics(control).remove(clinic); !removed)
                return removed;
        }
        const auto logins = store::Sessions(control).removeLogins();
        if (!logins)
            return logins.error();
        restored.logins = *logins;
        const auto keys =
            control.one<int>(u"SELECT COUNT(*) FROM session"_s, {}, [](Row &row) { return row.next<int>(); });
        if (!keys)
            return keys.error();
        restored.apiKeys = keys->value_or(0);
        return Done{};
    });
}

} // namespace acolhe::backup
