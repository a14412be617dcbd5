// SPDX-License-Identifier: Apache-2.0
#include "ui/inbox/list_pane.h"

#include "ui/inbox/conversation_list.h"
#include "ui/style/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chip_bar.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/skeleton_rows.h"

#include <QActionGroup>
#include <QEvent>
#include <QMenu>
#include <QStackedLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

constexpr std::array shelves{Shelf::Mine, Shelf::Queue, Shelf::All, Shelf::Resolved};

QString idOf(Shelf shelf)
{
    return QString::number(int(shelf));
}

} // namespace

ListPane::ListPane(ConversationDelegate::Describe describe, QWidget *parent)
    : Pane(&Theme::card, {}, parent) // the splitter draws the line beside it
    , m_title(new Label({}, TextSize::Title, QFont::Bold, &Theme::text, this))
    , m_options(new IconButton(u"sliders-horizontal"_s, {}, this))
    , m_search(new SearchField({}, this))
    , m_chips(new ChipBar({}, this))
    , m_delegate(new ConversationDelegate(std::move(describe), this))
    , m_list(new ConversationList(this))
    , m_skeleton(new SkeletonRows(SkeletonRows::Shape::Conversations, {}, this))
    , m_empty(new EmptyState(this))
    , m_stack(new QStackedLayout)
    , m_pill(new Button({}, ButtonLook::Primary, {}, this))
{
    for (const Shelf shelf : shelves)
        m_chips->addChip(idOf(shelf), {});
    auto *top = new QHBoxLayout;
    top->setContentsMargins(20, 0, 14, 0);
    top->addWidget(m_title, 1);
    top->addWidget(m_options);
    auto *narrow = new QVBoxLayout;
    narrow->setContentsMargins(16, 0, 16, 0);
    narrow->setSpacing(10);
    narrow->addWidget(m_search);
    narrow->addWidget(m_chips);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_empty);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 16, 1, 0);
    column->setSpacing(10);
    column->addLayout(top);
    column->addLayout(narrow);
    column->addLayout(m_stack, 1);
    m_list->setItemDelegate(m_delegate);
    m_list->setRowHeight(conversationRowHeight(false));
    setMinimumWidth(metrics::listMinimum);
    setMaximumWidth(metrics::scaled(metrics::listMaximum));
    buildMenu();
    m_pill->hide();
    connect(m_pill, &QPushButton::clicked, m_list, &ConversationList::scrollToNew);
    connect(m_list, &ConversationList::newAboveChanged, this, [this](int count) {
        m_pill->setText(tr("%n new above", nullptr, count));
        m_pill->setVisible(count > 0);
        placePill();
    });
    connect(m_chips, &ChipBar::chosen, this,
        [this](const QString &id) { Q_EMIT shelfChosen(Shelf(id.toInt())); });
    connect(m_search, &SearchField::searched, this, [this](const QString &text) {
        m_searchText = text;
        refreshEmpty();
        Q_EMIT searched(text);
    });
    connect(m_empty, &EmptyState::actionTriggered, this, &ListPane::nextRequested);
    retranslate();
}

void ListPane::buildMenu()
{
    auto *menu = new QMenu(m_options);
    auto *group = new QActionGroup(menu);
    m_comfortableAction = menu->addAction(QString());
    m_compactAction = menu->addAction(QString());
    for (QAction *action : {m_comfortableAction, m_compactAction}) {
        action->setCheckable(true);
        group->addAction(action);
    }
    m_comfortableAction->setChecked(true);
    m_options->setMenu(menu);
    connect(group, &QActionGroup::triggered, this, [this](QAction *action) {
        setCompact(action == m_compactAction);
        Q_EMIT compactChanged(isCompact());
    });
}

Shelf ListPane::shelf() const
{
    return Shelf(m_chips->current().toInt());
}

void ListPane::setShelf(Shelf shelf)
{
    m_chips->setCurrent(idOf(shelf));
    refreshEmpty();
}

