// SPDX-License-Identifier: Apache-2.0
#include "backend/services/clinic_registry.h"

#include "backend/base/log.h"
#include "backend/base/text.h"
#include "backend/services/accounts.h"
#include "backend/services/password_policy.h"
#include "backend/store/audit.h"
#include "backend/store/control.h"
#include "backend/store/users.h"

#include <QTimeZone>

namespace acolhe::services {

using namespace Qt::StringLiterals;
using store::Account;
using store::Connection;
using store::Databases;
using store::Transaction;

constexpr qsizetype maxSlug = 40;

ClinicRegistry::ClinicRegistry(store::Store &store, const Clock &clock, Passwords &passwords, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(clock)
    , m_passwords(passwords)
{
    connect(&m_timer, &QTimer::timeout, this, [this] { refresh(); });
}

QString slugOf(const QString &name)
{
    QString slug;
    for (const QChar c : folded(name)) {
        if ((c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9'))
            slug.append(c);
        else if (!slug.isEmpty() && !slug.endsWith(u'-'))
            slug.append(u'-');
    }
    slug.truncate(maxSlug);
    while (slug.endsWith(u'-'))
        slug.chop(1);
    return slug.isEmpty() ? u"clinic"_s : slug;
}

/// "maria.souza@…" is Maria Souza.
static QString nameFrom(const QString &email)
{
    QStringList words = email.section(u'@', 0, 0).replace(u'_', u'.').split(u'.', Qt::SkipEmptyParts);
    for (QString &word : words)
        word[0] = word[0].toUpper();
    return words.join(u' ');
}

static QString zoneOf(const QString &wanted)
{
    if (!wanted.isEmpty())
        return wanted;
    const QString here = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    const bool placeless = here == "UTC"_L1 || here.startsWith("Etc/"_L1)
        || !QTimeZone::isTimeZoneIdAvailable(here.toLatin1()); // also a file's own name, or nothing
    return placeless ? u"America/Sao_Paulo"_s : here;
}

static std::optional<Error> problemOf(const NewClinic &clinic)
{
    if (clinic.name.isEmpty() || clinic.name.size() > 200)
        return Error::invalid(u"clinic"_s, u"must have 1 to 200 characters"_s);
    if (!clinic.slug.isEmpty() && clinic.slug != slugOf(clinic.slug))
        return Error::invalid(u"slug"_s, u"may have lower-case letters, digits and hyphens"_s);
    if (!clinic.timeZone.isEmpty() && !QTimeZone::isTimeZoneIdAvailable(clinic.timeZone.toLatin1()))
        return Error::invalid(u"timeZone"_s, u"is no IANA time zone"_s);
    if (!looksLikeEmail(clinic.adminEmail))
        return Error::invalid(u"admin"_s, u"is no e-mail address"_s);
    return {};
}

static Error slugTaken(const QString &slug)
{
    return Error::conflict(u"there is a clinic '%1' already"_s.arg(slug));
}

/// The account of an address that signs in at some clinic. One that was left over from a removed clinic is
/// nobody's.
static Result<std::optional<Account>> memberAccount(Connection &control, const QString &email)
{
    store::Accounts accounts(control);
    const auto account = accounts.findByEmail(email);
    if (!account || !*account || !(*account)->passwordHash)
        return account ? Result<std::optional<Account>>(std::optional<Account>{}) : account;
    const auto memberships = accounts.membershipsOf((*account)->id);
    if (!memberships)
        return memberships.error();
    return memberships->isEmpty() ? std::optional<Account>{} : *account;
}

namespace {

/// Makes a clinic inside a transaction of `control`.
class Founding {
public:
    Founding(store::Store &store, Transaction &control, const NewClinic &wanted, Timestamp now)
        : m_store(store)
        , m_control(control)
        , m_wanted(wanted)
        , m_now(now)
    {
    }

    Result<Clinic> run(const QString &passwordHash)
    {
        const auto account = accountWith(passwordHash);
        if (!account)
            return account.error();
        Clinic clinic{{}, m_wanted.slug, m_wanted.name, zoneOf(m_wanted.timeZone)};
        if (const auto slug = freeSlug(); slug)
            clinic.slug = *slug;
        else
            return slug.error();
        const auto id = store::Clinics(m_control).add(clinic, m_now);
        if (!id)
            return id.error();
        clinic.id = *id;
        if (const auto prepared = prepareDatabase(clinic.id); !prepared)
            return prepared.error();
        if (const auto settled = addAdmin(clinic.id, *account); !settled) {
            (void)m_store.removeClinic(clinic.id);
            return settled.error();
        }
        return clinic;
    }

private:
    Result<AccountId> accountWith(const QString &passwordHash)
    {
        store::Accounts accounts(m_control);
        const QString email = accountEmail(m_wanted.adminEmail);
        const auto account = accounts.findByEmail(email);
        if (!account)
            return account.error();
        if (!*account)
            return accounts.add(email, passwordHash, m_now);
        if (!passwordHash.isEmpty()) {
            if (const auto set = accounts.setPassword((*account)->id, passwordHash); !set)
                return set.error();
        }
        return (*account)->id;
    }

    /// The slug that was asked for, which must be free; one made from a name gets a number when it is not.
    Result<QString> freeSlug()
    {
        const QString base = m_wanted.slug.isEmpty() ? slugOf(m_wanted.name) : m_wanted.slug;
        for (int i = 1; i < 1000; ++i) {
            const QString slug = i == 1 ? base : u"%1-%2"_s.arg(base).arg(i);
            const auto taken = store::Clinics(m_control).findBySlug(slug);
            if (!taken)
                return taken.error();
            if (!*taken)
                return slug;
            if (!m_wanted.slug.isEmpty())
                break;
        }
        return slugTaken(base);
    }

    Result<> prepareDatabase(ClinicId clinic)
    {
        if (const auto prepared = m_store.prepareClinic(clinic); !prepared)
            return prepared;
        const auto connection = m_store.databases().open(clinic, Databases::Use::Read);
        if (!connection)
            return connection.error();
        const auto people = store::Users(**connection).all();
        if (!people)
            return people.error();
        if (!people->isEmpty()) // of a control database that was lost: it may be all that is left of a clinic
            return Error::conflict(
                u"there is data of an unknown clinic %1 on this server; move it away first"_s.arg(
                    clinic.value));
        return Done{};
    }

    Result<> addAdmin(ClinicId clinic, AccountId account)
    {
        auto connection = m_store.databases().open(clinic, Databases::Use::Write);
        if (!connection)
            return connection.error();
        const QString email = accountEmail(m_wanted.adminEmail);
        const QString name = m_wanted.adminName.isEmpty() ? nameFrom(email) : m_wanted.adminName;
        const auto user =
            store::Users(**connection).add({{}, name, email, Role::Admin, true}, account, m_now);
        if (!user)
            return user.error();
        const auto noted =
            store::Audit(**connection).add(m_now, {}, u"clinic.create"_s, u"user/%1"_s.arg(user->value));
        if (!noted)
            return noted;
        return store::Accounts(m_control).addMembership({account, clinic, *user, Role::Admin, true});
    }

    store::Store &m_store;
    Transaction &m_control;
    const NewClinic &m_wanted;
    const Timestamp m_now;
};

} // namespace

Future<Clinic> ClinicRegistry::add(const NewClinic &clinic)
{
    return addIf(clinic, false);
}

Future<Clinic> ClinicRegistry::addFirst(const NewClinic &clinic)
{
    return addIf(clinic, true);
}

/// Somebody who signs in here already proves it with their password, and keeps it: no new hash.
static Result<QString> keptPassword(const Result<bool> &right)
{
    if (!right)
        return right.error();
    return *right ? Result<QString>(QString())
                  : Error::conflict(u"this e-mail address signs in here already, with another password"_s);
}

Future<Clinic> ClinicRegistry::addIf(const NewClinic &wanted, bool onlyFirst)
{
    if (const auto problem = problemOf(wanted))
        return failed<Clinic>(*problem);
    const QString email = accountEmail(wanted.adminEmail);
    using Known = std::optional<Account>; // one that signs in already
    const auto read = [email, slug = wanted.slug](Connection &control) -> Result<Known> {
        const auto taken = store::Clinics(control).findBySlug(slug); // an empty one is nobody's
        if (!taken)
            return taken.error();
        return *taken ? Result<Known>(slugTaken(slug)) : memberAccount(control, email);
    };
    const auto hash = [this, wanted, email](const Result<Known> &account) -> Future<QString> {
        if (!account)
            return failed<QString>(account.error());
        if (!*account) {
            if (const auto problem = passwordProblem(wanted.adminPassword, email, wanted.adminName))
                return failed<QString>(*problem);
            return m_passwords.hash(wanted.adminPassword);
        }
        return m_passwords.matches(*(*account)->passwordHash, wanted.adminPassword).then(keptPassword);
    };
    const auto found = [this, wanted, onlyFirst](const Result<QString> &passwordHash) -> Future<Clinic> {
        if (!passwordHash)
            return failed<Clinic>(passwordHash.error());
        const Timestamp now{m_clock.nowMs()};
        return m_store.writeControl<Clinic>([this, wanted, onlyFirst, now, passwordHash = *passwordHash](
                                                Transaction &control) -> Result<Clinic> {
            const auto clinics = store::Clinics(control).all();
            if (!clinics)
                return clinics.error();
            if (onlyFirst && !clinics->isEmpty())
                return Error::conflict(u"there is a clinic already; use 'clinic add' for another"_s);
            return Founding(m_store, control, wanted, now).run(passwordHash);
        });
    };
    return m_store.readControl<Known>(read).then(this, hash).unwrap().then(this, found).unwrap();
}

Future<Clinic> ClinicRegistry::remove(const QString &name)
{
    return m_store
        .writeControl<Clinic>([name](Transaction &control) -> Result<Clinic> {
            store::Clinics clinics(control);
            const auto all = clinics.all();
            if (!all)
                return all.error();
            QList<Clinic> meant;
            for (const Clinic &clinic : *all) {
                if (clinic.slug == name || QString::number(clinic.id.value) == name) {
                    meant = {clinic};
                    break;
                }
                if (clinic.name == name)
                    meant.append(clinic);
            }
            if (meant.size() > 1)
                return Error::conflict(u"several clinics have this name; use the slug"_s);
            if (meant.isEmpty())
                return Error::notFound(u"clinic"_s);
            const auto removed = clinics.remove(meant.first().id);
            return removed ? Result<Clinic>(meant.first()) : Result<Clinic>(removed.error());
        })
        .then(this, [this](const Result<Clinic> &clinic) -> Result<Clinic> {
            if (!clinic)
                return clinic;
            const auto gone = m_store.removeClinic(clinic->id);
            return gone ? clinic : Result<Clinic>(gone.error());
        });
}

Future<QList<Clinic>> ClinicRegistry::all()
{
    return m_store.readControl<QList<Clinic>>(
        [](Connection &control) { return store::Clinics(control).all(); });
}

void ClinicRegistry::watch()
{
    m_timer.start(2000);
    refresh();
}

Future<> ClinicRegistry::refresh()
{
    return all().then(this, [this](const Result<QList<Clinic>> &clinics) -> Result<> {
        if (!clinics) {
            qCWarning(logServer) << "the list of clinics was not read:" << clinics.error().text;
            return clinics.error();
        }
        QSet<ClinicId> there;
        for (const Clinic &clinic : *clinics) {
            there.insert(clinic.id);
            if (!m_seen.contains(clinic.id))
                Q_EMIT added(clinic);
        }
        const QSet<ClinicId> gone = m_seen - there;
        m_seen = there;
        for (const ClinicId clinic : gone)
            Q_EMIT removed(clinic);
        return Done{};
    });
}

} // namespace acolhe::services
