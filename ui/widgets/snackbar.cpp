// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/snackbar.h"

#include "ui/style/canvas.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QTimer>

namespace acolhe::ui {

namespace {

constexpr int margin = 20;
constexpr int widest = 560;

} // namespace

Snackbar::Snackbar(QWidget *parent)
    : QWidget(parent)
    , m_text(new Label({}, TextSize::Base, QFont::Medium, &Theme::text, this))
    , m_action(new Button({}, ButtonLook::Ghost, {}, this))
    , m_life(new QTimer(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(18, 8, 10, 8);
    row->addWidget(m_text, 1);
    row->addWidget(m_action);
    m_action->hide();
    setVisible(false);
    m_life->setSingleShot(true);
    m_life->setInterval(metrics::snackbarMs);
    connect(m_life, &QTimer::timeout, this, [this] {
        if (m_action->hasFocus())
            m_life->start();
        else
            dismiss();
    });
    connect(m_action, &QPushButton::clicked, this, [this] {
        dismiss();
        Q_EMIT actionTriggered();
    });
    parent->installEventFilter(this);
}

void Snackbar::present(const QString &text, const QString &action)
{
    m_text->setText(text);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(text);
    place();
    show();
    raise();
    m_life->start();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void Snackbar::dismiss()
{
    m_life->stop();
    hide();
}

QString Snackbar::text() const
{
    return m_text->text();
}

void Snackbar::setDuration(int ms)
{
    m_life->setInterval(ms);
}

void Snackbar::place()
{
    const QWidget *parent = parentWidget();
    const int width = qMin(qMin(widest, parent->width() - 2 * margin), qMax(280, sizeHint().width()));
    const int height = qMax(52, sizeHint().height());
    setGeometry((parent->width() - width) / 2, parent->height() - height - margin, width, height);
}

void Snackbar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, rect(), layoutDirection());
    canvas.fill(rect(), metrics::cardRadius, theme().raised);
    canvas.outline(rect(), metrics::cardRadius, theme().controlRaised);
}

void Snackbar::enterEvent(QEnterEvent *)
{
    m_life->stop();
}

void Snackbar::leaveEvent(QEvent *)
{
    if (isVisible())
        m_life->start();
}

bool Snackbar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

} // namespace acolhe::ui
