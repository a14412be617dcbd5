// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/conversation_row.h"

#include <QStyledItemDelegate>

#include <functional>

namespace acolhe::ui {

/// Paints the rows of the list of conversations.
class ConversationDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using Describe = std::function<ConversationRow(const QModelIndex &)>;

    ConversationDelegate(Describe describe, QObject *parent);

    void setCompact(bool compact) { m_compact = compact; }
    bool isCompact() const { return m_compact; }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    Describe m_describe;
    bool m_compact = false;
};

} // namespace acolhe::ui
