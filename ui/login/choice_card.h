// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractButton>

namespace acolhe::ui {

/// A large button with an icon, a title and a sentence.
class ChoiceCard final : public QAbstractButton {
    Q_OBJECT
public:
    explicit ChoiceCard(const QString &icon, QWidget *parent = nullptr);

    void setWords(const QString &title, const QString &sentence);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QString m_icon;
    QString m_sentence;
};

} // namespace acolhe::ui
