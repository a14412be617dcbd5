// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/load/founding.h"

#include "backend/base/crypto.h"
#include "backend/services/inbox_directory.h"
#include "backend/store/control.h"
#include "backend/store/inboxes.h"
#include "backend/store/users.h"

#include <QEventLoop>

#include <stdexcept>

namespace acolhe::bench {

using namespace Qt::StringLiterals;
using store::Transaction;

template <class T> static T must(const Result<T> &result)
{
    if (!result)
        throw std::runtime_error(result.error().text.toStdString());
    return *result;
}

template <class T> static T waitFor(Future<T> future)
{
    QEventLoop loop;
    future.then(&loop, [&loop](const Result<T> &) { loop.quit(); });
    if (!future.isFinished())
        loop.exec();
    return must(future.result());
}

Founding::Founding(store::Store &store, const services::Keyring &keyring, Plan plan, Timestamp now)
    : m_store(store)
    , m_keyring(keyring)
    , m_plan(std::move(plan))
    , m_now(now)
{
    const int size = m_plan.people + 1;
    for (int i = 0; i < m_plan.clinics * size; ++i) {
        const bool first = i % size == 0;
        m_founded.people.append({u"pessoa%1@clinica%2.example"_s.arg(i % size).arg(m_plan.first + i / size),
            first ? Role::Admin : m_plan.role, i / size, crypto::randomToken(u"acs_"_s), {}, {}});
    }
    for (int i = 0; i < m_plan.clinics * m_plan.inboxes; ++i) {
        const QString app = QString::number(m_plan.oneApp ? 890 : 890 + m_plan.first + i / m_plan.inboxes);
        m_founded.inboxes.append(
            {app, QString::number(106'540'352'000'000 + m_plan.first * 1'000'000LL + i)});
    }
}

Founding::Founded Founding::run()
{
    addClinics();
    addAccounts();
    for (qsizetype i = 0; i < m_founded.clinics.size(); ++i)
        fillClinic(i);
    admit();
    return m_founded;
}

void Founding::addClinics()
{
    m_founded.clinics = waitFor(
        m_store.writeControl<QList<ClinicId>>([this](Transaction &control) -> Result<QList<ClinicId>> {
            QList<ClinicId> ids;
            for (int i = 0; i < m_plan.clinics; ++i) {
                const Clinic clinic{{}, u"clinica-%1"_s.arg(m_plan.first + i),
                    u"Clínica %1"_s.arg(m_plan.first + i), u"America/Sao_Paulo"_s};
                const auto id = store::Clinics(control).add(clinic, m_now);
                if (!id)
                    return id.error();
                ids.append(*id);
            }
            return ids;
        }));
    for (const ClinicId clinic : std::as_const(m_founded.clinics))
        must(m_store.prepareClinic(clinic));
}

/// Without passwords: nobody signs in.
void Founding::addAccounts()
{
    waitFor(m_store.writeControl<Done>([this](Transaction &control) -> Result<> {
        for (Person &person : m_founded.people) {
            const auto account = store::Accounts(control).add(person.email, {}, m_now);
            if (!account)
                return account.error();
            person.account = *account;
        }
        return Done{};
    }));
}

Result<> Founding::addInboxes(Transaction &transaction, qsizetype clinic)
{
    for (int i = 0; i < m_plan.inboxes; ++i) {
        const Inbox &account = m_founded.inboxes[clinic * m_plan.inboxes + i];
        acolhe::Inbox inbox;
        inbox.channel = u"whatsapp_cloud"_s;
        inbox.name = u"WhatsApp %1"_s.arg(i);
        inbox.settings = {{u"phoneNumberId"_s, account.phoneNumberId},
            {u"businessAccountId"_s, u"102290129340398"_s}, {u"appId"_s, account.appKey},
            {u"apiBaseUrl"_s, m_plan.apiBaseUrl}};
        store::Inboxes rows(transaction);
        const auto id = rows.add(inbox, m_now);
        if (!id)
            return id.error();
        const QByteArray sealed = services::sealSecrets(m_keyring,
            {{u"accessToken"_s, u"a token of this benchmark"_s}, {u"verifyToken"_s, u"none"_s},
                {u"appSecret"_s, m_plan.appSecret}},
            services::secretsContext(m_founded.clinics[clinic], *id));
        if (const auto kept = rows.saveSecrets(*id, {u"1"_s, sealed}); !kept)
            return kept;
    }
    return Done{};
}

void Founding::fillClinic(qsizetype clinic)
{
    waitFor(
        m_store.write<Done>(m_founded.clinics[clinic], [this, clinic](Transaction &transaction) -> Result<> {
            for (Person &person : m_founded.people) {
                if (person.clinic != clinic)
                    continue;
                const User user{{}, person.email.section(u'@', 0, 0), person.email, person.role, true};
                const auto id = store::Users(transaction).add(user, person.account, m_now);
                if (!id)
                    return id.error();
                person.user = *id;
            }
            return addInboxes(transaction, clinic);
        }));
}

void Founding::admit()
{
    waitFor(m_store.writeControl<Done>([this](Transaction &control) -> Result<> {
        for (const Person &person : std::as_const(m_founded.people)) {
            const ClinicId clinic = m_founded.clinics[person.clinic];
            const auto member = store::Accounts(control).addMembership(
                {person.account, clinic, person.user, person.role, true});
            if (!member)
                return member;
            store::SessionRow session;
            session.tokenHash = crypto::tokenHash(person.token);
            session.account = person.account;
            session.clinic = clinic;
            session.user = person.user;
            session.createdAt = session.lastSeenAt = m_now;
            session.expiresAt = {m_now.ms + 24LL * 3600 * 1000};
            if (const auto id = store::Sessions(control).add(session); !id)
                return id.error();
        }
        return Done{};
    }));
}

} // namespace acolhe::bench
