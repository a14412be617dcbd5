// SPDX-License-Identifier: Apache-2.0
#include "ui/style/fonts.h"

#include <QFontDatabase>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

qreal chosenScale = 1;

qreal pixelsOf(TextSize size)
{
    switch (size) {
    case TextSize::Display:
        return 24;
    case TextSize::Title:
        return 18;
    case TextSize::Heading:
        return 15;
    case TextSize::Body:
        return 14;
    case TextSize::Base:
        return 13;
    case TextSize::Small:
        return 12;
    case TextSize::Tiny:
        return 11;
    }
    return 13;
}

QStringList emojiFamilies()
{
    return {u"Noto Color Emoji"_s, u"Segoe UI Emoji"_s, u"Apple Color Emoji"_s};
}

} // namespace

bool loadFonts()
{
    bool all = true;
    for (const auto &weight : {u"Regular"_s, u"Medium"_s, u"SemiBold"_s, u"Bold"_s})
        all &= QFontDatabase::addApplicationFont(u":/acolhe/fonts/Inter-%1.otf"_s.arg(weight)) >= 0;
    return all;
}

QList<QTextLayout::FormatRange> emojiFormats(const QString &text, const QFont &font)
{
    constexpr QChar inColour(0xfe0f);
    QList<QTextLayout::FormatRange> ranges;
    for (qsizetype at = text.indexOf(inColour, 1); at > 0; at = text.indexOf(inColour, at + 1)) {
        const int before = text[at - 1].isLowSurrogate() && at > 1 ? 2 : 1;
        QTextLayout::FormatRange range{int(at) - before, before + 1, {}};
        range.format.setFont(font);
        range.format.setFontFamilies(emojiFamilies());
        ranges.append(range);
    }
    return ranges;
}

QFont fontOfPixels(qreal pixels, QFont::Weight weight)
{
    // Without the emoji families some emoji come out in one colour.
    static const QStringList families = QStringList(u"Inter"_s) + emojiFamilies();
    QFont made;
    made.setFamilies(families);
    made.setPixelSize(qMax(1, qRound(pixels * chosenScale)));
    made.setWeight(weight);
    return made;
}

QFont font(TextSize size, QFont::Weight weight)
{
    return fontOfPixels(pixelsOf(size), weight);
}

void setFontScale(qreal scale)
{
    chosenScale = qBound(0.9, scale, 1.5);
}

qreal fontScale()
{
    return chosenScale;
}

} // namespace acolhe::ui
