// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QListView>
#include <QPersistentModelIndex>

namespace acolhe::ui {

/// The list of conversations. While the reader is scrolled down, what comes in above does not push the rows
/// away: a pill counts it instead. Rows are all of one height.
class ConversationList final : public QListView {
    Q_OBJECT
public:
    explicit ConversationList(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    void setRowHeight(int height);
    int newAbove() const { return m_newAbove; }
    void scrollToNew();
    void goTo(const QModelIndex &index);

Q_SIGNALS:
    void newAboveChanged(int count);
    /// The last rows are in sight: more may be loaded.
    void nearEnd();
    /// The reader went to another row, by mouse, keys or goTo(). Never because rows came or went: what is
    /// open must not change below somebody's hands.
    void chosen(const QModelIndex &index);
    /// Return, or a click: the reader wants to write in it.
    void opened(const QModelIndex &index);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;
    void scrollContentsBy(int dx, int dy) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void pressKey(QKeyEvent *event);
    void remember();
    void restore();
    void countAbove(int first, int last);
    void setNewAbove(int count);

    int m_rowHeight = 72;
    int m_newAbove = 0;
    QPersistentModelIndex m_top;
    int m_offset = 0; ///< by how much the top row is scrolled out
};

} // namespace acolhe::ui
