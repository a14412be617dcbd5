// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/inbox/inbox_desk.h"

#include <QStandardItemModel>

namespace acolhe::samples {

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
    bool isLoadingThread() const override { return loadingThread; }
    bool isLoadingOlder() const override { return false; }
    std::optional<Patient> patient() const override { return card; }
    QList<Conversation> history() const override { return past; }
    QStringList typing() const override { return writers; }
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
