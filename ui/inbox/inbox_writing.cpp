// SPDX-License-Identifier: Apache-2.0
// InboxView: what is being written, sent in a moment, or sent later.
#include "ui/inbox/composer.h"
#include "ui/inbox/conversation_list.h"
#include "ui/inbox/conversation_view.h"
#include "ui/inbox/inbox_view.h"
#include "ui/inbox/send_later.h"
#include "ui/inbox/writing_strips.h"
#include "ui/style/icons.h"
#include "ui/widgets/snackbar.h"
#include "ui/words/words.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

constexpr int holdTickMs = 200;

void InboxView::listenToWriting()
{
    ComposerDesk &writing = m_desk.writing();
    Composer &composer = m_view->composer();
    WritingStrips &strips = composer.strips();
    connect(&composer, &Composer::edited, this, &InboxView::keepDraft);
    connect(&composer, &Composer::laterRequested, this, &InboxView::offerLater);
    connect(&strips, &WritingStrips::undoRequested, this, &InboxView::undoSend);
    connect(&strips, &WritingStrips::editRequested, this, &InboxView::editScheduled);
    connect(&strips, &WritingStrips::cancelRequested, &writing, &ComposerDesk::cancelScheduled);
    connect(&writing, &ComposerDesk::draftArrived, this, &InboxView::takeArrivedDraft);
    connect(&writing, &ComposerDesk::scheduledChanged, this, &InboxView::showScheduled);
    connect(&writing, &ComposerDesk::scheduleRefused, this, &InboxView::takeBackScheduled);
    connect(&writing, &ComposerDesk::viewersChanged, this,
        [this] { m_view->composer().strips().setViewers(m_desk.writing().viewers()); });
    connect(&m_desk, &InboxDesk::typingChanged, this,
        [this] { m_view->composer().strips().setTyping(m_desk.typing()); });
    connect(&m_desk, &InboxDesk::heldChanged, this, &InboxView::showHeld);
    connect(&m_desk.thread(), &QAbstractItemModel::rowsInserted, this,
        [this](const QModelIndex &, int first, int last) { noteArrivals(first, last); });
    m_holdTick->setInterval(holdTickMs);
    connect(m_holdTick, &QTimer::timeout, this, &InboxView::showHeld);
    setUndoTime(m_undoSeconds);
}

QDateTime InboxView::clinicNow() const
{
    return QDateTime::fromMSecsSinceEpoch(m_clock.nowMs(), m_zone);
}

void InboxView::keepDraft()
{
    if (!m_open.isValid())
        return;
    const Composer &composer = m_view->composer();
    m_desk.writing().keepDraft(m_open, composer.text(), composer.isNote(), m_replyTo);
}

void InboxView::takeDraft()
{
    showDraft(m_desk.writing().draft(m_open));
}

void InboxView::showDraft(const Draft &draft)
{
    Composer &composer = m_view->composer();
    m_replyTo = draft.text.isEmpty() ? std::nullopt : draft.replyToId;
    composer.setDraft(draft.text, draft.note && !draft.text.isEmpty());
    composer.clearQuote();
    if (const auto answered = m_replyTo ? m_desk.message(*m_replyTo) : std::nullopt)
        composer.setQuote(answered->sender.name, answered->text);
}

/// What is being typed here is never overwritten unasked.
void InboxView::takeArrivedDraft(const Draft &draft)
{
    if (draft.conversationId != m_open) {
        m_list->list().viewport()->update();
        return;
    }
    const QString here = m_view->composer().text();
    if (here == draft.text)
        return;
    if (here.trimmed().isEmpty()) {
        showDraft(draft);
        return;
    }
    offer(draft.text.isEmpty() ? tr("This text was sent or removed on your other computer.")
                               : tr("You wrote something else here on your other computer."),
        draft.text.isEmpty() ? tr("Remove it here") : tr("Use that text"), [this, draft] {
            if (m_open != draft.conversationId)
                return;
            showDraft(draft);
            keepDraft();
        });
}

void InboxView::send(const QString &text)
{
    m_desk.send(m_open, text, m_replyTo);
    m_replyTo.reset();
    m_firstUnread.reset(); // an answer means that they were read
    m_view->timeline().scrollToEnd();
}

void InboxView::setUndoTime(int seconds)
{
    m_undoSeconds = qBound(0, seconds, 30);
    m_desk.setUndoTime(m_undoSeconds * 1000);
}

void InboxView::showHeld()
{
    const std::optional<HeldSend> held = m_desk.held();
    const qint64 left = held ? held->until.ms - QDateTime::currentMSecsSinceEpoch() : 0;
    m_view->composer().strips().setHeld(int((qMax(left, qint64(0)) + 999) / 1000));
    if (left <= 0)
        m_holdTick->stop();
    else if (!m_holdTick->isActive())
        m_holdTick->start();
}

/// The text goes back to where it was typed, before what was begun since.
void InboxView::undoSend()
{
    const std::optional<HeldSend> held = m_desk.held();
    if (!held)
        return;
    m_desk.undoSend(held->id);
    Composer &composer = m_view->composer();
    const QString since = composer.text();
    Draft draft;
    draft.conversationId = m_open;
    draft.text = since.trimmed().isEmpty() ? held->text : held->text + u"\n\n"_s + since;
    draft.replyToId = held->replyTo;
    showDraft(draft);
    keepDraft();
    composer.focusEditor();
}

