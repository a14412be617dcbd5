// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

class QPlainTextEdit;

namespace acolhe::ui {

/// Puts the channel's mark ("*" for bold) around the selected words, or takes it away when it is there.
/// Without a selection the mark stands on both sides of the cursor. One step to undo.
void toggleMark(QPlainTextEdit &edit, const QString &mark);

} // namespace acolhe::ui
