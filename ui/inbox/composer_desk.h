// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/draft.h"
#include "backend/domain/scheduled_message.h"

#include <QObject>
#include <QStringList>

namespace acolhe {
struct Error;
}

namespace acolhe::ui {

/// What the composer works on besides the conversation itself: what was begun, what is sent later, and who
/// else is here. Answers at once, from what is on this computer. Main thread.
class ComposerDesk : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// What this person has begun to write there, here or on another computer; without text there is nothing.
    virtual Draft draft(ConversationId id) const = 0;
    /// Keeps it on this computer now, and on the server when the typing rests. May be called at every key.
    virtual void keepDraft(
        ConversationId id, const QString &text, bool note, std::optional<MessageId> replyTo) = 0;

    /// What is to be sent later in the open conversation, the next first; refused ones are among them.
    virtual QList<ScheduledMessage> scheduled() const = 0;
    /// Refusals come back by scheduleRefused().
    virtual void schedule(ConversationId id, const QString &text, std::optional<MessageId> replyTo,
        Timestamp at, bool cancelOnReply) = 0;
    virtual void reschedule(ScheduledMessageId id, const QString &text, Timestamp at, bool cancelOnReply) = 0;
    virtual void cancelScheduled(ScheduledMessageId id) = 0;

    /// Who else of the team has the open conversation open, by name.
    virtual QStringList viewers() const = 0;

Q_SIGNALS:
    /// Another computer of this person wrote, emptied or sent it.
    void draftArrived(const acolhe::Draft &draft);
    void scheduledChanged();
    /// The text is not with the server: it is handed back.
    void scheduleRefused(acolhe::ConversationId id, const QString &text, const acolhe::Error &error);
    void viewersChanged();
};

} // namespace acolhe::ui
