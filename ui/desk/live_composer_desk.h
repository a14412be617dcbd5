// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/protocol/events.h"
#include "ui/client/mirror.h"
#include "ui/inbox/composer_desk.h"

#include <QDeadlineTimer>
#include <QHash>

namespace acolhe::ui {

/// The composer's desk on a connection and a mirror. A draft is in the mirror within a fifth of a second of a
/// key, and with the server when the typing rests. Main thread.
class LiveComposerDesk final : public ComposerDesk {
    Q_OBJECT
public:
    /// How long the typing rests before the server is told.
    static constexpr int restMs = 1'500;
    /// How often the others are told that one is still here; they forget after 45 s.
    static constexpr int tellViewingMs = 30'000;

    LiveComposerDesk(client::Connection &connection, client::Mirror &mirror, QObject *parent = nullptr);

    void restore(const QList<client::KeptDraft> &drafts);
    void setMe(UserId me) { m_me = me; }
    /// Signed in: drafts and schedule are read anew, and what was typed meanwhile is told.
    void goOnline();
    void apply(const client::ServerEvent &event);
    /// The open conversation is another one; invalid: none is.
    void open(ConversationId id);

    Draft draft(ConversationId id) const override;
    void keepDraft(
        ConversationId id, const QString &text, bool note, std::optional<MessageId> replyTo) override;
    QList<ScheduledMessage> scheduled() const override { return m_scheduled; }
    void schedule(ConversationId id, const QString &text, std::optional<MessageId> replyTo, Timestamp at,
        bool cancelOnReply) override;
    void reschedule(ScheduledMessageId id, const QString &text, Timestamp at, bool cancelOnReply) override;
    void cancelScheduled(ScheduledMessageId id) override;
    QStringList viewers() const override;

private:
    bool isOnline() const;
    void put(const client::KeptDraft &kept);
    void tellDrafts();
    void tellDraft(const client::KeptDraft &kept);
    void readDrafts();
    void takeDraft(const Draft &draft);
    void readScheduled();
    void takeScheduled(const ScheduledMessage &scheduled);
    void takeScheduleReply(const Result<wire::ScheduledReply> &reply);
    void tellViewing(ConversationId id, bool viewing);
    void takeViewing(const wire::Viewing &news);
    void noteViewer(const Sender &who, bool viewing);

    struct Viewer {
        Sender who;
        QDeadlineTimer until;
    };

    client::Connection &m_connection;
    client::Mirror &m_mirror;
    const QString m_origin; ///< names this run of the program
    UserId m_me;
    QHash<ConversationId, client::KeptDraft> m_drafts;
    QTimer m_rest;
    ConversationId m_open;
    QList<ScheduledMessage> m_scheduled;
    QList<Viewer> m_viewers;
    QTimer m_viewing;
};

} // namespace acolhe::ui
