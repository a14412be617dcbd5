// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/message.h"
#include "ui/widgets/bubble.h"
#include "ui/words/times.h"

#include <QCoreApplication>

#include <functional>

/// The attendant's screen: the list of conversations, the one that is open, and its patient. Works on the
/// models of ui/models; knows no JSON, no network and no rule.
namespace acolhe::ui {

/// The icon of a kind of message or file.
QString kindIcon(MessageKind kind);

/// What an attachment looks like now.
struct AttachmentLook {
    QPixmap picture{};
    double progress = -1; ///< of its way here, or of its playing
    bool playing = false;
    bool failed = false; ///< it could not be fetched
};

/// How messages and notes look and sound in a thread.
class ThreadBubbles {
    Q_DECLARE_TR_FUNCTIONS(acolhe::ui::ThreadBubbles)
public:
    using Look = std::function<AttachmentLook(const Attachment &)>;

    explicit ThreadBubbles(const Times &times);
    void setTimes(const Times &times) { m_times = times; }
    /// Called for what is in sight, often.
    void setLook(const Look &look) { m_look = look; }

    /// `repliedTo` is the message that this one answers, where it is known.
    BubbleContent message(const Message &message, const Message *repliedTo) const;
    BubbleContent note(const Note &note) const;
    /// Between messages of different conversations of one patient; `channel` in words, where it is known.
    static BubbleContent conversationLine(bool isThisOne, const QString &channel);
    BubbleContent day(Timestamp time, Timestamp now) const;
    static BubbleContent unreadLine(int count);

    /// What a screen reader says.
    QString spoken(const Message &message) const;
    QString spoken(const Note &note) const;

private:
    void addDelivery(const Message &message, BubbleContent &content) const;

    void markChanges(const Message &message, BubbleContent &content) const;

    Times m_times;
    Look m_look;
};

} // namespace acolhe::ui
