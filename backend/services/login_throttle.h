// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/clock.h"

#include <QHash>
#include <QString>

#include <optional>

namespace acolhe::services {

/// How fast passwords may be tried. Three budgets, each refilling with time:
/// an account from one address (slow guessing), an account from everywhere (many addresses guessing one
/// account) and an address (one address trying many accounts). A person who signed in from an address before
/// passes the last two there, so that neither an attack from elsewhere nor a colleague behind the same NAT
/// locks them out. Addresses of IPv6 count by their /64. The same for accounts that do not exist. In memory,
/// bounded. Not thread-safe.
class LoginThrottle {
public:
    explicit LoginThrottle(const Clock &clock);

    /// Takes one try. When there is none left: how long to wait, in milliseconds, and nothing is taken.
    std::optional<qint64> take(const QString &email, const QString &address);
    /// The password was right: the try is given back and the address is this person's from now on.
    void succeeded(const QString &email, const QString &address);
    /// Lets an account try anew from everywhere (its password was set by the team).
    void forget(const QString &email);

    /// Budgets in memory; for tests and metrics.
    qsizetype size() const { return m_usedUntil.size(); }
    /// Tries that were refused.
    qint64 refused() const { return m_refused; }

    static constexpr qsizetype maxBudgets = 100'000;

private:
    /// `burst` tries at once, then one each `refillMs`.
    struct Budget {
        int burst;
        qint64 refillMs;
    };
    static constexpr Budget perAccountAndAddress{5, 60'000};
    static constexpr Budget perAccount{20, 60'000};
    static constexpr Budget perAddress{100, 6'000};

    qint64 waitMs(const QString &key, const Budget &budget) const;
    void spend(const QString &key, const Budget &budget);
    void makeRoom();

    const Clock &m_clock;
    QHash<QString, qint64> m_usedUntil; ///< by key: when the budget is whole again
    qint64 m_refused = 0;
    QHash<QString, qint64> m_familiar; ///< account and address that signed in: when
};

} // namespace acolhe::services
