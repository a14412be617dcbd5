// SPDX-License-Identifier: Apache-2.0
#include "backend/api/http/admission.h"

#include <QtEndian>

namespace acolhe::http {

/// An IPv4 address as itself, also when it comes as ::ffff:a.b.c.d.
static QHostAddress plain(const QHostAddress &address)
{
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    return isV4 ? QHostAddress(v4) : address;
}

quint64 clientKey(const QHostAddress &address)
{
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    if (isV4)
        return v4; // no IPv6 network begins with 32 zero bits but ::/32, which is nobody's
    const Q_IPV6ADDR v6 = address.toIPv6Address();
    return qFromBigEndian<quint64>(v6.c);
}

bool Networks::add(const QString &network)
{
    auto parsed = QHostAddress::parseSubnet(network);
    if (parsed.first.isNull())
        return false;
    m_networks.append({plain(parsed.first), parsed.second});
    return true;
}

bool Networks::contains(const QHostAddress &address) const
{
    const QHostAddress candidate = plain(address);
    return std::any_of(m_networks.begin(), m_networks.end(),
        [&](const auto &network) { return candidate.isInSubnet(network.first, network.second); });
}

QHostAddress clientAddress(const QHostAddress &peer, const QByteArray &forwardedFor, const Networks &trusted)
{
    QHostAddress client = plain(peer);
    const QList<QByteArray> hops = forwardedFor.split(',');
    for (auto hop = hops.rbegin(); hop != hops.rend() && trusted.contains(client); ++hop) {
        QHostAddress next;
        if (!next.setAddress(QString::fromLatin1(hop->trimmed())))
            break;
        client = plain(next);
    }
    return client;
}

Admissions::Place::Place(std::shared_ptr<Admissions> owner, std::optional<quint64> client)
    : m_owner(std::move(owner))
    , m_client(client)
{
    ++m_owner->m_open;
    if (m_client)
        ++m_owner->m_perClient[*m_client];
}

Admissions::Place::~Place()
{
    if (!m_owner)
        return;
    --m_owner->m_open;
    if (!m_client)
        return;
    const auto entry = m_owner->m_perClient.find(*m_client);
    if (--*entry == 0)
        m_owner->m_perClient.erase(entry);
}

Admissions::Place Admissions::enter(
    const std::shared_ptr<Admissions> &admissions, const QHostAddress &address, bool counted)
{
    return {admissions, counted ? std::optional(clientKey(address)) : std::nullopt};
}

} // namespace acolhe::http
