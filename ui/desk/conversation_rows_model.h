// SPDX-License-Identifier: Apache-2.0
// The inbox screen's desk on a live server: its models follow the server's events, its requests are the
// server's methods.
#pragma once

#include "backend/domain/conversation.h"

#include <QAbstractListModel>

#include <functional>

namespace acolhe::ui {

/// The rows of the conversation list, in order. Rows change by apply() alone: they are inserted, moved,
/// changed or removed one by one, so that a selection stays where it is.
class ConversationRowsModel : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    /// Which conversations belong here, and whether the longest wait comes first rather than the latest
    /// activity.
    void setRule(std::function<bool(const Conversation &)> belongs, bool oldestWaitFirst);
    void clear();
    void apply(const Conversation &conversation);
    void remove(ConversationId id);

    Conversation at(int row) const { return m_rows.value(row); }
    int rowOf(ConversationId id) const;

private:
    bool before(const Conversation &left, const Conversation &right) const;
    int placeOf(const Conversation &conversation) const;

    QList<Conversation> m_rows;
    std::function<bool(const Conversation &)> m_belongs = [](const Conversation &) { return true; };
    bool m_oldestWaitFirst = false;
};

} // namespace acolhe::ui
