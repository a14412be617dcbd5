// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/inbox/conversation_delegate.h"
#include "ui/widgets/card.h"

class QAction;
class QStackedLayout;

namespace acolhe::ui {

class Button;
class ChipBar;
class ConversationList;
class EmptyState;
class IconButton;
class Label;
class SearchField;
class SkeletonRows;

/// Which conversations the list shows.
enum class Shelf { Mine, Queue, All, Resolved };

/// The start pane: title, search, the shelves with their counts, and the list.
class ListPane final : public Pane {
    Q_OBJECT
public:
    explicit ListPane(ConversationDelegate::Describe describe, QWidget *parent = nullptr);

    ConversationList &list() { return *m_list; }
    Shelf shelf() const;
    void setShelf(Shelf shelf);
    /// Negative: no number.
    void setCount(Shelf shelf, int count);
    /// Loading rows while there are none; the empty state otherwise.
    void setLoading(bool loading);
    bool isCompact() const;
    void setCompact(bool compact);
    QString searchText() const;
    void clearSearch();
    void focusSearch();
    /// Call when rows came or went, to show or hide the empty state.
    void refreshEmpty();

Q_SIGNALS:
    void shelfChosen(acolhe::ui::Shelf shelf);
    void searched(const QString &text);
    void compactChanged(bool compact);
    /// The button of the empty state was pressed: the next of the queue is wanted.
    void nextRequested();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildMenu();
    void retranslate();
    void placePill();
    void present(
        const QString &icon, const QString &title, const QString &sentence, const QString &action = {});

    Label *m_title;
    IconButton *m_options;
    QAction *m_comfortableAction;
    QAction *m_compactAction;
    SearchField *m_search;
    ChipBar *m_chips;
    ConversationDelegate *m_delegate;
    ConversationList *m_list;
    SkeletonRows *m_skeleton;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
    Button *m_pill;
    QString m_searchText;
    bool m_loading = false;
    int m_queue = 0;
};

} // namespace acolhe::ui
