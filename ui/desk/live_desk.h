// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/protocol/events.h"
#include "ui/desk/clinic_directory.h"
#include "ui/desk/conversation_rows_model.h"
#include "ui/desk/live_composer_desk.h"
#include "ui/desk/thread_model.h"

#include <QDeadlineTimer>
#include <QTimer>

namespace acolhe::ui {

/// The inbox screen's desk on a connection and a mirror: what was seen before is shown at once, also without
/// the server. What a person asks is shown at once and sent; what was typed waits for the server as long as
/// it takes, over restarts too, and is never sent twice. Main thread.
class LiveDesk final : public InboxDesk {
    Q_OBJECT
public:
    /// How long somebody counts as writing who says no more.
    static constexpr int typingMs = 5'000;

    /// Both are borrowed and must live longer. `kept`: what the mirror opened with.
    LiveDesk(client::Connection &connection, client::Mirror &mirror, const client::Mirror::Kept &kept,
        QObject *parent = nullptr);
    ~LiveDesk() override;

    const QList<Inbox> &inboxes() const { return m_clinic.inboxes(); }

    QAbstractItemModel &conversations() override { return m_rows; }
    Conversation conversationAt(const QModelIndex &index) const override { return m_rows.at(index.row()); }
    void showShelf(Shelf shelf, const QString &search) override;
    void loadMoreConversations() override;
    bool isLoadingConversations() const override { return m_listCalls > 0; }
    int count(Shelf shelf) const override;
    int unreadConversations() const override;
    QModelIndex find(ConversationId id) const override;

    void open(ConversationId id) override;
    std::optional<Conversation> current() const override { return m_current; }
    QAbstractItemModel &thread() override { return m_thread; }
    ThreadItem itemAt(const QModelIndex &index) const override { return m_thread.at(index.row()); }
    std::optional<Message> message(MessageId id) const override;
    QModelIndex findMessage(MessageId id) const override;
    void loadOlder() override;
    bool showsWholePatient() const override { return m_wholePatient; }
    void showWholePatient(bool whole) override;
    void findOlder(MessageId id) override;
    void findSince(Timestamp from) override;
    bool isLoadingThread() const override { return m_threadLoading; }
    bool isLoadingOlder() const override { return m_olderLoading; }
    std::optional<Patient> patient() const override { return m_patient; }
    QList<Conversation> history() const override { return m_history; }
    Rights rights() const override;
    QStringList typing() const override;
    std::optional<HeldSend> held() const override;
    ComposerDesk &writing() override { return m_writing; }

    UserId me() const override { return m_me.user; }
    int unsentCount() const override { return int(m_outgoing.size()); }
    QString inboxName(InboxId id) const override { return m_clinic.inboxName(id); }
    QString attendantName(UserId id) const override { return m_clinic.attendantName(id); }
    QList<Attendant> team() const override { return m_clinic.team(); }
    QList<QuickReply> quickReplies() const override { return m_clinic.quickReplies(); }
    QString myName() const override { return m_user.name; }
    QString clinicName() const override { return m_home.name; }
    Capabilities capabilities(const QString &channel) const override
    {
        return m_clinic.capabilities(channel);
    }

    void send(ConversationId id, const QString &text, std::optional<MessageId> replyTo) override;
    void setUndoTime(int ms) override { m_undoMs = ms; }
    void undoSend(MessageId id) override;
    MediaDesk *media() const override { return m_media; }
    /// Borrowed; before the desk is shown.
    void setMedia(MediaDesk *media) { m_media = media; }
    void sendFile(ConversationId id, const Attachment &attachment, const QString &caption) override;
    void tellTyping(ConversationId id, bool typing) override;
    void addNote(ConversationId id, const QString &text) override;
    void retry(MessageId id) override;
    void assign(std::optional<UserId> attendant) override;
    void setStatus(ConversationStatus status) override;
    void markRead() override;
    void takeNext() override;

private:
    using Pages = std::function<Future<wire::ConversationPage>(const std::optional<QString> &cursor)>;

    void restore(const client::Mirror::Kept &kept);
    bool isOnline() const;
    void onOnline(bool reset);
    void onEvent(const client::ServerEvent &event);
    void applyEvent(const client::ServerEvent &event);
    void saveHead();
    void takeTyping(const wire::Typing &news);
    void forgetTyping(const Sender &who);
    void takeUpdate(const Message &message);
    bool belongs(Shelf shelf, const Conversation &conversation) const;
    bool fitsSearch(const Conversation &conversation) const;
    void reload();
    /// One of the server's lists that the shelf is made of; the rest of it comes by loadMoreConversations().
    void loadList(int list, const Pages &pages, const std::optional<QString> &cursor);
    void readCounts();
    void take(const Conversation &conversation);
    void takeReply(const Result<wire::ConversationReply> &reply);
    void loadThread();
    void loadThreadFromServer();
    void showLocalMessages();
    void loadNotes(ConversationId id);
    void loadPatient(ConversationId id);
    void takeMessages(const Result<wire::MessagesGetByConversation::Reply> &page);
    void post(wire::MessagesSend::Request request);
    bool belongsToThread(const Message &message, const Conversation &conversation) const;
    void readOlder(MessageId before, int limit);
    bool isSearching() const { return m_sought || m_soughtSince; }
    void endSearch(std::optional<MessageId> found);
    void searchOn();
    void takeOlderFromMirror(ConversationId id, MessageId before);
    void deliver(const client::Outgoing &outgoing);
    void takeAnswer(const client::Outgoing &outgoing, const Result<wire::MessageReply> &reply);
    void change(const client::Outgoing &outgoing);
    void deliverWaiting();
    Message localMessage(const client::Outgoing &outgoing) const;

    client::Connection &m_connection;
    client::Mirror &m_mirror;
    ClinicDirectory m_clinic;
    LiveComposerDesk m_writing;
    Caller m_me;
    User m_user;
    Clinic m_home;

    ConversationRowsModel m_rows;
    QHash<ConversationId, Conversation> m_known;
    Shelf m_shelf = Shelf::Mine;
    QString m_search; ///< folded
    int m_listGeneration = 0; ///< answers of an older shelf are dropped
    int m_listCalls = 0;
    struct Rest {
        Pages pages;
        QString cursor;
    };
    QHash<int, Rest> m_rest;
    std::optional<wire::ConversationsCounts::Reply> m_counts;
    QTimer m_countsTimer;

    struct Writer {
        Sender who;
        QDeadlineTimer until; ///< a program that went away says nothing more
    };
    QList<Writer> m_writers; ///< in the open conversation
    QTimer m_writersTimer;
    ConversationId m_toldTyping; ///< where the others were told of this person
    QDeadlineTimer m_toldUntil;

    std::optional<Conversation> m_current;
    ThreadModel m_thread;
    bool m_threadLoading = false;
    bool m_olderLoading = false;
    bool m_hasOlder = false;
    bool m_wholePatient = true;
    std::optional<MessageId> m_sought; ///< older ones are loaded until it is there
    std::optional<Timestamp> m_soughtSince; ///< or until they are older than this
    int m_soughtPages = 0;
    QHash<AttachmentId, Attachment> m_sentFiles; ///< of messages that are not with the server yet
    MediaDesk *m_media = nullptr;
    std::optional<Patient> m_patient;
    QList<Conversation> m_history;

    QList<client::Outgoing> m_outgoing; ///< typed here, not with the server yet; oldest first
    QSet<qint64> m_onTheWay;
    QTimer m_again;
    int m_undoMs = 0;
    QTimer m_holdEnds;
};

} // namespace acolhe::ui
