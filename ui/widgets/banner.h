// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/style/theme.h"

#include <QWidget>

class QLabel;

namespace acolhe::ui {

class Button;
class Label;

/// A strip across the window that is there only while something is wrong: an icon, a sentence and at most one
/// action.
class Banner final : public QWidget {
    Q_OBJECT
public:
    explicit Banner(QWidget *parent = nullptr);

    /// Shows the strip; a screen reader is told when the sentence is a new one. No button when `action` is
    /// empty.
    void present(const QString &icon, const QString &text, QColor Theme::*tone, const QString &action = {});
    void dismiss();
    QString text() const;

Q_SIGNALS:
    void actionTriggered();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    void refreshIcon();

    QString m_iconName;
    QColor Theme::*m_tone = &Theme::warn;
    QLabel *m_icon;
    Label *m_text;
    Button *m_action;
};

} // namespace acolhe::ui
