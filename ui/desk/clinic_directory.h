// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/client/mirror.h"

namespace acolhe::ui {

/// What is around the conversations: inboxes, team, channel types and prepared answers. Read when signed in,
/// kept by events. Main thread.
class ClinicDirectory : public QObject {
    Q_OBJECT
public:
    explicit ClinicDirectory(client::Connection &connection, QObject *parent = nullptr);

    void load();
    void apply(const client::ServerEvent &event);
    /// What was known when the program last ran, until the server says it anew.
    void restore(const client::Surroundings &surroundings);
    client::Surroundings surroundings() const
    {
        return {m_inboxes, m_team, m_channels, m_quickReplies, m_settings};
    }

    const QList<Inbox> &inboxes() const { return m_inboxes; }
    const QList<Attendant> &team() const { return m_team; }
    const QList<QuickReply> &quickReplies() const { return m_quickReplies; }
    const ClinicSettings &settings() const { return m_settings; }
    QString inboxName(InboxId id) const;
    QString attendantName(UserId id) const;
    Capabilities capabilities(const QString &channel) const;

Q_SIGNALS:
    void changed();

private:
    void loadQuickReplies();

    client::Connection &m_connection;
    QList<Inbox> m_inboxes;
    QList<Attendant> m_team;
    QList<ChannelType> m_channels;
    QList<QuickReply> m_quickReplies;
    ClinicSettings m_settings;
};

} // namespace acolhe::ui
