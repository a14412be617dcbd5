// SPDX-License-Identifier: Apache-2.0
#include "ui/desk/conversation_rows_model.h"

#include <algorithm>
#include <limits>

namespace acolhe::ui {

int ConversationRowsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant ConversationRowsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::DisplayRole)
        return {};
    return m_rows[index.row()].patient.name;
}

void ConversationRowsModel::setRule(std::function<bool(const Conversation &)> belongs, bool oldestWaitFirst)
{
    clear();
    m_belongs = std::move(belongs);
    m_oldestWaitFirst = oldestWaitFirst;
}

void ConversationRowsModel::clear()
{
    if (m_rows.isEmpty())
        return;
    beginRemoveRows({}, 0, int(m_rows.size()) - 1);
    m_rows.clear();
    endRemoveRows();
}

bool ConversationRowsModel::before(const Conversation &left, const Conversation &right) const
{
    if (m_oldestWaitFirst) {
        constexpr Timestamp never{std::numeric_limits<qint64>::max()};
        return std::pair(left.waitingSince.value_or(never), left.id)
            < std::pair(right.waitingSince.value_or(never), right.id);
    }
    return std::pair(left.updatedAt, left.id) > std::pair(right.updatedAt, right.id);
}

int ConversationRowsModel::placeOf(const Conversation &conversation) const
{
    const auto place = std::lower_bound(m_rows.begin(), m_rows.end(), conversation,
        [this](const Conversation &left, const Conversation &right) { return before(left, right); });
    return int(place - m_rows.begin());
}

int ConversationRowsModel::rowOf(ConversationId id) const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [id](const Conversation &row) { return row.id == id; });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

void ConversationRowsModel::remove(ConversationId id)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_rows.removeAt(row);
    endRemoveRows();
}

void ConversationRowsModel::apply(const Conversation &conversation)
{
    const int row = rowOf(conversation.id);
    if (!m_belongs(conversation)) {
        remove(conversation.id);
        return;
    }
    if (row < 0) {
        const int place = placeOf(conversation);
        beginInsertRows({}, place, place);
        m_rows.insert(place, conversation);
        endInsertRows();
        return;
    }
    // Where it would stand if it were not there: moving is telling Qt the place in the list with it.
    Conversation changed = conversation;
    std::swap(m_rows[row], changed);
    const bool upwards = row > 0 && before(m_rows[row], m_rows[row - 1]);
    const bool downwards = row + 1 < m_rows.size() && before(m_rows[row + 1], m_rows[row]);
    if (upwards || downwards) {
        std::swap(m_rows[row], changed);
        QList<Conversation> others = m_rows;
        others.removeAt(row);
        const auto place = std::lower_bound(others.begin(), others.end(), conversation,
            [this](const Conversation &left, const Conversation &right) { return before(left, right); });
        const int target = int(place - others.begin());
        if (target != row) {
            beginMoveRows({}, row, row, {}, target > row ? target + 1 : target);
            m_rows.move(row, target);
            endMoveRows();
        }
        m_rows[target] = conversation;
        Q_EMIT dataChanged(index(target), index(target));
        return;
    }
    Q_EMIT dataChanged(index(row), index(row));
}

} // namespace acolhe::ui
