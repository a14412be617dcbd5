// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/message.h"
#include "ui/widgets/bubble.h"
#include "ui/words/times.h"

#include <QCoreApplication>

/// The attendant's screen: the list of conversations, the one that is open, and its patient. Works on the
/// models of ui/models; knows no JSON, no network and no rule.
namespace acolhe::ui {

/// How messages and notes look and sound in a thread.
class ThreadBubbles {
    Q_DECLARE_TR_FUNCTIONS(acolhe::ui::ThreadBubbles)
public:
    explicit ThreadBubbles(const Times &times);

    /// `repliedTo` is the message that this one answers, where it is known.
    BubbleContent message(const Message &message, const Message *repliedTo) const;
    BubbleContent note(const Note &note) const;
    BubbleContent day(Timestamp time, Timestamp now) const;
    static BubbleContent unreadLine(int count);

    /// What a screen reader says.
    QString spoken(const Message &message) const;
    QString spoken(const Note &note) const;

private:
    void addDelivery(const Message &message, BubbleContent &content) const;

    Times m_times;
};

} // namespace acolhe::ui
