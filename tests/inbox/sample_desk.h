// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/inbox/inbox_desk.h"

#include <QHash>
#include <QStandardItemModel>

namespace acolhe::samples {

/// The composer's part of it.
class SampleComposerDesk final : public ui::ComposerDesk {
    Q_OBJECT
public:
    using ComposerDesk::ComposerDesk;

    QHash<ConversationId, Draft> drafts;
    QList<ScheduledMessage> later;
    QStringList asked; ///< "schedule 1: Oi at 123 cancel", in order
    QStringList here; ///< who has it open

    Draft draft(ConversationId id) const override { return drafts.value(id); }
    void keepDraft(
        ConversationId id, const QString &text, bool note, std::optional<MessageId> replyTo) override
    {
        drafts.insert(id, {id, text.trimmed().isEmpty() ? QString() : text, note, replyTo, {}, {}});
    }
    QList<ScheduledMessage> scheduled() const override { return later; }
    void schedule(ConversationId id, const QString &text, std::optional<MessageId>, Timestamp at,
        bool cancelOnReply) override
    {
        asked << QStringLiteral("schedule %1: %2 at %3%4")
                     .arg(id.value)
                     .arg(
                         text, QString::number(at.ms), cancelOnReply ? QStringLiteral(" cancel") : QString());
    }
    void reschedule(ScheduledMessageId id, const QString &text, Timestamp, bool cancelOnReply) override
    {
        asked << QStringLiteral("reschedule %1: %2%3")
                     .arg(id.value)
                     .arg(text, cancelOnReply ? QStringLiteral(" cancel") : QString());
    }
    void cancelScheduled(ScheduledMessageId id) override
    {
        asked << QStringLiteral("cancel %1").arg(id.value);
    }
    QStringList viewers() const override { return here; }
};

/// A desk written by hand: shows the sample clinic, notes what was asked, and changes only when a test says
/// so.
class SampleDesk final : public ui::InboxDesk {
    Q_OBJECT
public:
    explicit SampleDesk(QObject *parent = nullptr);

    QList<Conversation> rows;
    QList<ui::ThreadItem> items;
    std::optional<Conversation> opened;
    std::optional<Patient> card;
    QList<Conversation> past;
    ui::Rights allowed{true, true, true, true};
    Capabilities can;
    QList<QuickReply> prepared;
    bool loadingList = false;
    bool loadingThread = false;
    QStringList asked; ///< "send 1: Oi", in order
    int askedForOlder = 0;
    int unsent = 0;
    QStringList writers;
    QList<bool> told; ///< that one types here
    bool refuseNotes = false;
    std::optional<ui::HeldSend> heldSend;
    int undoTime = -1; ///< milliseconds, as it was told
    SampleComposerDesk composing;
    bool whole = true;
    ui::MediaDesk *files = nullptr; ///< borrowed; before the view is made

    /// Puts rows and items into the models anew.
    void fill();
    void append(const ui::ThreadItem &item);
    void prepend(const QList<ui::ThreadItem> &older);
    void change(const Conversation &conversation);
    void removeRow(int row);

    QAbstractItemModel &conversations() override { return m_rows; }
    Conversation conversationAt(const QModelIndex &index) const override { return rows.value(index.row()); }
    void showShelf(ui::Shelf shelf, const QString &search) override;
    void loadMoreConversations() override { }
    bool isLoadingConversations() const override { return loadingList; }
    int count(ui::Shelf shelf) const override;
    int unreadConversations() const override;
    QModelIndex find(ConversationId id) const override;
    void open(ConversationId id) override;
    std::optional<Conversation> current() const override { return opened; }
    QAbstractItemModel &thread() override { return m_items; }
    ui::ThreadItem itemAt(const QModelIndex &index) const override { return items.value(index.row()); }
    std::optional<Message> message(MessageId id) const override;
    QModelIndex findMessage(MessageId id) const override;
    void loadOlder() override { ++askedForOlder; }
    bool showsWholePatient() const override { return whole; }
    void showWholePatient(bool wanted) override
    {
        whole = wanted;
        asked << QStringLiteral("whole %1").arg(wanted);
    }
    void findOlder(MessageId id) override { asked << QStringLiteral("find %1").arg(id.value); }
    void findSince(Timestamp from) override { asked << QStringLiteral("since %1").arg(from.ms); }
    ui::MediaDesk *media() const override { return files; }
    void sendFile(ConversationId id, const Attachment &attachment, const QString &caption) override
    {
        asked << QStringLiteral("file %1: %2 %3").arg(id.value).arg(attachment.fileName, caption).trimmed();
    }
    bool isLoadingThread() const override { return loadingThread; }
    bool isLoadingOlder() const override { return false; }
    std::optional<Patient> patient() const override { return card; }
    QList<Conversation> history() const override { return past; }
    QStringList typing() const override { return writers; }
    std::optional<ui::HeldSend> held() const override { return heldSend; }
    ui::ComposerDesk &writing() override { return composing; }
    void setUndoTime(int ms) override { undoTime = ms; }
    void undoSend(MessageId id) override
    {
        asked << QStringLiteral("undo %1").arg(id.value);
        heldSend.reset();
        Q_EMIT heldChanged();
    }
    void tellTyping(ConversationId, bool typing) override { told << typing; }
    ui::Rights rights() const override { return allowed; }
    UserId me() const override;
    int unsentCount() const override { return unsent; }
    QString inboxName(InboxId id) const override;
    QString attendantName(UserId id) const override;
    QList<Attendant> team() const override;
    QList<QuickReply> quickReplies() const override { return prepared; }
    QString myName() const override { return QStringLiteral("Paula Reis"); }
    QString clinicName() const override { return QStringLiteral("Vida Plena"); }
    Capabilities capabilities(const QString &channel) const override;
    void send(ConversationId id, const QString &text, std::optional<MessageId> replyTo) override;
    void addNote(ConversationId id, const QString &text) override;
    void retry(MessageId id) override;
    void assign(std::optional<UserId> attendant) override;
    void setStatus(ConversationStatus status) override;
    void markRead() override { asked << QStringLiteral("read"); }
    void takeNext() override { asked << QStringLiteral("next"); }

private:
    QStandardItemModel m_rows;
    QStandardItemModel m_items;
};

ui::ThreadItem item(const Message &message);
ui::ThreadItem item(const Note &note);

} // namespace acolhe::samples
