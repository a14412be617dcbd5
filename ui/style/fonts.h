// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFont>

namespace acolhe::ui {

/// Sizes in pixels at scale 1: Title 18, Heading 15, Body 14 (message text), Base 13, Small 12, Tiny 11.
enum class TextSize { Display, Title, Heading, Body, Base, Small, Tiny };

/// Makes the bundled Inter known to Qt. Call once, with a QGuiApplication; false when a file cannot be read.
bool loadFonts();

/// Inter with the platform's colour emoji behind it, at the chosen scale.
QFont font(TextSize size, QFont::Weight weight = QFont::Normal);
QFont fontOfPixels(qreal pixels, QFont::Weight weight = QFont::Normal);

/// 0.9 to 1.5; other values are cut. Takes effect at the next applyTheme().
void setFontScale(qreal scale);
qreal fontScale();

} // namespace acolhe::ui
