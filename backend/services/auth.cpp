// SPDX-License-Identifier: Apache-2.0
#include "backend/services/auth.h"

#include "backend/base/crypto.h"
#include "backend/protocol/access.h"
#include "backend/services/accounts.h"
#include "backend/services/password_policy.h"
#include "backend/store/control.h"
#include "backend/store/users.h"

#include <QJsonArray>

namespace acolhe::services {

using namespace Qt::StringLiterals;
using store::Account;
using store::Connection;
using store::Membership;
using store::Transaction;
using wire::AuthLogin;
using wire::AuthMe;
using wire::Success;

/// Who may be meant by an e-mail address.
struct Auth::Candidate {
    std::optional<Account> account;
    QList<std::pair<Membership, Clinic>> places; ///< where they may sign in
};

/// Who an invitation is for.
struct Auth::Invited {
    QByteArray tokenHash;
    Account account;
    Membership membership;
    QString name;
};

static Error wrong()
{
    return {Reason::Unauthenticated, u"wrong e-mail or password"_s, {}, {}};
}

static Error tooOften(qint64 waitMs)
{
    return Error::rateLimited(waitMs, u"too many attempts; wait a moment"_s);
}

Auth::Auth(store::Store &store, const Clock &clock, Sessions &sessions, Passwords &passwords,
    LoginThrottle &throttle, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(clock)
    , m_sessions(sessions)
    , m_passwords(passwords)
    , m_throttle(throttle)
{
}

Future<AuthLogin::Reply> Auth::login(const QString &address, const AuthLogin::Request &request)
{
    const QString email = accountEmail(request.email);
    if (const auto wait = m_throttle.take(email, address))
        return failed<AuthLogin::Reply>(tooOften(*wait));
    const auto read = [email](Connection &control) -> Result<Candidate> {
        store::Accounts accounts(control);
        const auto account = accounts.findByEmail(email);
        if (!account)
            return account.error();
        Candidate candidate{*account, {}};
        const auto memberships = accounts.membershipsOf(*account ? (*account)->id : AccountId{});
        if (!memberships)
            return memberships.error();
        for (const Membership &membership : *memberships) {
            const auto clinic = store::Clinics(control).find(membership.clinic);
            if (!clinic)
                return clinic.error();
            if (membership.active)
                candidate.places.append({membership, *clinic});
        }
        return candidate;
    };
    const auto check = [this, email, address, request](const Result<Candidate> &candidate) {
        if (!candidate)
            return failed<AuthLogin::Reply>(candidate.error());
        const QString hash =
            candidate->account ? candidate->account->passwordHash.value_or(QString()) : QString();
        return m_passwords.matches(hash, request.password)
            .then(this,
                [this, email, address, request, candidate = *candidate](const Result<bool> &right) {
                    if (!right || !*right)
                        return failed<AuthLogin::Reply>(right ? wrong() : right.error());
                    m_throttle.succeeded(email, address);
                    return signIn(candidate, request);
                })
            .unwrap();
    };
    return m_store.readControl<Candidate>(read).then(this, check).unwrap();
}

/// Which of their clinics a person means. Fails with Conflict, naming them, when that is not clear.
static Result<Membership> chosen(
    const QList<std::pair<Membership, Clinic>> &places, const std::optional<QString> &clinic)
{
    QJsonArray clinics;
    for (const auto &[membership, place] : places) {
        if (clinic && (*clinic == place.slug || *clinic == QString::number(place.id.value)))
            return membership;
        clinics.append(
            QJsonObject{{u"id"_s, place.id.value}, {u"slug"_s, place.slug}, {u"name"_s, place.name}});
    }
    if (places.isEmpty() || clinic)
        return wrong();
    if (places.size() == 1)
        return places.first().first;
    return Error{Reason::Conflict, u"which clinic?"_s, u"clinic"_s, {{u"clinics"_s, clinics}}};
}

Future<AuthLogin::Reply> Auth::signIn(const Candidate &candidate, const AuthLogin::Request &request)
{
    const auto place = chosen(candidate.places, request.clinic);
    if (!place)
        return failed<AuthLogin::Reply>(place.error());
    return m_sessions.open(place->account, place->clinic, place->user)
        .then(this,
            [this](const Result<OpenedSession> &opened) -> Future<AuthLogin::Reply> {
                if (!opened)
                    return failed<AuthLogin::Reply>(opened.error());
                return m_sessions.find(opened->token)
                    .then([token = opened->token](const Result<SignedIn> &who) -> Result<AuthLogin::Reply> {
                        if (!who)
                            return who.error().reason == Reason::Unauthenticated ? wrong() : who.error();
                        return AuthLogin::Reply{token, who->expiresAt, who->user, who->clinic};
                    });
            })
        .unwrap();
}

static QList<QString> permissionsOf(Role role)
{
    QList<QString> methods;
    for (const wire::AccessRow &row : wire::accessTable) {
        if (!row.anyone && row.of(role) != wire::Reach::None)
            methods.append(QString::fromUtf8(row.method.data(), qsizetype(row.method.size())));
    }
    return methods;
}

Future<AuthMe::Reply> Auth::me(const Caller &caller, const wire::Nothing &)
{
    return m_sessions.findById(caller.session).then([](const Result<SignedIn> &who) -> Result<AuthMe::Reply> {
        if (!who)
            return who.error();
        return AuthMe::Reply{who->user, who->clinic, permissionsOf(who->caller.role)};
    });
}

Future<Success> Auth::logout(const Caller &caller, const wire::Nothing &)
{
    return m_sessions.findById(caller.session)
        .then(this,
            [this](const Result<SignedIn> &who) -> Future<> {
                if (who && who->isApiKey)
                    return failed<Done>(Error::forbidden(u"an API key is not signed out; remove it"_s));
                return who ? m_sessions.end(who->caller.session) : failed<Done>(who.error());
            })
        .unwrap()
        .then([](const Result<> &ended) {
            return ended ? Result<Success>(Success{}) : Result<Success>(ended.error());
        });
}

static Error usedInvitation()
{
    return Error::notFound(u"invitation (used, withdrawn or too old)"_s);
}

Future<Success> Auth::acceptInvitation(
    const QString &address, const wire::AuthAcceptInvitation::Request &request)
{
    const QByteArray hash = crypto::tokenHash(request.token);
    const Timestamp now{m_clock.nowMs()};
    const auto read = [hash, now](Connection &control) -> Result<Invited> {
        store::Accounts accounts(control);
        const auto invitation = accounts.findInvitation(hash, now);
        if (!invitation)
            return invitation.error();
        if (!*invitation)
            return usedInvitation();
        const auto account = accounts.find((*invitation)->account);
        if (!account)
            return account.error();
        const auto memberships = accounts.membershipsOf(account->id);
        if (!memberships)
            return memberships.error();
        for (const Membership &membership : *memberships) {
            if (membership.clinic == (*invitation)->clinic)
                return Invited{hash, *account, membership, {}};
        }
        return usedInvitation();
    };
    const auto name = [this](const Result<Invited> &invited) -> Future<Invited> {
        if (!invited)
            return failed<Invited>(invited.error());
        return m_store.read<Invited>(
            invited->membership.clinic, [invited = *invited](Connection &connection) -> Result<Invited> {
                const auto user = store::Users(connection).find(invited.membership.user);
                if (!user)
                    return user.error();
                if (!user->active)
                    return usedInvitation();
                Invited named = invited;
                named.name = user->name;
                return named;
            });
    };
    const auto accept = [this, address, password = request.password](const Result<Invited> &invited) {
        return invited ? acceptWith(*invited, address, password) : failed<Success>(invited.error());
    };
    return m_store.readControl<Invited>(read).then(this, name).unwrap().then(this, accept).unwrap();
}

Future<Success> Auth::acceptWith(const Invited &invited, const QString &address, const QString &password)
{
    const Account &account = invited.account;
    if (account.passwordHash) {
        // They sign in at another clinic already: the link alone must not give somebody else that account.
        if (const auto wait = m_throttle.take(account.email, address))
            return failed<Success>(tooOften(*wait));
        return m_passwords.matches(*account.passwordHash, password)
            .then(this,
                [this, invited, address](const Result<bool> &right) {
                    if (!right)
                        return failed<Success>(right.error());
                    if (!*right)
                        return failed<Success>(Error::invalid(u"password"_s,
                            u"must be the one that this e-mail address signs in with already"_s));
                    m_throttle.succeeded(invited.account.email, address);
                    return join(invited, {});
                })
            .unwrap();
    }
    if (const auto problem = passwordProblem(password, account.email, invited.name))
        return failed<Success>(*problem);
    return m_passwords.hash(password)
        .then(this,
            [this, invited](const Result<QString> &hash) {
                return hash ? join(invited, *hash) : failed<Success>(hash.error());
            })
        .unwrap();
}

Future<Success> Auth::join(const Invited &invited, const std::optional<QString> &newHash)
{
    const Timestamp now{m_clock.nowMs()};
    return m_store.writeControl<Success>([=](Transaction &control) -> Result<Success> {
        store::Accounts accounts(control);
        const auto still = accounts.findInvitation(invited.tokenHash, now);
        if (!still)
            return still.error();
        const auto account = accounts.find(invited.account.id);
        if (!account)
            return account.error();
        if (!*still || account->passwordHash.has_value() == newHash.has_value())
            return usedInvitation(); // another acceptance was quicker
        if (newHash) {
            if (const auto set = accounts.setPassword(account->id, *newHash); !set)
                return set.error();
        }
        Membership membership = invited.membership;
        membership.active = true;
        if (const auto saved = accounts.saveMembership(membership); !saved)
            return saved.error();
        const auto gone = accounts.removeInvitations(account->id, membership.clinic, now);
        return gone ? Result<Success>(Success{}) : Result<Success>(gone.error());
    });
}

} // namespace acolhe::services
