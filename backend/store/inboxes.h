// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/inbox.h"
#include "backend/store/connection.h"

#include <QMap>

namespace acolhe::store {

/// Secrets as they lie in a database: sealed, with the name of the key.
struct SealedSecrets {
    QString keyId;
    QByteArray bytes;
};

class Inboxes {
public:
    explicit Inboxes(Connection &connection)
        : m_connection(connection)
    {
    }

    /// Without its secrets. Deleted ones are found too: their conversations stay.
    Result<Inbox> find(InboxId id);
    Result<QList<Inbox>> all();
    Result<InboxId> add(const Inbox &inbox, Timestamp now);
    /// Name, state and settings.
    Result<> save(const Inbox &inbox);
    Result<> remove(InboxId id);
    Result<std::optional<SealedSecrets>> secretsOf(InboxId id);
    Result<> saveSecrets(InboxId id, const SealedSecrets &secrets);

private:
    Connection &m_connection;
};

} // namespace acolhe::store
