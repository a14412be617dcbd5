// SPDX-License-Identifier: Apache-2.0
#include "backend/services/inbox_directory.h"

#include "backend/base/log.h"
#include "backend/store/inboxes.h"

namespace acolhe::services {

using namespace Qt::StringLiterals;

QByteArray secretsContext(ClinicId clinic, InboxId inbox)
{
    return "inbox/" + QByteArray::number(clinic.value) + '/' + QByteArray::number(inbox.value);
}

InboxDirectory::InboxDirectory(
    store::Store &store, const ChannelCatalog &catalog, const Keyring &keyring, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_catalog(catalog)
    , m_keyring(keyring)
{
}

std::optional<DirectoryEntry> InboxDirectory::entryOf(
    ClinicId clinic, const Inbox &inbox, const std::optional<QByteArray> &sealed) const
{
    if (inbox.state == InboxState::Disabled)
        return {};
    DirectoryEntry entry;
    entry.channel = m_catalog.serving(inbox.channel, inbox.settings);
    if (!entry.channel) {
        qCWarning(logChannel) << "inbox" << inbox.id.value << "of clinic" << clinic.value
                              << "has a channel that this server does not know";
        return {};
    }
    entry.config = {clinic, inbox.id, inbox.settings, {}};
    entry.type = inbox.channel;
    entry.state = inbox.state;
    if (sealed) {
        auto secrets = openSecrets(m_keyring, *sealed, secretsContext(clinic, inbox.id));
        if (!secrets) {
            qCCritical(logChannel) << "the secrets of inbox" << inbox.id.value << "of clinic" << clinic.value
                                   << "do not open with the server's keys";
            return {};
        }
        entry.config.secrets = *std::move(secrets);
    }
    entry.route = entry.channel->webhook();
    if (entry.route) {
        entry.key = inbox.settings.value(entry.route->keySetting).toString();
        for (const QString &setting : std::as_const(entry.route->accountSettings))
            entry.accounts.append(inbox.settings.value(setting).toString());
    }
    return entry;
}

Future<> InboxDirectory::load(ClinicId clinic)
{
    using Rows = QList<std::pair<Inbox, std::optional<QByteArray>>>;
    return m_store
        .read<Rows>(clinic,
            [](store::Connection &connection) -> Result<Rows> {
                store::Inboxes inboxes(connection);
                const auto all = inboxes.all();
                if (!all)
                    return all.error();
                Rows rows;
                for (const Inbox &inbox : *all) {
                    const auto sealed = inboxes.secretsOf(inbox.id);
                    if (!sealed)
                        return sealed.error();
                    rows.append({inbox, *sealed ? std::optional((*sealed)->bytes) : std::nullopt});
                }
                return rows;
            })
        .then(this, [this, clinic](const Result<Rows> &rows) -> Result<> {
            if (!rows)
                return rows.error();
            QList<DirectoryEntry> entries;
            for (const auto &[inbox, sealed] : *rows) {
                if (auto entry = entryOf(clinic, inbox, sealed))
                    entries.append(*std::move(entry));
            }
            replace(clinic, entries);
            return Done{};
        });
}

void InboxDirectory::replace(ClinicId clinic, const QList<DirectoryEntry> &entries)
{
    QSet<InboxId> touched;
    for (const DirectoryEntry &entry : of(clinic)) {
        touched.insert(entry.config.id);
        m_entries.remove({clinic, entry.config.id});
        if (entry.route)
            m_byKey.remove(entry.route->family + u'/' + entry.key, {clinic, entry.config.id});
    }
    for (const DirectoryEntry &entry : entries) {
        touched.insert(entry.config.id);
        m_entries.insert({clinic, entry.config.id}, entry);
        if (entry.route)
            m_byKey.insert(entry.route->family + u'/' + entry.key, {clinic, entry.config.id});
    }
    for (const InboxId inbox : std::as_const(touched))
        Q_EMIT changed(clinic, inbox);
}

void InboxDirectory::drop(ClinicId clinic)
{
    replace(clinic, {});
}

QList<DirectoryEntry> InboxDirectory::withKey(const QString &family, const QString &key) const
{
    QList<DirectoryEntry> found;
    const auto keys = m_byKey.values(family + u'/' + key);
    for (const Key &one : keys)
        found.append(m_entries.value(one));
    return found;
}

const DirectoryEntry *InboxDirectory::find(ClinicId clinic, InboxId inbox) const
{
    const auto found = m_entries.constFind({clinic, inbox});
    return found == m_entries.cend() ? nullptr : &*found;
}

QList<DirectoryEntry> InboxDirectory::of(ClinicId clinic) const
{
    QList<DirectoryEntry> found;
    for (auto it = m_entries.begin(); it != m_entries.end(); ++it) {
        if (it.key().first == clinic)
            found.append(*it);
    }
    return found;
}

} // namespace acolhe::services
