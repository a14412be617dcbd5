// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/timeline.h"

#include "ui/style/theme.h"

#include <QEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace acolhe::ui {

namespace {

constexpr int guess = 72; // height of a row that was not measured yet
constexpr int padding = 12; // above the first and below the last row
constexpr int partsPerRow = 4;
constexpr int scrollStep = 24;

} // namespace

Timeline::Timeline(const QString &accessibleName, QWidget *parent)
    : QListView(parent)
    , m_tops{padding}
{
    setAccessibleName(accessibleName);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    setAutoScroll(false); // a click on a tall message must not move it
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
}

void Timeline::setDescribe(Describe describe)
{
    m_describe = std::move(describe);
    refresh();
}

void Timeline::setModel(QAbstractItemModel *model)
{
    if (this->model())
        this->model()->disconnect(this);
    QListView::setModel(model);
    if (model)
        connect(model, &QAbstractItemModel::rowsRemoved, this, [this] { arrange(anchor()); });
    reset();
}

void Timeline::reset()
{
    QAbstractItemView::reset();
    m_cache.clear();
    m_heights.fill(0, model() ? model()->rowCount(rootIndex()) : 0);
    setNewBelow(0);
    arrange({});
    Q_EMIT atEndChanged(true);
}

void Timeline::refresh()
{
    const Anchor held = anchor();
    m_cache.clear();
    m_heights.fill(0);
    arrange(held);
}

bool Timeline::isAtEnd() const
{
    return m_atEnd;
}

void Timeline::scrollToEnd()
{
    arrange({});
    noteScrolled();
}

Timeline::Anchor Timeline::anchor() const
{
    if (m_atEnd || rows() == 0)
        return {};
    const int top = verticalOffset();
    const int row = rowAt(top);
    return {row, m_tops[row] - top};
}

void Timeline::holdOn(const Anchor &anchor)
{
    QScrollBar *bar = verticalScrollBar();
    const int height = viewport()->height();
    bar->setRange(0, qMax(0, m_tops.last() + padding - height));
    bar->setPageStep(height);
    bar->setSingleStep(scrollStep);
    const bool end = anchor.row < 0 || anchor.row >= rows();
    bar->setValue(end ? bar->maximum() : m_tops[anchor.row] - anchor.offset);
}

/// Measures what is in sight until it stays in place, holding on to `anchor`.
void Timeline::arrange(Anchor anchor)
{
    if (m_arranging)
        return;
    m_arranging = true;
    if (m_measuredWidth != viewport()->width()) {
        m_measuredWidth = viewport()->width();
        m_heights.fill(0);
    }
    buildTops();
    holdOn(anchor);
    for (int pass = 0; pass < 20 && measureVisible(); ++pass) {
        buildTops();
        holdOn(anchor);
    }
    m_arranging = false;
    m_atEnd = anchor.row < 0 || verticalScrollBar()->value() >= verticalScrollBar()->maximum();
    viewport()->update();
}

/// Gives whether any row had to be measured. Half a page around counts as in sight, so that scrolling finds
/// it ready.
bool Timeline::measureVisible()
{
    const int top = verticalOffset();
    const int height = viewport()->height();
    bool any = false;
    for (int row = rowAt(top - height / 2); row < rows() && m_tops[row] < top + height + height / 2; ++row) {
        if (m_heights[row] > 0)
            continue;
        m_heights[row] = measure(row);
        any = true;
    }
    return any;
}

void Timeline::eachPart(int row, const std::function<bool(const Bubble &, int)> &visit)
{
    if (!m_describe)
        return;
    const TimelineEntry entry = m_describe(model()->index(row, 0, rootIndex()));
    int y = 0;
    for (qsizetype i = 0; i < qMin<qsizetype>(partsPerRow, entry.parts.size()); ++i) {
        const Bubble &bubble =
            m_cache.bubble(entry.key * partsPerRow + i, entry.parts[i], m_measuredWidth, layoutDirection());
        const int height = bubble.height();
        if (!visit(bubble, y))
            return;
        y += height;
    }
}

int Timeline::measure(int row)
{
    int height = 0;
    eachPart(row, [&](const Bubble &bubble, int) {
        height += bubble.height();
        return true;
    });
    return qMax(1, height);
}

