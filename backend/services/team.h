// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/protocol/team_methods.h"
#include "backend/services/login_throttle.h"
#include "backend/services/passwords.h"
#include "backend/services/presence_board.h"
#include "backend/services/sessions.h"
#include "backend/store/control.h"

#include <QUrl>

namespace acolhe::services {

/// The users.* methods but users.getMetrics. Managers see and change attendants only: anybody else does not
/// exist for them. What a clinic does to its member never reaches what the same person is elsewhere. Lives on
/// the main thread.
class Team : public QObject {
    Q_OBJECT
public:
    Team(store::Store &store, const Clock &clock, Sessions &sessions, Passwords &passwords,
        LoginThrottle &throttle, const PresenceBoard &presence, QObject *parent = nullptr);

    /// Where people reach this server; invitation links begin with it.
    void setPublicUrl(const QUrl &url) { m_publicUrl = url; }

    Future<wire::UsersAttendants::Reply> attendants(const Caller &caller, const wire::Nothing &);
    Future<wire::UsersList::Reply> list(const Caller &caller, const wire::Nothing &);
    /// An e-mail address that signs in here already keeps its password: a given one must be it. Somebody who
    /// was invited and has not come yet can be invited again.
    Future<wire::UserReply> create(const Caller &caller, const wire::UsersCreate::Request &request);
    Future<wire::UserReply> update(const Caller &caller, const wire::UsersUpdate::Request &request);
    Future<wire::UserReply> deactivate(const Caller &caller, const wire::UsersDeactivate::Request &request);

private:
    /// What control knows of an e-mail address.
    struct Known {
        std::optional<store::Account> account;
        bool comesElsewhere = false; ///< signs in at another clinic already
    };
    /// A member with the account behind it.
    struct Target {
        User user;
        store::Account account;
        bool elsewhere = false; ///< belongs to other clinics too
    };

    Future<QString> hashFor(const Caller &caller, const Known &known,
        const wire::UsersCreate::Request &request, const QString &email);
    Future<wire::UserReply> add(const Caller &caller, const wire::UsersCreate::Request &request,
        const QString &email, const QString &hash);
    Future<wire::UserReply> admit(const Caller &caller, AccountId account, const User &user, bool active);
    Future<Target> targetOf(const Caller &caller, UserId id);
    Future<wire::UserReply> apply(const Caller &caller, const Target &target,
        const wire::UsersUpdate::Request &request, const QString &hash);
    QString invitationUrl(const QString &token) const;

    store::Store &m_store;
    const Clock &m_clock;
    Sessions &m_sessions;
    Passwords &m_passwords;
    LoginThrottle &m_throttle;
    const PresenceBoard &m_presence;
    QUrl m_publicUrl;
};

} // namespace acolhe::services
