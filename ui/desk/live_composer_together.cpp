// SPDX-License-Identifier: Apache-2.0
// What is sent later in the open conversation, and who else has it open.
#include "ui/desk/live_composer_desk.h"

#include <QUuid>

namespace acolhe::ui {

using namespace Qt::StringLiterals;

constexpr int forgetViewerMs = 45'000;

void LiveComposerDesk::open(ConversationId id)
{
    if (m_open == id)
        return;
    if (m_open.isValid())
        tellViewing(m_open, false);
    tellDrafts(); // whoever walks on has rested
    m_open = id;
    m_scheduled.clear();
    m_viewers.clear();
    m_viewing.stop();
    if (id.isValid()) {
        m_viewing.start();
        tellViewing(id, true);
        readScheduled();
    }
    Q_EMIT scheduledChanged();
    Q_EMIT viewersChanged();
}

void LiveComposerDesk::readScheduled()
{
    if (!isOnline())
        return;
    m_connection.call<wire::MessagesScheduled>({m_open}).then(
        this, [this, id = m_open](const Result<wire::MessagesScheduled::Reply> &reply) {
            if (!reply || m_open != id)
                return;
            m_scheduled = reply->scheduled;
            Q_EMIT scheduledChanged();
        });
}

/// Is there still something about it that a person has to know?
static bool isOpen(const ScheduledMessage &scheduled)
{
    return scheduled.state == ScheduledState::Waiting || scheduled.state == ScheduledState::Refused
        || (scheduled.state == ScheduledState::Cancelled && scheduled.reason == u"patient_replied"_s);
}

void LiveComposerDesk::takeScheduled(const ScheduledMessage &scheduled)
{
    if (scheduled.conversationId != m_open)
        return;
    m_scheduled.removeIf([&](const ScheduledMessage &one) { return one.id == scheduled.id; });
    if (isOpen(scheduled))
        m_scheduled.append(scheduled);
    std::stable_sort(m_scheduled.begin(), m_scheduled.end(),
        [](const ScheduledMessage &left, const ScheduledMessage &right) {
            return left.sendAt < right.sendAt;
        });
    Q_EMIT scheduledChanged();
}

void LiveComposerDesk::schedule(ConversationId id, const QString &text, std::optional<MessageId> replyTo,
    Timestamp at, bool cancelOnReply)
{
    const QString clientId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_connection.call<wire::MessagesSchedule>({id, clientId, text, replyTo, at, cancelOnReply})
        .then(this, [this, id, text](const Result<wire::ScheduledReply> &reply) {
            if (reply)
                takeScheduled(reply->scheduled);
            else
                Q_EMIT scheduleRefused(id, text, reply.error());
        });
}

void LiveComposerDesk::takeScheduleReply(const Result<wire::ScheduledReply> &reply)
{
    if (reply)
        takeScheduled(reply->scheduled);
    else
        Q_EMIT scheduleRefused({}, {}, reply.error());
}

void LiveComposerDesk::reschedule(
    ScheduledMessageId id, const QString &text, Timestamp at, bool cancelOnReply)
{
    m_connection.call<wire::MessagesUpdateScheduled>({id, text, at, cancelOnReply})
        .then(this, [this](const Result<wire::ScheduledReply> &reply) { takeScheduleReply(reply); });
}

void LiveComposerDesk::cancelScheduled(ScheduledMessageId id)
{
    m_connection.call<wire::MessagesCancelScheduled>({id}).then(
        this, [this](const Result<wire::ScheduledReply> &reply) { takeScheduleReply(reply); });
}

void LiveComposerDesk::tellViewing(ConversationId id, bool viewing)
{
    if (!isOnline())
        return;
    m_connection.call<wire::ViewingNotify>({id, viewing})
        .then(this, [this, id](const Result<wire::ViewingNotify::Reply> &reply) {
            if (!reply || m_open != id)
                return;
            for (const Sender &one : reply->viewers)
                noteViewer(one, true);
            Q_EMIT viewersChanged();
        });
}

void LiveComposerDesk::noteViewer(const Sender &who, bool viewing)
{
    m_viewers.removeIf([&](const Viewer &one) { return one.who.id == who.id; });
    if (viewing && who.id != m_me.value)
        m_viewers.append({who, QDeadlineTimer(forgetViewerMs)});
}

void LiveComposerDesk::takeViewing(const wire::Viewing &news)
{
    if (news.conversationId != m_open)
        return;
    noteViewer(news.who, news.viewing);
    Q_EMIT viewersChanged();
}

QStringList LiveComposerDesk::viewers() const
{
    QStringList names;
    for (const Viewer &one : m_viewers) {
        if (!one.until.hasExpired())
            names << one.who.name;
    }
    return names;
}

} // namespace acolhe::ui
