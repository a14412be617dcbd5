// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/bubble.h"

#include <QCache>

namespace acolhe::ui {

/// The entries laid out last, so that painting and scrolling lay out nothing twice. One is made anew when its
/// content, the width or the direction changed, so nothing needs to be told to it. Call clear() when fonts
/// change.
class BubbleCache {
public:
    explicit BubbleCache(int entries = 400);

    /// `key` names the message. Valid until the next call.
    const Bubble &bubble(qint64 key, const BubbleContent &content, int width, Qt::LayoutDirection direction);
    void clear();

private:
    QCache<qint64, Bubble> m_bubbles;
};

} // namespace acolhe::ui
