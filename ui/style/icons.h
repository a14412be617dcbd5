// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/style/theme.h"

#include <QIcon>
#include <QPixmap>

namespace acolhe::ui {

/// One of the icons in resources/icons, by its file name without ".svg" ("send-horizontal"), or "brand/mark".
/// Drawn in the theme's colour at paint time, so it follows a change of theme, and at the screen's own
/// resolution. The optional second colour is used while the control is checked or selected.
QIcon icon(const QString &name, QColor Theme::*colour = &Theme::muted, QColor Theme::*checked = nullptr);

/// The same as pixels for painters: `size` device-independent pixels square, for `pixelRatio`. Cached.
QPixmap iconPixmap(const QString &name, qreal size, const QColor &colour, qreal pixelRatio);

/// Whether resources hold the icon.
bool hasIcon(const QString &name);

/// The product's own icon for windows and task bars.
QIcon productIcon();

} // namespace acolhe::ui
