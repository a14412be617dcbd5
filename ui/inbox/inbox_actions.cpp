// SPDX-License-Identifier: Apache-2.0
// InboxView: what the person does.
#include "ui/inbox/composer.h"
#include "ui/inbox/conversation_header.h"
#include "ui/inbox/conversation_list.h"
#include "ui/inbox/conversation_view.h"
#include "ui/inbox/date_dialog.h"
#include "ui/inbox/inbox_view.h"
#include "ui/inbox/patient_panel.h"
#include "ui/inbox/spoken_rows.h"
#include "ui/inbox/text_window.h"
#include "ui/inbox/thread_media.h"
#include "ui/style/icons.h"
#include "ui/widgets/snackbar.h"
#include "ui/words/words.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QMenu>
#include <QShortcut>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

void InboxView::listenToParts()
{
    connect(m_list, &ListPane::shelfChosen, this,
        [this](Shelf shelf) { m_desk.showShelf(shelf, m_list->searchText()); });
    connect(m_list, &ListPane::searched, this,
        [this](const QString &text) { m_desk.showShelf(m_list->shelf(), text); });
    connect(m_list, &ListPane::nextRequested, &m_desk, &InboxDesk::takeNext);
    ConversationList &list = m_list->list();
    connect(&list, &ConversationList::nearEnd, &m_desk, &InboxDesk::loadMoreConversations);
    connect(&list, &ConversationList::chosen, this, &InboxView::openRow);
    connect(&list, &ConversationList::opened, this, &InboxView::writeReply);
    ConversationHeader &header = m_view->header();
    connect(&header, &ConversationHeader::takeRequested, this, &InboxView::take);
    connect(&header, &ConversationHeader::assignRequested, &m_desk, &InboxDesk::assign);
    connect(&header, &ConversationHeader::statusRequested, this, &InboxView::changeStatus);
    connect(&header, &ConversationHeader::wholePatientToggled, &m_desk, &InboxDesk::showWholePatient);
    connect(&m_desk, &InboxDesk::messageFound, this, &InboxView::jumpTo);
    connect(&m_desk, &InboxDesk::messageMissing, this,
        [this] { m_snackbar->present(tr("That message is not here any more.")); });
    connect(&header, &ConversationHeader::panelToggled, this, &InboxView::togglePanel);
    Composer &composer = m_view->composer();
    connect(&composer, &Composer::sendRequested, this, &InboxView::send);
    connect(&composer, &Composer::noteRequested, this,
        [this](const QString &text) { m_desk.addNote(m_open, text); });
    connect(
        &composer, &Composer::typed, this, [this](bool anything) { m_desk.tellTyping(m_open, anything); });
    connect(&composer, &Composer::takeRequested, this, &InboxView::take);
    connect(&composer, &Composer::quoteCleared, this, [this] {
        m_replyTo.reset();
        keepDraft();
    });
    connect(&m_view->timeline(), &Timeline::nearTop, &m_desk, &InboxDesk::loadOlder);
    connect(&m_view->timeline(), &Timeline::partActivated, this, &InboxView::activate);
    connect(m_view, &ConversationView::menuRequested, this, &InboxView::showMessageMenu);
    connect(m_view, &ConversationView::retryRequested, this, [this] { m_desk.open(m_open); });
    connect(m_panel, &PatientPanel::historyActivated, this, &InboxView::open);
    connect(m_panel, &PatientPanel::copied, this,
        [this](const QString &what) { m_snackbar->present(tr("%1 copied", "%1 is e.g. Phone").arg(what)); });
    connect(m_snackbar, &Snackbar::actionTriggered, this, [this] {
        if (m_offered)
            m_offered();
    });
}

void InboxView::bind(const QKeySequence &keys, void (InboxView::*action)())
{
    auto *shortcut = new QShortcut(keys, this);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, this, action);
}

