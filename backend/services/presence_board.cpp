// SPDX-License-Identifier: Apache-2.0
#include "backend/services/presence_board.h"

namespace acolhe::services {

void PresenceBoard::connected(const Caller &caller)
{
    if (!caller.isStaff())
        return;
    if (++m_connections[caller.clinic][caller.user] == 1)
        Q_EMIT changed(caller.clinic, caller.user, Presence::Online);
}

void PresenceBoard::disconnected(const Caller &caller)
{
    const auto clinic = m_connections.find(caller.clinic);
    if (clinic == m_connections.end())
        return;
    const auto user = clinic->find(caller.user);
    if (user == clinic->end() || --*user > 0)
        return;
    clinic->erase(user);
    if (clinic->isEmpty())
        m_connections.erase(clinic);
    Q_EMIT changed(caller.clinic, caller.user, Presence::Offline);
}

Presence PresenceBoard::of(ClinicId clinic, UserId user) const
{
    return m_connections.value(clinic).contains(user) ? Presence::Online : Presence::Offline;
}

QHash<UserId, Presence> PresenceBoard::present(ClinicId clinic) const
{
    QHash<UserId, Presence> all;
    const QHash<UserId, int> connections = m_connections.value(clinic);
    for (auto it = connections.begin(); it != connections.end(); ++it)
        all.insert(it.key(), Presence::Online);
    return all;
}

} // namespace acolhe::services
