// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractButton>

namespace acolhe::ui {

/// One fact of a patient's card. A click, Space or Return copies the value.
class FactRow final : public QAbstractButton {
    Q_OBJECT
public:
    FactRow(const QString &icon, const QString &name, const QString &value, QWidget *parent);
    QSize sizeHint() const override;
    int heightForWidth(int width) const override;
    const QString &value() const { return m_value; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    bool isTall(int width) const;

    QString m_icon;
    QString m_name;
    QString m_value;
};

/// One of a patient's other conversations.
class HistoryRow final : public QAbstractButton {
    Q_OBJECT
public:
    HistoryRow(const QString &channel, const QString &title, const QString &detail, QWidget *parent);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QString m_channel;
    QString m_title;
    QString m_detail;
};

} // namespace acolhe::ui