void InboxView::bindKeys()
{
    bind(QKeySequence(u"Ctrl+K"_s), &InboxView::focusSearch);
    bind(QKeySequence(u"Ctrl+E"_s), &InboxView::resolve);
    bind(QKeySequence(u"Ctrl+Shift+N"_s), &InboxView::toggleNote);
    bind(QKeySequence(u"Ctrl+I"_s), &InboxView::togglePanel);
    bind(QKeySequence(u"Alt+Down"_s), &InboxView::next);
    bind(QKeySequence(u"Alt+Up"_s), &InboxView::previous);
    bind(QKeySequence(u"F6"_s), &InboxView::nextPane);
    // Single letters only where nothing can be typed.
    const auto letter = [this](Qt::Key key, QWidget &on, void (InboxView::*action)()) {
        auto *shortcut = new QShortcut(QKeySequence(key), &on);
        shortcut->setContext(Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    for (QWidget *pane :
        {static_cast<QWidget *>(&m_list->list()), static_cast<QWidget *>(&m_view->timeline())}) {
        letter(Qt::Key_A, *pane, &InboxView::take);
        letter(Qt::Key_R, *pane, &InboxView::writeReply);
    }
}

void InboxView::focusSearch()
{
    m_list->focusSearch();
}

void InboxView::open(ConversationId id)
{
    m_desk.open(id);
}

void InboxView::openRow(const QModelIndex &index)
{
    m_desk.open(m_desk.conversationAt(m_spokenList->mapToSource(index)).id);
}

void InboxView::activate(const QModelIndex &index, const BubblePart &part)
{
    const ThreadItem item = m_desk.itemAt(m_spokenThread->mapToSource(index));
    switch (part.what) {
    case BubblePart::Link:
        QDesktopServices::openUrl(QUrl(part.url)); // http and https only: nothing else becomes a link
        break;
    case BubblePart::Action:
        if (item.message)
            m_desk.retry(item.message->id);
        break;
    case BubblePart::More:
        (new TextWindow(tr("Whole text"),
             item.note          ? item.note->text
                 : item.message ? item.message->text
                                : QString(),
             this))
            ->show();
        break;
    case BubblePart::Quote:
        if (item.message && item.message->replyToId)
            jumpTo(*item.message->replyToId);
        break;
    case BubblePart::Body:
        replyTo(index);
        break;
    case BubblePart::Card:
        if (item.message && m_media)
            m_media->activate(*item.message, part.card);
        break;
    case BubblePart::Nothing:
        break;
    }
}

void InboxView::jumpTo(MessageId id)
{
    if (!m_desk.findMessage(id).isValid()) {
        m_desk.findOlder(id);
        return;
    }
    const QModelIndex row = m_spokenThread->mapFromSource(m_desk.findMessage(id));
    m_view->timeline().setCurrentIndex(row);
    m_view->timeline().scrollTo(row, QAbstractItemView::PositionAtCenter);
}

/// As one would put it into a record: who, when, what.
QString InboxView::withAuthor(const ThreadItem &item) const
{
    const QString author = item.note ? item.note->authorName
        : item.message               ? item.message->sender.name
                                     : QString();
    const QString text = item.note ? item.note->text : item.message ? item.message->text : QString();
    QStringList files;
    for (const Attachment &attachment : item.message ? item.message->attachments : QList<Attachment>())
        files << u'[' + attachment.fileName + u']';
    const QString when = QLocale().toString(m_times.date(item.time()), QLocale::ShortFormat) + u' '
        + m_times.clock(item.time());
    return u"[%1] %2: %3"_s.arg(when, author, (files << text).join(u' ').trimmed());
}

void InboxView::showMessageMenu(const QModelIndex &index, const QPoint &at)
{
    const ThreadItem item = m_desk.itemAt(m_spokenThread->mapToSource(index));
    const QString text = item.note ? item.note->text : item.message ? item.message->text : QString();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (item.message && m_view->composer().canReply()) {
        menu->addAction(icon(u"reply"_s), tr("Reply to this"), this,
            [this, row = QPersistentModelIndex(index)] { replyTo(row); });
    }
    QAction *copy = menu->addAction(
        icon(u"copy"_s), tr("Copy text"), this, [text] { QGuiApplication::clipboard()->setText(text); });
    copy->setEnabled(!text.isEmpty());
    menu->addAction(tr("Copy with author and time"), this,
        [text = withAuthor(item)] { QGuiApplication::clipboard()->setText(text); });
    if (item.message && m_media) {
        for (const Attachment &attachment : item.message->attachments)
            menu->addAction(icon(u"download"_s), tr("Save %1").arg(attachment.fileName), this,
                [this, attachment] { m_media->saveAs(attachment); });
    }
    menu->addAction(icon(u"calendar-days"_s), tr("Go to a date…"), this,
        [this, day = m_times.date(item.time())] { askForDate(day); });
    menu->popup(at);
}

void InboxView::askForDate(const QDate &shown)
{
    auto *dialog = new DateDialog(shown, m_times.date({m_clock.nowMs()}), this);
    connect(dialog, &DateDialog::chosen, this,
        [this](const QDate &day) { m_desk.findSince(m_times.startOf(day)); });
    dialog->open();
}

void InboxView::replyTo(const QModelIndex &index)
{
    const ThreadItem item = m_desk.itemAt(m_spokenThread->mapToSource(index));
    const std::optional<Conversation> current = m_desk.current();
    if (!item.message || !current || !m_view->composer().canReply())
        return;
    if (m_desk.capabilities(current->channel).replyTo && item.message->id.isValid()) {
        m_replyTo = item.message->id;
        const QString text =
            item.message->text.isEmpty() ? Words::kind(item.message->kind) : item.message->text;
        m_view->composer().setQuote(item.message->sender.name, text);
    }
    m_view->composer().setNote(false);
    keepDraft();
    m_view->composer().focusEditor();
}

void InboxView::changeStatus(ConversationStatus status)
{
    m_desk.setStatus(status);
    if (status == ConversationStatus::Resolved)
        offer(tr("Conversation resolved"), tr("Undo"),
            [this] { m_desk.setStatus(ConversationStatus::InProgress); });
}

void InboxView::offer(const QString &text, const QString &action, std::function<void()> onAction)
{
    m_offered = std::move(onAction);
    m_snackbar->present(text, action);
}

void InboxView::take()
{
    if (m_desk.rights().take)
        m_desk.assign(m_desk.me());
}

void InboxView::resolve()
{
    const std::optional<Conversation> current = m_desk.current();
    const bool open = current
        && (current->status == ConversationStatus::Open || current->status == ConversationStatus::InProgress);
    if (open && m_desk.rights().changeStatus)
        changeStatus(ConversationStatus::Resolved);
}

void InboxView::toggleNote()
{
    if (!m_open.isValid())
        return;
    m_view->composer().setNote(!m_view->composer().isNote());
    m_view->composer().focusEditor();
}

void InboxView::togglePanel()
{
    const bool show = m_panel->isHidden();
    m_panelWanted = show;
    m_panelForced = show;
    showPanel();
}

void InboxView::step(int rows)
{
    ConversationList &list = m_list->list();
    const int row = list.currentIndex().isValid() ? list.currentIndex().row() + rows : 0;
    list.goTo(m_spokenList->index(row, 0));
}

void InboxView::next()
{
    step(1);
}

void InboxView::previous()
{
    step(-1);
}

void InboxView::nextPane()
{
    QWidget *const panes[]{&m_list->list(), &m_view->timeline(), &m_view->composer()};
    int at = 0;
    for (int i = 0; i < 3; ++i) {
        if (panes[i]->hasFocus() || panes[i]->isAncestorOf(focusWidget()))
            at = i + 1;
    }
    if (at == 2)
        m_view->composer().focusEditor();
    else
        panes[at % 3]->setFocus(Qt::TabFocusReason);
}

void InboxView::writeReply()
{
    if (m_view->composer().canReply() || m_view->composer().isNote())
        m_view->composer().focusEditor();
}

} // namespace acolhe::ui
