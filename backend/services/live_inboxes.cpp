// SPDX-License-Identifier: Apache-2.0
#include "backend/services/live_inboxes.h"

#include "backend/base/log.h"
#include "backend/protocol/events.h"
#include "backend/store/inboxes.h"

namespace acolhe::services {

LiveInboxes::LiveInboxes(store::Store &store, InboxDirectory &directory, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_directory(directory)
    , m_clock(clock)
{
    connect(&directory, &InboxDirectory::changed, this, &LiveInboxes::follow);
}

channels::Session *LiveInboxes::find(ClinicId clinic, InboxId inbox) const
{
    return m_paused.contains({clinic, inbox}) ? nullptr : m_sessions.value({clinic, inbox});
}

void LiveInboxes::follow(ClinicId clinic, InboxId inbox)
{
    const Key key{clinic, inbox};
    const DirectoryEntry *entry = m_directory.find(clinic, inbox);
    const bool same = entry && m_sessions.contains(key) && m_settings.value(key) == entry->config.settings
        && m_secrets.value(key) == entry->config.secrets;
    if (same)
        return;
    if (channels::Session *old = m_sessions.take(key))
        old->deleteLater(); // what it is sending ends with it: those attempts are in doubt
    m_paused.remove(key);
    m_settings.remove(key);
    m_secrets.remove(key);
    if (!entry)
        return;
    channels::Session *session = entry->channel->open(entry->config).release();
    session->setParent(this);
    m_sessions.insert(key, session);
    m_settings.insert(key, entry->config.settings);
    m_secrets.insert(key, entry->config.secrets);
    connect(session, &channels::Session::stateChanged, this,
        [this, clinic, inbox](
            InboxState state, const QString &reason) { setState(clinic, inbox, state, reason); });
    // New settings are a new chance; what needed attention at the last stop still does.
    if (entry->state == InboxState::NeedsAttention)
        m_paused.insert(key);
    else
        setState(clinic, inbox, InboxState::Connected, {});
    Q_EMIT opened(clinic, inbox);
}

void LiveInboxes::setState(ClinicId clinic, InboxId inbox, InboxState state, const QString &reason)
{
    const Key key{clinic, inbox};
    if (state == InboxState::NeedsAttention)
        m_paused.insert(key);
    else if (m_paused.remove(key))
        Q_EMIT opened(clinic, inbox);
    const Timestamp now{m_clock.nowMs()};
    m_store
        .write<Done>(clinic,
            [=](store::Transaction &transaction) -> Result<> {
                store::Inboxes inboxes(transaction);
                auto row = inboxes.find(inbox);
                if (!row)
                    return row.error();
                const auto why = reason.isEmpty() ? std::nullopt : std::optional(reason);
                if (row->state == state && row->stateReason == why)
                    return Done{};
                row->state = state;
                row->stateReason = why;
                if (const auto saved = inboxes.save(*row); !saved)
                    return saved;
                Audience audience;
                audience.scope = Audience::Scope::Managers; // it holds settings
                transaction.addEvent(wire::makeEvent(wire::InboxUpdated{*row, false}, now, audience));
                return Done{};
            })
        .then(this, [clinic, inbox](const Result<> &written) {
            if (!written)
                qCWarning(logChannel) << "the state of inbox" << inbox.value << "of clinic" << clinic.value
                                      << "was not written:" << written.error().text;
        });
}

} // namespace acolhe::services
