// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/inbox/composer.h"

namespace acolhe::ui {

/// What stands in the place of the reply when none can be written: why, and what can be done.
class ComposerNotice final : public QWidget {
    Q_OBJECT
public:
    explicit ComposerNotice(QWidget *parent = nullptr);

    void explain(const ComposerState &state, bool windowClosed);
    void retranslate();

Q_SIGNALS:
    void takeRequested();
    void noteRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon;
    Label *m_text;
    Button *m_note;
    Button *m_take;
};

} // namespace acolhe::ui
