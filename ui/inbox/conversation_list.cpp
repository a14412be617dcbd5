// SPDX-License-Identifier: Apache-2.0
#include "ui/inbox/conversation_list.h"

#include <QKeyEvent>
#include <QScrollBar>

namespace acolhe::ui {

ConversationList::ConversationList(QWidget *parent)
    : QListView(parent)
{
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setUniformItemSizes(true);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
}

void ConversationList::setModel(QAbstractItemModel *model)
{
    if (this->model())
        this->model()->disconnect(this);
    QListView::setModel(model);
    setNewAbove(0);
    if (!model)
        return;
    // These come before and after those by which the view itself learns of the change.
    connect(model, &QAbstractItemModel::rowsAboutToBeInserted, this, &ConversationList::remember);
    connect(model, &QAbstractItemModel::rowsAboutToBeMoved, this, &ConversationList::remember);
    connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this, &ConversationList::remember);
    connect(model, &QAbstractItemModel::layoutAboutToBeChanged, this, &ConversationList::remember);
    connect(model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &, int first, int last) {
        countAbove(first, last);
        restore();
    });
    connect(model, &QAbstractItemModel::rowsMoved, this,
        [this](const QModelIndex &, int, int, const QModelIndex &, int to) {
            countAbove(to, to);
            restore();
        });
    connect(model, &QAbstractItemModel::rowsRemoved, this, &ConversationList::restore);
    connect(model, &QAbstractItemModel::layoutChanged, this, &ConversationList::restore);
    connect(model, &QAbstractItemModel::modelReset, this, [this] { setNewAbove(0); });
}

void ConversationList::setRowHeight(int height)
{
    m_rowHeight = height;
    verticalScrollBar()->setSingleStep(height / 2);
    scheduleDelayedItemsLayout();
}

void ConversationList::remember()
{
    const int value = verticalScrollBar()->value();
    m_top = value > 0 ? model()->index(value / m_rowHeight, 0) : QModelIndex();
    m_offset = value % m_rowHeight;
}

void ConversationList::restore()
{
    if (!m_top.isValid())
        return;
    executeDelayedItemsLayout();
    verticalScrollBar()->setValue(m_top.row() * m_rowHeight + m_offset);
}

void ConversationList::countAbove(int first, int last)
{
    if (m_top.isValid() && first <= m_top.row())
        setNewAbove(m_newAbove + last - first + 1);
}

void ConversationList::setNewAbove(int count)
{
    if (m_newAbove == count)
        return;
    m_newAbove = count;
    Q_EMIT newAboveChanged(count);
}

void ConversationList::scrollToNew()
{
    verticalScrollBar()->setValue(0);
}

void ConversationList::scrollContentsBy(int dx, int dy)
{
    QListView::scrollContentsBy(dx, dy);
    const QScrollBar *bar = verticalScrollBar();
    if (bar->value() == 0)
        setNewAbove(0);
    if (bar->value() + viewport()->height() * 2 >= bar->maximum())
        Q_EMIT nearEnd();
}

void ConversationList::goTo(const QModelIndex &index)
{
    if (!index.isValid() || index == currentIndex())
        return;
    setCurrentIndex(index);
    Q_EMIT chosen(index);
}

void ConversationList::keyPressEvent(QKeyEvent *event)
{
    const QPersistentModelIndex before = currentIndex();
    pressKey(event);
    if (before != currentIndex() && currentIndex().isValid())
        Q_EMIT chosen(currentIndex());
}

void ConversationList::pressKey(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && currentIndex().isValid()) {
        Q_EMIT opened(currentIndex());
        return;
    }
    const bool plain = event->modifiers() == Qt::NoModifier;
    if (plain && (event->key() == Qt::Key_J || event->key() == Qt::Key_K)) {
        QKeyEvent arrow(
            QEvent::KeyPress, event->key() == Qt::Key_J ? Qt::Key_Down : Qt::Key_Up, Qt::NoModifier);
        QListView::keyPressEvent(&arrow);
        return;
    }
    if (plain && !event->text().isEmpty() && event->text().at(0).isPrint()) {
        event->ignore(); // single letters are the view's shortcuts, not a search
        return;
    }
    QListView::keyPressEvent(event);
}

void ConversationList::mousePressEvent(QMouseEvent *event)
{
    const QPersistentModelIndex before = currentIndex();
    QListView::mousePressEvent(event);
    if (before != currentIndex() && currentIndex().isValid())
        Q_EMIT chosen(currentIndex());
}

void ConversationList::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    // Else the neighbour would become the current row.
    if (currentIndex().row() >= first && currentIndex().row() <= last)
        selectionModel()->clear();
    QListView::rowsAboutToBeRemoved(parent, first, last);
}

void ConversationList::mouseReleaseEvent(QMouseEvent *event)
{
    QListView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && index.isValid() && index == currentIndex())
        Q_EMIT opened(index);
}

} // namespace acolhe::ui
