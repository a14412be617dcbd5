// SPDX-License-Identifier: Apache-2.0
#include "ui/inbox/text_window.h"

#include "ui/style/fonts.h"
#include "ui/widgets/bubble_text.h"
#include "ui/widgets/button.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

constexpr int longestLine = 2000;

} // namespace

QString inBoundedLines(const QString &text, int longest)
{
    QString bounded;
    bounded.reserve(text.size() + text.size() / longest + 1);
    for (QStringView line : QStringView(text).tokenize(u'\n')) {
        if (!bounded.isNull())
            bounded += u'\n';
        while (line.size() > longest) {
            const QString piece = cutAtCharacter(line.left(longest + 64).toString(), longest);
            bounded += piece + u'\n';
            line = line.mid(piece.size());
        }
        bounded += line;
    }
    return bounded;
}

TextWindow::TextWindow(const QString &title, const QString &text, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(640, 520);
    auto *shown = new QPlainTextEdit(this);
    shown->setAccessibleName(title);
    shown->setReadOnly(true);
    shown->setFrameShape(QFrame::NoFrame);
    shown->setFont(ui::font(TextSize::Body));
    shown->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    shown->setPlainText(inBoundedLines(text, longestLine));
    auto *copy = new Button(tr("Copy"), ButtonLook::Normal, u"copy"_s, this);
    auto *close = new Button(tr("Close"), ButtonLook::Primary, {}, this);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(copy);
    buttons->addWidget(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->addWidget(shown, 1);
    column->addLayout(buttons);
    connect(copy, &QPushButton::clicked, this, [text] { QGuiApplication::clipboard()->setText(text); });
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    close->setFocus();
}

} // namespace acolhe::ui
