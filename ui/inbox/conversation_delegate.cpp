// SPDX-License-Identifier: Apache-2.0
#include "ui/inbox/conversation_delegate.h"

namespace acolhe::ui {

ConversationDelegate::ConversationDelegate(Describe describe, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_describe(std::move(describe))
{
}

QSize ConversationDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {200, conversationRowHeight(m_compact)};
}

void ConversationDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const RowState state{
        .selected = option.state.testFlag(QStyle::State_Selected),
        .hovered = option.state.testFlag(QStyle::State_MouseOver),
        .focused = option.state.testFlag(QStyle::State_HasFocus)
            && option.state.testFlag(QStyle::State_KeyboardFocusChange),
        .compact = m_compact,
    };
    paintConversationRow(*painter, option.rect, m_describe(index), state, option.direction);
}

} // namespace acolhe::ui
