// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/style/theme.h"

#include <QString>

class QPainter;
class QRectF;

namespace acolhe::ui {

enum class WaitLevel { None, Near, Over };

/// What one row of a conversation list shows. Texts come ready: times written out, the preview with its
/// direction.
struct ConversationRow {
    QString name{};
    QString channelIcon{};
    QString preview{};
    QString time{};
    QString wait{}; ///< how long an answer is awaited ("27 min"); shown from WaitLevel::Near on
    WaitLevel waitLevel = WaitLevel::None;
    QString label{};
    int unread = 0;
    bool draft = false; ///< the preview is a text not sent yet
};

struct RowState {
    bool selected = false;
    bool hovered = false;
    bool focused = false; ///< by keyboard: shows the ring
    bool compact = false; ///< two lines in 52 px instead of three in 72 px
};

/// At the chosen font scale.
int conversationRowHeight(bool compact);

void paintConversationRow(QPainter &painter, const QRectF &rect, const ConversationRow &row, RowState state,
    Qt::LayoutDirection direction);

} // namespace acolhe::ui
