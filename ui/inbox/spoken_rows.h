// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QIdentityProxyModel>

#include <functional>

namespace acolhe::ui {

/// A model with words for screen readers.
class SpokenRows final : public QIdentityProxyModel {
    Q_OBJECT
public:
    using Speak = std::function<QString(const QModelIndex &sourceIndex)>;

    SpokenRows(QAbstractItemModel &source, Speak speak, QObject *parent);

    QVariant data(const QModelIndex &index, int role) const override;

private:
    Speak m_speak;
};

} // namespace acolhe::ui
