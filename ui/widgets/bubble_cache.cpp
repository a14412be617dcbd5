// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/bubble_cache.h"

namespace acolhe::ui {

BubbleCache::BubbleCache(int entries)
    : m_bubbles(entries)
{
}

const Bubble &BubbleCache::bubble(
    qint64 key, const BubbleContent &content, int width, Qt::LayoutDirection direction)
{
    const Bubble *known = m_bubbles.object(key);
    if (known && known->width() == width && known->direction() == direction && known->content() == content)
        return *known;
    auto *made = new Bubble(content, width, direction); // the cache owns it
    m_bubbles.insert(key, made);
    return *made;
}

void BubbleCache::clear()
{
    m_bubbles.clear();
}

} // namespace acolhe::ui
