// SPDX-License-Identifier: Apache-2.0
#include "backend/services/team_rows.h"

#include "backend/protocol/events.h"
#include "backend/services/conversations.h"
#include "backend/store/audit.h"
#include "backend/store/conversations.h"
#include "backend/store/users.h"

#include <algorithm>

namespace acolhe::services {

using namespace Qt::StringLiterals;
using store::Connection;
using store::Membership;
using store::Transaction;

bool reaches(const Caller &caller, const User &user)
{
    return caller.role == Role::Admin || (caller.role == Role::Manager && user.role == Role::Attendant);
}

static QString targetName(UserId user)
{
    return u"user/%1"_s.arg(user.value);
}

/// Notes what was done to a member, for the log of the clinic and for those who manage the team.
static Result<> tell(
    Transaction &transaction, const Caller &caller, const User &user, const QString &action, Timestamp now)
{
    Audience audience;
    audience.scope = Audience::Scope::Managers;
    transaction.addEvent(wire::makeEvent(wire::UserUpdated{user}, now, audience));
    return store::Audit(transaction)
        .add(now, caller.user, action, targetName(user.id), QString::fromLatin1(word(user.role)));
}

static Result<> refuseLastAdmin(Connection &connection, const User &user)
{
    const auto all = store::Users(connection).all();
    if (!all)
        return all.error();
    const bool another = std::any_of(all->begin(), all->end(),
        [&](const User &one) { return one.id != user.id && one.active && one.role == Role::Admin; });
    return another || user.role != Role::Admin
        ? Result<>(Done{})
        : Result<>(Error::conflict(u"this is the last admin; make another one first"_s));
}

Result<Seat> takeSeat(
    Transaction &control, ClinicId clinic, const QString &email, const QString &hash, Timestamp now)
{
    store::Accounts accounts(control);
    const auto account = accounts.findByEmail(email);
    if (!account)
        return account.error();
    const auto newHash = hash.isEmpty() ? std::nullopt : std::optional(hash);
    if (!*account) {
        const auto id = accounts.add(email, newHash, now);
        return id ? Result<Seat>(Seat{*id, {}}) : Result<Seat>(id.error());
    }
    const AccountId id = (*account)->id;
    const auto memberships = accounts.membershipsOf(id);
    if (!memberships)
        return memberships.error();
    Seat seat{id, {}};
    for (const Membership &one : *memberships) {
        if (one.clinic == clinic)
            seat.membership = one;
    }
    if (seat.membership && seat.membership->active)
        return Error::conflict(u"this e-mail address belongs to a member of the team already"_s);
    if (newHash) {
        if (const auto set = accounts.setPassword(id, *newHash); !set)
            return set.error();
    }
    return seat;
}

Result<User> putMember(
    Transaction &transaction, const Caller &caller, const User &wanted, const Seat &seat, Timestamp now)
{
    store::Users users(transaction);
    User user = wanted;
    const auto known = users.findByAccount(seat.account);
    if (!known)
        return known.error();
    if (*known) {
        if (!reaches(caller, **known))
            return Error::conflict(u"this e-mail address belongs to a member of the team already"_s);
        user.id = (*known)->id;
        if (const auto saved = users.save(user); !saved)
            return saved.error();
    } else {
        const auto id = users.add(user, seat.account, now);
        if (!id)
            return id.error();
        user.id = *id;
    }
    const auto told = tell(transaction, caller, user, u"user.create"_s, now);
    return told ? Result<User>(user) : Result<User>(told.error());
}

Result<User> changeMember(
    Transaction &transaction, const Caller &caller, const wire::UsersUpdate::Request &request, Timestamp now)
{
    store::Users users(transaction);
    auto user = users.find(request.id);
    if (!user)
        return user;
    const User before = *user;
    user->role = request.role.value_or(user->role);
    if (request.name) {
        user->name = request.name->trimmed();
        if (user->name.isEmpty())
            return Error::invalid(u"name"_s, u"must not be empty"_s);
    }
    if (before.active && user->role != before.role) {
        if (const auto allowed = refuseLastAdmin(transaction, before); !allowed)
            return allowed.error();
    }
    if (const auto saved = users.save(*user); !saved)
        return saved.error();
    const QString action = request.password ? u"user.password"_s : u"user.update"_s;
    const auto told = tell(transaction, caller, *user, action, now);
    return told ? user : Result<User>(told.error());
}

Result<> changeAccount(Transaction &control, ClinicId clinic, AccountId account, const User &user,
    const QString &hash, Timestamp now)
{
    store::Accounts accounts(control);
    if (!hash.isEmpty()) {
        if (const auto set = accounts.setPassword(account, hash); !set)
            return set;
        if (const auto gone = accounts.removeInvitations(account, clinic, now); !gone)
            return gone;
    }
    const auto known = accounts.membershipOf(clinic, user.id);
    if (!known)
        return known.error();
    Membership membership{account, clinic, user.id, user.role, user.active && !hash.isEmpty()};
    if (!*known)
        return accounts.addMembership(membership);
    membership.active = user.active && ((*known)->active || !hash.isEmpty());
    return accounts.saveMembership(membership);
}

Result<User> retire(Transaction &transaction, const Caller &caller, UserId id, Timestamp now)
{
    store::Users users(transaction);
    auto user = users.find(id);
    if (!user || !user->active)
        return user;
    if (const auto allowed = refuseLastAdmin(transaction, *user); !allowed)
        return allowed.error();
    user->active = false;
    if (const auto saved = users.save(*user); !saved)
        return saved.error();
    const auto theirs = store::Conversations(transaction).openOf(id);
    if (!theirs)
        return theirs.error();
    for (const Conversation &conversation : *theirs) {
        const auto queued = rules::assigned(conversation, {}, now);
        if (!queued)
            return queued.error();
        if (const auto saved = saveChange(transaction, conversation, *queued, now); !saved)
            return saved.error();
    }
    const auto told = tell(transaction, caller, *user, u"user.deactivate"_s, now);
    return told ? user : Result<User>(told.error());
}

} // namespace acolhe::services
