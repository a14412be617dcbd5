// SPDX-License-Identifier: Apache-2.0
#include "ui/inbox/conversation_rows.h"

#include "ui/words/words.h"

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

constexpr qint64 nearMs = 2 * 60'000LL; // a wait is shown from here on
constexpr qint64 overMs = 15 * 60'000LL; // and in red from here on

WaitLevel levelOf(qint64 ms)
{
    if (ms >= overMs)
        return WaitLevel::Over;
    return ms >= nearMs ? WaitLevel::Near : WaitLevel::None;
}

bool isOpen(ConversationStatus status)
{
    return status == ConversationStatus::Open || status == ConversationStatus::InProgress;
}

} // namespace

ConversationRows::ConversationRows(const Clock &clock, const Times &times)
    : m_clock(&clock)
    , m_times(times)
{
}

ConversationRow ConversationRows::row(const Conversation &conversation, const QString &draft) const
{
    ConversationRow row;
    row.name = conversation.patient.name;
    row.channelIcon = conversation.channel;
    row.unread = conversation.unread;
    if (conversation.lastMessage) {
        row.preview = Words::preview(*conversation.lastMessage);
        row.time = m_times.brief(conversation.lastMessage->createdAt, now());
    } else {
        row.preview = conversation.subject;
        row.time = m_times.brief(conversation.updatedAt, now());
    }
    if (!draft.isEmpty()) {
        row.draft = true;
        row.preview = tr("Draft: %1").arg(draft.left(200));
    }
    if (conversation.waitingSince && isOpen(conversation.status)) {
        const qint64 waited = now().ms - conversation.waitingSince->ms;
        row.waitLevel = levelOf(waited);
        row.wait = Times::wait(waited);
    }
    if (!conversation.labels.isEmpty())
        row.label = conversation.labels.constFirst();
    return row;
}

QString ConversationRows::spoken(const Conversation &conversation, const QString &draft) const
{
    const ConversationRow shown = row(conversation, draft);
    QStringList parts{shown.name, Words::channel(conversation.channel), shown.preview, shown.time};
    if (shown.unread > 0)
        parts << tr("%n unread", nullptr, shown.unread);
    if (shown.waitLevel != WaitLevel::None)
        parts << tr("waiting for %1").arg(shown.wait);
    parts << Words::status(conversation.status);
    if (!shown.label.isEmpty())
        parts << shown.label;
    parts.removeAll(QString());
    return parts.join(", "_L1);
}

} // namespace acolhe::ui
