// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/label.h"

#include <QEvent>
#include <QLocale>

namespace acolhe::ui {

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