void InboxView::showScheduled()
{
    m_view->composer().strips().setScheduled(
        m_desk.writing().scheduled(), m_times, Timestamp{m_clock.nowMs()});
}

void InboxView::offerLater(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool anything = !m_view->composer().text().trimmed().isEmpty();
    const auto choices = laterChoices(clinicNow());
    for (const auto &[name, when] : choices) {
        QAction *choice =
            menu->addAction(name, this, [this, ms = when.toMSecsSinceEpoch()] { sendLater({ms}); });
        choice->setEnabled(anything);
    }
    QAction *other =
        menu->addAction(icon(u"calendar-days"_s), tr("Choose date and time…"), this, &InboxView::chooseLater);
    other->setEnabled(anything);
    menu->addSeparator();
    QMenu *undo = menu->addMenu(tr("Time to undo a sent message"));
    for (const int seconds : {0, 5, 10, 20, 30}) {
        QAction *choice = undo->addAction(seconds ? tr("%n s", nullptr, seconds) : tr("Send at once"), this,
            [this, seconds] { setUndoTime(seconds); });
        choice->setCheckable(true);
        choice->setChecked(seconds == m_undoSeconds);
    }
    menu->popup(at);
}

void InboxView::sendLater(Timestamp at)
{
    if (const auto text = m_view->composer().take()) {
        m_desk.writing().schedule(m_open, *text, std::exchange(m_replyTo, std::nullopt), at, false);
    }
}

void InboxView::chooseLater()
{
    const QDateTime now = clinicNow();
    auto *dialog =
        new SendLaterDialog(m_view->composer().text(), laterChoices(now)[1].second, false, now, this);
    connect(dialog, &SendLaterDialog::chosen, this,
        [this, id = m_open](const QString &text, Timestamp at, bool cancelOnReply) {
            if (m_open != id || !m_view->composer().take())
                return;
            m_desk.writing().schedule(id, text, std::exchange(m_replyTo, std::nullopt), at, cancelOnReply);
        });
    dialog->open();
}

void InboxView::editScheduled(ScheduledMessageId id)
{
    for (const ScheduledMessage &one : m_desk.writing().scheduled()) {
        if (one.id != id)
            continue;
        const QDateTime now = clinicNow();
        const QDateTime at = QDateTime::fromMSecsSinceEpoch(one.sendAt.ms, m_zone);
        auto *dialog =
            new SendLaterDialog(one.text, qMax(at, now.addSecs(3600)), one.cancelOnReply, now, this);
        connect(dialog, &SendLaterDialog::chosen, this,
            [this, id](const QString &text, Timestamp when, bool cancelOnReply) {
                m_desk.writing().reschedule(id, text, when, cancelOnReply);
            });
        dialog->open();
        return;
    }
}

void InboxView::takeBackScheduled(ConversationId id, const QString &text, const Error &error)
{
    const QString why = error.reason == Reason::ChannelUnavailable
        ? tr("It is not scheduled: there is no connection to the server.")
        : tr("It is not scheduled. %1", "%1 is a sentence that says why").arg(Words::problem(error));
    takeBack(id, text, false, why, tr("Copy the text"));
}

void InboxView::takeBackNote(ConversationId id, const QString &text, const Error &error)
{
    const QString why = error.reason == Reason::ChannelUnavailable
        ? tr("The note is not saved: there is no connection to the server.")
        : tr("The note is not saved. %1", "%1 is a sentence that says why").arg(Words::problem(error));
    takeBack(id, text, true, why, tr("Copy the note"));
}

/// Puts it back where it was typed; where something else is being written meanwhile, it can be copied.
void InboxView::takeBack(
    ConversationId id, const QString &text, bool note, const QString &why, const QString &copy)
{
    const bool here = id == m_open;
    const bool taken =
        here ? !m_view->composer().text().trimmed().isEmpty() : !m_desk.writing().draft(id).text.isEmpty();
    if (text.isEmpty()) {
        m_snackbar->present(why);
        return;
    }
    if (taken) {
        offer(why, copy, [text] { QGuiApplication::clipboard()->setText(text); });
        return;
    }
    m_desk.writing().keepDraft(id, text, note, {});
    if (here)
        takeDraft();
    else
        m_list->list().viewport()->update();
    m_snackbar->present(why);
}

/// A patient's message under what is being written is looked at before anything is sent.
void InboxView::noteArrivals(int first, int last)
{
    if (last != m_desk.thread().rowCount() - 1)
        return; // an older page
    for (int row = first; row <= last; ++row) {
        const ThreadItem item = m_desk.itemAt(m_desk.thread().index(row, 0));
        if (!item.message || m_desk.isLoadingThread())
            continue;
        const Message &message = *item.message;
        const bool colleague = message.direction == Direction::Out && message.sender.type == SenderType::User
            && message.sender.id != m_desk.me().value;
        if (message.direction == Direction::In || colleague)
            m_view->composer().noteArrival(message.text.isEmpty() ? Words::kind(message.kind) : message.text);
    }
}

} // namespace acolhe::ui
