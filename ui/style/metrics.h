// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/style/fonts.h"

/// Measures in device-independent pixels at font scale 1; multiply with `scaled()` where text decides the
/// height.
namespace acolhe::ui::metrics {

inline constexpr int railWidth = 64;
inline constexpr int railWideWidth = 208;
inline constexpr int railLabelsFrom = 1600; ///< window width from which the rail shows its labels
inline constexpr int listWidth = 348;
inline constexpr int listMinimum = 260;
inline constexpr int listMaximum = 460;
inline constexpr int panelWidth = 304;
inline constexpr int panelFrom = 1320; ///< window width below which the patient panel hides
inline constexpr int headerHeight = 64;
inline constexpr int rowComfortable = 72;
inline constexpr int rowCompact = 52;
inline constexpr int bubbleMaximum = 460;
inline constexpr int controlHeight = 36;
inline constexpr int chipHeight = 26;
inline constexpr int toolSize = 34;
inline constexpr int iconGap = 8; ///< between a button's icon and its text
inline constexpr int radius = 8;
inline constexpr int cardRadius = 12;
inline constexpr int skeletonDelayMs = 150;
inline constexpr int snackbarMs = 10'000;

/// `measure` at the chosen font scale.
inline int scaled(int measure)
{
    return qRound(measure * fontScale());
}

} // namespace acolhe::ui::metrics
