// SPDX-License-Identifier: Apache-2.0
// Timeline: painting, pointer and keys.
#include "ui/style/theme.h"
#include "ui/widgets/timeline.h"

#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

namespace acolhe::ui {

namespace {

bool isTarget(const BubblePart &part)
{
    return part.what != BubblePart::Nothing && part.what != BubblePart::Body;
}

} // namespace

void Timeline::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), theme().bg);
    const int top = verticalOffset();
    for (int row = rowAt(top + event->rect().top());
         row < rows() && m_tops[row] <= top + event->rect().bottom(); ++row) {
        const bool focused = hasFocus() && currentIndex().row() == row;
        eachPart(row, [&](const Bubble &bubble, int y) {
            bubble.paint(painter, QPointF(0, m_tops[row] - top + y), focused);
            return true;
        });
    }
}

BubblePart Timeline::partAt(const QPoint &position, QModelIndex *index)
{
    *index = indexAt(position);
    BubblePart found;
    if (!index->isValid())
        return found;
    const QPoint inside = position - visualRect(*index).topLeft();
    eachPart(index->row(), [&](const Bubble &bubble, int y) {
        if (inside.y() >= y + bubble.height())
            return true;
        found = bubble.partAt(inside - QPoint(0, y));
        return false;
    });
    return found;
}

void Timeline::mouseMoveEvent(QMouseEvent *event)
{
    QModelIndex index;
    const BubblePart part = partAt(event->position().toPoint(), &index);
    viewport()->setCursor(isTarget(part) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    viewport()->setToolTip(part.url);
}

void Timeline::mousePressEvent(QMouseEvent *event)
{
    QModelIndex index;
    m_pressed = partAt(event->position().toPoint(), &index);
    m_pressedRow = index;
    if (index.isValid() && m_pressed.what != BubblePart::Nothing)
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
}

void Timeline::mouseReleaseEvent(QMouseEvent *event)
{
    QModelIndex index;
    const BubblePart part = partAt(event->position().toPoint(), &index);
    const bool same = part.what == m_pressed.what && m_pressedRow == index && part.card == m_pressed.card;
    if (event->button() == Qt::LeftButton && same && isTarget(part))
        Q_EMIT partActivated(index, part);
    m_pressed = {};
}

void Timeline::keyPressEvent(QKeyEvent *event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        Q_EMIT partActivated(currentIndex(), {BubblePart::Body, {}, -1});
        return;
    }
    const QPersistentModelIndex before = currentIndex();
    QAbstractItemView::keyPressEvent(event);
    if (before != currentIndex())
        scrollTo(currentIndex());
}

QModelIndex Timeline::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    if (rows() == 0)
        return {};
    const int current = currentIndex().isValid() ? currentIndex().row() : rows();
    const int page = qMax(1, viewport()->height() / 80);
    int row = current;
    switch (action) {
    case MoveUp:
    case MovePrevious:
        row = current - 1;
        break;
    case MoveDown:
    case MoveNext:
        row = current + 1;
        break;
    case MovePageUp:
        row = current - page;
        break;
    case MovePageDown:
        row = current + page;
        break;
    case MoveHome:
        row = 0;
        break;
    case MoveEnd:
        row = rows() - 1;
        break;
    default:
        break;
    }
    return model()->index(qBound(0, row, rows() - 1), 0, rootIndex());
}

void Timeline::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags flags)
{
    const QModelIndex index = indexAt(rect.topLeft());
    if (index.isValid())
        selectionModel()->select(index, flags);
}

QRegion Timeline::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    const QModelIndexList indexes = selection.indexes();
    for (const QModelIndex &index : indexes)
        region += visualRect(index);
    return region;
}

} // namespace acolhe::ui
