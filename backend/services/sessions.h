// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/clock.h"
#include "backend/domain/people.h"
#include "backend/store/store.h"

#include <QHash>
#include <QSet>
#include <QTimer>

#include <variant>

namespace acolhe::services {

/// A person who proved who they are, as of now.
struct SignedIn {
    Caller caller;
    User user;
    Clinic clinic;
    Timestamp expiresAt; ///< the latest end; a session that nobody uses ends before
    bool isApiKey = false;
};

/// A session that was just opened. The token is told once and not kept.
struct OpenedSession {
    QString token;
    SessionId id;
    Timestamp expiresAt;
};

/// Sessions and API keys: a token gives its Caller. What is known is kept in memory, so that a call costs no
/// database; every change to a person drops what is known of them and ends what they lost. Lives on the main
/// thread.
class Sessions : public QObject {
    Q_OBJECT
public:
    static constexpr qint64 absoluteMs = 7LL * 24 * 3600 * 1000;
    static constexpr qint64 idleMs = 12LL * 3600 * 1000;
    static constexpr qsizetype maxKnown = 50'000;

    Sessions(store::Store &store, const Clock &clock, QObject *parent = nullptr);

    /// Sweeps every second from now on.
    void start();

    /// Who this token is, if that is known without asking the database; counts as use.
    std::optional<SignedIn> cached(const QString &token);
    /// Who this token is. Fails with Unauthenticated for what is unknown, over, or a person's who may no
    /// longer.
    Future<SignedIn> find(const QString &token);
    /// Who a caller's session is.
    Future<SignedIn> findById(SessionId session);
    /// Somebody used this session on a connection that is signed in already.
    void touch(SessionId session);

    Future<OpenedSession> open(AccountId account, ClinicId clinic, UserId user);
    /// Dead from then on, everywhere.
    Future<> end(SessionId session);
    /// Ends all sessions of a member of a clinic's team.
    Future<> endAll(ClinicId clinic, UserId user);
    /// Ends all sessions of a person, in every clinic.
    Future<> endAccount(AccountId account);
    /// The member changed but stays signed in: what is known of them is read anew.
    void forget(ClinicId clinic, UserId user);

    /// Ends what nobody used for idleMs or is too old, writes down when sessions were used, and notices what
    /// other processes ended.
    void sweep();

Q_SIGNALS:
    /// This session is over: its connections must be closed.
    void sessionEnded(acolhe::SessionId session);

private:
    struct Known {
        SignedIn who;
        qint64 usedAt = 0;
        qint64 savedUseAt = 0;
        quint64 serial = 0; ///< when it became known
    };

    using Key = std::variant<QByteArray, SessionId>; ///< a token's hash, or the session itself

    std::optional<SignedIn> known(const QByteArray &hash);
    Future<SignedIn> look(const Key &key);
    void remember(const QByteArray &hash, const SignedIn &who);
    void drop(SessionId session);
    void endIdle();
    void saveUse();
    void compareWithStore();
    void removeOld();

    store::Store &m_store;
    const Clock &m_clock;
    QHash<QByteArray, Known> m_known; ///< by token hash
    QHash<SessionId, QByteArray> m_hashOf;
    quint64 m_serial = 0; ///< grows with everything that becomes known
    quint64 m_generation = 0; ///< grows with everything that ends: what was read before may be over
    qint64 m_removedOldAt = 0;
    bool m_comparing = false;
    QTimer m_timer;
};

} // namespace acolhe::services
