// SPDX-License-Identifier: Apache-2.0
// Who writes in the open conversation.
#include "ui/desk/live_desk.h"

namespace acolhe::ui {

constexpr int tellAgainMs = 3'000; // within LiveDesk::typingMs, or the others see it come and go

static bool isSame(const Sender &left, const Sender &right)
{
    return left.type == right.type && left.id == right.id;
}

void LiveDesk::takeTyping(const wire::Typing &news)
{
    if (!m_current || news.conversationId != m_current->id)
        return;
    if (news.who.type == SenderType::User && news.who.id == m_me.user.value)
        return;
    m_writers.removeIf([&](const Writer &one) { return isSame(one.who, news.who); });
    if (news.typing) {
        m_writers.append({news.who, QDeadlineTimer(typingMs)});
        m_writersTimer.start(typingMs);
    }
    Q_EMIT typingChanged();
}

void LiveDesk::forgetTyping(const Sender &who)
{
    if (m_writers.removeIf([&](const Writer &one) { return isSame(one.who, who); }) > 0)
        Q_EMIT typingChanged();
}

QStringList LiveDesk::typing() const
{
    QStringList names;
    for (const Writer &one : m_writers) {
        if (!one.until.hasExpired())
            names << one.who.name;
    }
    return names;
}

void LiveDesk::tellTyping(ConversationId id, bool typing)
{
    const bool told = m_toldTyping == id && !m_toldUntil.hasExpired();
    if (typing == told || !isOnline())
        return;
    m_toldTyping = typing ? id : ConversationId{};
    m_toldUntil.setRemainingTime(tellAgainMs);
    (void)m_connection.call<wire::TypingNotify>({id, typing});
}

} // namespace acolhe::ui
