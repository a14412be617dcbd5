// SPDX-License-Identifier: Apache-2.0
#include "ui/style/theme.h"

#include <QString>

#include <array>
#include <cmath>

namespace acolhe::ui {

namespace {

constexpr std::array<QRgb, avatarColourCount> avatarSeeds{
    0xff0ea5e9, 0xff10b981, 0xfff472b6, 0xfff59e0b, 0xff94a3b8, 0xffa78bfa, 0xff22d3ee, 0xfffb7185};

Theme &current()
{
    static Theme chosen = darkTheme();
    return chosen;
}

qreal linear(qreal channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

qreal luminance(const QColor &colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
        + 0.0722 * linear(colour.blueF());
}

} // namespace

const Theme &darkTheme()
{
    static const Theme made{
        .dark = true,
        .bg = 0x0f172a,
        .card = 0x1e293b,
        .raised = 0x263449,
        .border = 0x334155,
        .control = 0x64748b,
        .controlRaised = 0x94a3b8,
        .text = 0xf1f5f9,
        .muted = 0x94a3b8,
        .accent = 0x38bdf8,
        .primary = 0x0ea5e9,
        .onPrimary = 0x0f172a,
        .ok = 0x34d399,
        .warn = 0xfbbf24,
        .err = 0xf87171,
        .danger = 0xdc2626,
        .onDanger = 0xffffff,
        .outBubble = 0x075985,
        .onOut = 0xf0f9ff,
        .onOutMuted = 0xbae6fd,
        .onOutAccent = 0x7dd3fc,
        .onOutTick = 0xe2e8f0,
        .onOutRead = 0x38bdf8,
        .onOutErr = 0xfecaca,
        .noteBubble = 0x3b2f14,
        .onNote = 0xfde68a,
        .onNoteMuted = 0xd0b96b,
        .selection = 0x12395a,
        .onSelection = 0xf1f5f9,
        .onSelectionMuted = 0xa9b8cb,
        .onSelectionAccent = 0x5cc9fa,
        .onSelectionErr = 0xfca5a5,
        .onSelectionWarn = 0xfbbf24,
        .shadow = QColor(0, 0, 0, 110),
    };
    return made;
}

const Theme &lightTheme()
{
    static const Theme made{
        .dark = false,
        .bg = 0xf1f5f9,
        .card = 0xffffff,
        .raised = 0xf8fafc,
        .border = 0xe2e8f0,
        .control = 0x64748b,
        .controlRaised = 0x64748b,
        .text = 0x0f172a,
        .muted = 0x475569,
        .accent = 0x0369a1,
        .primary = 0x0369a1,
        .onPrimary = 0xffffff,
        .ok = 0x047857,
        .warn = 0xa84b08,
        .err = 0xb91c1c,
        .danger = 0xdc2626,
        .onDanger = 0xffffff,
        .outBubble = 0xe0f2fe,
        .onOut = 0x0c4a6e,
        .onOutMuted = 0x075985,
        .onOutAccent = 0x0369a1,
        .onOutTick = 0x64748b,
        .onOutRead = 0x0284c7,
        .onOutErr = 0xb91c1c,
        .noteBubble = 0xfef3c7,
        .onNote = 0x78350f,
        .onNoteMuted = 0x92500f,
        .selection = 0xe0f2fe,
        .onSelection = 0x0f172a,
        .onSelectionMuted = 0x475569,
        .onSelectionAccent = 0x0369a1,
        .onSelectionErr = 0xb91c1c,
        .onSelectionWarn = 0x9a4207,
        .shadow = QColor(15, 23, 42, 50),
    };
    return made;
}

const Theme &theme()
{
    return current();
}

void setTheme(const Theme &theme)
{
    current() = theme;
}

QColor mix(const QColor &over, const QColor &base, qreal amount)
{
    const auto blend = [amount](int a, int b) { return qRound(a * amount + b * (1 - amount)); };
    return QColor(
        blend(over.red(), base.red()), blend(over.green(), base.green()), blend(over.blue(), base.blue()));
}

QColor tint(const QColor &colour, const QColor &base)
{
    return mix(colour, base, 0.10);
}

AvatarColours avatarColours(const Theme &theme, int index)
{
    const int count = int(avatarSeeds.size());
    const QColor seed = QColor::fromRgb(avatarSeeds[size_t(((index % count) + count) % count)]);
    return {mix(seed, theme.card, theme.dark ? 0.30 : 0.18),
        theme.dark ? mix(seed, Qt::white, 0.45) : mix(seed, Qt::black, 0.50)};
}

AvatarColours avatarColours(const Theme &theme, const QString &seed)
{
    uint sum = 2166136261U; // FNV-1a: the same colour in every run, unlike qHash
    for (const QChar c : seed)
        sum = (sum ^ c.unicode()) * 16777619U;
    return avatarColours(theme, int((sum ^ (sum >> 15)) % avatarColourCount));
}

qreal contrast(const QColor &a, const QColor &b)
{
    const qreal x = luminance(a) + 0.05;
    const qreal y = luminance(b) + 0.05;
    return x > y ? x / y : y / x;
}

} // namespace acolhe::ui
