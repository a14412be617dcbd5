// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/protocol/auth_methods.h"
#include "backend/services/login_throttle.h"
#include "backend/services/passwords.h"
#include "backend/services/sessions.h"

namespace acolhe::services {

/// The auth.* methods but auth.resume, which belongs to a connection (Sessions::find). An address that nobody
/// has and a wrong password are answered alike, after the same time. Lives on the main thread.
class Auth : public QObject {
    Q_OBJECT
public:
    Auth(store::Store &store, const Clock &clock, Sessions &sessions, Passwords &passwords,
        LoginThrottle &throttle, QObject *parent = nullptr);

    /// `address`: the caller's network address.
    Future<wire::AuthLogin::Reply> login(const QString &address, const wire::AuthLogin::Request &request);
    Future<wire::AuthMe::Reply> me(const Caller &caller, const wire::Nothing &);
    Future<wire::Success> logout(const Caller &caller, const wire::Nothing &);
    Future<wire::Success> acceptInvitation(
        const QString &address, const wire::AuthAcceptInvitation::Request &request);

private:
    struct Candidate;
    struct Invited;

    Future<wire::AuthLogin::Reply> signIn(
        const Candidate &candidate, const wire::AuthLogin::Request &request);
    Future<wire::Success> acceptWith(const Invited &invited, const QString &address, const QString &password);
    Future<wire::Success> join(const Invited &invited, const std::optional<QString> &newHash);

    store::Store &m_store;
    const Clock &m_clock;
    Sessions &m_sessions;
    Passwords &m_passwords;
    LoginThrottle &m_throttle;
};

} // namespace acolhe::services
