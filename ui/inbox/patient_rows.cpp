// SPDX-License-Identifier: Apache-2.0
#include "ui/inbox/patient_rows.h"

#include "ui/style/canvas.h"
#include "ui/style/channel_look.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

constexpr int nameWidth = 80;

void prepare(QAbstractButton &row)
{
    row.setFocusPolicy(Qt::TabFocus);
    row.setCursor(Qt::PointingHandCursor);
    row.setAttribute(Qt::WA_Hover);
    row.setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void paintState(Canvas &canvas, const QAbstractButton &row)
{
    if (row.underMouse())
        canvas.fill(row.rect(), metrics::radius, theme().raised);
    if (row.hasFocus() && row.window()->testAttribute(Qt::WA_KeyboardFocusChange))
        canvas.outline(row.rect(), metrics::radius, theme().accent, 2);
}

bool isEnter(const QKeyEvent &event)
{
    return event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
}

} // namespace

FactRow::FactRow(const QString &icon, const QString &name, const QString &value, QWidget *parent)
    : QAbstractButton(parent)
    , m_icon(icon)
    , m_name(name)
    , m_value(value)
{
    prepare(*this);
    setAccessibleName(u"%1: %2"_s.arg(name, value));
    setToolTip(value);
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

/// A value that is too long beside its name stands below it.
bool FactRow::isTall(int width) const
{
    return Canvas::widthOf(m_value, ui::font(TextSize::Base, QFont::Medium))
        > width - 34 - metrics::scaled(nameWidth);
}

int FactRow::heightForWidth(int width) const
{
    return metrics::scaled(isTall(width) ? 46 : 30);
}

QSize FactRow::sizeHint() const
{
    return {200, metrics::scaled(30)};
}

void FactRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, rect(), layoutDirection());
    paintState(canvas, *this);
    const qreal names = metrics::scaled(nameWidth);
    const bool tall = isTall(width());
    const qreal half = height() / 2.0;
    const qreal first = tall ? half : height();
    const qreal inset = tall ? 2 : 0;
    canvas.icon(QPointF(4, inset + first / 2.0 - 7.5), 15, m_icon, theme().muted);
    canvas.text(QRectF(30, inset, names - 4, first), m_name, ui::font(TextSize::Small), theme().muted);
    const QRectF beside(30 + names, 0, width() - 34 - names, height());
    const QRectF below(30, half - 3, width() - 34, half);
    canvas.text(tall ? below : beside, m_value, ui::font(TextSize::Base, QFont::Medium), theme().text);
    if (underMouse()) {
        canvas.fill(QRectF(width() - 26, 0, 26, height()), metrics::radius, theme().raised);
        canvas.icon(QPointF(width() - 20, height() / 2.0 - 7), 14, u"copy"_s, theme().accent);
    }
}

void FactRow::keyPressEvent(QKeyEvent *event)
{
    isEnter(*event) ? click() : QAbstractButton::keyPressEvent(event);
}

HistoryRow::HistoryRow(const QString &channel, const QString &title, const QString &detail, QWidget *parent)
    : QAbstractButton(parent)
    , m_channel(channel)
    , m_title(title)
    , m_detail(detail)
{
    prepare(*this);
    setAccessibleName(u"%1, %2"_s.arg(title, detail));
}

QSize HistoryRow::sizeHint() const
{
    return {200, metrics::scaled(46)};
}

void HistoryRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, rect(), layoutDirection());
    paintState(canvas, *this);
    const Theme &t = theme();
    const ChannelLook look = channelLook(m_channel);
    const QRectF square(4, height() / 2.0 - 14, 28, 28);
    canvas.fill(square, 8, mix(look.colour, t.card, 0.18));
    canvas.icon(square.center() - QPointF(7, 7), 14, look.glyph,
        t.dark ? mix(look.colour, Qt::white, 0.6) : mix(look.colour, Qt::black, 0.7));
    const qreal half = height() / 2.0;
    canvas.text(QRectF(42, half - metrics::scaled(18), width() - 46, metrics::scaled(18)), m_title,
        ui::font(TextSize::Base, QFont::Medium), t.text);
    canvas.text(
        QRectF(42, half, width() - 46, metrics::scaled(17)), m_detail, ui::font(TextSize::Small), t.muted);
}

void HistoryRow::keyPressEvent(QKeyEvent *event)
{
    isEnter(*event) ? click() : QAbstractButton::keyPressEvent(event);
}

} // namespace acolhe::ui
