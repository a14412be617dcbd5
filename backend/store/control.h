// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/people.h"
#include "backend/store/connection.h"

#include <QSet>

namespace acolhe::store {

/// A person's login.
struct Account {
    AccountId id;
    QString email; ///< folded
    std::optional<QString> passwordHash; ///< nothing: invited, not yet come
};

/// What a person is in a clinic.
struct Membership {
    AccountId account;
    ClinicId clinic;
    UserId user;
    Role role = Role::Attendant;
    bool active = true; ///< false: invited and not yet come, or deactivated
};

struct Invitation {
    AccountId account;
    ClinicId clinic;
};

enum class SessionKind { Login, ApiKey };
constexpr std::array<const char *, 2> words(SessionKind)
{
    return {"login", "api_key"};
}

/// A session or API key; only the hash of its token is kept.
struct SessionRow {
    SessionId id;
    QByteArray tokenHash;
    SessionKind kind = SessionKind::Login;
    std::optional<AccountId> account;
    ClinicId clinic;
    std::optional<UserId> user;
    std::optional<PatientId> patient;
    Timestamp createdAt;
    Timestamp lastSeenAt;
    Timestamp expiresAt;
};

/// The clinics of a server.
class Clinics {
public:
    explicit Clinics(Connection &control)
        : m_connection(control)
    {
    }

    Result<QList<Clinic>> all();
    Result<Clinic> find(ClinicId id);
    Result<std::optional<Clinic>> findBySlug(const QString &slug);
    /// Conflict when the slug is taken.
    Result<ClinicId> add(const Clinic &clinic, Timestamp now);
    Result<> remove(ClinicId id);

private:
    Connection &m_connection;
};

class Accounts {
public:
    explicit Accounts(Connection &control)
        : m_connection(control)
    {
    }

    Result<std::optional<Account>> findByEmail(const QString &email);
    Result<Account> find(AccountId id);
    Result<AccountId> add(const QString &email, const std::optional<QString> &passwordHash, Timestamp now);
    Result<> setPassword(AccountId id, const QString &hash);
    Result<QList<Membership>> membershipsOf(AccountId id);
    Result<std::optional<Membership>> membershipOf(ClinicId clinic, UserId user);
    Result<> addMembership(const Membership &membership);
    Result<> saveMembership(const Membership &membership);

    Result<> addInvitation(
        const QByteArray &tokenHash, AccountId account, ClinicId clinic, Timestamp expiresAt);
    /// Nothing when there is none or it is too old.
    Result<std::optional<Invitation>> findInvitation(const QByteArray &tokenHash, Timestamp now);
    /// Those of a person to a clinic, and whatever is too old.
    Result<> removeInvitations(AccountId account, ClinicId clinic, Timestamp now);

private:
    Connection &m_connection;
};

class Sessions {
public:
    explicit Sessions(Connection &control)
        : m_connection(control)
    {
    }

    Result<SessionId> add(const SessionRow &session);
    Result<std::optional<SessionRow>> findByTokenHash(const QByteArray &hash);
    Result<std::optional<SessionRow>> find(SessionId id);
    Result<> touch(SessionId id, Timestamp now);
    Result<> remove(SessionId id);
    /// Gives the ids of those that were removed. `except`: stays.
    Result<QList<SessionId>> removeOf(
        ClinicId clinic, UserId user, const std::optional<SessionId> &except = {});
    Result<QList<SessionId>> removeOfAccount(AccountId account);
    /// Those whose end has come, and logins that nobody used since `unusedSince`.
    Result<int> removeExpired(Timestamp now, Timestamp unusedSince);
    /// Every session there is.
    Result<QSet<SessionId>> all();
    /// Every login, and every invitation: of a restored back-up, where what was ended since is not known.
    Result<int> removeLogins();

private:
    Connection &m_connection;
};

} // namespace acolhe::store
