// SPDX-License-Identifier: Apache-2.0
#include "ui/style/look.h"

#include "ui/style/acolhe_style.h"
#include "ui/style/fonts.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QSettings>
#include <QStyleHints>
#include <QToolTip>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

QPalette paletteOf(const Theme &theme)
{
    QPalette made;
    made.setColor(QPalette::Window, theme.bg);
    made.setColor(QPalette::WindowText, theme.text);
    made.setColor(QPalette::Base, theme.card);
    made.setColor(QPalette::AlternateBase, theme.raised);
    made.setColor(QPalette::Text, theme.text);
    made.setColor(QPalette::PlaceholderText, theme.muted);
    made.setColor(QPalette::Button, theme.raised);
    made.setColor(QPalette::ButtonText, theme.text);
    made.setColor(QPalette::BrightText, theme.err);
    made.setColor(QPalette::Highlight, theme.primary);
    made.setColor(QPalette::HighlightedText, theme.onPrimary);
    made.setColor(QPalette::Link, theme.accent);
    made.setColor(QPalette::LinkVisited, theme.accent);
    made.setColor(QPalette::ToolTipBase, theme.raised);
    made.setColor(QPalette::ToolTipText, theme.text);
    made.setColor(QPalette::Light, theme.raised);
    made.setColor(QPalette::Midlight, theme.border);
    made.setColor(QPalette::Mid, theme.border);
    made.setColor(QPalette::Dark, theme.control);
    made.setColor(QPalette::Shadow, theme.bg);
    const QColor faint = mix(theme.muted, theme.card, 0.6);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        made.setColor(QPalette::Disabled, role, faint);
    return made;
}

/// What the desktop's own palette said before ours replaced it.
bool paletteWasDark()
{
    static const bool dark = [] {
        const QPalette native = QGuiApplication::palette();
        return native.color(QPalette::Window).lightnessF() < native.color(QPalette::WindowText).lightnessF();
    }();
    return dark;
}

ThemeChoice &chosen()
{
    static ThemeChoice choice = ThemeChoice::Dark;
    return choice;
}

void dress(QApplication &application)
{
    const bool dark = chosen() == ThemeChoice::Dark || (chosen() == ThemeChoice::System && systemIsDark());
    setTheme(dark ? darkTheme() : lightTheme());
    const QFont base = font(TextSize::Base);
    application.setFont(base);
    QApplication::setFont(font(TextSize::Base, QFont::DemiBold), "QPushButton");
    QToolTip::setFont(font(TextSize::Small));
    application.setPalette(paletteOf(theme()));
    QToolTip::setPalette(application.palette());
    // Qt itself tells the widgets only while exec() runs, but the windows may be there before.
    for (QWidget *widget : QApplication::allWidgets()) {
        QEvent font(QEvent::ApplicationFontChange);
        QEvent palette(QEvent::ApplicationPaletteChange);
        QCoreApplication::sendEvent(widget, &font);
        QCoreApplication::sendEvent(widget, &palette);
    }
}

} // namespace

bool systemIsDark()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const Qt::ColorScheme scheme = QGuiApplication::styleHints()->colorScheme();
    if (scheme != Qt::ColorScheme::Unknown)
        return scheme == Qt::ColorScheme::Dark;
#elif defined(Q_OS_WIN)
    const QSettings personal(
        u"HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize"_s,
        QSettings::NativeFormat);
    if (personal.contains(u"AppsUseLightTheme"_s))
        return personal.value(u"AppsUseLightTheme"_s).toInt() == 0;
#endif
    return paletteWasDark();
}

void applyTheme(QApplication &application, ThemeChoice choice)
{
    chosen() = choice;
    if (!qobject_cast<AcolheStyle *>(application.style())) {
        paletteWasDark();
        if (!loadFonts())
            qWarning("the bundled font is missing");
        application.setStyle(new AcolheStyle); // the application owns it
        application.setWindowIcon(productIcon());
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
        QObject::connect(
            QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, &application, [&application] {
                if (chosen() == ThemeChoice::System)
                    dress(application);
            });
#endif
    }
    dress(application);
}

} // namespace acolhe::ui
