// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/banner.h"

#include "ui/style/icons.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

namespace acolhe::ui {

Banner::Banner(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_text(new Label({}, TextSize::Base, QFont::Medium, &Theme::warn, this))
    , m_action(new Button({}, ButtonLook::Normal, {}, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 6, 16, 6);
    row->setSpacing(10);
    m_text->setWordWrap(true);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    row->addWidget(m_action);
    m_action->hide();
    setVisible(false);
    connect(m_action, &QPushButton::clicked, this, &Banner::actionTriggered);
}

void Banner::present(const QString &icon, const QString &text, QColor Theme::*tone, const QString &action)
{
    const bool news = text != m_text->text() || isHidden();
    m_iconName = icon;
    m_tone = tone;
    m_text->setTone(tone);
    m_text->setText(text);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(text);
    refreshIcon();
    setVisible(true);
    if (news) {
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void Banner::dismiss()
{
    setVisible(false);
    m_text->clear();
}

QString Banner::text() const
{
    return m_text->text();
}

void Banner::refreshIcon()
{
    if (!m_iconName.isEmpty())
        m_icon->setPixmap(iconPixmap(m_iconName, 16, theme().*m_tone, devicePixelRatioF()));
}

bool Banner::event(QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange)
        refreshIcon();
    return QWidget::event(event);
}

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), tint(theme().*m_tone, theme().bg));
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme().border);
}

} // namespace acolhe::ui
