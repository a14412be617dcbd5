// SPDX-License-Identifier: Apache-2.0
#include "backend/services/login_throttle.h"

#include <QHostAddress>

#include <algorithm>

namespace acolhe::services {

using namespace Qt::StringLiterals;

LoginThrottle::LoginThrottle(const Clock &clock)
    : m_clock(clock)
{
}

/// Who has an IPv6 address has its whole /64.
static QString networkOf(const QString &address)
{
    const QHostAddress host(address);
    bool mapped = false;
    const quint32 v4 = host.toIPv4Address(&mapped);
    if (mapped)
        return QHostAddress(v4).toString();
    if (host.protocol() != QAbstractSocket::IPv6Protocol)
        return address.left(64);
    Q_IPV6ADDR bytes = host.toIPv6Address();
    std::fill(std::begin(bytes.c) + 8, std::end(bytes.c), quint8(0));
    return QHostAddress(bytes).toString();
}

static QString accountKey(const QString &email)
{
    return u"a "_s + email;
}

static QString addressKey(const QString &address)
{
    return u"n "_s + networkOf(address);
}

static QString pairKey(const QString &email, const QString &address)
{
    return u"p "_s + networkOf(address) + u' ' + email;
}

qint64 LoginThrottle::waitMs(const QString &key, const Budget &budget) const
{
    const qint64 now = m_clock.nowMs();
    const qint64 wholeAt = std::max(m_usedUntil.value(key, now), now);
    const qint64 roomMs = (budget.burst - 1) * budget.refillMs;
    return std::max<qint64>(wholeAt - now - roomMs, 0);
}

void LoginThrottle::spend(const QString &key, const Budget &budget)
{
    qint64 &wholeAt = m_usedUntil[key];
    wholeAt = std::max(wholeAt, m_clock.nowMs()) + budget.refillMs;
}

std::optional<qint64> LoginThrottle::take(const QString &email, const QString &address)
{
    const QString pair = pairKey(email, address);
    const QString account = accountKey(email);
    const QString network = addressKey(address);
    const bool familiar = m_familiar.contains(pair);
    qint64 wait = waitMs(pair, perAccountAndAddress);
    if (!familiar)
        wait = std::max({wait, waitMs(account, perAccount), waitMs(network, perAddress)});
    if (wait > 0) {
        ++m_refused;
        return wait;
    }
    makeRoom();
    spend(pair, perAccountAndAddress);
    if (!familiar) {
        spend(account, perAccount);
        spend(network, perAddress);
    }
    return {};
}

void LoginThrottle::succeeded(const QString &email, const QString &address)
{
    const QString pair = pairKey(email, address);
    m_usedUntil.remove(pair);
    // The shared budgets get back only this one try: a right password of one account buys no guesses at
    // others.
    if (!m_familiar.contains(pair)) {
        if (const auto it = m_usedUntil.find(accountKey(email)); it != m_usedUntil.end())
            *it -= perAccount.refillMs;
        if (const auto it = m_usedUntil.find(addressKey(address)); it != m_usedUntil.end())
            *it -= perAddress.refillMs;
    }
    m_familiar.insert(pair, m_clock.nowMs());
}

void LoginThrottle::forget(const QString &email)
{
    m_usedUntil.remove(accountKey(email));
    const QString ending = u' ' + email;
    m_usedUntil.removeIf(
        [&](const auto &entry) { return entry.key().startsWith("p "_L1) && entry.key().endsWith(ending); });
}

/// Forgets what is whole again; when that is not enough, the half that is soonest whole.
static void shrink(QHash<QString, qint64> &entries, qint64 now, qsizetype most)
{
    entries.removeIf([&](const auto &entry) { return entry.value() <= now; });
    if (entries.size() < most)
        return;
    QList<qint64> times = entries.values();
    const auto middle = times.begin() + times.size() / 2;
    std::nth_element(times.begin(), middle, times.end());
    entries.removeIf([limit = *middle](const auto &entry) { return entry.value() <= limit; });
}

void LoginThrottle::makeRoom()
{
    if (m_usedUntil.size() >= maxBudgets)
        shrink(m_usedUntil, m_clock.nowMs(), maxBudgets);
    if (m_familiar.size() >= maxBudgets)
        shrink(m_familiar, 0, maxBudgets);
}

} // namespace acolhe::services
