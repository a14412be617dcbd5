// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QTimer;

namespace acolhe::ui {

class Button;
class Label;

/// A short sentence that floats at the bottom of its parent with at most one action (undo), and goes by
/// itself after 10 s. It stays while the pointer or the focus is on it. A new one takes the place of the old
/// one.
class Snackbar final : public QWidget {
    Q_OBJECT
public:
    explicit Snackbar(QWidget *parent);

    void present(const QString &text, const QString &action = {});
    void dismiss();
    QString text() const;
    /// In milliseconds; 10 s unless told.
    void setDuration(int ms);

Q_SIGNALS:
    void actionTriggered();

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();

    Label *m_text;
    Button *m_action;
    QTimer *m_life;
};

} // namespace acolhe::ui
