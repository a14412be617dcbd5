// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QHostAddress>

#include <memory>
#include <optional>

namespace acolhe::http {

/// What counts as one client: an IPv4 address, or the /64 of an IPv6 address (anybody has a whole one).
quint64 clientKey(const QHostAddress &address);

/// Networks whose machines are trusted, e.g. proxies.
class Networks {
public:
    /// Adds "10.0.0.0/8" or a single address. False when it is neither.
    bool add(const QString &network);
    bool contains(const QHostAddress &address) const;

private:
    QList<std::pair<QHostAddress, int>> m_networks;
};

/// The client's address: the peer's own, unless the peer is trusted; then the last address in `forwardedFor`
/// (X-Forwarded-For, as its proxies wrote it) that is not.
QHostAddress clientAddress(const QHostAddress &peer, const QByteArray &forwardedFor, const Networks &trusted);

/// Counts the open connections of each client.
class Admissions {
public:
    /// One connection's place; gives it back when it dies.
    class Place {
    public:
        Place() = default;
        Place(std::shared_ptr<Admissions> owner, std::optional<quint64> client);
        Place(Place &&other) noexcept = default;
        Place &operator=(Place &&other) = delete;
        ~Place();

    private:
        std::shared_ptr<Admissions> m_owner;
        std::optional<quint64> m_client;
    };

    int open() const { return m_open; }
    int openOf(const QHostAddress &address) const { return m_perClient.value(clientKey(address)); }
    /// Takes a place; `counted`: it is one of its address's share.
    static Place enter(
        const std::shared_ptr<Admissions> &admissions, const QHostAddress &address, bool counted);

private:
    int m_open = 0;
    QHash<quint64, int> m_perClient;
};

} // namespace acolhe::http
