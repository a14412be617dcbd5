// SPDX-License-Identifier: Apache-2.0
#include "ui/inbox/quick_reply_chooser.h"

#include "ui/style/canvas.h"
#include "ui/style/fonts.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"

#include <QKeyEvent>
#include <QListWidget>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

constexpr int rowHeight = 48;
constexpr int mostRows = 5;
constexpr int inset = 12;

enum Role { Title = Qt::UserRole + 1, Aside, Content };

/// Two lines: the title with its category and shortcut, and what would be written.
class Rows final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {200, metrics::scaled(rowHeight)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &t = theme();
        Canvas canvas(*painter, option.rect, option.direction);
        const QRectF row(option.rect);
        const bool current = option.state.testFlag(QStyle::State_Selected);
        if (current)
            canvas.fill(row.adjusted(0, 1, 0, -1), metrics::radius, t.selection);
        const QColor loud = current ? t.onSelection : t.text;
        const QColor quiet = current ? t.onSelectionMuted : t.muted;
        const QFont small = ui::font(TextSize::Small);
        const QString aside = index.data(Aside).toString();
        const qreal keys = aside.isEmpty() ? 0 : Canvas::widthOf(aside, small) + inset;
        const qreal half = row.height() / 2;
        const qreal width = row.width() - 2 * inset;
        canvas.text(QRectF(row.left() + inset, row.top() + 3, width - keys, half - 3),
            index.data(Title).toString(), ui::font(TextSize::Base, QFont::DemiBold), loud);
        canvas.text(QRectF(row.right() - inset - keys, row.top() + 3, keys, half - 3), aside, small, quiet,
            Qt::AlignRight);
        canvas.text(QRectF(row.left() + inset, row.top() + half, width, half - 3),
            index.data(Content).toString(), small, quiet);
    }
};

} // namespace

QuickReplyChooser::QuickReplyChooser(QWidget *parent)
    : QWidget(parent)
    , m_list(new QListWidget(this))
{
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setItemDelegate(new Rows(m_list));
    auto *card = new Card(&Theme::raised, this);
    auto *within = new QVBoxLayout(card);
    within->setContentsMargins(6, 6, 6, 6);
    within->addWidget(m_list);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(card);
    connect(m_list, &QListWidget::itemClicked, this,
        [this](QListWidgetItem *item) { choose(m_list->row(item)); });
    hide();
    retranslate();
}

void QuickReplyChooser::retranslate()
{
    m_list->setAccessibleName(tr("Quick replies"));
}

void QuickReplyChooser::offer(const QList<QuickReply> &replies)
{
    if (replies != m_replies || replies.isEmpty()) {
        m_replies = replies;
        m_list->clear();
        for (const QuickReply &reply : replies) {
            auto *item = new QListWidgetItem(m_list);
            item->setData(Title, reply.title);
            QStringList aside{reply.category.value_or(QString())};
            aside << (reply.shortcut ? u"/"_s + *reply.shortcut : QString());
            aside.removeAll(QString());
            item->setData(Aside, aside.join(u"   "_s));
            item->setData(Content, reply.content);
            item->setData(Qt::AccessibleTextRole, u"%1: %2"_s.arg(reply.title, reply.content));
        }
        m_list->setCurrentRow(0);
        const int rows = int(qMin(replies.size(), qsizetype(mostRows)));
        m_list->setFixedHeight(rows * metrics::scaled(rowHeight));
    }
    setVisible(!replies.isEmpty());
}

bool QuickReplyChooser::takeKey(const QKeyEvent &event)
{
    if (!isVisible() || (event.modifiers() & ~Qt::KeypadModifier))
        return false;
    switch (event.key()) {
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_Down:
        step(1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
        choose(m_list->currentRow());
        return true;
    case Qt::Key_Escape:
        hide();
        Q_EMIT dismissed();
        return true;
    default:
        return false;
    }
}

void QuickReplyChooser::step(int rows)
{
    const int count = m_list->count();
    m_list->setCurrentRow((m_list->currentRow() + rows + count) % count);
}

void QuickReplyChooser::choose(int row)
{
    if (row < 0 || row >= m_replies.size())
        return;
    const QuickReply reply = m_replies[row];
    hide();
    Q_EMIT chosen(reply);
}

} // namespace acolhe::ui
