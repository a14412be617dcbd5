// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/nav_rail.h"

#include "ui/style/canvas.h"
#include "ui/style/fonts.h"
#include "ui/style/metrics.h"

#include <QButtonGroup>
#include <QStyleOptionToolButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

constexpr int itemHeight = 42;
constexpr int itemWidth = 44;

/// The product's mark.
class Mark final : public QWidget {
public:
    explicit Mark(QWidget *parent)
        : QWidget(parent)
    {
        setFixedSize(itemWidth, itemWidth);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        Canvas canvas(painter, rect(), layoutDirection());
        canvas.fill(QRectF(4, 0, 36, 36), 10, theme().primary);
        canvas.icon(QPointF(12, 8), 20, u"brand/mark"_s, theme().onPrimary);
    }
};

} // namespace

class NavRail::Item final : public QToolButton {
public:
    Item(const QString &icon, const QString &text, QWidget *parent)
        : QToolButton(parent)
        , m_icon(icon)
        , m_name(text)
    {
        setText(text);
        setCheckable(true);
        setAutoRaise(true);
        setFocusPolicy(Qt::TabFocus);
        setCursor(Qt::PointingHandCursor);
        setBadge(0);
        setLabelled(false);
    }

    void rename(const QString &name)
    {
        m_name = name;
        setText(name);
        setBadge(m_badge);
        setToolTip(m_labelled ? QString() : name);
    }

    void setLabelled(bool labelled)
    {
        m_labelled = labelled;
        setFixedSize(labelled ? metrics::scaled(metrics::railWideWidth) - 20 : itemWidth, itemHeight);
        setToolTip(labelled ? QString() : m_name);
        update();
    }

    void setBadge(int count)
    {
        m_badge = count;
        setAccessibleName(count > 0 ? u"%1, %2"_s.arg(m_name).arg(count) : m_name);
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        QStyleOptionToolButton option;
        initStyleOption(&option);
        option.icon = {};
        option.text.clear();
        style()->drawComplexControl(QStyle::CC_ToolButton, &option, &painter, this);
        Canvas canvas(painter, rect(), layoutDirection());
        const QColor colour = isChecked() ? theme().onSelectionAccent : theme().muted;
        canvas.icon(QPointF(12, (height() - 20) / 2.0), 20, m_icon, colour);
        if (m_labelled)
            canvas.text(QRectF(44, 0, width() - 84, height()), m_name,
                ui::font(TextSize::Base, QFont::DemiBold), isChecked() ? theme().onSelection : theme().muted);
        paintBadge(canvas);
    }

private:
    void paintBadge(Canvas &canvas) const
    {
        if (m_badge <= 0)
            return;
        const QString text = m_badge > 99 ? u"99+"_s : QString::number(m_badge);
        QFont small = ui::font(TextSize::Tiny, QFont::Bold); // follows the icon, not the font scale
        small.setPixelSize(10);
        const qreal width = qMax(16.0, Canvas::widthOf(text, small) + 8);
        const QRectF pill(this->width() - width - 2, m_labelled ? (height() - 16) / 2.0 : 3, width, 16);
        canvas.fill(m_labelled ? pill.translated(-8, 0) : pill, 8, theme().primary);
        canvas.text(
            m_labelled ? pill.translated(-8, 0) : pill, text, small, theme().onPrimary, Qt::AlignHCenter);
    }

    QString m_icon;
    QString m_name;
    bool m_labelled = false;
    int m_badge = 0;
};

class NavRail::Account final : public QToolButton {
public:
    explicit Account(QWidget *parent)
        : QToolButton(parent)
    {
        setAutoRaise(true);
        setFixedSize(itemWidth, itemWidth);
        setFocusPolicy(Qt::TabFocus);
        setCursor(Qt::PointingHandCursor);
    }

    AvatarFace face;

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QToolButton::paintEvent(event);
        QPainter painter(this);
        Canvas canvas(painter, rect(), layoutDirection());
        paintAvatar(canvas, QRectF(5, 5, 34, 34), face, theme().card);
    }
};

NavRail::NavRail(const QString &accessibleName, QWidget *parent)
    : Pane(&Theme::card, Qt::RightEdge, parent)
    , m_top(new QVBoxLayout)
    , m_bottom(new QVBoxLayout)
    , m_group(new QButtonGroup(this))
    , m_account(new Account(this))
{
    setAccessibleName(accessibleName);
    setFixedWidth(metrics::railWidth);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(10, 14, 10, 12);
    column->setSpacing(6);
    for (QVBoxLayout *part : {m_top, m_bottom})
        part->setSpacing(6);
    m_top->addWidget(new Mark(this));
    column->addLayout(m_top);
    column->addStretch();
    column->addLayout(m_bottom);
    column->addWidget(m_account);
    connect(m_account, &QToolButton::clicked, this, &NavRail::accountClicked);
}

void NavRail::addItem(const QString &id, const QString &icon, const QString &text, bool atBottom)
{
    auto *item = new Item(icon, text, this);
    item->setLabelled(m_labels);
    m_items.insert(id, item);
    m_group->addButton(item);
    (atBottom ? m_bottom : m_top)->addWidget(item);
    connect(item, &QToolButton::clicked, this, [this, id] { Q_EMIT activated(id); });
}

void NavRail::setText(const QString &id, const QString &text)
{
    if (Item *item = m_items.value(id))
        item->rename(text);
}

void NavRail::setCurrent(const QString &id)
{
    if (Item *item = m_items.value(id))
        item->setChecked(true);
}

QString NavRail::current() const
{
    return m_items.key(static_cast<Item *>(m_group->checkedButton()));
}

void NavRail::setBadge(const QString &id, int count)
{
    if (Item *item = m_items.value(id))
        item->setBadge(count);
}

void NavRail::setAccount(const AvatarFace &face, const QString &description)
{
    m_account->face = face;
    m_account->setAccessibleName(description);
    m_account->setToolTip(description);
    m_account->update();
}

QToolButton *NavRail::accountButton() const
{
    return m_account;
}

void NavRail::setLabelsVisible(bool visible)
{
    if (m_labels == visible)
        return;
    m_labels = visible;
    setFixedWidth(visible ? metrics::scaled(metrics::railWideWidth) : metrics::railWidth);
    for (Item *item : std::as_const(m_items))
        item->setLabelled(visible);
}

} // namespace acolhe::ui
