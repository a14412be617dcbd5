// SPDX-License-Identifier: Apache-2.0
#include "backend/services/sessions.h"

#include "backend/base/crypto.h"
#include "backend/base/log.h"
#include "backend/store/control.h"
#include "backend/store/patients.h"
#include "backend/store/users.h"

namespace acolhe::services {

using namespace Qt::StringLiterals;
using store::Connection;
using store::SessionKind;
using store::SessionRow;
using store::Transaction;

constexpr qint64 saveUseMs = 5 * 60'000;
constexpr qint64 removeOldMs = 10 * 60'000;

static Error over()
{
    return {Reason::Unauthenticated, u"sign in first"_s, {}, {}};
}

Sessions::Sessions(store::Store &store, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(clock)
{
    connect(&m_timer, &QTimer::timeout, this, &Sessions::sweep);
}

void Sessions::start()
{
    m_timer.start(1000);
}

std::optional<SignedIn> Sessions::cached(const QString &token)
{
    return known(crypto::tokenHash(token));
}

std::optional<SignedIn> Sessions::known(const QByteArray &hash)
{
    const auto it = m_known.find(hash);
    const qint64 now = m_clock.nowMs();
    if (it == m_known.end() || it->who.expiresAt.ms <= now)
        return {};
    if (!it->who.isApiKey && it->usedAt + idleMs <= now)
        return {};
    it->usedAt = now;
    return it->who;
}

void Sessions::touch(SessionId session)
{
    if (const auto it = m_known.find(m_hashOf.value(session)); it != m_known.end())
        it->usedAt = m_clock.nowMs();
}

namespace {

struct Found {
    SessionRow row;
    Clinic clinic;
};

/// The session as control knows it.
Result<Found> readSession(Connection &control, Result<std::optional<SessionRow>> row, Timestamp now)
{
    if (!row)
        return row.error();
    if (!*row || (*row)->expiresAt <= now)
        return over();
    if ((*row)->kind == SessionKind::Login && (*row)->lastSeenAt.ms + Sessions::idleMs <= now.ms)
        return over();
    if ((*row)->user) {
        const auto membership = store::Accounts(control).membershipOf((*row)->clinic, *(*row)->user);
        if (!membership)
            return membership.error();
        if (!*membership || !(*membership)->active)
            return over();
    }
    const auto clinic = store::Clinics(control).find((*row)->clinic);
    if (!clinic)
        return clinic.error().reason == Reason::NotFound ? over() : clinic.error();
    return Found{**std::move(row), *clinic};
}

/// The same with the person as their clinic knows them.
Result<SignedIn> readPerson(Connection &connection, const Found &found)
{
    const SessionRow &row = found.row;
    SignedIn who;
    who.clinic = found.clinic;
    who.expiresAt = row.expiresAt;
    who.isApiKey = row.kind == SessionKind::ApiKey;
    who.caller.clinic = row.clinic;
    who.caller.session = row.id;
    const auto gone = [](const Error &error) { return error.reason == Reason::NotFound ? over() : error; };
    if (row.user) {
        const auto user = store::Users(connection).find(*row.user);
        if (!user)
            return gone(user.error());
        if (!user->active)
            return over();
        who.user = *user;
        who.caller.user = user->id;
        who.caller.role = user->role;
    } else {
        const auto patient = store::Patients(connection).find(row.patient.value_or(PatientId{}));
        if (!patient)
            return gone(patient.error());
        who.user = {
            {patient->id.value}, patient->name, patient->email.value_or(QString()), Role::Patient, true};
        who.caller.patient = patient->id;
        who.caller.role = Role::Patient;
    }
    return who;
}

} // namespace

Future<SignedIn> Sessions::find(const QString &token)
{
    const QByteArray hash = crypto::tokenHash(token);
    const auto who = known(hash);
    return who ? ready<SignedIn>(*who) : look(hash);
}

Future<SignedIn> Sessions::findById(SessionId session)
{
    const auto who = known(m_hashOf.value(session));
    return who ? ready<SignedIn>(*who) : look(session);
}

Future<SignedIn> Sessions::look(const Key &key)
{
    struct Read {
        QByteArray hash;
        SignedIn who;
    };
    const Timestamp now{m_clock.nowMs()};
    const quint64 generation = m_generation;
    const auto readControl = [key, now](Connection &control) {
        store::Sessions sessions(control);
        const auto *hash = std::get_if<QByteArray>(&key);
        return readSession(
            control, hash ? sessions.findByTokenHash(*hash) : sessions.find(std::get<SessionId>(key)), now);
    };
    const auto readClinic = [this](const Result<Found> &found) -> Future<Read> {
        if (!found)
            return failed<Read>(found.error());
        return m_store.read<Read>(found->clinic.id, [found = *found](Connection &connection) {
            return readPerson(connection, found).transform([&](SignedIn &&who) {
                return Read{found.row.tokenHash, std::move(who)};
            });
        });
    };
    const auto finish = [this, key, generation](const Result<Read> &read) -> Future<SignedIn> {
        if (!read)
            return failed<SignedIn>(read.error());
        if (generation != m_generation)
            return look(key); // something ended meanwhile: it may be what was read
        remember(read->hash, read->who);
        return ready<SignedIn>(read->who);
    };
    return m_store.readControl<Found>(readControl)
        .then(this, readClinic)
        .unwrap()
        .then(this, finish)
        .unwrap();
}

void Sessions::remember(const QByteArray &hash, const SignedIn &who)
{
    if (m_known.size() >= maxKnown)
        return; // the rest asks the database each time
    const qint64 now = m_clock.nowMs();
    m_known.insert(hash, {who, now, now, ++m_serial});
    m_hashOf.insert(who.caller.session, hash);
}

void Sessions::drop(SessionId session)
{
    ++m_generation;
    m_known.remove(m_hashOf.take(session));
    Q_EMIT sessionEnded(session);
}

void Sessions::forget(ClinicId clinic, UserId user)
{
    ++m_generation;
    m_known.removeIf([&](const auto &entry) {
        const Caller &caller = entry.value().who.caller;
        const bool theirs = caller.clinic == clinic && caller.user == user;
        if (theirs)
            m_hashOf.remove(caller.session);
        return theirs;
    });
}

Future<OpenedSession> Sessions::open(AccountId account, ClinicId clinic, UserId user)
{
    const QString token = crypto::randomToken(u"acs_"_s);
    const Timestamp now{m_clock.nowMs()};
    SessionRow row;
    row.tokenHash = crypto::tokenHash(token);
    row.account = account;
    row.clinic = clinic;
    row.user = user;
    row.createdAt = row.lastSeenAt = now;
    row.expiresAt = {now.ms + absoluteMs};
    return m_store.writeControl<OpenedSession>([=](Transaction &control) -> Result<OpenedSession> {
        const auto id = store::Sessions(control).add(row);
        if (!id)
            return id.error();
        return OpenedSession{token, *id, row.expiresAt};
    });
}

Future<> Sessions::end(SessionId session)
{
    return m_store
        .writeControl<Done>([=](Transaction &control) { return store::Sessions(control).remove(session); })
        .then(this, [this, session](const Result<> &removed) {
            if (removed)
                drop(session);
            return removed;
        });
}

Future<> Sessions::endAll(ClinicId clinic, UserId user)
{
    using Ids = QList<SessionId>;
    return m_store
        .writeControl<Ids>(
            [=](Transaction &control) { return store::Sessions(control).removeOf(clinic, user); })
        .then(this, [this, clinic, user](const Result<Ids> &ended) -> Result<> {
            if (!ended)
                return ended.error();
            forget(clinic, user);
            for (const SessionId session : *ended)
                drop(session);
            return Done{};
        });
}

Future<> Sessions::endAccount(AccountId account)
{
    using Ids = QList<SessionId>;
    return m_store
        .writeControl<Ids>(
            [=](Transaction &control) { return store::Sessions(control).removeOfAccount(account); })
        .then(this, [this](const Result<Ids> &ended) -> Result<> {
            if (!ended)
                return ended.error();
            for (const SessionId session : *ended)
                drop(session);
            return Done{};
        });
}

void Sessions::sweep()
{
    endIdle();
    saveUse();
    compareWithStore();
    removeOld();
}

void Sessions::endIdle()
{
    const qint64 now = m_clock.nowMs();
    QList<SessionId> idle;
    for (const Known &known : std::as_const(m_known)) {
        const bool unused = !known.who.isApiKey && known.usedAt + idleMs <= now;
        if (unused || known.who.expiresAt.ms <= now)
            idle.append(known.who.caller.session);
    }
    for (const SessionId session : std::as_const(idle))
        drop(session);
}

void Sessions::saveUse()
{
    QList<std::pair<SessionId, Timestamp>> used;
    for (Known &known : m_known) {
        if (known.usedAt - known.savedUseAt < saveUseMs)
            continue;
        known.savedUseAt = known.usedAt;
        used.append({known.who.caller.session, {known.usedAt}});
    }
    if (used.isEmpty())
        return;
    m_store
        .writeControl<Done>([used](Transaction &control) -> Result<> {
            for (const auto &[session, at] : used) {
                if (const auto touched = store::Sessions(control).touch(session, at); !touched)
                    return touched;
            }
            return Done{};
        })
        .then(this, [](const Result<> &written) {
            if (!written)
                qCWarning(logServer) << "the use of sessions was not written:" << written.error().text;
        });
}

void Sessions::compareWithStore()
{
    if (m_known.isEmpty() || m_comparing)
        return;
    m_comparing = true;
    const quint64 upTo = m_serial; // what becomes known during the reading may be newer than it
    m_store.readControl<QSet<SessionId>>([](Connection &control) { return store::Sessions(control).all(); })
        .then(this, [this, upTo](const Result<QSet<SessionId>> &living) {
            m_comparing = false;
            if (!living)
                return;
            QList<SessionId> gone;
            for (const Known &known : std::as_const(m_known)) {
                if (known.serial <= upTo && !living->contains(known.who.caller.session))
                    gone.append(known.who.caller.session);
            }
            for (const SessionId session : std::as_const(gone))
                drop(session);
        });
}

void Sessions::removeOld()
{
    const Timestamp now{m_clock.nowMs()};
    if (now.ms - m_removedOldAt < removeOldMs)
        return;
    m_removedOldAt = now.ms;
    // A use may be saveUseMs late in the database: what is known to be used must not vanish for that.
    const Timestamp unusedSince{now.ms - idleMs - 2 * saveUseMs};
    m_store
        .writeControl<int>(
            [=](Transaction &control) { return store::Sessions(control).removeExpired(now, unusedSince); })
        .then(this, [](const Result<int> &removed) {
            if (!removed)
                qCWarning(logServer) << "old sessions were not removed:" << removed.error().text;
        });
}

} // namespace acolhe::services
