// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/style/theme.h"

#include <QKeySequence>
#include <QToolButton>

namespace acolhe::ui {

/// A square button that shows only an icon. `name` is its accessible name and its tooltip, to which the keys
/// are added.
class IconButton final : public QToolButton {
    Q_OBJECT
public:
    IconButton(const QString &icon, const QString &name, QWidget *parent = nullptr,
        QColor Theme::*colour = &Theme::muted);

    void setIconName(const QString &icon, QColor Theme::*colour = &Theme::muted);
    void setName(const QString &name);
    /// Only shown; the view binds the keys.
    void setKeys(const QKeySequence &keys);

private:
    void updateTip();

    QString m_name;
    QKeySequence m_keys;
};

} // namespace acolhe::ui
