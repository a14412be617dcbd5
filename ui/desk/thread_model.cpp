// SPDX-License-Identifier: Apache-2.0
#include "ui/desk/thread_model.h"

#include <algorithm>

namespace acolhe::ui {

/// Messages and notes are numbered apart by the server: even and odd keep them apart here. What is local has
/// negative keys.
static qint64 keyOf(const Message &message)
{
    return message.id.value * 2;
}

static qint64 keyOf(const Note &note)
{
    return note.id.value * 2 + 1;
}

static bool isLocal(const ThreadItem &item)
{
    return item.key < 0;
}

static bool comesBefore(const ThreadItem &left, const ThreadItem &right)
{
    if (isLocal(left) != isLocal(right))
        return isLocal(right);
    if (isLocal(left))
        return left.key > right.key; // -1 was typed before -2
    return std::pair(left.time(), left.key) < std::pair(right.time(), right.key);
}

int ThreadModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_items.size());
}

QVariant ThreadModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::DisplayRole)
        return {};
    const ThreadItem &item = m_items[index.row()];
    return item.message ? item.message->text : item.note->text;
}

void ThreadModel::clear()
{
    if (m_items.isEmpty())
        return;
    beginRemoveRows({}, 0, int(m_items.size()) - 1);
    m_items.clear();
    endRemoveRows();
}

int ThreadModel::rowOfKey(qint64 key) const
{
    const auto found = std::find_if(
        m_items.begin(), m_items.end(), [key](const ThreadItem &item) { return item.key == key; });
    return found == m_items.end() ? -1 : int(found - m_items.begin());
}

int ThreadModel::rowOf(MessageId id) const
{
    return rowOfKey(id.value * 2);
}

int ThreadModel::rowOfClientId(const QString &clientId) const
{
    const auto found = std::find_if(m_items.begin(), m_items.end(), [&](const ThreadItem &item) {
        return isLocal(item) && item.message && item.message->clientId == clientId;
    });
    return found == m_items.end() ? -1 : int(found - m_items.begin());
}

void ThreadModel::put(const ThreadItem &item)
{
    const int row = rowOfKey(item.key);
    if (row >= 0) {
        m_items[row] = item;
        Q_EMIT dataChanged(index(row), index(row));
        return;
    }
    const auto place = std::lower_bound(m_items.begin(), m_items.end(), item, comesBefore);
    const int target = int(place - m_items.begin());
    beginInsertRows({}, target, target);
    m_items.insert(target, item);
    endInsertRows();
}

void ThreadModel::apply(const Message &message)
{
    const ThreadItem item{keyOf(message), message, {}};
    const int local = message.clientId ? rowOfClientId(*message.clientId) : -1;
    if (local < 0) {
        put(item);
        return;
    }
    const bool inPlace = rowOfKey(item.key) < 0 && (local == 0 || comesBefore(m_items[local - 1], item))
        && (local + 1 >= m_items.size() || comesBefore(item, m_items[local + 1]));
    if (inPlace) { // the usual case: nothing moves, only a tick appears
        m_items[local] = item;
        Q_EMIT dataChanged(index(local), index(local));
        return;
    }
    removeLocal(*message.clientId);
    put(item);
}

void ThreadModel::apply(const Note &note)
{
    put({keyOf(note), {}, note});
}

void ThreadModel::applyLocal(const Message &message)
{
    put({keyOf(message), message, {}});
}

void ThreadModel::removeLocal(const QString &clientId)
{
    const int row = rowOfClientId(clientId);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_items.removeAt(row);
    endRemoveRows();
}

std::optional<MessageId> ThreadModel::firstSince(Timestamp from) const
{
    for (const ThreadItem &item : m_items) {
        if (item.message && !isLocal(item) && item.time() >= from)
            return item.message->id;
    }
    return {};
}

std::optional<MessageId> ThreadModel::oldest() const
{
    for (const ThreadItem &item : m_items) {
        if (item.message && !isLocal(item))
            return item.message->id;
    }
    return {};
}

} // namespace acolhe::ui
