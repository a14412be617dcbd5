// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/chip_bar.h"

#include "ui/style/acolhe_style.h"
#include "ui/style/fonts.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QStyleOptionButton>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

class ChipBar::Chip final : public QPushButton {
public:
    Chip(const QString &id, const QString &label, QWidget *parent)
        : QPushButton(parent)
        , m_label(label)
    {
        setObjectName(id);
        setLook(this, ButtonLook::Chip);
        setCheckable(true);
        setAutoDefault(false);
        setCursor(Qt::PointingHandCursor);
        QSizePolicy narrow(QSizePolicy::Preferred, QSizePolicy::Fixed);
        setSizePolicy(narrow);
        setFont(ui::font(TextSize::Small, QFont::DemiBold));
        show(label, m_count);
    }

    void show(const QString &label, int count)
    {
        m_label = label;
        m_count = count;
        const QString number = count < 1000 ? QLocale().toString(count) : u"999+"_s;
        setText(count < 0 ? label : u"%1 %2"_s.arg(label, number));
        setAccessibleName(text());
        updateGeometry();
    }

    const QString &label() const { return m_label; }
    int count() const { return m_count; }

    QSize minimumSizeHint() const override { return {44, sizeHint().height()}; }

protected:
    bool event(QEvent *event) override
    {
        if (event->type() == QEvent::ApplicationFontChange)
            setFont(ui::font(TextSize::Small, QFont::DemiBold));
        return QPushButton::event(event);
    }

    void initStyleOption(QStyleOptionButton *option) const override
    {
        QPushButton::initStyleOption(option);
        option->text = fontMetrics().elidedText(text(), Qt::ElideRight, width() - 20);
    }

private:
    QString m_label;
    int m_count = -1;
};

ChipBar::ChipBar(const QString &accessibleName, QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    setAccessibleName(accessibleName);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addStretch();
    connect(m_group, &QButtonGroup::buttonClicked, this,
        [this](QAbstractButton *button) { Q_EMIT chosen(button->objectName()); });
}

void ChipBar::addChip(const QString &id, const QString &text)
{
    auto *added = new Chip(id, text, this);
    auto *row = static_cast<QHBoxLayout *>(layout());
    row->insertWidget(row->count() - 1, added);
    m_group->addButton(added);
    if (!m_group->checkedButton())
        added->setChecked(true);
}

void ChipBar::setText(const QString &id, const QString &text)
{
    if (Chip *found = chip(id))
        found->show(text, found->count());
}

void ChipBar::setCount(const QString &id, int count)
{
    if (Chip *found = chip(id); found && found->count() != count)
        found->show(found->label(), count);
}

int ChipBar::count(const QString &id) const
{
    const Chip *found = chip(id);
    return found ? found->count() : -1;
}

QString ChipBar::current() const
{
    const QAbstractButton *checked = m_group->checkedButton();
    return checked ? checked->objectName() : QString();
}

void ChipBar::setCurrent(const QString &id)
{
    if (Chip *found = chip(id))
        found->setChecked(true);
}

ChipBar::Chip *ChipBar::chip(const QString &id) const
{
    const auto buttons = m_group->buttons();
    for (QAbstractButton *button : buttons) {
        if (button->objectName() == id)
            return static_cast<Chip *>(button);
    }
    return nullptr;
}

} // namespace acolhe::ui
