// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>

/// The look of the desktop: every colour, font size, icon and measure is named here and nowhere else.
/// No product words, no widgets with a meaning: those are in ui/widgets and above.
namespace acolhe::ui {

/// The named colours of one theme. tests/style proves the contrast of every pair that is painted.
struct Theme {
    bool dark = true;
    QColor bg; ///< behind the messages
    QColor card; ///< panes, incoming bubbles
    QColor raised; ///< buttons, hovered rows, the composer's box
    QColor border; ///< decoration only: it does not reach 3:1
    QColor control; ///< outline of what can be operated, on `bg` and `card`
    QColor controlRaised; ///< the same on `raised`
    QColor text;
    QColor muted;
    QColor accent; ///< links, active icons, focus ring
    QColor primary; ///< fill of the main button and of counters
    QColor onPrimary;
    QColor ok;
    QColor warn;
    QColor err;
    QColor danger; ///< fill of a destructive button
    QColor onDanger;
    QColor outBubble;
    QColor onOut;
    QColor onOutMuted;
    QColor onOutAccent; ///< links in an outgoing bubble
    QColor onOutTick; ///< ticks until the message is read
    QColor onOutRead; ///< ticks of a message that was read
    QColor onOutErr;
    QColor noteBubble;
    QColor onNote;
    QColor onNoteMuted;
    QColor selection; ///< the selected row
    QColor onSelection;
    QColor onSelectionMuted;
    QColor onSelectionAccent;
    QColor onSelectionErr;
    QColor onSelectionWarn;
    QColor shadow; ///< with alpha, below floating things
};

const Theme &darkTheme();
const Theme &lightTheme();

/// The theme in use. Paint with it, keep no copy: after a change every widget gets QEvent::PaletteChange.
const Theme &theme();
void setTheme(const Theme &theme);

/// `amount` (0 to 1) of `over` on `base`, opaque.
QColor mix(const QColor &over, const QColor &base, qreal amount);

/// The faint fill below a coloured label (pills, badges) on `base`.
QColor tint(const QColor &colour, const QColor &base);

/// Fill and initials of a person's avatar; the seed is the person's name or id, so a person keeps the colour.
struct AvatarColours {
    QColor fill;
    QColor text;
};
AvatarColours avatarColours(const Theme &theme, const QString &seed);
AvatarColours avatarColours(
    const Theme &theme, int index); ///< any index; there are avatarColourCount different ones
inline constexpr int avatarColourCount = 8;

/// WCAG 2.2 contrast of two opaque colours, 1 to 21.
qreal contrast(const QColor &a, const QColor &b);

} // namespace acolhe::ui
