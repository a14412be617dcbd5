// SPDX-License-Identifier: Apache-2.0
#include "ui/window/key_sheet.h"

#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QGridLayout>
#include <QKeySequence>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

KeySheet::KeySheet(QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);
    const std::pair<QString, QString> keys[]{
        {u"Ctrl+K"_s, tr("Search conversations")},
        {u"Alt+Down"_s, tr("Next conversation")},
        {u"Alt+Up"_s, tr("Previous conversation")},
        {u"R"_s, tr("Write a reply (in the list and the messages)")},
        {u"A"_s, tr("Take the conversation (in the list and the messages)")},
        {u"Return"_s, tr("Send; on a message: reply to it")},
        {u"Shift+Return"_s, tr("New line")},
        {u"/"_s, tr("Quick replies (at the start of a line)")},
        {u"Ctrl+Shift+N"_s, tr("Internal note, and back")},
        {u"Ctrl+E"_s, tr("Resolve")},
        {u"Ctrl+I"_s, tr("Show or hide the patient")},
        {u"F6"_s, tr("Next pane")},
        {u"Ctrl+1"_s, tr("Inbox")},
        {u"F1"_s, tr("This sheet")},
    };
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(24, 20, 24, 20);
    grid->setHorizontalSpacing(28);
    grid->setVerticalSpacing(9);
    int row = 0;
    for (const auto &[key, does] : keys) {
        const QString shown = QKeySequence(key).toString(QKeySequence::NativeText);
        grid->addWidget(new Label(shown, TextSize::Base, QFont::DemiBold, &Theme::accent, this), row, 0);
        grid->addWidget(new Label(does, TextSize::Base, QFont::Normal, &Theme::text, this), row, 1);
        ++row;
    }
    auto *close = new Button(tr("Close"), ButtonLook::Primary, {}, this);
    grid->addWidget(close, row, 1, Qt::AlignRight);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
}

} // namespace acolhe::ui