void ListPane::setCount(Shelf shelf, int count)
{
    m_chips->setCount(idOf(shelf), count);
    if (shelf == Shelf::Queue)
        m_queue = qMax(0, count);
    refreshEmpty();
}

void ListPane::setLoading(bool loading)
{
    m_loading = loading;
    refreshEmpty();
}

bool ListPane::isCompact() const
{
    return m_delegate->isCompact();
}

void ListPane::setCompact(bool compact)
{
    m_delegate->setCompact(compact);
    m_list->setRowHeight(conversationRowHeight(compact));
    (compact ? m_compactAction : m_comfortableAction)->setChecked(true);
}

QString ListPane::searchText() const
{
    return m_searchText;
}

void ListPane::clearSearch()
{
    m_searchText.clear();
    m_search->clear();
}

void ListPane::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void ListPane::refreshEmpty()
{
    const bool empty = !m_list->model() || m_list->model()->rowCount() == 0;
    if (empty && m_loading)
        m_skeleton->start();
    else
        m_skeleton->stop();
    m_stack->setCurrentWidget(empty && !m_loading ? static_cast<QWidget *>(m_empty) : m_list);
    if (!empty || m_loading)
        return;
    if (!m_searchText.isEmpty())
        return present(
            u"search"_s, tr("Nothing found"), tr("No conversation here matches “%1”.").arg(m_searchText));
    switch (shelf()) {
    case Shelf::Mine:
        if (m_queue > 0)
            return present(u"circle-check"_s, tr("All answered"),
                tr("%n conversation(s) wait in the queue.", nullptr, m_queue), tr("Take the next"));
        return present(u"circle-check"_s, tr("All answered"), tr("Nobody waits for an answer."));
    case Shelf::Queue:
        return present(u"inbox"_s, tr("The queue is empty"), tr("New conversations appear here."));
    case Shelf::All:
        return present(u"inbox"_s, tr("No conversations yet"), tr("They appear when patients write."));
    case Shelf::Resolved:
        return present(u"archive"_s, tr("Nothing resolved yet"), tr("Resolved conversations are kept here."));
    }
}

void ListPane::present(
    const QString &icon, const QString &title, const QString &sentence, const QString &action)
{
    m_empty->present(icon, title, sentence, action);
}

void ListPane::changeEvent(QEvent *event)
{
    Pane::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::FontChange) {
        setMaximumWidth(metrics::scaled(metrics::listMaximum));
        m_list->setRowHeight(conversationRowHeight(isCompact()));
    }
}

void ListPane::resizeEvent(QResizeEvent *event)
{
    Pane::resizeEvent(event);
    placePill();
}

void ListPane::placePill()
{
    m_skeleton->setGeometry(m_list->geometry());
    const QSize size = m_pill->sizeHint();
    m_pill->setGeometry(
        m_list->x() + (m_list->width() - size.width()) / 2, m_list->y() + 8, size.width(), size.height());
    m_pill->raise();
}

void ListPane::retranslate()
{
    m_title->setText(tr("Inbox"));
    m_options->setName(tr("List options"));
    m_comfortableAction->setText(tr("Comfortable rows"));
    m_compactAction->setText(tr("Compact rows"));
    m_search->setAccessibleName(tr("Search conversations"));
    m_search->setPlaceholderText(u"%1   %2"_s.arg(
        tr("Search name, phone…"), QKeySequence(u"Ctrl+K"_s).toString(QKeySequence::NativeText)));
    m_chips->setAccessibleName(tr("Which conversations"));
    m_chips->setText(idOf(Shelf::Mine), tr("Mine"));
    m_chips->setText(idOf(Shelf::Queue), tr("Queue"));
    m_chips->setText(idOf(Shelf::All), tr("All"));
    m_chips->setText(idOf(Shelf::Resolved), tr("Resolved"));
    m_list->setAccessibleName(tr("Conversations"));
    m_skeleton->setAccessibleName(tr("Loading"));
    refreshEmpty();
}

} // namespace acolhe::ui
