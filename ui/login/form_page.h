// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/style/theme.h"

#include <QLineEdit>
#include <QWidget>

class QVBoxLayout;

namespace acolhe::ui {

class Button;
class Card;
class IconButton;
class Label;

/// A password field with a button that shows what was typed.
class PasswordField final : public QLineEdit {
    Q_OBJECT
public:
    explicit PasswordField(QWidget *parent = nullptr);
    void retranslate();

private:
    QAction *m_eye;
};

/// A form in the middle of the window: the product's mark, a title, labelled fields, what is wrong, one
/// button. Return in any field presses the button.
class FormPage : public QWidget {
    Q_OBJECT
public:
    explicit FormPage(QWidget *parent = nullptr);

    void setBusy(bool busy);
    void showProblem(const QString &text);
    void setBackOffered(bool offered);

Q_SIGNALS:
    void backRequested();

protected:
    /// The label is the field's accessible name; texts come with retranslate().
    Label *addField(QLineEdit *field);
    void addRow(QWidget *row);
    /// Marks the first wrong field and says why; false.
    bool refuse(QLineEdit *field, const QString &why);
    virtual void submit() = 0;
    virtual void retranslate();
    void changeEvent(QEvent *event) override;
    static bool looksLikeEmail(const QString &text);

    Label *m_title;
    Label *m_sentence;
    Button *m_submit;

private:
    QVBoxLayout *m_fields;
    QWidget *m_form;
    Label *m_problem;
    Button *m_back;
    QList<QLineEdit *> m_inputs;
    QString m_submitText;
};

} // namespace acolhe::ui
