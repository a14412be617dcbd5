// SPDX-License-Identifier: Apache-2.0
#include "backend/server/operator_session.h"

#include "backend/services/accounts.h"
#include "backend/store/audit.h"
#include "backend/store/control.h"

namespace acolhe::server {

using namespace Qt::StringLiterals;
using services::OpenedSession;

static Result<store::Membership> membershipOf(
    store::Connection &control, const QString &email, const QString &clinic)
{
    store::Accounts accounts(control);
    const auto account = accounts.findByEmail(services::accountEmail(email));
    if (!account)
        return account.error();
    if (!*account)
        return Error::notFound(u"a person with this e-mail address"_s);
    const auto memberships = accounts.membershipsOf((*account)->id);
    if (!memberships)
        return memberships.error();
    QList<store::Membership> fitting;
    for (const store::Membership &one : *memberships) {
        const auto place = store::Clinics(control).find(one.clinic);
        if (!place)
            return place.error();
        const bool named = clinic == place->slug || clinic == QString::number(place->id.value);
        if (one.active && (clinic.isEmpty() || named))
            fitting.append(one);
    }
    if (fitting.isEmpty())
        return Error::notFound(u"an active membership of this person"_s);
    if (fitting.size() > 1)
        return Error::conflict(u"the person belongs to several clinics: name one with --clinic"_s);
    return fitting.first();
}

Future<OpenedSession> openOperatorSession(store::Store &store, services::Sessions &sessions,
    const QString &email, const QString &clinic, Timestamp now)
{
    const auto find = [=](store::Connection &control) { return membershipOf(control, email, clinic); };
    const auto note = [&store, now](const Result<store::Membership> &found) -> Future<store::Membership> {
        if (!found)
            return failed<store::Membership>(found.error());
        return store.write<store::Membership>(
            found->clinic, [member = *found, now](store::Transaction &transaction) {
                return store::Audit(transaction)
                    .add(now, {}, u"session.operator"_s, u"user/%1"_s.arg(member.user.value))
                    .transform([&](Done) { return member; });
            });
    };
    const auto open = [&sessions](const Result<store::Membership> &member) {
        return member ? sessions.open(member->account, member->clinic, member->user)
                      : failed<OpenedSession>(member.error());
    };
    return store.readControl<store::Membership>(find)
        .then(&sessions, note)
        .unwrap()
        .then(&sessions, open)
        .unwrap();
}

} // namespace acolhe::server
