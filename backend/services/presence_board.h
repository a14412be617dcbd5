// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/metrics.h"

#include <QHash>
#include <QObject>

namespace acolhe::services {

/// Who of each team is connected now; several desktops of one person count as one. In memory. Lives on the
/// main thread.
class PresenceBoard : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// A connection of this member came; patients are not noted.
    void connected(const Caller &caller);
    void disconnected(const Caller &caller);

    Presence of(ClinicId clinic, UserId user) const;
    /// Those who are not Offline.
    QHash<UserId, Presence> present(ClinicId clinic) const;

Q_SIGNALS:
    void changed(acolhe::ClinicId clinic, acolhe::UserId user, acolhe::Presence presence);

private:
    QHash<ClinicId, QHash<UserId, int>> m_connections;
};

} // namespace acolhe::services
