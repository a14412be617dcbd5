// SPDX-License-Identifier: Apache-2.0
#include "backend/demo/demo_clinic.h"

#include "backend/base/crypto.h"
#include "backend/services/team_rows.h"
#include "backend/store/users.h"

namespace acolhe::demo {

using namespace Qt::StringLiterals;
using store::Membership;
using store::Transaction;

const QString slug = u"demo"_s;
const QString zone = u"America/Fortaleza"_s;

DemoClinic::DemoClinic(store::Store &store, const Clock &clock, services::ClinicRegistry &registry,
    services::Passwords &passwords, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(clock)
    , m_registry(registry)
    , m_passwords(passwords)
{
}

/// The manager and the four attendants of the script.
static QList<User> cast()
{
    return {{{}, u"Cláudia Menezes"_s, u"claudia@demo.example"_s, Role::Manager, true},
        {{}, u"Bianca Rocha"_s, u"bianca@demo.example"_s, Role::Attendant, true},
        {{}, u"Diego Albuquerque"_s, u"diego@demo.example"_s, Role::Attendant, true},
        {{}, u"Luana Ferreira"_s, u"luana@demo.example"_s, Role::Attendant, true},
        {{}, u"Rafael Tavares"_s, u"rafael@demo.example"_s, Role::Attendant, true}};
}

Future<DemoLogins> DemoClinic::create()
{
    const QString password = crypto::randomPassword();
    services::NewClinic wanted;
    wanted.name = u"Clínica Vila Serena (demonstração)"_s;
    wanted.slug = slug;
    wanted.timeZone = zone;
    wanted.adminEmail = u"admin@demo.example"_s;
    wanted.adminName = u"Sônia Barreto"_s;
    wanted.adminPassword = password;
    const auto undo = [this](const Result<DemoLogins> &made) -> Future<DemoLogins> {
        if (made)
            return ready(made);
        return m_registry.remove(slug).then([made](const Result<Clinic> &) { return made; });
    };
    const auto go = [this, password, undo](const Result<Clinic> &clinic) -> Future<DemoLogins> {
        if (!clinic)
            return failed<DemoLogins>(clinic.error());
        return fill(*clinic, password).then(this, undo).unwrap();
    };
    return m_registry.add(wanted).then(this, go).unwrap();
}

namespace {

using Accounts = QList<AccountId>;

Result<Accounts> openAccounts(Transaction &control, ClinicId clinic, const QString &hash, Timestamp now)
{
    Accounts accounts;
    for (const User &user : cast()) {
        const auto seat = services::takeSeat(control, clinic, user.email, hash, now);
        if (!seat)
            return seat.error();
        accounts.append(seat->account);
    }
    return accounts;
}

/// Gives everybody of the clinic, the admin first.
Result<QList<User>> writeClinic(
    Transaction &transaction, const Accounts &accounts, Timestamp now, const PathOf &pathOf)
{
    store::Users rows(transaction);
    auto everybody = rows.all(); // the admin
    if (!everybody)
        return everybody;
    QList<User> team = cast();
    for (qsizetype i = 0; i < team.size(); ++i) {
        const auto id = rows.add(team[i], accounts[i], now);
        if (!id)
            return id.error();
        team[i].id = *id;
    }
    const auto told =
        writeStory(transaction, {team.first(), team.mid(1)}, now, QTimeZone(zone.toLatin1()), pathOf);
    return told ? Result<QList<User>>(*everybody + team) : Result<QList<User>>(told.error());
}

} // namespace

Future<DemoLogins> DemoClinic::fill(const Clinic &clinic, const QString &password)
{
    const Timestamp now{m_clock.nowMs()};
    const auto open = [this, clinic, now](const Result<QString> &hash) -> Future<Accounts> {
        if (!hash)
            return failed<Accounts>(hash.error());
        return m_store.writeControl<Accounts>(
            [=, hash = *hash](Transaction &control) { return openAccounts(control, clinic.id, hash, now); });
    };
    const auto write = [this, clinic, password, now](const Result<Accounts> &accounts) -> Future<DemoLogins> {
        if (!accounts)
            return failed<DemoLogins>(accounts.error());
        const PathOf pathOf = [this, id = clinic.id](const QByteArray &sha256) {
            return m_store.databases().mediaFileOf(id, sha256);
        };
        return m_store
            .write<QList<User>>(clinic.id,
                [=, accounts = *accounts](Transaction &t) { return writeClinic(t, accounts, now, pathOf); })
            .then(this,
                [=, this, accounts = *accounts](const Result<QList<User>> &users) -> Future<DemoLogins> {
                    if (!users)
                        return failed<DemoLogins>(users.error());
                    return admit({clinic, *users, password}, accounts);
                })
            .unwrap();
    };
    return m_passwords.hash(password).then(this, open).unwrap().then(this, write).unwrap();
}

Future<DemoLogins> DemoClinic::admit(const DemoLogins &logins, const QList<AccountId> &accounts)
{
    return m_store.writeControl<DemoLogins>([=](Transaction &control) -> Result<DemoLogins> {
        for (qsizetype i = 0; i < accounts.size(); ++i) {
            const User &user = logins.users[i + 1]; // behind the admin, who has a place
            const Membership membership{accounts[i], logins.clinic.id, user.id, user.role, true};
            if (const auto put = store::Accounts(control).addMembership(membership); !put)
                return put.error();
        }
        return logins;
    });
}

} // namespace acolhe::demo
