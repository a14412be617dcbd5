// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

namespace acolhe::ui {

/// The whole of a text too long for a bubble, to read and copy. Stays quick for a megabyte in one word: it is
/// shown in lines of a bounded length, and copied as it was written.
class TextWindow final : public QDialog {
    Q_OBJECT
public:
    TextWindow(const QString &title, const QString &text, QWidget *parent);
};

/// `text` with a line break put in wherever a line is longer than `longest`.
QString inBoundedLines(const QString &text, int longest);

} // namespace acolhe::ui
