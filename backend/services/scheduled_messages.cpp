// SPDX-License-Identifier: Apache-2.0
// What people ask of scheduled messages; scheduled_sends.cpp sends them.
#include "backend/services/scheduled_messages.h"

#include "backend/protocol/events.h"
#include "backend/services/conversations.h"
#include "backend/services/messages.h"
#include "backend/services/schedule_events.h"
#include "backend/store/users.h"

#include <QUuid>

namespace acolhe::services {

using namespace Qt::StringLiterals;
using Reply = wire::ScheduledReply;

constexpr qint64 furthestMs = 366LL * 24 * 3'600'000;
constexpr int tickMs = 1'000;

ScheduledMessages::ScheduledMessages(
    store::Store &store, const Clock &clock, Messages &messages, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(clock)
    , m_messages(messages)
{
    m_timer.setInterval(tickMs);
    connect(&m_timer, &QTimer::timeout, this, &ScheduledMessages::check);
}

static std::optional<Error> problemOfTime(Timestamp sendAt, Timestamp now)
{
    if (sendAt.ms <= now.ms)
        return Error::invalid(u"sendAt"_s, u"must be a time to come"_s);
    if (sendAt.ms > now.ms + furthestMs)
        return Error::invalid(u"sendAt"_s, u"must be within a year"_s);
    return {};
}

static std::optional<MessageId> lastOf(const Conversation &conversation)
{
    return conversation.lastMessage ? conversation.lastMessage->id : MessageId{};
}

void noteSchedule(store::Transaction &transaction, const Conversation &conversation,
    const ScheduledMessage &scheduled, Timestamp now)
{
    Audience audience = audienceOf(conversation);
    audience.internal = true;
    transaction.addEvent(wire::makeEvent(wire::ScheduledChanged{scheduled}, now, audience, conversation.id));
}

/// A new one, or the one that this client id names already.
static Result<Reply> add(store::Transaction &transaction, const Caller &caller,
    const wire::MessagesSchedule::Request &request, const Conversation &conversation, Timestamp now)
{
    store::ScheduledMessages all(transaction);
    const auto known = all.findByClientId(request.clientId.toLower());
    if (!known)
        return known.error();
    if (*known) {
        return (*known)->conversationId == conversation.id
            ? Result<Reply>(Reply{**known})
            : Result<Reply>(Error::conflict(u"this clientId belongs to another message"_s));
    }
    if (auto problem = problemOfTime(request.sendAt, now))
        return *std::move(problem);
    const auto waiting = all.waitingIn(conversation.id);
    if (!waiting)
        return waiting.error();
    if (*waiting >= ScheduledMessages::maxWaitingPerConversation)
        return Error::conflict(u"too many messages are scheduled in this conversation"_s);
    const auto author = store::Users(transaction).find(caller.user);
    if (!author)
        return author.error();
    ScheduledMessage one;
    one.conversationId = conversation.id;
    one.clientId = request.clientId.toLower();
    one.text = request.text;
    one.replyToId = request.replyToId;
    one.sendAt = request.sendAt;
    one.cancelOnReply = request.cancelOnReply.value_or(false);
    one.authorId = author->id;
    one.authorName = author->name;
    one.createdAt = now;
    const auto id = all.add(one, lastOf(conversation));
    if (!id)
        return id.error();
    one.id = *id;
    noteSchedule(transaction, conversation, one, now);
    return Reply{one};
}

Future<Reply> ScheduledMessages::schedule(
    const Caller &caller, const wire::MessagesSchedule::Request &request)
{
    const Timestamp now{m_clock.nowMs()};
    if (QUuid::fromString(request.clientId).isNull())
        return failed<Reply>(Error::invalid(u"clientId"_s, u"must be a UUID"_s));
    auto written = m_store.write<Reply>(caller, [=, this](store::Transaction &transaction) -> Result<Reply> {
        const auto conversation = sendableConversation(transaction, caller, request.conversationId);
        if (!conversation)
            return conversation.error();
        if (auto problem =
                m_messages.problemOfText(transaction, *conversation, request.text, request.replyToId))
            return *std::move(problem);
        return add(transaction, caller, request, *conversation, now);
    });
    return expecting(caller, std::move(written));
}

Future<wire::MessagesScheduled::Reply> ScheduledMessages::list(
    const Caller &caller, const wire::MessagesScheduled::Request &request)
{
    using List = wire::MessagesScheduled::Reply;
    return m_store.read<List>(caller.clinic, [=](store::Connection &connection) -> Result<List> {
        const auto conversation = visibleConversation(connection, caller, request.conversationId);
        if (!conversation)
            return conversation.error();
        auto scheduled = store::ScheduledMessages(connection).of(conversation->id);
        return scheduled ? Result<List>(List{*std::move(scheduled)}) : Result<List>(scheduled.error());
    });
}

namespace {

struct Found {
    ScheduledMessage scheduled;
    Conversation conversation;
};

/// One that `caller` may change, and that can still be changed.
Result<Found> changeable(store::Connection &connection, const Caller &caller, ScheduledMessageId id)
{
    auto scheduled = store::ScheduledMessages(connection).find(id);
    if (!scheduled)
        return scheduled.error();
    const auto conversation = sendableConversation(connection, caller, scheduled->conversationId);
    if (!conversation)
        return conversation.error().reason == Reason::NotFound ? Error::notFound(u"scheduled message"_s)
                                                               : conversation.error();
    if (scheduled->state == ScheduledState::Sent)
        return Error::conflict(u"the message was sent already"_s);
    return Found{*std::move(scheduled), *conversation};
}

Result<Reply> keep(
    store::Transaction &transaction, const Found &found, std::optional<MessageId> seenTo, Timestamp now)
{
    if (const auto saved = store::ScheduledMessages(transaction).save(found.scheduled, seenTo); !saved)
        return saved.error();
    noteSchedule(transaction, found.conversation, found.scheduled, now);
    return Reply{found.scheduled};
}

} // namespace

Future<Reply> ScheduledMessages::update(
    const Caller &caller, const wire::MessagesUpdateScheduled::Request &request)
{
    const Timestamp now{m_clock.nowMs()};
    auto written = m_store.write<Reply>(caller, [=, this](store::Transaction &transaction) -> Result<Reply> {
        auto found = changeable(transaction, caller, request.id);
        if (!found)
            return found.error();
        ScheduledMessage &one = found->scheduled;
        one.text = request.text.value_or(one.text);
        one.sendAt = request.sendAt.value_or(one.sendAt);
        one.cancelOnReply = request.cancelOnReply.value_or(one.cancelOnReply);
        if (auto problem = problemOfTime(one.sendAt, now))
            return *std::move(problem);
        if (auto problem = m_messages.problemOfText(transaction, found->conversation, one.text, {}))
            return *std::move(problem);
        one.state = ScheduledState::Waiting;
        one.reason.clear();
        return keep(transaction, *found, lastOf(found->conversation), now);
    });
    return expecting(caller, std::move(written));
}

Future<Reply> ScheduledMessages::cancel(
    const Caller &caller, const wire::MessagesCancelScheduled::Request &request)
{
    const Timestamp now{m_clock.nowMs()};
    return m_store.write<Reply>(caller, [=](store::Transaction &transaction) -> Result<Reply> {
        auto found = changeable(transaction, caller, request.id);
        if (!found)
            return found.error();
        found->scheduled.state = ScheduledState::Cancelled;
        found->scheduled.reason = u"by_user"_s;
        return keep(transaction, *found, {}, now);
    });
}

Future<Reply> ScheduledMessages::expecting(const Caller &caller, Future<Reply> written)
{
    return written.then(this, [this, clinic = caller.clinic](Result<Reply> reply) {
        if (reply)
            expect(clinic, reply->scheduled);
        return reply;
    });
}

} // namespace acolhe::services
