// SPDX-License-Identifier: Apache-2.0
#include "ui/desk/clinic_directory.h"

#include "backend/protocol/events.h"

namespace acolhe::ui {

ClinicDirectory::ClinicDirectory(client::Connection &connection, QObject *parent)
    : QObject(parent)
    , m_connection(connection)
{
}

void ClinicDirectory::load()
{
    m_connection.call<wire::InboxesList>({}).then(
        this, [this](const Result<wire::InboxesList::Reply> &reply) {
            if (reply) {
                m_inboxes = reply->inboxes;
                Q_EMIT changed();
            }
        });
    m_connection.call<wire::UsersAttendants>({}).then(
        this, [this](const Result<wire::UsersAttendants::Reply> &reply) {
            if (reply) {
                m_team = reply->attendants;
                Q_EMIT changed();
            }
        });
    m_connection.call<wire::ChannelsList>({}).then(
        this, [this](const Result<wire::ChannelsList::Reply> &reply) {
            if (reply) {
                m_channels = reply->channels;
                Q_EMIT changed();
            }
        });
    m_connection.call<wire::ClinicGetSettings>({}).then(
        this, [this](const Result<wire::ClinicSettingsReply> &reply) {
            if (reply) {
                m_settings = reply->settings;
                Q_EMIT changed();
            }
        });
    loadQuickReplies();
}

void ClinicDirectory::loadQuickReplies()
{
    m_connection.call<wire::QuickRepliesList>({}).then(
        this, [this](const Result<wire::QuickRepliesList::Reply> &reply) {
            if (reply) {
                m_quickReplies = reply->quickReplies;
                Q_EMIT changed();
            }
        });
}

void ClinicDirectory::apply(const client::ServerEvent &event)
{
    if (event.type == QLatin1StringView(wire::InboxUpdated::type)) {
        const auto update = wire::fromJson<wire::InboxUpdated>(event.data, wire::Unknown::Ignored);
        if (!update)
            return;
        m_inboxes.removeIf([&](const Inbox &one) { return one.id == update->inbox.id; });
        if (!update->deleted)
            m_inboxes.append(update->inbox);
        Q_EMIT changed();
    } else if (event.type == QLatin1StringView(wire::UserPresence::type)) {
        const auto update = wire::fromJson<wire::UserPresence>(event.data, wire::Unknown::Ignored);
        for (Attendant &one : m_team) {
            if (update && one.id == update->userId && one.presence != update->presence) {
                one.presence = update->presence;
                Q_EMIT changed();
            }
        }
    } else if (event.type == QLatin1StringView(wire::QuickRepliesChanged::type)) {
        loadQuickReplies();
    } else if (event.type == QLatin1StringView(wire::ClinicUpdated::type)) {
        if (const auto update = wire::fromJson<wire::ClinicUpdated>(event.data, wire::Unknown::Ignored)) {
            m_settings = update->settings;
            Q_EMIT changed();
        }
    } else if (event.type == QLatin1StringView(wire::UserUpdated::type)) {
        load();
    }
}

void ClinicDirectory::restore(const client::Surroundings &surroundings)
{
    m_inboxes = surroundings.inboxes;
    m_channels = surroundings.channels;
    m_quickReplies = surroundings.quickReplies;
    m_settings = surroundings.settings.value_or(ClinicSettings());
    m_team = surroundings.team;
    for (Attendant &one : m_team)
        one.presence = Presence::Offline; // that was then
}

QString ClinicDirectory::inboxName(InboxId id) const
{
    for (const Inbox &one : m_inboxes) {
        if (one.id == id)
            return one.name;
    }
    return {};
}

QString ClinicDirectory::attendantName(UserId id) const
{
    for (const Attendant &one : m_team) {
        if (one.id == id)
            return one.name;
    }
    return {};
}

Capabilities ClinicDirectory::capabilities(const QString &channel) const
{
    for (const ChannelType &one : m_channels) {
        if (one.type == channel)
            return one.capabilities;
    }
    return {};
}

} // namespace acolhe::ui
