// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QButtonGroup>
#include <QWidget>

namespace acolhe::ui {

/// A row of chips of which exactly one is chosen, each with an optional count. Arrow keys move the choice.
class ChipBar final : public QWidget {
    Q_OBJECT
public:
    explicit ChipBar(const QString &accessibleName, QWidget *parent = nullptr);

    void addChip(const QString &id, const QString &text);
    void setText(const QString &id, const QString &text);
    /// Shown behind the text, from 1000 on shortened; no count when negative.
    void setCount(const QString &id, int count);
    int count(const QString &id) const;

    QString current() const;
    /// Does not emit chosen().
    void setCurrent(const QString &id);

Q_SIGNALS:
    /// By mouse or keys.
    void chosen(const QString &id);

private:
    class Chip;
    Chip *chip(const QString &id) const;

    QButtonGroup *m_group;
};

} // namespace acolhe::ui
