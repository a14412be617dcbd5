// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace acolhe::ui {

class Label;
class ChoiceCard;

/// The very first question: connect to a server, or use this computer.
class ChoicePage final : public QWidget {
    Q_OBJECT
public:
    explicit ChoicePage(QWidget *parent = nullptr);

Q_SIGNALS:
    void serverChosen();
    void embeddedChosen();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    Label *m_title;
    Label *m_sentence;
    ChoiceCard *m_server;
    ChoiceCard *m_computer;
};

} // namespace acolhe::ui
