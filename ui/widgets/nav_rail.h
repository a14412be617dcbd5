// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/avatar.h"
#include "ui/widgets/card.h"

#include <QHash>

class QButtonGroup;
class QToolButton;
class QVBoxLayout;

namespace acolhe::ui {

/// The narrow column at the window's start: the product's mark, one button a screen, and at the bottom who is
/// signed in.
class NavRail final : public Pane {
    Q_OBJECT
public:
    explicit NavRail(const QString &accessibleName, QWidget *parent = nullptr);

    /// `id` comes back in activated(). Items at the bottom stand above the account.
    void addItem(const QString &id, const QString &icon, const QString &text, bool atBottom = false);
    void setText(const QString &id, const QString &text);
    void setCurrent(const QString &id);
    QString current() const;
    /// A number on the item; 0 takes it away. The accessible name carries it too.
    void setBadge(const QString &id, int count);

    /// Who is signed in; `description` is the accessible name and the tooltip ("Paula Reis, available,
    /// connected").
    void setAccount(const AvatarFace &face, const QString &description);
    /// For the menu that opens from it.
    QToolButton *accountButton() const;

    void setLabelsVisible(bool visible);

Q_SIGNALS:
    void activated(const QString &id);
    void accountClicked();

private:
    class Item;
    class Account;

    QVBoxLayout *m_top;
    QVBoxLayout *m_bottom;
    QButtonGroup *m_group;
    Account *m_account;
    QHash<QString, Item *> m_items;
    bool m_labels = false;
};

} // namespace acolhe::ui
