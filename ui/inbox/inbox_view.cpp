// SPDX-License-Identifier: Apache-2.0
#include "ui/inbox/inbox_view.h"

#include "ui/inbox/composer.h"
#include "ui/inbox/conversation_header.h"
#include "ui/inbox/conversation_list.h"
#include "ui/inbox/conversation_view.h"
#include "ui/inbox/patient_panel.h"
#include "ui/inbox/quick_replies.h"
#include "ui/inbox/spoken_rows.h"
#include "ui/inbox/thread_media.h"
#include "ui/style/metrics.h"
#include "ui/widgets/snackbar.h"
#include "ui/words/words.h"

#include <QHBoxLayout>
#include <QSettings>
#include <QSplitter>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

constexpr int minuteMs = 60'000;
constexpr int readAfterMs = 500; // walking through the list with the keys reads nothing

} // namespace

InboxView::InboxView(InboxDesk &desk, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_clock(clock)
    , m_rows(clock, m_times)
    , m_bubbles(m_times)
    , m_spokenList(new SpokenRows(
          desk.conversations(),
          [this](const QModelIndex &index) {
              const Conversation conversation = m_desk.conversationAt(index);
              return m_rows.spoken(conversation, m_desk.writing().draft(conversation.id).text);
          },
          this))
    , m_spokenThread(new SpokenRows(
          desk.thread(), [this](const QModelIndex &index) { return spokenItem(index); }, this))
    , m_list(new ListPane([this](const QModelIndex &index) { return rowOf(index); }, this))
    , m_view(new ConversationView(clock, this))
    , m_panel(new PatientPanel(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_snackbar(new Snackbar(m_view))
    , m_readTimer(new QTimer(this))
    , m_minute(new QTimer(this))
    , m_holdTick(new QTimer(this))
{
    build();
    listenToDesk();
    listenToParts();
    listenToWriting();
    bindKeys();
    showList();
    showCurrent();
}

InboxView::~InboxView() = default;

void InboxView::build()
{
    m_splitter->addWidget(m_list);
    m_splitter->addWidget(m_view);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({metrics::scaled(metrics::listWidth), 4000});
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_splitter, 1);
    row->addWidget(m_panel);
    m_list->list().setModel(m_spokenList);
    if (m_desk.media()) {
        m_media = new ThreadMedia(m_desk, *m_view);
        m_bubbles.setLook([this](const Attachment &attachment) { return m_media->look(attachment); });
        QWidget *const bubbles = m_view->timeline().viewport(); // their sizes stay
        connect(m_media, &ThreadMedia::looksChanged, bubbles, [bubbles] { bubbles->update(); });
        connect(m_media, &ThreadMedia::told, m_snackbar,
            [this](const QString &text) { m_snackbar->present(text); });
    }
    m_view->timeline().setDescribe([this](const QModelIndex &index) { return entryOf(index); });
    m_view->timeline().setModel(m_spokenThread);
    m_readTimer->setSingleShot(true);
    m_readTimer->setInterval(readAfterMs);
    m_minute->setInterval(minuteMs);
    m_minute->start();
}

void InboxView::setTimeZone(const QTimeZone &zone)
{
    m_zone = zone;
    m_times = Times(zone);
    m_rows = ConversationRows(m_clock, m_times);
    m_bubbles.setTimes(m_times);
    m_panel->setTimes(m_times);
    m_view->timeline().refresh();
    m_list->list().viewport()->update();
}

void InboxView::listenToDesk()
{
    connect(&m_desk, &InboxDesk::conversationsChanged, this, &InboxView::showList);
    connect(&m_desk, &InboxDesk::currentChanged, this, &InboxView::showCurrent);
    connect(&m_desk, &InboxDesk::patientChanged, this, &InboxView::showPatient);
    connect(&m_desk, &InboxDesk::clinicChanged, this, &InboxView::showCurrent);
    connect(&m_desk, &InboxDesk::threadChanged, this, [this] {
        m_view->setLoading(m_desk.isLoadingThread());
        m_view->setLoadingOlder(m_desk.isLoadingOlder());
        noteUnread();
    });
    connect(&m_desk, &InboxDesk::refused, this,
        [this](const Error &error) { m_snackbar->present(Words::problem(error)); });
    connect(&m_desk, &InboxDesk::noteRefused, this, &InboxView::takeBackNote);
    connect(&m_desk, &InboxDesk::threadFailed, this,
        [this](const Error &error) { m_view->showProblem(Words::problem(error)); });
    connect(m_readTimer, &QTimer::timeout, this, [this] {
        if (isVisible() && isActiveWindow())
            m_desk.markRead();
    });
    connect(m_minute, &QTimer::timeout, this, [this] { // waits grow, and at midnight the days change
        m_list->list().viewport()->update();
        m_view->timeline().refresh();
    });
}

void InboxView::showList()
{
    for (const Shelf shelf : {Shelf::Mine, Shelf::Queue, Shelf::All, Shelf::Resolved})
        m_list->setCount(shelf, shelf == Shelf::Resolved ? -1 : m_desk.count(shelf));
    m_list->setLoading(m_desk.isLoadingConversations());
    const QModelIndex row = m_spokenList->mapFromSource(m_desk.find(m_open));
    if (m_list->list().currentIndex() != row)
        m_list->list().setCurrentIndex(row);
}

void InboxView::showCurrent()
{
    const std::optional<Conversation> current = m_desk.current();
    const ConversationId id = current ? current->id : ConversationId{};
    if (id != m_open) {
        m_open = id;
        m_firstUnread.reset();
        m_unreadNoted = false;
        m_unreadCount = current ? current->unread : 0;
        takeDraft();
        m_view->timeline().scrollToEnd();
    }
    if (!current) {
        if (m_media)
            m_media->showConversation();
        m_view->showNothing();
        m_panel->clear();
        showPanel();
        return;
    }
    showHeader(*current);
    showComposer(*current);
    if (m_media)
        m_media->showConversation();
    m_view->setLoading(m_desk.isLoadingThread());
    m_view->showThread();
    m_panel->setSummary(current->patient, current->channel);
    showPatient();
    showPanel();
    noteUnread();
    markReadSoon();
}

void InboxView::showHeader(const Conversation &conversation)
{
    const Rights rights = m_desk.rights();
    HeaderState state;
    state.conversation = conversation;
    state.inbox = m_desk.inboxName(conversation.inboxId);
    if (conversation.attendantId)
        state.attendant = m_desk.attendantName(*conversation.attendantId);
    state.mine = conversation.attendantId == m_desk.me();
    state.mayAssign = rights.assign;
    state.mayTake = rights.take;
    state.mayChangeStatus = rights.changeStatus;
    state.team = m_desk.team();
    state.wholePatient = m_desk.showsWholePatient();
    m_view->header().setState(state);
}

void InboxView::showComposer(const Conversation &conversation)
{
    const Rights rights = m_desk.rights();
    ComposerState state;
    if (conversation.status == ConversationStatus::Closed)
        state.access = ComposerState::Ended;
    else if (!rights.answer)
        state.access = conversation.attendantId ? ComposerState::SomebodyElses : ComposerState::InQueue;
    state.channel = Words::channel(conversation.channel);
    if (conversation.attendantId)
        state.attendant = m_desk.attendantName(*conversation.attendantId);
    state.mayTake = rights.take;
    state.windowExpiresAt = conversation.windowExpiresAt;
    const Capabilities can = m_desk.capabilities(conversation.channel);
    state.maximumLength = can.maxTextLength;
    state.marks = can.marks;
    m_view->composer().setState(state);
    m_view->composer().setQuickReplies(filledIn(m_desk.quickReplies(),
        quickReplyValues(conversation.patient.name, m_desk.myName(), m_desk.clinicName())));
}

void InboxView::showPatient()
{
    if (const std::optional<Patient> patient = m_desk.patient())
        m_panel->setPatient(*patient);
    m_panel->setHistory(m_desk.history());
}

void InboxView::showPanel()
{
    const bool wide = window()->width() >= metrics::scaled(metrics::panelFrom);
    const bool shown = m_open.isValid() && m_panelWanted && (wide || m_panelForced);
    m_panel->setVisible(shown);
    m_view->header().setPanelShown(shown);
}

/// Finds where the unread messages begin, once after opening, when the thread is there.
void InboxView::noteUnread()
{
    const QAbstractItemModel &thread = m_desk.thread();
    if (m_unreadNoted || m_unreadCount == 0 || thread.rowCount() == 0)
        return;
    int left = m_unreadCount;
    for (int row = thread.rowCount() - 1; row >= 0 && left > 0; --row) {
        const std::optional<Message> message = m_desk.itemAt(thread.index(row, 0)).message;
        if (!message || message->direction == Direction::Out)
            continue;
        m_firstUnread = message->id;
        --left;
    }
    m_unreadNoted = true;
    m_view->timeline().refresh();
}

void InboxView::markReadSoon()
{
    const std::optional<Conversation> current = m_desk.current();
    if (current && current->unread > 0 && current->attendantId == m_desk.me())
        m_readTimer->start();
}

ConversationRow InboxView::rowOf(const QModelIndex &index) const
{
    const Conversation conversation = m_desk.conversationAt(m_spokenList->mapToSource(index));
    const QString draft =
        conversation.id == m_open ? QString() : m_desk.writing().draft(conversation.id).text;
    return m_rows.row(conversation, draft);
}

TimelineEntry InboxView::entryOf(const QModelIndex &index) const
{
    const QModelIndex source = m_spokenThread->mapToSource(index);
    const ThreadItem item = m_desk.itemAt(source);
    TimelineEntry entry{item.key, {}};
    const Timestamp now{m_clock.nowMs()};
    const bool first = index.row() == 0;
    if (first
        || m_times.date(m_desk.itemAt(source.siblingAtRow(index.row() - 1)).time())
            != m_times.date(item.time()))
        entry.parts << m_bubbles.day(item.time(), now);
    if (item.note) {
        entry.parts << m_bubbles.note(*item.note);
    } else if (item.message) {
        if (const auto line = conversationLine(source))
            entry.parts << *line;
        if (m_firstUnread == item.message->id)
            entry.parts << ThreadBubbles::unreadLine(m_unreadCount);
        const std::optional<Message> answered =
            item.message->replyToId ? m_desk.message(*item.message->replyToId) : std::nullopt;
        entry.parts << m_bubbles.message(*item.message, answered ? &*answered : nullptr);
    }
    return entry;
}

/// Where the thread goes from one conversation of the patient to another.
std::optional<BubbleContent> InboxView::conversationLine(const QModelIndex &row) const
{
    const ConversationId id = m_desk.itemAt(row).message->conversationId;
    ConversationId before = row.row() == 0 ? m_open : ConversationId{};
    for (int above = row.row() - 1; above >= 0 && !before.isValid(); --above) {
        if (const auto message = m_desk.itemAt(row.siblingAtRow(above)).message)
            before = message->conversationId;
    }
    if (id == before || (!before.isValid() && id == m_open))
        return {};
    QString channel;
    for (const Conversation &one : m_desk.history()) {
        if (one.id == id)
            channel = Words::channel(one.channel);
    }
    return ThreadBubbles::conversationLine(id == m_open, channel);
}

QString InboxView::spokenItem(const QModelIndex &index) const
{
    const ThreadItem item = m_desk.itemAt(index);
    if (item.note)
        return m_bubbles.spoken(*item.note);
    return item.message ? m_bubbles.spoken(*item.message) : QString();
}

void InboxView::saveState(QSettings &settings) const
{
    settings.setValue("inbox/splitter", m_splitter->saveState());
    settings.setValue("inbox/compact", m_list->isCompact());
    settings.setValue("inbox/panel", m_panelWanted);
    settings.setValue("composer/undoSeconds", m_undoSeconds);
}

void InboxView::restoreState(const QSettings &settings)
{
    m_splitter->restoreState(settings.value("inbox/splitter").toByteArray());
    m_list->setCompact(settings.value("inbox/compact", false).toBool());
    m_panelWanted = settings.value("inbox/panel", true).toBool();
    setUndoTime(settings.value("composer/undoSeconds", m_undoSeconds).toInt());
    showPanel();
}

void InboxView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    showPanel();
}

void InboxView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showPanel();
}

void InboxView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        showCurrent();
        m_view->timeline().refresh();
    } else if (event->type() == QEvent::ActivationChange && isActiveWindow()) {
        markReadSoon();
    }
}

} // namespace acolhe::ui
