// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/growing_edit.h"

#include "ui/style/fonts.h"
#include "ui/widgets/bubble_text.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QScrollBar>

#include <cmath>

namespace acolhe::ui {

namespace {

constexpr int fewestLines = 2;
constexpr int mostLines = 9;
constexpr int margin = 6;

} // namespace

GrowingEdit::GrowingEdit(const QString &accessibleName, QWidget *parent)
    : QPlainTextEdit(parent)
{
    setAccessibleName(accessibleName);
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFont(ui::font(TextSize::Body));
    document()->setDocumentMargin(margin);
    viewport()->setAutoFillBackground(false);
    connect(this, &QPlainTextEdit::textChanged, this, &GrowingEdit::keepWithinLength);
    connect(this, &QPlainTextEdit::textChanged, this, &GrowingEdit::fit);
    fit();
}

void GrowingEdit::setMaximumLength(int length)
{
    m_maximum = length;
    keepWithinLength();
}

void GrowingEdit::setText(const QString &text)
{
    setPlainText(cutAtCharacter(text, m_maximum));
    moveCursor(QTextCursor::End);
}

void GrowingEdit::setColours(const QColor &text, const QColor &placeholder)
{
    QPalette coloured = palette();
    if (coloured.color(QPalette::Text) == text && coloured.color(QPalette::PlaceholderText) == placeholder)
        return;
    coloured.setColor(QPalette::Base, Qt::transparent);
    coloured.setColor(QPalette::Text, text);
    coloured.setColor(QPalette::PlaceholderText, placeholder);
    setPalette(coloured);
}

QSize GrowingEdit::sizeHint() const
{
    return {200, m_height};
}

QSize GrowingEdit::minimumSizeHint() const
{
    return {80, m_height};
}

void GrowingEdit::fit()
{
    const qreal line = QFontMetricsF(font()).lineSpacing();
    // A plain text document counts its size in lines.
    const int lines = qBound(fewestLines, int(std::ceil(document()->size().height())), mostLines);
    const int height = int(std::ceil(line * lines)) + 2 * margin;
    if (height == m_height)
        return;
    m_height = height;
    setFixedHeight(height);
}

void GrowingEdit::keepWithinLength()
{
    const int length = document()->characterCount() - 1;
    if (length <= m_maximum)
        return;
    const int kept = int(cutAtCharacter(toPlainText(), m_maximum).size());
    QTextCursor end(document());
    end.setPosition(kept);
    end.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
    end.removeSelectedText();
    Q_EMIT cut();
}

void GrowingEdit::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && !(event->modifiers() & Qt::ShiftModifier)) {
        Q_EMIT submitted();
        return;
    }
    if (enter) {
        insertPlainText(QStringLiteral("\n"));
        ensureCursorVisible();
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT escaped();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

bool GrowingEdit::canInsertFromMimeData(const QMimeData *source) const
{
    return source->hasText();
}

void GrowingEdit::insertFromMimeData(const QMimeData *source)
{
    // Cut before it reaches the document: laying out a megabyte first would freeze the window.
    const int room = m_maximum - document()->characterCount() + 1 + int(textCursor().selectedText().size());
    const QString pasted = source->text();
    const QString fits = cutAtCharacter(pasted, qMax(0, room));
    textCursor().insertText(fits);
    ensureCursorVisible();
    if (fits.size() < pasted.size())
        Q_EMIT cut();
}

void GrowingEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    fit();
}

} // namespace acolhe::ui
