// SPDX-License-Identifier: Apache-2.0
#include "backend/store/inboxes.h"

namespace acolhe::store {

using namespace Qt::StringLiterals;

static Inbox inboxOf(Row &row)
{
    Inbox inbox;
    inbox.id = row.next<InboxId>();
    inbox.channel = row.next<QString>();
    inbox.name = row.next<QString>();
    inbox.state = row.next<InboxState>();
    inbox.stateReason = row.next<std::optional<QString>>();
    inbox.settings = row.next<QJsonObject>();
    return inbox;
}

static const QString select = u"SELECT id, channel, name, state, state_reason, settings FROM inbox "_s;

Result<Inbox> Inboxes::find(InboxId id)
{
    auto found = m_connection.one<Inbox>(select + u"WHERE id = ?"_s, with(id), inboxOf);
    if (!found)
        return found.error();
    return *found ? Result<Inbox>(**std::move(found)) : Result<Inbox>(Error::notFound(u"inbox"_s));
}

Result<QList<Inbox>> Inboxes::all()
{
    return m_connection.all<Inbox>(select + u"WHERE deleted = 0 ORDER BY name, id"_s, {}, inboxOf);
}

Result<InboxId> Inboxes::add(const Inbox &inbox, Timestamp now)
{
    const auto id = m_connection.insert(
        u"INSERT INTO inbox (channel, name, state, state_reason, settings, created_at) VALUES (?, ?, ?, ?, ?, ?) RETURNING id"_s,
        with(inbox.channel, inbox.name, inbox.state, inbox.stateReason, inbox.settings, now));
    return id ? Result<InboxId>(InboxId{*id}) : Result<InboxId>(id.error());
}

Result<> Inboxes::save(const Inbox &inbox)
{
    const auto saved = m_connection.run(
        u"UPDATE inbox SET name = ?, state = ?, state_reason = ?, settings = ? WHERE id = ?"_s,
        with(inbox.name, inbox.state, inbox.stateReason, inbox.settings, inbox.id));
    return saved ? Result<>(Done{}) : Result<>(saved.error());
}

Result<> Inboxes::remove(InboxId id)
{
    const auto gone = m_connection.run(
        u"UPDATE inbox SET deleted = 1, state = 'disabled', secrets = NULL WHERE id = ?"_s, with(id));
    return gone ? Result<>(Done{}) : Result<>(gone.error());
}

Result<std::optional<SealedSecrets>> Inboxes::secretsOf(InboxId id)
{
    return m_connection.one<SealedSecrets>(
        u"SELECT secrets_key, secrets FROM inbox WHERE id = ? AND secrets IS NOT NULL"_s, with(id),
        [](Row &row) {
            SealedSecrets sealed;
            sealed.keyId = row.next<QString>();
            sealed.bytes = row.next<QByteArray>();
            return sealed;
        });
}

Result<> Inboxes::saveSecrets(InboxId id, const SealedSecrets &secrets)
{
    const auto saved = m_connection.run(u"UPDATE inbox SET secrets = ?, secrets_key = ? WHERE id = ?"_s,
        with(secrets.bytes, secrets.keyId, id));
    return saved ? Result<>(Done{}) : Result<>(saved.error());
}

} // namespace acolhe::store
