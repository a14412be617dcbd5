// SPDX-License-Identifier: Apache-2.0
#include "backend/services/team.h"

#include "backend/base/crypto.h"
#include "backend/services/accounts.h"
#include "backend/services/password_policy.h"
#include "backend/services/team_rows.h"
#include "backend/store/users.h"

#include <algorithm>

namespace acolhe::services {

using namespace Qt::StringLiterals;
using store::Account;
using store::Connection;
using store::Membership;
using store::Transaction;
using wire::UserReply;

Team::Team(store::Store &store, const Clock &clock, Sessions &sessions, Passwords &passwords,
    LoginThrottle &throttle, const PresenceBoard &presence, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(clock)
    , m_sessions(sessions)
    , m_passwords(passwords)
    , m_throttle(throttle)
    , m_presence(presence)
{
}

Future<wire::UsersAttendants::Reply> Team::attendants(const Caller &caller, const wire::Nothing &)
{
    using Reply = wire::UsersAttendants::Reply;
    return m_store
        .read<QList<Attendant>>(
            caller.clinic, [](Connection &connection) { return store::Users(connection).attendants(); })
        .then(this, [this, clinic = caller.clinic](const Result<QList<Attendant>> &read) -> Result<Reply> {
            if (!read)
                return read.error();
            Reply reply{*read};
            for (Attendant &attendant : reply.attendants)
                attendant.presence = m_presence.of(clinic, attendant.id);
            return reply;
        });
}

Future<wire::UsersList::Reply> Team::list(const Caller &caller, const wire::Nothing &)
{
    using Reply = wire::UsersList::Reply;
    return m_store.read<Reply>(caller.clinic, [caller](Connection &connection) -> Result<Reply> {
        auto all = store::Users(connection).all();
        if (!all)
            return all.error();
        all->removeIf([&](const User &user) { return !reaches(caller, user) && user.id != caller.user; });
        return Reply{*std::move(all)};
    });
}

static std::optional<Error> problemOf(const Caller &caller, const wire::UsersCreate::Request &request)
{
    if (request.role == Role::Patient)
        return Error::invalid(u"role"_s, u"must be attendant, manager or admin"_s);
    if (!reaches(caller, {{}, {}, {}, request.role, true}))
        return Error::forbidden(u"managers add attendants only"_s);
    if (request.name.trimmed().isEmpty())
        return Error::invalid(u"name"_s, u"must not be empty"_s);
    if (!looksLikeEmail(request.email))
        return Error::invalid(u"email"_s, u"is no e-mail address"_s);
    return {};
}

Future<UserReply> Team::create(const Caller &caller, const wire::UsersCreate::Request &request)
{
    if (const auto problem = problemOf(caller, request))
        return failed<UserReply>(*problem);
    const QString email = accountEmail(request.email);
    const auto read = [email, caller](Connection &control) -> Result<Known> {
        store::Accounts accounts(control);
        const auto account = accounts.findByEmail(email);
        if (!account)
            return account.error();
        Known known{*account, false};
        if (*account && (*account)->passwordHash) {
            const auto memberships = accounts.membershipsOf((*account)->id);
            if (!memberships)
                return memberships.error();
            known.comesElsewhere = std::any_of(memberships->begin(), memberships->end(),
                [&](const Membership &one) { return one.clinic != caller.clinic; });
        }
        return known;
    };
    const auto hash = [this, caller, request, email](const Result<Known> &known) {
        return known ? hashFor(caller, *known, request, email) : failed<QString>(known.error());
    };
    const auto put = [this, caller, request, email](const Result<QString> &hashed) {
        return hashed ? add(caller, request, email, *hashed) : failed<UserReply>(hashed.error());
    };
    return m_store.readControl<Known>(read).then(this, hash).unwrap().then(this, put).unwrap();
}

/// The hash to set; empty when none is to be: an invitation, or an account that has its own.
Future<QString> Team::hashFor(
    const Caller &caller, const Known &known, const wire::UsersCreate::Request &request, const QString &email)
{
    if (!request.password)
        return ready<QString>(QString());
    if (!known.comesElsewhere) {
        if (const auto problem = passwordProblem(*request.password, email, request.name))
            return failed<QString>(*problem);
        return m_passwords.hash(*request.password);
    }
    if (const auto wait = m_throttle.take(email, u"clinic/%1"_s.arg(caller.clinic.value)))
        return failed<QString>(Error::rateLimited(*wait, u"too many attempts; wait a moment"_s));
    return m_passwords.matches(*known.account->passwordHash, *request.password)
        .then([](const Result<bool> &right) -> Result<QString> {
            if (!right)
                return right.error();
            return *right
                ? Result<QString>(QString())
                : Error::conflict(
                    u"this e-mail address signs in here already: invite the person, without a password"_s);
        });
}

Future<UserReply> Team::add(const Caller &caller, const wire::UsersCreate::Request &request,
    const QString &email, const QString &hash)
{
    const Timestamp now{m_clock.nowMs()};
    const User wanted{{}, request.name.trimmed(), email, request.role, true};
    const auto seat = [=](Transaction &control) {
        return takeSeat(control, caller.clinic, email, hash, now);
    };
    const auto member = [=, this, byPassword = request.password.has_value()](
                            const Result<Seat> &taken) -> Future<UserReply> {
        if (!taken)
            return failed<UserReply>(taken.error());
        const auto put = [=, seat = *taken](Transaction &transaction) {
            return putMember(transaction, caller, wanted, seat, now);
        };
        return m_store.write<User>(caller, put)
            .then(this,
                [this, caller, account = taken->account, byPassword](const Result<User> &user) {
                    return user ? admit(caller, account, *user, byPassword) : failed<UserReply>(user.error());
                })
            .unwrap();
    };
    return m_store.writeControl<Seat>(seat).then(this, member).unwrap();
}

/// Opens the door: at once, or with an invitation.
Future<UserReply> Team::admit(const Caller &caller, AccountId account, const User &user, bool active)
{
    const Timestamp now{m_clock.nowMs()};
    const QString token = active ? QString() : crypto::randomToken(u"aci_"_s);
    if (active)
        m_throttle.forget(user.email);
    const auto open = [=](Transaction &control) -> Result<> {
        store::Accounts accounts(control);
        const Membership membership{account, caller.clinic, user.id, user.role, active};
        const auto known = accounts.membershipOf(caller.clinic, user.id);
        if (!known)
            return known.error();
        const auto put = *known ? accounts.saveMembership(membership) : accounts.addMembership(membership);
        if (!put)
            return put;
        if (const auto gone = accounts.removeInvitations(account, caller.clinic, now); !gone || active)
            return gone;
        return accounts.addInvitation(
            crypto::tokenHash(token), account, caller.clinic, {now.ms + invitationMs});
    };
    return m_store.writeControl<Done>(open).then(
        this, [this, user, token](const Result<> &opened) -> Result<UserReply> {
            if (!opened)
                return opened.error();
            return UserReply{user, token.isEmpty() ? std::nullopt : std::optional(invitationUrl(token))};
        });
}

/// The token is the fragment: browsers send it to nobody, and no log has it.
QString Team::invitationUrl(const QString &token) const
{
    QUrl url = m_publicUrl;
    url.setPath(url.path() + (url.path().endsWith(u'/') ? u"invite"_s : u"/invite"_s));
    url.setFragment(token);
    return url.toString(QUrl::FullyEncoded);
}

/// A member with their account, if `caller` may change them: themself included.
Future<Team::Target> Team::targetOf(const Caller &caller, UserId id)
{
    struct Member {
        User user;
        AccountId account;
    };
    const auto readMember = [caller, id](Connection &connection) -> Result<Member> {
        store::Users users(connection);
        const auto user = users.find(id);
        if (!user)
            return user.error();
        if (!reaches(caller, *user) && user->id != caller.user)
            return Error::notFound(u"user"_s);
        const auto account = users.accountOf(id);
        if (!account)
            return account.error();
        return Member{*user, account->value_or(AccountId{})};
    };
    const auto readAccount = [this, clinic = caller.clinic](const Result<Member> &member) -> Future<Target> {
        if (!member)
            return failed<Target>(member.error());
        return m_store.readControl<Target>([clinic, member = *member](Connection &control) -> Result<Target> {
            store::Accounts accounts(control);
            const auto account = accounts.find(member.account);
            if (!account)
                return account.error();
            const auto memberships = accounts.membershipsOf(account->id);
            if (!memberships)
                return memberships.error();
            const bool elsewhere = std::any_of(memberships->begin(), memberships->end(),
                [&](const Membership &one) { return one.clinic != clinic; });
            return Target{member.user, *account, elsewhere};
        });
    };
    return m_store.read<Member>(caller.clinic, readMember).then(this, readAccount).unwrap();
}

static std::optional<Error> roleProblem(
    const Caller &caller, const User &user, const std::optional<Role> &role)
{
    if (!role || *role == user.role)
        return {};
    if (*role == Role::Patient)
        return Error::invalid(u"role"_s, u"must be attendant, manager or admin"_s);
    if (caller.role != Role::Admin)
        return Error::forbidden(u"only admins change roles"_s);
    return {};
}

Future<UserReply> Team::update(const Caller &caller, const wire::UsersUpdate::Request &request)
{
    const auto decide = [this, caller, request](const Result<Target> &target) -> Future<UserReply> {
        if (!target)
            return failed<UserReply>(target.error());
        if (const auto problem = roleProblem(caller, target->user, request.role))
            return failed<UserReply>(*problem);
        if (!request.password)
            return apply(caller, *target, request, {});
        if (target->elsewhere && target->user.id != caller.user)
            return failed<UserReply>(Error::conflict(
                u"this person signs in at other clinics too: only they can change their password"_s));
        const QString name = request.name.value_or(target->user.name);
        if (const auto problem = passwordProblem(*request.password, target->account.email, name))
            return failed<UserReply>(*problem);
        return m_passwords.hash(*request.password)
            .then(this,
                [this, caller, target = *target, request](const Result<QString> &hash) {
                    return hash ? apply(caller, target, request, *hash) : failed<UserReply>(hash.error());
                })
            .unwrap();
    };
    return targetOf(caller, request.id).then(this, decide).unwrap();
}

Future<UserReply> Team::apply(const Caller &caller, const Target &target,
    const wire::UsersUpdate::Request &request, const QString &hash)
{
    const Timestamp now{m_clock.nowMs()};
    const bool ends = !hash.isEmpty() || (request.role && *request.role != target.user.role);
    const auto change = [=](Transaction &transaction) {
        return changeMember(transaction, caller, request, now);
    };
    const auto follow = [=, this](const Result<User> &user) -> Future<UserReply> {
        if (!user)
            return failed<UserReply>(user.error());
        const auto account = [=, user = *user](Transaction &control) {
            return changeAccount(control, caller.clinic, target.account.id, user, hash, now);
        };
        const auto end = [=, this, user = *user](const Result<> &changed) -> Future<> {
            if (!changed)
                return failed<Done>(changed.error());
            if (!hash.isEmpty())
                m_throttle.forget(target.account.email);
            if (!ends) {
                m_sessions.forget(caller.clinic, user.id);
                return ready<Done>(Done{});
            }
            return hash.isEmpty() ? m_sessions.endAll(caller.clinic, user.id)
                                  : m_sessions.endAccount(target.account.id);
        };
        const auto answer = [user = *user](const Result<> &ended) -> Result<UserReply> {
            return ended ? Result<UserReply>(UserReply{user, {}}) : Result<UserReply>(ended.error());
        };
        return m_store.writeControl<Done>(account).then(this, end).unwrap().then(answer);
    };
    return m_store.write<User>(caller, change).then(this, follow).unwrap();
}

Future<UserReply> Team::deactivate(const Caller &caller, const wire::UsersDeactivate::Request &request)
{
    const Timestamp now{m_clock.nowMs()};
    const auto leave = [=, this](const Result<Target> &target) -> Future<UserReply> {
        if (!target)
            return failed<UserReply>(target.error());
        if (!reaches(caller, target->user))
            return failed<UserReply>(Error::notFound(u"user"_s));
        const auto close = [=, this, account = target->account.id](
                               const Result<User> &user) -> Future<UserReply> {
            if (!user)
                return failed<UserReply>(user.error());
            const auto shut = [=, user = *user](Transaction &control) -> Result<> {
                store::Accounts accounts(control);
                const Membership over{account, caller.clinic, user.id, user.role, false};
                if (const auto saved = accounts.saveMembership(over); !saved)
                    return saved;
                return accounts.removeInvitations(account, caller.clinic, now);
            };
            return m_store.writeControl<Done>(shut)
                .then(this,
                    [this, caller, id = user->id](const Result<> &done) {
                        return done ? m_sessions.endAll(caller.clinic, id) : failed<Done>(done.error());
                    })
                .unwrap()
                .then([user = *user](const Result<> &ended) -> Result<UserReply> {
                    return ended ? Result<UserReply>(UserReply{user, {}}) : Result<UserReply>(ended.error());
                });
        };
        return m_store
            .write<User>(caller,
                [caller, id = target->user.id, now](Transaction &t) { return retire(t, caller, id, now); })
            .then(this, close)
            .unwrap();
    };
    return targetOf(caller, request.id).then(this, leave).unwrap();
}

} // namespace acolhe::services
