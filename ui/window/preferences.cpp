// SPDX-License-Identifier: Apache-2.0
#include "ui/window/preferences.h"

#include "ui/style/fonts.h"
#include "ui/words/language.h"

#include <QSettings>

#include <array>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

const std::array<std::pair<ThemeChoice, QString>, 3> themeNames{
    {{ThemeChoice::System, u"system"_s}, {ThemeChoice::Dark, u"dark"_s}, {ThemeChoice::Light, u"light"_s}}};

} // namespace

Preferences Preferences::read(const QSettings &settings)
{
    Preferences read;
    const QString theme = settings.value("look/theme").toString();
    for (const auto &[choice, name] : themeNames) {
        if (name == theme)
            read.theme = choice;
    }
    read.language = settings.value("look/language").toString();
    read.fontScale = settings.value("look/fontScale", 1.0).toDouble();
    return read;
}

void Preferences::write(QSettings &settings) const
{
    for (const auto &[choice, name] : themeNames) {
        if (choice == theme)
            settings.setValue("look/theme", name);
    }
    settings.setValue("look/language", language);
    settings.setValue("look/fontScale", fontScale);
}

void Preferences::apply(QApplication &application) const
{
    setLanguage(language);
    setFontScale(fontScale);
    applyTheme(application, theme);
}

} // namespace acolhe::ui
