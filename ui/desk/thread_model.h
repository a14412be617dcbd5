// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/inbox/inbox_desk.h"

#include <QAbstractListModel>

namespace acolhe::ui {

/// The rows of a thread in the order of time: messages and notes, and at its end what was typed here and is
/// not with the server yet.
class ThreadModel : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    void clear();
    /// A message of the server's: takes the place of the one typed here under the same client id, or of its
    /// older self.
    void apply(const Message &message);
    void apply(const Note &note);
    /// A message that was typed here, or news of it: its id is negative, what was typed later is lower.
    void applyLocal(const Message &message);
    void removeLocal(const QString &clientId);

    const ThreadItem &at(int row) const { return m_items[row]; }
    int rowOf(MessageId id) const;
    /// The oldest message of the server's.
    std::optional<MessageId> oldest() const;
    /// The first message of then or later.
    std::optional<MessageId> firstSince(Timestamp from) const;

private:
    int rowOfKey(qint64 key) const;
    int rowOfClientId(const QString &clientId) const;
    void put(const ThreadItem &item);

    QList<ThreadItem> m_items;
};

} // namespace acolhe::ui
