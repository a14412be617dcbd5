// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace acolhe::ui {

class Button;
class Label;

/// What stands where nothing is: an icon, one sentence and at most one action.
class EmptyState final : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(QWidget *parent = nullptr);

    void present(
        const QString &icon, const QString &title, const QString &sentence = {}, const QString &action = {});
    QString title() const;

Q_SIGNALS:
    void actionTriggered();

private:
    class Picture;

    Picture *m_picture;
    Label *m_title;
    Label *m_sentence;
    Button *m_action;
};

} // namespace acolhe::ui
