// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/quick_reply.h"

#include <QWidget>

class QKeyEvent;
class QListWidget;

namespace acolhe::ui {

/// The prepared answers that fit what is typed after "/". It never takes the focus from the text field, which
/// hands it its keys.
class QuickReplyChooser final : public QWidget {
    Q_OBJECT
public:
    explicit QuickReplyChooser(QWidget *parent = nullptr);

    /// Shown while there is any; the first is the current one.
    void offer(const QList<QuickReply> &replies);
    /// Arrows walk, Return and Tab choose, Escape dismisses. False for every other key.
    bool takeKey(const QKeyEvent &event);
    void retranslate();

Q_SIGNALS:
    void chosen(const acolhe::QuickReply &reply);
    void dismissed();

private:
    void step(int rows);
    void choose(int row);

    QListWidget *m_list;
    QList<QuickReply> m_replies;
};

} // namespace acolhe::ui
