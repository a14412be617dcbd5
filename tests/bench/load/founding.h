// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/people.h"
#include "backend/services/keyring.h"
#include "backend/store/store.h"

namespace acolhe::bench {

/// Fills an empty server with clinics whose people are signed in already. Passwords and web forms would take
/// longer than what is measured; the rows are those that they leave.
class Founding {
public:
    struct Plan {
        int clinics = 1;
        int first = 0; ///< the number of the first; so many are there already
        int inboxes = 1; ///< WhatsApp numbers of each clinic
        int people = 1; ///< of each clinic, beside its admin
        Role role = Role::Attendant; ///< of these people
        bool oneApp = false; ///< one Meta app for the server's clinics; else each has its own
        QString apiBaseUrl; ///< where the provider answers
        QString appSecret;
    };
    struct Person {
        QString email;
        Role role = Role::Attendant;
        qsizetype clinic = 0;
        QString token;
        AccountId account;
        UserId user;
    };
    struct Inbox {
        QString appKey;
        QString phoneNumberId;
    };
    struct Founded {
        QList<ClinicId> clinics;
        QList<Person> people; ///< of each clinic in turn, its admin first
        QList<Inbox> inboxes; ///< of each clinic in turn
    };

    Founding(store::Store &store, const services::Keyring &keyring, Plan plan, Timestamp now);

    /// Throws std::runtime_error. Blocks; needs an application object.
    Founded run();

private:
    void addClinics();
    void addAccounts();
    void fillClinic(qsizetype clinic);
    void admit();
    Result<> addInboxes(store::Transaction &transaction, qsizetype clinic);

    store::Store &m_store;
    const services::Keyring &m_keyring;
    const Plan m_plan;
    const Timestamp m_now;
    Founded m_founded;
};

} // namespace acolhe::bench
