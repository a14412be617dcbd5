// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/clock.h"
#include "backend/protocol/channel_methods.h"
#include "backend/services/inbox_directory.h"

namespace acolhe::services {

/// channels.list and the inboxes.* methods. Secrets go in, are sealed, and never come out.
class Inboxes : public QObject {
    Q_OBJECT
public:
    /// `publicUrl`: how the outside reaches this server, for the webhook addresses; asked each time, as the
    /// port may be chosen late.
    Inboxes(store::Store &store, const ChannelCatalog &catalog, const Keyring &keyring,
        InboxDirectory &directory, const Clock &clock, std::function<QString()> publicUrl,
        QObject *parent = nullptr);

    Future<wire::ChannelsList::Reply> channels(const Caller &, const wire::Nothing &);
    Future<wire::InboxesList::Reply> list(const Caller &caller, const wire::Nothing &);
    Future<wire::InboxReply> create(const Caller &caller, const wire::InboxesCreate::Request &request);
    Future<wire::InboxReply> update(const Caller &caller, const wire::InboxesUpdate::Request &request);
    Future<wire::Success> remove(const Caller &caller, const wire::InboxesDelete::Request &request);

private:
    Inbox shown(Inbox inbox) const;
    Future<wire::InboxReply> followed(const Caller &caller, Future<Inbox> written);

    store::Store &m_store;
    const ChannelCatalog &m_catalog;
    const Keyring &m_keyring;
    InboxDirectory &m_directory;
    const Clock &m_clock;
    const std::function<QString()> m_publicUrl;
};

} // namespace acolhe::services
