// SPDX-License-Identifier: Apache-2.0
#include "ui/window/account_menu.h"

#include "ui/style/icons.h"
#include "ui/words/language.h"
#include "ui/words/words.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

AccountMenu::AccountMenu(QWidget *parent)
    : QMenu(parent)
{
    connect(this, &QMenu::aboutToShow, this, &AccountMenu::fill);
}

void AccountMenu::setAccount(const User &user, const Clinic &clinic)
{
    m_user = user;
    m_clinic = clinic;
}

void AccountMenu::fill()
{
    clear();
    qDeleteAll(findChildren<QMenu *>(Qt::FindDirectChildrenOnly)); // clear() leaves the submenus
    addAction(m_user.name)->setEnabled(false);
    addAction(u"%1 · %2"_s.arg(m_clinic.name, Words::role(m_user.role)))->setEnabled(false);
    addSeparator();
    fillThemes(addMenu(ui::icon(u"sun"_s), tr("Theme")));
    fillLanguages(addMenu(ui::icon(u"languages"_s), tr("Language")));
    fillSizes(addMenu(ui::icon(u"eye"_s), tr("Text size")));
    addSeparator();
    addAction(ui::icon(u"keyboard"_s), tr("Keyboard shortcuts"), this, &AccountMenu::keysRequested);
    addAction(ui::icon(u"log-out"_s), tr("Sign out"), this, &AccountMenu::signOutRequested);
}

void AccountMenu::addChoice(QMenu *menu, const QString &text, const Preferences &chosen)
{
    QAction *action = menu->addAction(text, this, [this, chosen] { Q_EMIT preferencesChosen(chosen); });
    action->setCheckable(true);
    action->setChecked(chosen == m_preferences);
}

void AccountMenu::fillThemes(QMenu *menu)
{
    const std::pair<ThemeChoice, QString> all[]{{ThemeChoice::System, tr("As the system")},
        {ThemeChoice::Dark, tr("Dark")}, {ThemeChoice::Light, tr("Light")}};
    for (const auto &[theme, name] : all) {
        Preferences chosen = m_preferences;
        chosen.theme = theme;
        addChoice(menu, name, chosen);
    }
}

void AccountMenu::fillLanguages(QMenu *menu)
{
    const QList<Language> all = languages();
    const bool byDefault = m_preferences.language.isEmpty();
    for (const Language &language : all) {
        Preferences chosen = m_preferences;
        const bool isDefault = language.code == all.constFirst().code;
        chosen.language = byDefault && isDefault ? QString() : language.code;
        addChoice(menu, language.name, chosen);
    }
}

void AccountMenu::fillSizes(QMenu *menu)
{
    for (const int percent : {90, 100, 115, 130, 150}) {
        Preferences chosen = m_preferences;
        chosen.fontScale = percent / 100.0;
        addChoice(menu, QLocale().toString(percent) + u" %"_s, chosen);
    }
}

} // namespace acolhe::ui
