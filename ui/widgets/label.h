// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/style/fonts.h"
#include "ui/style/theme.h"

#include <QLabel>

/// Reusable widgets and painters that know nothing of the product: no conversation, no patient, no words of
/// their own. Texts come translated from the views above. Every focusable widget here has an accessible name.
namespace acolhe::ui {

/// A label in one of our sizes and in one of the theme's colours; it follows changes of theme and font scale.
/// Shows plain text only: what people wrote is never taken for HTML.
class Label : public QLabel {
    Q_OBJECT
public:
    explicit Label(const QString &text = {}, TextSize size = TextSize::Base,
        QFont::Weight weight = QFont::Normal, QColor Theme::*tone = &Theme::text, QWidget *parent = nullptr);

    void setTone(QColor Theme::*tone);
    /// An icon of the text's size before the text, in a colour of its own; empty takes it away.
    void setLeadingIcon(const QString &icon, QColor Theme::*colour);
    QColor Theme::*tone() const { return m_tone; }

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void restyle();

    TextSize m_size;
    QFont::Weight m_weight;
    QColor Theme::*m_tone;
    QString m_icon;
    QColor Theme::*m_iconColour = &Theme::muted;
};

/// The small capital heading above a group.
class SectionTitle final : public Label {
    Q_OBJECT
public:
    explicit SectionTitle(const QString &text, QWidget *parent = nullptr);
    void setTitle(const QString &text);
};

} // namespace acolhe::ui
