// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/clock.h"
#include "backend/protocol/scheduled_methods.h"
#include "backend/store/scheduled_messages.h"
#include "backend/store/store.h"

#include <QHash>
#include <QSet>
#include <QTimer>

namespace acolhe::services {

class Messages;

/// Send later. What is due becomes a message with its place in the outbox in the same transaction that
/// settles it, so it is sent once whatever stops the server. Where it cannot be sent then (a closed window or
/// conversation, a server that was away too long), it is refused and stays to be seen. Lives on the main
/// thread.
class ScheduledMessages : public QObject {
    Q_OBJECT
public:
    static constexpr int maxWaitingPerConversation = 50;
    /// What could not be sent for so long after its time is not sent unasked.
    static constexpr qint64 tooLateMs = 3'600'000;

    /// `messages` writes what is sent.
    ScheduledMessages(store::Store &store, const Clock &clock, Messages &messages, QObject *parent = nullptr);

    Future<wire::ScheduledReply> schedule(
        const Caller &caller, const wire::MessagesSchedule::Request &request);
    Future<wire::MessagesScheduled::Reply> list(
        const Caller &caller, const wire::MessagesScheduled::Request &request);
    Future<wire::ScheduledReply> update(
        const Caller &caller, const wire::MessagesUpdateScheduled::Request &request);
    Future<wire::ScheduledReply> cancel(
        const Caller &caller, const wire::MessagesCancelScheduled::Request &request);

    /// From now on the clinic's are sent when they are due; those that are, at once.
    Future<> load(ClinicId clinic);
    void drop(ClinicId clinic);
    /// A patient's message cancels what waits for none.
    void follow(ClinicId clinic, const QList<Event> &events);
    /// Looks whether something is due; the timer does so each second.
    void check();

private:
    struct Outlook {
        std::optional<Timestamp> next;
        QSet<ConversationId> cancelOnReply;
        bool sending = false;
    };

    void expect(ClinicId clinic, const ScheduledMessage &scheduled);
    Future<wire::ScheduledReply> expecting(const Caller &caller, Future<wire::ScheduledReply> written);
    void sendDue(ClinicId clinic);
    void cancelRepliedTo(ClinicId clinic, ConversationId conversation);

    store::Store &m_store;
    const Clock &m_clock;
    Messages &m_messages;
    QHash<ClinicId, Outlook> m_outlooks;
    QTimer m_timer;
};

} // namespace acolhe::services
