// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/label.h"

#include "ui/style/canvas.h"

#include <QEvent>
#include <QLocale>

namespace acolhe::ui {

namespace {

constexpr int iconSize = 14;
constexpr int iconGap = 6;

} // namespace

Label::Label(const QString &text, TextSize size, QFont::Weight weight, QColor Theme::*tone, QWidget *parent)
    : QLabel(text, parent)
    , m_size(size)
    , m_weight(weight)
    , m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    restyle();
}

void Label::setTone(QColor Theme::*tone)
{
    m_tone = tone;
    restyle();
}

void Label::setLeadingIcon(const QString &icon, QColor Theme::*colour)
{
    m_icon = icon;
    m_iconColour = colour;
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int room = icon.isEmpty() ? 0 : iconSize + iconGap;
    setContentsMargins(mirrored ? 0 : room, 0, mirrored ? room : 0, 0);
    update();
}

void Label::paintEvent(QPaintEvent *event)
{
    QLabel::paintEvent(event);
    if (m_icon.isEmpty())
        return;
    QPainter painter(this);
    Canvas canvas(painter, rect(), layoutDirection());
    canvas.icon(QPointF(0, (height() - iconSize) / 2.0), iconSize, m_icon, theme().*m_iconColour);
}

bool Label::event(QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange || event->type() == QEvent::ApplicationFontChange)
        restyle();
    return QLabel::event(event);
}

void Label::restyle()
{
    setFont(ui::font(m_size, m_weight));
    QPalette coloured = palette();
    coloured.setColor(QPalette::WindowText, theme().*m_tone);
    setPalette(coloured);
}

SectionTitle::SectionTitle(const QString &text, QWidget *parent)
    : Label({}, TextSize::Tiny, QFont::DemiBold, &Theme::muted, parent)
{
    setTitle(text);
}

void SectionTitle::setTitle(const QString &text)
{
    setText(QLocale().toUpper(text));
    setAccessibleName(text);
}

} // namespace acolhe::ui
