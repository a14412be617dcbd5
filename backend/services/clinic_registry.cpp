// SPDX-License-Identifier: Apache-2.0
#include "backend/services/clinic_registry.h"

#include "backend/base/crypto.h"
#include "backend/base/text.h"
#include "backend/services/password_policy.h"
#include "backend/store/control.h"
#include "backend/store/events.h"
#include "backend/store/users.h"

#include <QTimeZone>

namespace acolhe::services {

using namespace Qt::StringLiterals;
using store::Connection;
using Use = store::Databases::Use;

QString slugOf(const QString &name)
{
    QString slug;
    for (const QChar c : folded(name)) {
        if ((c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9'))
            slug.append(c);
        else if (!slug.endsWith(u'-') && !slug.isEmpty())
            slug.append(u'-');
    }
    while (slug.endsWith(u'-'))
        slug.chop(1);
    return slug.left(60);
}

QString accountEmail(const QString &email)
{
    return email.trimmed().toLower();
}

ClinicRegistry::ClinicRegistry(const store::Databases &databases, const Clock &clock)
    : m_databases(databases)
    , m_clock(clock)
{
}

/// Runs `work` in a transaction of its own.
template <class T>
static Result<T> inTransaction(Connection &connection, const std::function<Result<T>()> &work)
{
    const bool sqlite = connection.dialect() == store::Dialect::Sqlite;
    if (const auto begun = connection.command(sqlite ? u"BEGIN IMMEDIATE"_s : u"BEGIN"_s); !begun)
        return begun.error();
    auto done = work();
    const auto ended = connection.command(done ? u"COMMIT"_s : u"ROLLBACK"_s);
    return done && !ended ? Result<T>(ended.error()) : done;
}

static std::optional<Error> problemOf(const NewClinic &wanted)
{
    if (slugOf(wanted.name).isEmpty())
        return Error::invalid(u"clinic"_s, u"needs letters or digits"_s);
    const QString email = accountEmail(wanted.email);
    if (email.count(u'@') != 1 || email.startsWith(u'@') || email.endsWith(u'@') || email.size() > 320)
        return Error::invalid(u"admin"_s, u"is no e-mail address"_s);
    if (!QTimeZone(wanted.timeZone.toLatin1()).isValid())
        return Error::invalid(u"timeZone"_s, u"is no time zone"_s);
    return passwordProblem(wanted.password, email, wanted.personName);
}

static Result<AccountId> accountFor(Connection &control, const NewClinic &wanted, Timestamp now)
{
    store::Accounts accounts(control);
    const auto known = accounts.findByEmail(accountEmail(wanted.email));
    if (!known)
        return known.error();
    return *known ? Result<AccountId>((*known)->id)
                  : accounts.add(accountEmail(wanted.email), crypto::passwordHash(wanted.password), now);
}

Result<Clinic> ClinicRegistry::add(const NewClinic &wanted)
{
    if (auto problem = problemOf(wanted))
        return *problem;
    const Timestamp now{m_clock.nowMs()};
    const auto control = m_databases.open(store::controlPlace, Use::Write);
    if (!control)
        return control.error();
    Clinic clinic{{}, slugOf(wanted.name), wanted.name.trimmed(), wanted.timeZone};
    User admin;
    admin.name = wanted.personName.isEmpty() ? wanted.email.section(u'@', 0, 0) : wanted.personName;
    admin.email = accountEmail(wanted.email);
    admin.role = Role::Admin;
    return inTransaction<Clinic>(**control, [&]() -> Result<Clinic> {
        const auto id = store::Clinics(**control).add(clinic, now);
        if (!id)
            return id.error().reason == Reason::Conflict
                ? Error::conflict(u"there is a clinic of that name"_s)
                : id.error();
        clinic.id = *id;
        const auto account = accountFor(**control, wanted, now);
        if (!account)
            return account.error();
        if (const auto prepared = m_databases.prepare(clinic.id); !prepared)
            return prepared.error();
        const auto own = m_databases.open(clinic.id, Use::Write);
        if (!own)
            return own.error();
        if (const auto renewed = store::Events(**own).renewEpoch(); !renewed)
            return renewed.error();
        const auto user = store::Users(**own).add(admin, *account, now);
        if (!user)
            return user.error();
        const auto joined =
            store::Accounts(**control).addMembership({*account, clinic.id, *user, Role::Admin, true});
        return joined ? Result<Clinic>(clinic) : Result<Clinic>(joined.error());
    });
}

Result<QList<Clinic>> ClinicRegistry::all() const
{
    const auto control = m_databases.open(store::controlPlace, Use::Read);
    if (!control)
        return control.error();
    return store::Clinics(**control).all();
}

Result<Clinic> ClinicRegistry::remove(const QString &nameOrSlug)
{
    const auto control = m_databases.open(store::controlPlace, Use::Write);
    if (!control)
        return control.error();
    const auto clinics = store::Clinics(**control).all();
    if (!clinics)
        return clinics.error();
    for (const Clinic &clinic : *clinics) {
        if (clinic.name != nameOrSlug && clinic.slug != nameOrSlug)
            continue;
        if (const auto gone = store::Clinics(**control).remove(clinic.id); !gone)
            return gone.error();
        const auto removed = m_databases.remove(clinic.id);
        return removed ? Result<Clinic>(clinic) : Result<Clinic>(removed.error());
    }
    return Error::notFound(u"clinic"_s);
}

} // namespace acolhe::services
