// SPDX-License-Identifier: Apache-2.0
#include "ui/inbox/strip.h"

#include "ui/style/canvas.h"
#include "ui/style/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/elided_label.h"

#include <QBoxLayout>
#include <QPainter>

namespace acolhe::ui {

constexpr int iconSize = 16;
constexpr int lowest = 32; // as high without a button as with one, or nearly

Strip::Strip(const QString &icon, QWidget *parent)
    : QWidget(parent)
    , m_icon(icon)
    , m_text(new ElidedLabel({}, TextSize::Small, QFont::Medium, &Theme::text, this))
    , m_first(new Button({}, ButtonLook::Ghost, {}, this))
    , m_second(new Button({}, ButtonLook::Ghost, {}, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(36, 2, 4, 2);
    row->setSpacing(2);
    row->addWidget(m_text, 1);
    row->addWidget(m_first);
    row->addWidget(m_second);
    setMinimumHeight(metrics::scaled(lowest));
    setActions({});
    connect(m_first, &QPushButton::clicked, this, &Strip::firstTriggered);
    connect(m_second, &QPushButton::clicked, this, &Strip::secondTriggered);
}

void Strip::say(const QString &text, QColor Theme::*tone)
{
    m_tone = tone;
    m_text->setText(text);
    m_text->setToolTip(text);
    update();
}

QString Strip::text() const
{
    return m_text->text();
}

void Strip::setActions(const QString &first, const QString &second)
{
    m_first->setText(first);
    m_first->setVisible(!first.isEmpty());
    m_second->setText(second);
    m_second->setVisible(!second.isEmpty());
}

void Strip::focusFirst()
{
    m_first->setFocus(Qt::OtherFocusReason);
}

void Strip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, rect(), layoutDirection());
    canvas.fill(rect(), metrics::radius, theme().raised);
    canvas.icon(QPointF(12, (height() - iconSize) / 2.0), iconSize, m_icon, theme().*m_tone);
}

} // namespace acolhe::ui