void Timeline::buildTops()
{
    m_tops.resize(rows() + 1);
    int y = padding;
    for (int row = 0; row < rows(); ++row) {
        m_tops[row] = y;
        y += m_heights[row] > 0 ? m_heights[row] : guess;
    }
    m_tops[rows()] = y;
    // A short thread stands at the bottom, where the next message will come.
    const int spare = viewport()->height() - y - padding;
    if (spare > 0)
        for (int &top : m_tops)
            top += spare;
}

int Timeline::rowAt(int y) const
{
    const auto next = std::upper_bound(m_tops.cbegin(), m_tops.cend() - 1, y);
    return qMax(0, int(next - m_tops.cbegin()) - 1);
}

int Timeline::verticalOffset() const
{
    return verticalScrollBar()->value();
}

void Timeline::doItemsLayout()
{
    // Past QListView, whose own layout would measure every row.
    QAbstractItemView::doItemsLayout();
}

void Timeline::updateGeometries()
{
    arrange(anchor());
}

void Timeline::resizeEvent(QResizeEvent *event)
{
    const Anchor held = anchor();
    QAbstractItemView::resizeEvent(event);
    arrange(held);
    noteScrolled();
}

void Timeline::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LayoutDirectionChange)
        refresh();
}

void Timeline::scrollContentsBy(int, int)
{
    if (m_arranging)
        return;
    const QScrollBar *bar = verticalScrollBar();
    const bool end = bar->value() >= bar->maximum();
    m_atEnd = false; // so that the anchor is what is in sight
    const Anchor held = end ? Anchor{} : anchor();
    arrange(held);
    noteScrolled();
}

void Timeline::noteScrolled()
{
    if (m_atEnd)
        setNewBelow(0);
    Q_EMIT atEndChanged(m_atEnd);
    if (verticalOffset() < viewport()->height())
        Q_EMIT nearTop();
}

void Timeline::setNewBelow(int count)
{
    if (m_newBelow == count)
        return;
    m_newBelow = count;
    Q_EMIT newBelowChanged(count);
}

void Timeline::rowsInserted(const QModelIndex &parent, int first, int last)
{
    Anchor held = anchor();
    const bool below = first == rows();
    m_heights.insert(first, last - first + 1, 0);
    if (first > 0)
        m_heights[first - 1] = 0;
    if (last + 1 < rows())
        m_heights[last + 1] = 0; // its day line may have gone
    if (held.row >= first)
        held.row += last - first + 1;
    QAbstractItemView::rowsInserted(parent, first, last);
    arrange(held);
    if (!m_atEnd && below)
        setNewBelow(m_newBelow + last - first + 1);
}

void Timeline::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    const Anchor held = anchor();
    m_heights.remove(first, last - first + 1);
    if (first < rows())
        m_heights[first] = 0;
    buildTops();
    if (held.row >= 0)
        holdOn({held.row > last ? held.row - (last - first + 1) : qMin(held.row, first), held.offset});
    QAbstractItemView::rowsAboutToBeRemoved(parent, first, last);
}

void Timeline::dataChanged(
    const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles)
{
    const Anchor held = anchor();
    for (int row = topLeft.row(); row <= bottomRight.row() && row < rows(); ++row)
        m_heights[row] = 0;
    QAbstractItemView::dataChanged(topLeft, bottomRight, roles);
    arrange(held);
}

QRect Timeline::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= rows())
        return {};
    const int top = m_tops[index.row()];
    return QRect(0, top - verticalOffset(), viewport()->width(), m_tops[index.row() + 1] - top);
}

QModelIndex Timeline::indexAt(const QPoint &point) const
{
    const int y = point.y() + verticalOffset();
    if (rows() == 0 || y < m_tops.first() || y >= m_tops.last())
        return {};
    return model()->index(rowAt(y), 0, rootIndex());
}

void Timeline::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid() || index.row() >= rows())
        return;
    const int height = viewport()->height();
    m_heights[index.row()] = measure(index.row());
    const QRect rect = visualRect(index);
    const int size = m_heights[index.row()];
    const bool seen = rect.top() >= 0 && rect.top() + size <= height;
    if (seen && hint == EnsureVisible)
        return;
    int offset = hint == PositionAtCenter ? (height - size) / 2 : padding;
    if (hint == PositionAtBottom || (hint == EnsureVisible && rect.top() > 0))
        offset = height - size - padding;
    m_atEnd = false;
    arrange({index.row(), qMin(offset, qMax(padding, height - size))});
    noteScrolled();
}

} // namespace acolhe::ui
