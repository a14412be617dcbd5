// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/people.h"
#include "ui/window/preferences.h"

#include <QMenu>

namespace acolhe::ui {

/// Behind the avatar: who is signed in, how the program looks and speaks, and the way out. Filled when it
/// opens.
class AccountMenu final : public QMenu {
    Q_OBJECT
public:
    explicit AccountMenu(QWidget *parent);

    void setAccount(const User &user, const Clinic &clinic);
    void setPreferences(const Preferences &preferences) { m_preferences = preferences; }

Q_SIGNALS:
    void preferencesChosen(const acolhe::ui::Preferences &preferences);
    void keysRequested();
    void signOutRequested();

private:
    void fill();
    void fillThemes(QMenu *menu);
    void fillLanguages(QMenu *menu);
    void fillSizes(QMenu *menu);
    /// A checkable action that chooses `chosen`.
    void addChoice(QMenu *menu, const QString &text, const Preferences &chosen);

    User m_user;
    Clinic m_clinic;
    Preferences m_preferences;
};

} // namespace acolhe::ui
