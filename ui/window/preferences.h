// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/style/look.h"

#include <QString>

class QApplication;
class QSettings;

/// The window around the screens: navigation, what is wrong, who is signed in, how it looks. No screen of its
/// own.
namespace acolhe::ui {

/// How this person wants the program to look and speak. Kept in the settings, on this computer.
struct Preferences {
    ThemeChoice theme = ThemeChoice::Dark;
    QString language; ///< empty: the default
    qreal fontScale = 1;

    bool operator==(const Preferences &) const = default;

    static Preferences read(const QSettings &settings);
    void write(QSettings &settings) const;
    /// Dresses the application in them; every window follows at once.
    void apply(QApplication &application) const;
};

} // namespace acolhe::ui
