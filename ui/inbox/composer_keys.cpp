// SPDX-License-Identifier: Apache-2.0
// Composer: quick replies after "/", and the keys that mark text.
#include "ui/inbox/composer.h"
#include "ui/inbox/quick_replies.h"
#include "ui/inbox/quick_reply_chooser.h"
#include "ui/inbox/text_marks.h"
#include "ui/widgets/growing_edit.h"

#include <QKeyEvent>
#include <QTextBlock>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

std::optional<QString> Composer::slashQuery() const
{
    const QTextCursor cursor = m_edit->textCursor();
    const QString line = cursor.block().text().left(cursor.positionInBlock());
    return line.startsWith(u'/') && !cursor.hasSelection() ? std::optional(line.mid(1)) : std::nullopt;
}

void Composer::refreshChooser()
{
    const std::optional<QString> query = m_note || !canReply() ? std::nullopt : slashQuery();
    if (!query)
        m_dismissed = false;
    m_chooser->offer(query && !m_dismissed ? matching(m_quickReplies, *query) : QList<QuickReply>());
}

void Composer::beginQuickReply()
{
    m_edit->setFocus(Qt::OtherFocusReason);
    QTextCursor cursor = m_edit->textCursor();
    cursor.movePosition(QTextCursor::EndOfBlock);
    m_edit->setTextCursor(cursor);
    m_dismissed = false;
    if (slashQuery())
        refreshChooser();
    else
        m_edit->insertPlainText(cursor.block().text().isEmpty() ? u"/"_s : u"\n/"_s);
}

void Composer::insert(const QuickReply &reply)
{
    QTextCursor cursor = m_edit->textCursor();
    cursor.movePosition(QTextCursor::StartOfBlock, QTextCursor::KeepAnchor);
    cursor.insertText(reply.content);
    m_edit->setTextCursor(cursor);
    m_edit->setFocus(Qt::OtherFocusReason);
    showGap();
}

/// Selects the first variable that nothing stands for. False when there is none.
bool Composer::showGap()
{
    const auto [start, length] = firstGap(m_edit->text());
    if (length == 0)
        return false;
    QTextCursor cursor = m_edit->textCursor();
    cursor.setPosition(start);
    cursor.setPosition(start + length, QTextCursor::KeepAnchor);
    m_edit->setTextCursor(cursor);
    return true;
}

QString Composer::markOf(const QKeyEvent &event) const
{
    if (m_note || event.modifiers() != Qt::ControlModifier)
        return {};
    if (event.key() == Qt::Key_B)
        return m_state.marks.bold;
    // Without a selection these keys are the window's.
    return event.key() == Qt::Key_I && m_edit->textCursor().hasSelection() ? m_state.marks.italic : QString();
}

bool Composer::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (watched != m_edit || !isKey)
        return Pane::eventFilter(watched, event);
    auto &key = static_cast<QKeyEvent &>(*event);
    const QString mark = markOf(key);
    if (event->type() == QEvent::ShortcutOverride) {
        event->setAccepted(!mark.isEmpty());
        return !mark.isEmpty();
    }
    if (!mark.isEmpty())
        toggleMark(*m_edit, mark);
    return !mark.isEmpty() || m_chooser->takeKey(key);
}

} // namespace acolhe::ui
