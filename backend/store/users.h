// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/metrics.h"
#include "backend/store/connection.h"

namespace acolhe::store {

/// The clinic's team, as its own database knows it.
class Users {
public:
    explicit Users(Connection &connection)
        : m_connection(connection)
    {
    }

    Result<User> find(UserId id);
    Result<QList<User>> all();
    Result<UserId> add(const User &user, AccountId account, Timestamp now);
    Result<> save(const User &user);
    Result<std::optional<AccountId>> accountOf(UserId id);
    /// The member that an account is here.
    Result<std::optional<User>> findByAccount(AccountId account);
    /// Active attendants, and whoever else has conversations in progress, with how many; presence is not
    /// known here.
    Result<QList<Attendant>> attendants();

private:
    Connection &m_connection;
};

} // namespace acolhe::store
