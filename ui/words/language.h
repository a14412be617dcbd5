// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

namespace acolhe::ui {

struct Language {
    QString code; ///< "pt_BR"
    QString name; ///< in itself: "Português (Brasil)"
};

/// What Acolhe speaks, the default first.
QList<Language> languages();

/// Turns the whole application to a language, the default when the code is unknown or empty. Every widget
/// gets QEvent::LanguageChange. Gives the code in use.
QString setLanguage(const QString &code);

} // namespace acolhe::ui
