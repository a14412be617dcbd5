// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/services/channel_catalog.h"
#include "backend/services/keyring.h"
#include "backend/store/store.h"

#include <QHash>
#include <QObject>

namespace acolhe::services {

/// An inbox with what is needed to receive and send for it.
struct DirectoryEntry {
    channels::InboxConfig config; ///< secrets in clear: in memory only
    const channels::Channel *channel = nullptr; ///< what serves it
    QString type; ///< the channel's type
    std::optional<channels::WebhookRoute> route;
    QString key; ///< of the webhook's path
    QStringList accounts; ///< ids by which deliveries name it
    InboxState state = InboxState::Connecting;
};

/// All inboxes of all clinics that are in use, found by webhook key or id. Lives on the main thread; read at
/// the start and after every change.
class InboxDirectory : public QObject {
    Q_OBJECT
public:
    InboxDirectory(store::Store &store, const ChannelCatalog &catalog, const Keyring &keyring,
        QObject *parent = nullptr);

    /// Reads a clinic's inboxes anew; changed() follows for each that is another now.
    Future<> load(ClinicId clinic);
    /// The clinic is gone.
    void drop(ClinicId clinic);

    QList<DirectoryEntry> withKey(const QString &family, const QString &key) const;
    const DirectoryEntry *find(ClinicId clinic, InboxId inbox) const;
    QList<DirectoryEntry> of(ClinicId clinic) const;
    QList<DirectoryEntry> all() const { return m_entries.values(); }
    qsizetype size() const { return m_entries.size(); }

Q_SIGNALS:
    /// It came, went or has other settings.
    void changed(acolhe::ClinicId clinic, acolhe::InboxId inbox);

private:
    using Key = std::pair<ClinicId, InboxId>;

    std::optional<DirectoryEntry> entryOf(
        ClinicId clinic, const Inbox &inbox, const std::optional<QByteArray> &sealed) const;
    void replace(ClinicId clinic, const QList<DirectoryEntry> &entries);

    store::Store &m_store;
    const ChannelCatalog &m_catalog;
    const Keyring &m_keyring;
    QHash<Key, DirectoryEntry> m_entries;
    QMultiHash<QString, Key> m_byKey; ///< "family/key"
};

/// What is sealed is bound to its place: "inbox/<clinic>/<inbox>".
QByteArray secretsContext(ClinicId clinic, InboxId inbox);

} // namespace acolhe::services
