// SPDX-License-Identifier: Apache-2.0
#include "ui/inbox/text_marks.h"

#include <QPlainTextEdit>
#include <QTextCursor>

namespace acolhe::ui {

void toggleMark(QPlainTextEdit &edit, const QString &mark)
{
    if (mark.isEmpty())
        return;
    const int length = int(mark.size());
    QTextCursor cursor = edit.textCursor();
    const QString text = edit.toPlainText();
    int start = cursor.selectionStart();
    int end = cursor.selectionEnd();
    while (start < end && text[start].isSpace()) // "* bold*" is bold on no channel
        ++start;
    while (end > start && text[end - 1].isSpace())
        --end;
    const QStringView chosen = QStringView(text).mid(start, end - start);
    const bool marked = chosen.size() > 2 * length && chosen.startsWith(mark) && chosen.endsWith(mark);
    const QString inside = (marked ? chosen.mid(length, chosen.size() - 2 * length) : chosen).toString();
    cursor.setPosition(start);
    cursor.setPosition(end, QTextCursor::KeepAnchor);
    cursor.insertText(marked ? inside : mark + inside + mark);
    const int from = start + (inside.isEmpty() ? length : 0);
    cursor.setPosition(from);
    if (!inside.isEmpty())
        cursor.setPosition(start + int(inside.size()) + (marked ? 0 : 2 * length), QTextCursor::KeepAnchor);
    edit.setTextCursor(cursor);
}

} // namespace acolhe::ui
