// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/clock.h"
#include "ui/inbox/conversation_rows.h"
#include "ui/inbox/inbox_desk.h"
#include "ui/inbox/thread_bubbles.h"
#include "ui/widgets/timeline.h"

#include <QDateTime>
#include <QTimeZone>

#include <functional>

class QSettings;
class QSplitter;
class QTimer;

namespace acolhe::ui {

class Composer;
class ConversationView;
class PatientPanel;
class Snackbar;
class ThreadMedia;
class SpokenRows;

/// The attendant's screen: list, conversation, patient. Asks the desk and shows what it says.
class InboxView final : public QWidget {
    Q_OBJECT
public:
    /// Both are borrowed and must live longer.
    InboxView(InboxDesk &desk, const Clock &clock, QWidget *parent = nullptr);
    ~InboxView() override;

    /// The clinic's time zone.
    void setTimeZone(const QTimeZone &zone);
    void focusSearch();
    /// Opens a conversation, whether the list shows it or not.
    void open(ConversationId id);

    void saveState(QSettings &settings) const;
    void restoreState(const QSettings &settings);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void listenToDesk();
    void listenToParts();
    void bindKeys();
    void bind(const QKeySequence &keys, void (InboxView::*action)());

    void showList();
    void showCurrent();
    void showHeader(const Conversation &conversation);
    void showComposer(const Conversation &conversation);
    void showPatient();
    void showPanel();
    void noteUnread();
    void markReadSoon();

    ConversationRow rowOf(const QModelIndex &index) const;
    TimelineEntry entryOf(const QModelIndex &index) const;
    std::optional<BubbleContent> conversationLine(const QModelIndex &row) const;
    QString spokenItem(const QModelIndex &index) const;

    void openRow(const QModelIndex &index);
    void keepDraft();
    void takeDraft();
    void showDraft(const Draft &draft);
    void listenToWriting();
    void takeArrivedDraft(const Draft &draft);
    void showHeld();
    void undoSend();
    void showScheduled();
    void offerLater(const QPoint &at);
    void chooseLater();
    void sendLater(Timestamp at);
    void editScheduled(ScheduledMessageId id);
    void takeBackScheduled(ConversationId id, const QString &text, const Error &error);
    void takeBack(ConversationId id, const QString &text, bool note, const QString &why, const QString &copy);
    void noteArrivals(int first, int last);
    void setUndoTime(int seconds);
    QDateTime clinicNow() const;
    void activate(const QModelIndex &index, const BubblePart &part);
    void showMessageMenu(const QModelIndex &index, const QPoint &at);
    QString withAuthor(const ThreadItem &item) const;
    void askForDate(const QDate &shown);
    void replyTo(const QModelIndex &index);
    void jumpTo(MessageId id);
    void send(const QString &text);
    void takeBackNote(ConversationId id, const QString &text, const Error &error);
    /// A snackbar whose action does that.
    void offer(const QString &text, const QString &action, std::function<void()> onAction);
    void changeStatus(ConversationStatus status);

    void take();
    void resolve();
    void toggleNote();
    void togglePanel();
    void next();
    void previous();
    void nextPane();
    void step(int rows);
    void writeReply();

    InboxDesk &m_desk;
    const Clock &m_clock;
    Times m_times;
    ConversationRows m_rows;
    ThreadBubbles m_bubbles;
    SpokenRows *m_spokenList;
    SpokenRows *m_spokenThread;
    ListPane *m_list;
    ConversationView *m_view;
    PatientPanel *m_panel;
    QSplitter *m_splitter;
    Snackbar *m_snackbar;
    ThreadMedia *m_media = nullptr; ///< null: the desk has no files
    QTimer *m_readTimer;
    QTimer *m_minute;
    QTimer *m_holdTick;
    QTimeZone m_zone = QTimeZone::systemTimeZone();
    int m_undoSeconds = 5;
    ConversationId m_open;
    std::optional<MessageId> m_replyTo;
    std::optional<MessageId> m_firstUnread;
    bool m_unreadNoted = false;
    int m_unreadCount = 0;
    bool m_panelWanted = true;
    bool m_panelForced = false; ///< wanted although the window is narrow
    std::function<void()> m_offered; ///< what the snackbar's action does
};

} // namespace acolhe::ui
