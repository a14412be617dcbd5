// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/card.h"

namespace acolhe::ui {

class Button;
class Label;

/// One line above the composer that says what goes on, with at most two things to do about it.
class Strip final : public QWidget {
    Q_OBJECT
public:
    explicit Strip(const QString &icon, QWidget *parent = nullptr);

    /// `tone`: of the icon.
    void say(const QString &text, QColor Theme::*tone = &Theme::muted);
    QString text() const;
    /// An empty one is not offered. The first is the safe one.
    void setActions(const QString &first, const QString &second = {});
    void focusFirst();

Q_SIGNALS:
    void firstTriggered();
    void secondTriggered();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const QString m_icon;
    QColor Theme::*m_tone = &Theme::muted;
    Label *m_text;
    Button *m_first;
    Button *m_second;
};

} // namespace acolhe::ui
