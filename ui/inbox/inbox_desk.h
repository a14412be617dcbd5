// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/conversation.h"
#include "backend/domain/inbox.h"
#include "backend/domain/metrics.h"
#include "backend/domain/quick_reply.h"
#include "ui/inbox/composer_desk.h"
#include "ui/inbox/list_pane.h"
#include "ui/inbox/media_desk.h"

#include <QAbstractItemModel>

namespace acolhe::ui {

/// One row of a thread: a message or an internal note.
struct ThreadItem {
    qint64 key = 0; ///< names the row, also while the message has no id of the server's yet
    std::optional<Message> message;
    std::optional<Note> note;

    Timestamp time() const;
};

/// A message that waits a moment, so that it can be taken back.
struct HeldSend {
    MessageId id;
    QString text;
    std::optional<MessageId> replyTo;
    Timestamp until;
};

/// What the signed-in person may do with the open conversation.
struct Rights {
    bool answer = false;
    bool take = false;
    bool assign = false; ///< to anybody
    bool changeStatus = false;

    bool operator==(const Rights &) const = default;
};

/// What the inbox screen works on: the list, the open conversation, its patient, and what can be asked of
/// them. Everything is local and answers at once; what takes time tells of it by the signals. Main thread.
class InboxDesk : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    // The list.
    virtual QAbstractItemModel &conversations() = 0;
    virtual Conversation conversationAt(const QModelIndex &index) const = 0;
    virtual void showShelf(Shelf shelf, const QString &search) = 0;
    virtual void loadMoreConversations() = 0;
    virtual bool isLoadingConversations() const = 0;
    virtual int count(Shelf shelf) const = 0; ///< negative: not known
    virtual int unreadConversations() const = 0; ///< mine, for the badge
    /// Gives the row of a conversation in the list; invalid when it is not there.
    virtual QModelIndex find(ConversationId id) const = 0;

    // The open conversation.
    virtual void open(ConversationId id) = 0;
    virtual std::optional<Conversation> current() const = 0;
    virtual QAbstractItemModel &thread() = 0;
    virtual ThreadItem itemAt(const QModelIndex &index) const = 0;
    virtual std::optional<Message> message(MessageId id) const = 0;
    virtual QModelIndex findMessage(MessageId id) const = 0;
    virtual void loadOlder() = 0;
    /// Whether the thread has the patient's other conversations too, as far as this person may see them.
    virtual bool showsWholePatient() const = 0;
    virtual void showWholePatient(bool whole) = 0;
    /// Loads older ones until this message is there; messageFound() or messageMissing() follows.
    virtual void findOlder(MessageId id) = 0;
    /// The same for the first message from then on.
    virtual void findSince(Timestamp from) = 0;
    virtual bool isLoadingThread() const = 0;
    virtual bool isLoadingOlder() const = 0;
    virtual std::optional<Patient> patient() const = 0;
    virtual QList<Conversation> history() const = 0;
    virtual Rights rights() const = 0;
    /// Who else is writing in it now, by name.
    virtual QStringList typing() const = 0;
    /// The latest of the open conversation that can be taken back.
    virtual std::optional<HeldSend> held() const = 0;
    virtual ComposerDesk &writing() = 0;

    // The clinic around.
    virtual UserId me() const = 0;
    /// Typed here and not with the server yet, refused texts among them.
    virtual int unsentCount() const = 0;
    virtual QString inboxName(InboxId id) const = 0;
    virtual QString attendantName(UserId id) const = 0;
    virtual QList<Attendant> team() const = 0;
    virtual QList<QuickReply> quickReplies() const = 0;
    virtual QString myName() const = 0;
    virtual QString clinicName() const = 0;
    virtual Capabilities capabilities(const QString &channel) const = 0;

    // What can be asked. Refusals come by refused().
    /// Names the conversation, so that a text never goes elsewhere than where it was typed.
    virtual void send(ConversationId id, const QString &text, std::optional<MessageId> replyTo) = 0;
    /// How long what is sent from now on can be taken back, in milliseconds; 0: not at all.
    virtual void setUndoTime(int ms) = 0;
    /// Takes a held message back; nothing when it is on its way already.
    virtual void undoSend(MessageId id) = 0;
    /// The files of the clinic; null where there are none to be had.
    virtual MediaDesk *media() const = 0;
    /// Sends a file that was uploaded.
    virtual void sendFile(ConversationId id, const Attachment &attachment, const QString &caption) = 0;
    /// Tells the others that this person writes there, or does no more. May be called at every key.
    virtual void tellTyping(ConversationId id, bool typing) = 0;
    /// Saves it, or gives it back by noteRefused(): a note does not wait for a server that is not there.
    virtual void addNote(ConversationId id, const QString &text) = 0;
    virtual void retry(MessageId id) = 0;
    virtual void assign(std::optional<UserId> attendant) = 0;
    virtual void setStatus(ConversationStatus status) = 0;
    virtual void markRead() = 0;
    /// Takes the conversation that waits longest and opens it.
    virtual void takeNext() = 0;

Q_SIGNALS:
    void conversationsChanged(); ///< rows, counts or loading
    void currentChanged(); ///< another conversation is open, or it has other values
    void threadChanged(); ///< its loading state
    void messageFound(acolhe::MessageId id);
    void messageMissing(acolhe::MessageId id);
    void patientChanged();
    void typingChanged();
    void heldChanged();
    void clinicChanged(); ///< names, team, presence, capabilities, quick replies
    void refused(const acolhe::Error &error);
    void noteRefused(acolhe::ConversationId id, const QString &text, const acolhe::Error &error);
    /// The thread of the open conversation cannot be had.
    void threadFailed(const acolhe::Error &error);
};

} // namespace acolhe::ui
