// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/bubble_cache.h"

#include <QListView>
#include <QPersistentModelIndex>

#include <functional>

namespace acolhe::ui {

/// What one row of the model shows: some bubbles below each other (a day, the unread line, the message
/// itself).
struct TimelineEntry {
    qint64 key = 0; ///< names the row as long as the model lives; not negative
    QList<BubbleContent> parts; ///< at most four
};

/// A thread of bubbles, oldest on top, that holds on to what the reader looks at: to the end while the reader
/// is there, else to the entry at the top of the view, whatever arrives above or below and however the width
/// changes. Only what is in sight is laid out, so a change of width costs the same for ten messages and for
/// ten thousand.
///
/// A QListView by inheritance, because Qt then tells screen readers its rows (Qt::AccessibleTextRole);
/// layout, scrolling and painting are its own.
class Timeline final : public QListView {
    Q_OBJECT
public:
    using Describe = std::function<TimelineEntry(const QModelIndex &)>;

    explicit Timeline(const QString &accessibleName, QWidget *parent = nullptr);

    /// How rows are shown. Called for what is in sight, often: it must be cheap.
    void setDescribe(Describe describe);
    void setModel(QAbstractItemModel *model) override;

    bool isAtEnd() const;
    void scrollToEnd();
    /// How many rows came below since the reader left the end.
    int newBelow() const { return m_newBelow; }
    /// Describes every row again, e.g. when the day or the language changed.
    void refresh();

    QRect visualRect(const QModelIndex &index) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint &point) const override;
    void doItemsLayout() override;
    void reset() override;

Q_SIGNALS:
    /// A part of a row was clicked or, for Body, Return was pressed on it.
    void partActivated(const QModelIndex &index, const BubblePart &part);
    /// The reader comes near the oldest row, or there is room for more.
    void nearTop();
    void atEndChanged(bool atEnd);
    void newBelowChanged(int count);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void updateGeometries() override;
    int verticalOffset() const override;
    int horizontalOffset() const override { return 0; }
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags flags) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void rowsInserted(const QModelIndex &parent, int first, int last) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;
    void dataChanged(
        const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles) override;

private:
    struct Anchor {
        int row = -1; ///< none: hold on to the end
        int offset = 0; ///< of the row's top from the view's top
    };

    int rows() const { return int(m_heights.size()); }
    Anchor anchor() const;
    void holdOn(const Anchor &anchor);
    void arrange(Anchor anchor);
    bool measureVisible();
    int measure(int row);
    void buildTops();
    int rowAt(int y) const; ///< in content coordinates
    BubblePart partAt(const QPoint &position, QModelIndex *index);
    /// `y` is the part's top from the row's top; goes on while `visit` gives true.
    void eachPart(int row, const std::function<bool(const Bubble &bubble, int y)> &visit);
    void noteScrolled();
    void setNewBelow(int count);

    Describe m_describe;
    BubbleCache m_cache;
    QList<int> m_heights; ///< of each row; 0: not measured at this width yet
    QList<int> m_tops; ///< one more than rows: the last is the content's height
    int m_measuredWidth = 0;
    bool m_atEnd = true;
    bool m_arranging = false;
    int m_newBelow = 0;
    BubblePart m_pressed;
    QPersistentModelIndex m_pressedRow;
};

} // namespace acolhe::ui
