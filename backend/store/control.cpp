// SPDX-License-Identifier: Apache-2.0
#include "backend/store/control.h"

namespace acolhe::store {

using namespace Qt::StringLiterals;

static Result<> done(const Result<int> &changed)
{
    return changed ? Result<>(Done{}) : Result<>(changed.error());
}

static Clinic clinicOf(Row &row)
{
    Clinic clinic;
    clinic.id = row.next<ClinicId>();
    clinic.slug = row.next<QString>();
    clinic.name = row.next<QString>();
    clinic.timeZone = row.next<QString>();
    return clinic;
}

Result<QList<Clinic>> Clinics::all()
{
    return m_connection.all<Clinic>(
        u"SELECT id, slug, name, time_zone FROM clinic ORDER BY id"_s, {}, clinicOf);
}

Result<Clinic> Clinics::find(ClinicId id)
{
    auto found = m_connection.one<Clinic>(
        u"SELECT id, slug, name, time_zone FROM clinic WHERE id = ?"_s, with(id), clinicOf);
    if (!found)
        return found.error();
    return *found ? Result<Clinic>(**std::move(found)) : Result<Clinic>(Error::notFound(u"clinic"_s));
}

Result<std::optional<Clinic>> Clinics::findBySlug(const QString &slug)
{
    return m_connection.one<Clinic>(
        u"SELECT id, slug, name, time_zone FROM clinic WHERE slug = ?"_s, with(slug), clinicOf);
}

Result<ClinicId> Clinics::add(const Clinic &clinic, Timestamp now)
{
    const auto id = m_connection.insert(
        u"INSERT INTO clinic (slug, name, time_zone, created_at) VALUES (?, ?, ?, ?) RETURNING id"_s,
        with(clinic.slug, clinic.name, clinic.timeZone, now));
    return id ? Result<ClinicId>(ClinicId{*id}) : Result<ClinicId>(id.error());
}

Result<> Clinics::remove(ClinicId id)
{
    return done(m_connection.run(u"DELETE FROM clinic WHERE id = ?"_s, with(id)));
}

static Account accountOf(Row &row)
{
    Account account;
    account.id = row.next<AccountId>();
    account.email = row.next<QString>();
    account.passwordHash = row.next<std::optional<QString>>();
    return account;
}

Result<std::optional<Account>> Accounts::findByEmail(const QString &email)
{
    return m_connection.one<Account>(
        u"SELECT id, email, password_hash FROM account WHERE email = ?"_s, with(email), accountOf);
}

Result<Account> Accounts::find(AccountId id)
{
    auto found = m_connection.one<Account>(
        u"SELECT id, email, password_hash FROM account WHERE id = ?"_s, with(id), accountOf);
    if (!found)
        return found.error();
    return *found ? Result<Account>(**std::move(found)) : Result<Account>(Error::notFound(u"account"_s));
}

Result<AccountId> Accounts::add(
    const QString &email, const std::optional<QString> &passwordHash, Timestamp now)
{
    const auto id = m_connection.insert(
        u"INSERT INTO account (email, password_hash, created_at) VALUES (?, ?, ?) RETURNING id"_s,
        with(email, passwordHash, now));
    return id ? Result<AccountId>(AccountId{*id}) : Result<AccountId>(id.error());
}

Result<> Accounts::setPassword(AccountId id, const QString &hash)
{
    return done(m_connection.run(u"UPDATE account SET password_hash = ? WHERE id = ?"_s, with(hash, id)));
}

static Membership membershipOfRow(Row &row)
{
    Membership membership;
    membership.account = row.next<AccountId>();
    membership.clinic = row.next<ClinicId>();
    membership.user = row.next<UserId>();
    membership.role = row.next<Role>();
    membership.active = row.next<bool>();
    return membership;
}

Result<QList<Membership>> Accounts::membershipsOf(AccountId id)
{
    return m_connection.all<Membership>(
        u"SELECT account_id, clinic_id, user_id, role, active FROM membership WHERE account_id = ? ORDER BY clinic_id"_s,
        with(id), membershipOfRow);
}

Result<std::optional<Membership>> Accounts::membershipOf(ClinicId clinic, UserId user)
{
    return m_connection.one<Membership>(
        u"SELECT account_id, clinic_id, user_id, role, active FROM membership WHERE clinic_id = ? AND user_id = ?"_s,
        with(clinic, user), membershipOfRow);
}

Result<> Accounts::addMembership(const Membership &m)
{
    return done(m_connection.run(
        u"INSERT INTO membership (account_id, clinic_id, user_id, role, active) VALUES (?, ?, ?, ?, ?)"_s,
        with(m.account, m.clinic, m.user, m.role, m.active)));
}

Result<> Accounts::saveMembership(const Membership &m)
{
    return done(m_connection.run(
        u"UPDATE membership SET role = ?, active = ? WHERE account_id = ? AND clinic_id = ?"_s,
        with(m.role, m.active, m.account, m.clinic)));
}

Result<> Accounts::addInvitation(
    const QByteArray &tokenHash, AccountId account, ClinicId clinic, Timestamp expiresAt)
{
    return done(m_connection.run(
        u"INSERT INTO invitation (token_hash, account_id, clinic_id, expires_at) VALUES (?, ?, ?, ?)"_s,
        with(tokenHash, account, clinic, expiresAt)));
}

Result<std::optional<Invitation>> Accounts::findInvitation(const QByteArray &tokenHash, Timestamp now)
{
    return m_connection.one<Invitation>(
        u"SELECT account_id, clinic_id FROM invitation WHERE token_hash = ? AND expires_at > ?"_s,
        with(tokenHash, now), [](Row &row) {
            Invitation invitation;
            invitation.account = row.next<AccountId>();
            invitation.clinic = row.next<ClinicId>();
            return invitation;
        });
}

Result<> Accounts::removeInvitations(AccountId account, ClinicId clinic, Timestamp now)
{
    return done(m_connection.run(
        u"DELETE FROM invitation WHERE (account_id = ? AND clinic_id = ?) OR expires_at <= ?"_s,
        with(account, clinic, now)));
}

Result<SessionId> Sessions::add(const SessionRow &s)
{
    const auto id = m_connection.insert(u"INSERT INTO session (token_hash, kind, account_id, clinic_id, "
                                        u"user_id, patient_id, created_at, last_seen_at, expires_at) "
                                        u"VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"_s,
        with(s.tokenHash, s.kind, s.account, s.clinic, s.user, s.patient, s.createdAt, s.lastSeenAt,
            s.expiresAt));
    return id ? Result<SessionId>(SessionId{*id}) : Result<SessionId>(id.error());
}

static SessionRow sessionOf(Row &row)
{
    SessionRow s;
    s.id = row.next<SessionId>();
    s.tokenHash = row.next<QByteArray>();
    s.kind = row.next<SessionKind>();
    s.account = row.next<std::optional<AccountId>>();
    s.clinic = row.next<ClinicId>();
    s.user = row.next<std::optional<UserId>>();
    s.patient = row.next<std::optional<PatientId>>();
    s.createdAt = row.next<Timestamp>();
    s.lastSeenAt = row.next<Timestamp>();
    s.expiresAt = row.next<Timestamp>();
    return s;
}

static const QString selectSession =
    u"SELECT id, token_hash, kind, account_id, clinic_id, user_id, patient_id, "
    u"created_at, last_seen_at, expires_at FROM session "_s;

Result<std::optional<SessionRow>> Sessions::findByTokenHash(const QByteArray &hash)
{
    return m_connection.one<SessionRow>(selectSession + u"WHERE token_hash = ?"_s, with(hash), sessionOf);
}

Result<std::optional<SessionRow>> Sessions::find(SessionId id)
{
    return m_connection.one<SessionRow>(selectSession + u"WHERE id = ?"_s, with(id), sessionOf);
}

Result<> Sessions::touch(SessionId id, Timestamp now)
{
    return done(m_connection.run(u"UPDATE session SET last_seen_at = ? WHERE id = ?"_s, with(now, id)));
}

Result<> Sessions::remove(SessionId id)
{
    return done(m_connection.run(u"DELETE FROM session WHERE id = ?"_s, with(id)));
}

Result<QList<SessionId>> Sessions::removeOf(
    ClinicId clinic, UserId user, const std::optional<SessionId> &except)
{
    return m_connection.all<SessionId>(
        u"DELETE FROM session WHERE clinic_id = ? AND user_id = ? AND id <> ? RETURNING id"_s,
        with(clinic, user, except.value_or(SessionId{0})), [](Row &row) { return row.next<SessionId>(); });
}

Result<QList<SessionId>> Sessions::removeOfAccount(AccountId account)
{
    return m_connection.all<SessionId>(u"DELETE FROM session WHERE account_id = ? RETURNING id"_s,
        with(account), [](Row &row) { return row.next<SessionId>(); });
}

Result<int> Sessions::removeExpired(Timestamp now, Timestamp unusedSince)
{
    return m_connection.run(
        u"DELETE FROM session WHERE expires_at <= ? OR (kind = 'login' AND last_seen_at <= ?)"_s,
        with(now, unusedSince));
}

Result<QSet<SessionId>> Sessions::all()
{
    QSet<SessionId> ids;
    const auto read = m_connection.each(
        u"SELECT id FROM session"_s, {}, [&](Row &row) { ids.insert(row.next<SessionId>()); });
    return read ? Result<QSet<SessionId>>(std::move(ids)) : Result<QSet<SessionId>>(read.error());
}

Result<int> Sessions::removeLogins()
{
    const auto removed = m_connection.run(u"DELETE FROM session WHERE kind = 'login'"_s);
    if (!removed)
        return removed;
    const auto uninvited = m_connection.run(u"DELETE FROM invitation"_s);
    return uninvited ? removed : uninvited;
}

} // namespace acolhe::store
