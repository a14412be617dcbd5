// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/bubble.h"
#include "ui/widgets/conversation_row.h"

/// Fictitious content for the gallery.
namespace acolhe::ui::samples {

QList<ConversationRow> rows();
QList<BubbleContent> thread();

} // namespace acolhe::ui::samples
