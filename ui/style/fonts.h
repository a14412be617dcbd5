// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFont>
#include <QTextLayout>

namespace acolhe::ui {

/// Sizes in pixels at scale 1: Title 18, Heading 15, Body 14 (message text), Base 13, Small 12, Tiny 11.
enum class TextSize { Display, Title, Heading, Body, Base, Small, Tiny };

/// Makes the bundled Inter known to Qt. Call once, with a QGuiApplication; false when a file cannot be read.
bool loadFonts();

/// Inter with the platform's colour emoji behind it, at the chosen scale.
QFont font(TextSize size, QFont::Weight weight = QFont::Normal);
QFont fontOfPixels(qreal pixels, QFont::Weight weight = QFont::Normal);

/// The characters of `text` that ask to be drawn in colour (those before U+FE0F), in the font that does: the
/// text's own font draws a heart in one colour.
QList<QTextLayout::FormatRange> emojiFormats(const QString &text, const QFont &font);

/// 0.9 to 1.5; other values are cut. Takes effect at the next applyTheme().
void setFontScale(qreal scale);
qreal fontScale();

} // namespace acolhe::ui
