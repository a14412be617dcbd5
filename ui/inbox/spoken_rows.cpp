// SPDX-License-Identifier: Apache-2.0
#include "ui/inbox/spoken_rows.h"

namespace acolhe::ui {

SpokenRows::SpokenRows(QAbstractItemModel &source, Speak speak, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_speak(std::move(speak))
{
    setSourceModel(&source);
}

QVariant SpokenRows::data(const QModelIndex &index, int role) const
{
    if (role == Qt::AccessibleTextRole)
        return m_speak(mapToSource(index));
    return QIdentityProxyModel::data(index, role);
}

} // namespace acolhe::ui
