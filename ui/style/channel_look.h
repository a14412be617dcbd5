// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QString>

namespace acolhe::ui {

/// How a channel is shown: a neutral glyph (no trademarks) in white on its colour. Never the only cue: the
/// accessible text and the tooltip name the channel in words.
struct ChannelLook {
    QString glyph; ///< an icon's name
    QColor colour; ///< fill of the badge, at least 3:1 against the white glyph
};

/// `icon` is the channel's icon name as `channels.list` gives it, or its type; an unknown one gets a grey
/// speech bubble.
ChannelLook channelLook(const QString &icon);

} // namespace acolhe::ui
