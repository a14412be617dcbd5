// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/clock.h"
#include "backend/services/inbox_directory.h"

namespace acolhe::services {

/// Holds the channel session of each inbox in use: opens it when the directory names it, closes it when it
/// goes, and writes down what state it is in. Lives on the main thread.
class LiveInboxes : public QObject {
    Q_OBJECT
public:
    LiveInboxes(
        store::Store &store, InboxDirectory &directory, const Clock &clock, QObject *parent = nullptr);

    /// Null when the inbox is not in use, or needs attention before it can send again.
    channels::Session *find(ClinicId clinic, InboxId inbox) const;
    /// Writes an inbox's state, with its event. A person is needed: nothing is sent until its settings
    /// change.
    void setState(ClinicId clinic, InboxId inbox, InboxState state, const QString &reason);

Q_SIGNALS:
    /// It can send (again).
    void opened(acolhe::ClinicId clinic, acolhe::InboxId inbox);

private:
    using Key = std::pair<ClinicId, InboxId>;

    void follow(ClinicId clinic, InboxId inbox);

    store::Store &m_store;
    InboxDirectory &m_directory;
    const Clock &m_clock;
    QHash<Key, channels::Session *> m_sessions; ///< children of this
    QHash<Key, QJsonObject> m_settings; ///< with which each was opened
    QHash<Key, QMap<QString, QString>> m_secrets;
    QSet<Key> m_paused;
};

} // namespace acolhe::services
