// SPDX-License-Identifier: Apache-2.0
#pragma once

class QApplication;

namespace acolhe::ui {

enum class ThemeChoice { System, Dark, Light };

/// Dresses the application: style, palette, font, window icon. Call after the QApplication is made, and again
/// to change the theme or after setFontScale(). With System it follows the desktop while running (Qt 6.5 or
/// newer; before, the desktop is asked once at the start).
void applyTheme(QApplication &application, ThemeChoice choice);

/// Whether the desktop prefers dark windows, as far as it can be known.
bool systemIsDark();

} // namespace acolhe::ui
