// SPDX-License-Identifier: Apache-2.0
#include "backend/store/users.h"

namespace acolhe::store {

using namespace Qt::StringLiterals;

static User userOf(Row &row)
{
    User user;
    user.id = row.next<UserId>();
    user.name = row.next<QString>();
    user.email = row.next<QString>();
    user.role = row.next<Role>();
    user.active = row.next<bool>();
    return user;
}

Result<User> Users::find(UserId id)
{
    auto found = m_connection.one<User>(
        u"SELECT id, name, email, role, active FROM team_user WHERE id = ?"_s, with(id), userOf);
    if (!found)
        return found.error();
    return *found ? Result<User>(**std::move(found)) : Result<User>(Error::notFound(u"user"_s));
}

Result<QList<User>> Users::all()
{
    return m_connection.all<User>(
        u"SELECT id, name, email, role, active FROM team_user ORDER BY name, id"_s, {}, userOf);
}

Result<UserId> Users::add(const User &user, AccountId account, Timestamp now)
{
    const auto id = m_connection.insert(
        u"INSERT INTO team_user (account_id, name, email, role, active, created_at) VALUES (?, ?, ?, ?, ?, ?) RETURNING id"_s,
        with(account, user.name, user.email, user.role, user.active, now));
    return id ? Result<UserId>(UserId{*id}) : Result<UserId>(id.error());
}

Result<> Users::save(const User &user)
{
    const auto saved = m_connection.run(u"UPDATE team_user SET name = ?, role = ?, active = ? WHERE id = ?"_s,
        with(user.name, user.role, user.active, user.id));
    return saved ? Result<>(Done{}) : Result<>(saved.error());
}

Result<std::optional<AccountId>> Users::accountOf(UserId id)
{
    return m_connection.one<AccountId>(u"SELECT account_id FROM team_user WHERE id = ?"_s, with(id),
        [](Row &row) { return row.next<AccountId>(); });
}

Result<std::optional<User>> Users::findByAccount(AccountId account)
{
    return m_connection.one<User>(
        u"SELECT id, name, email, role, active FROM team_user WHERE account_id = ?"_s, with(account), userOf);
}

Result<QList<Attendant>> Users::attendants()
{
    return m_connection.all<Attendant>(
        u"SELECT id, name, load FROM (SELECT u.id, u.name, u.role, (SELECT COUNT(*) FROM conversation c "
        u"WHERE c.attendant_id = u.id AND c.status = 'in_progress') AS load FROM team_user u WHERE u.active "
        u"= 1) t "
        u"WHERE role = 'attendant' OR load > 0 ORDER BY name, id"_s,
        {}, [](Row &row) {
            Attendant attendant;
            attendant.id = row.next<UserId>();
            attendant.name = row.next<QString>();
            attendant.activeConversations = row.next<int>();
            return attendant;
        });
}

} // namespace acolhe::store
