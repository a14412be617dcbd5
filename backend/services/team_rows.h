// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/protocol/team_methods.h"
#include "backend/store/control.h"
#include "backend/store/store.h"

namespace acolhe::services {

// What the users.* methods write: in the clinic's database who somebody is there, in control how they sign
// in.

/// Managers have to do with attendants; admins with everybody.
bool reaches(const Caller &caller, const User &user);

/// The place of an account in a clinic, before somebody is added there.
struct Seat {
    AccountId account;
    std::optional<store::Membership> membership; ///< one that was invited, or has left
};

/// Finds or makes the account of an address and sets its password, where `hash` is not empty. Conflict when
/// it is an active member's.
Result<Seat> takeSeat(
    store::Transaction &control, ClinicId clinic, const QString &email, const QString &hash, Timestamp now);

/// Adds the member, or gives one that was invited or has left their place again.
Result<User> putMember(store::Transaction &transaction, const Caller &caller, const User &wanted,
    const Seat &seat, Timestamp now);

/// Name and role. Conflict when no admin would be left.
Result<User> changeMember(store::Transaction &transaction, const Caller &caller,
    const wire::UsersUpdate::Request &request, Timestamp now);

/// What control keeps of a change. A password (`hash` not empty) that the team sets opens the door to who was
/// invited.
Result<> changeAccount(store::Transaction &control, ClinicId clinic, AccountId account, const User &user,
    const QString &hash, Timestamp now);

/// Ends a membership; their conversations go back to the queue. Conflict when no admin would be left.
Result<User> retire(store::Transaction &transaction, const Caller &caller, UserId id, Timestamp now);

} // namespace acolhe::services
