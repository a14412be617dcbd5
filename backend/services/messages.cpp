// SPDX-License-Identifier: Apache-2.0
#include "backend/services/messages.h"

#include "backend/base/log.h"
#include "backend/protocol/events.h"
#include "backend/services/conversations.h"
#include "backend/store/conversations.h"
#include "backend/store/messages.h"
#include "backend/store/outbox.h"
#include "backend/store/search.h"
#include "backend/store/users.h"

#include <QUuid>

namespace acolhe::services {

using namespace Qt::StringLiterals;
using Send = wire::MessagesSend;

Messages::Messages(store::Store &store, const Clock &clock, CapabilitiesOf capabilitiesOf, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(clock)
    , m_capabilitiesOf(std::move(capabilitiesOf))
{
}

/// What can be refused without looking anything up.
static std::optional<Error> problemOf(const Send::Request &request)
{
    if (QUuid::fromString(request.clientId).isNull())
        return Error::invalid(u"clientId"_s, u"must be a UUID"_s);
    if (request.attachments && !request.attachments->isEmpty())
        return Error::invalid(u"attachments"_s, u"this server does not send files yet"_s);
    if (request.templateMessage)
        return Error::invalid(u"template"_s, u"this server does not send templates yet"_s);
    if (!request.text || request.text->trimmed().isEmpty())
        return Error::invalid(u"text"_s, u"must not be empty"_s);
    return {};
}

static std::optional<Error> refusalOf(const Conversation &conversation, const Send::Request &request,
    const std::optional<Capabilities> &channel, Timestamp now)
{
    if (!channel)
        return Error{Reason::ChannelUnavailable, u"this server cannot send on this channel"_s, {}, {}};
    if (conversation.status == ConversationStatus::Closed)
        return Error::conflict(u"the conversation is closed"_s);
    if (request.text->size() > channel->maxTextLength)
        return Error::invalid(
            u"text"_s, u"is too long for this channel (at most %1)"_s.arg(channel->maxTextLength));
    if (channel->replyWindowMs > 0 && !rules::windowOpen(conversation, now))
        return Error{Reason::WindowClosed, u"the reply window is closed: send a template"_s, {}, {}};
    return {};
}

static Result<Sender> senderOf(
    store::Connection &connection, const Caller &caller, const Conversation &conversation)
{
    if (!caller.isStaff())
        return Sender{SenderType::Patient, conversation.patient.id.value, conversation.patient.name};
    const auto user = store::Users(connection).find(caller.user);
    if (!user)
        return user.error();
    return Sender{SenderType::User, user->id.value, user->name};
}

static Result<Message> draftOf(store::Connection &connection, const Caller &caller,
    const Conversation &conversation, const Send::Request &request, Timestamp now)
{
    auto sender = senderOf(connection, caller, conversation);
    if (!sender)
        return sender.error();
    Message message;
    message.conversationId = conversation.id;
    message.direction = caller.isStaff() ? Direction::Out : Direction::In;
    message.text = *request.text;
    message.sender = *std::move(sender);
    if (caller.isStaff())
        message.status = MessageStatus::Queued;
    message.clientId = request.clientId.toLower();
    message.createdAt = message.sentAt = now;
    if (request.replyToId) {
        const auto quoted = store::Messages(connection).find(*request.replyToId);
        if (!quoted || quoted->conversationId != conversation.id)
            return quoted || quoted.error().reason == Reason::NotFound
                ? Error::invalid(u"replyToId"_s, u"is no message of this conversation"_s)
                : quoted.error();
        message.replyToId = request.replyToId;
    }
    return message;
}

/// Keeps a message of the team, with its place in the outbox, or one that the patient wrote on our own pages.
static Result<Message> keep(
    store::Transaction &transaction, const Conversation &before, Message message, Timestamp now)
{
    const auto id = store::Messages(transaction).add(message, before.inboxId);
    if (!id)
        return id.error();
    message.id = *id;
    const bool out = message.direction == Direction::Out;
    if (out) {
        if (const auto put = store::Outbox(transaction).add(message.id, before.inboxId, now); !put)
            return put.error();
    }
    Conversation after = out ? rules::answered(before, message) : rules::received(before, message, 0);
    if (out && after.status == ConversationStatus::Resolved && after.attendantId)
        after = *rules::withStatus(after, ConversationStatus::InProgress, now);
    if (const auto saved = store::Conversations(transaction).save(after); !saved)
        return saved.error();
    transaction.addEvent(
        wire::makeEvent(wire::MessageCreated{message, after}, now, audienceOf(after, before), after.id));
    return message;
}

Result<Message> Messages::write(
    store::Transaction &transaction, const Caller &caller, const Send::Request &request, Timestamp now) const
{
    if (auto problem = problemOf(request))
        return *std::move(problem);
    const auto before = answerableConversation(transaction, caller, request.conversationId);
    if (!before)
        return before.error();
    auto known = store::Messages(transaction).findByClientId(request.clientId.toLower());
    if (!known)
        return known.error();
    if (*known) { // the same command again, after a lost answer
        if ((*known)->conversationId != before->id)
            return Error::conflict(u"this clientId belongs to another message"_s);
        return **std::move(known);
    }
    if (caller.isStaff()) {
        if (auto refusal = refusalOf(*before, request, m_capabilitiesOf(before->channel), now))
            return *std::move(refusal);
    } else if (before->status == ConversationStatus::Closed) {
        return Error::conflict(u"the conversation is closed"_s);
    }
    auto draft = draftOf(transaction, caller, *before, request, now);
    return draft ? keep(transaction, *before, *std::move(draft), now) : draft;
}

void Messages::announce(ClinicId clinic, const Message &message)
{
    if (message.status == MessageStatus::Queued)
        Q_EMIT queued(clinic);
}

static void logKept(const Caller &caller, const Message &message)
{
    LogEntry(logServer(), QtInfoMsg, "message stored")
        .on(caller.trace)
        .with("messageTrace", TraceId::ofUuid(message.clientId.value_or(QString())))
        .with("clinic", caller.clinic)
        .with("user", caller.user)
        .with("conversation", message.conversationId)
        .with("messageId", message.id);
}

Future<wire::MessageReply> Messages::send(const Caller &caller, const Send::Request &request)
{
    using Reply = wire::MessageReply;
    const Timestamp now{m_clock.nowMs()};
    const auto put = [=, this](store::Transaction &transaction) {
        return write(transaction, caller, request, now).transform([](Message &&message) {
            return Reply{std::move(message)};
        });
    };
    return m_store.write<Reply>(caller, put).then(this, [this, caller](Result<Reply> reply) {
        if (reply) {
            logKept(caller, reply->message);
            announce(caller.clinic, reply->message);
        }
        return reply;
    });
}

Future<wire::MessagesGetByConversation::Reply> Messages::page(
    const Caller &caller, const wire::MessagesGetByConversation::Request &request)
{
    using Reply = wire::MessagesGetByConversation::Reply;
    return m_store.read<Reply>(caller.clinic, [=](store::Connection &connection) -> Result<Reply> {
        const auto conversation = visibleConversation(connection, caller, request.conversationId);
        if (!conversation)
            return conversation.error();
        auto page = store::Messages(connection)
                        .page(conversation->id, request.before, request.limit.value_or(wire::defaultPage));
        if (!page)
            return page.error();
        return Reply{std::move(page->messages), page->hasMore};
    });
}

Future<wire::MessageReply> Messages::retry(const Caller &caller, const wire::MessagesRetry::Request &request)
{
    using Reply = wire::MessageReply;
    const Timestamp now{m_clock.nowMs()};
    auto written = m_store.write<Reply>(caller, [=](store::Transaction &transaction) -> Result<Reply> {
        store::Messages messages(transaction);
        auto message = messages.find(request.id);
        if (!message)
            return message.error();
        const auto conversation = answerableConversation(transaction, caller, message->conversationId);
        if (!conversation)
            return conversation.error().reason == Reason::NotFound ? Error::notFound(u"message"_s)
                                                                   : conversation.error();
        if (message->status != MessageStatus::Failed && message->status != MessageStatus::Uncertain)
            return Error::conflict(u"only a failed or uncertain message can be sent again"_s);
        if (conversation->status == ConversationStatus::Closed)
            return Error::conflict(u"the conversation is closed"_s);
        message->status = MessageStatus::Queued;
        message->error.reset();
        message->externalId.reset();
        if (const auto saved = messages.saveDelivery(*message); !saved)
            return saved.error();
        if (const auto put = store::Outbox(transaction).requeue(message->id, conversation->inboxId, now);
            !put)
            return put.error();
        transaction.addEvent(wire::makeEvent(
            wire::MessageUpdated{*message}, now, audienceOf(*conversation), conversation->id));
        return Reply{*message};
    });
    return written.then(this, [this, clinic = caller.clinic](Result<Reply> reply) {
        if (reply)
            Q_EMIT queued(clinic);
        return reply;
    });
}

Future<wire::MessagesSearch::Reply> Messages::search(
    const Caller &caller, const wire::MessagesSearch::Request &request)
{
    using Reply = wire::MessagesSearch::Reply;
    store::SearchQuery query{request.query, caller, request.conversationId, request.before,
        request.limit.value_or(wire::defaultPage)};
    return m_store.search(caller.clinic, query)
        .then(this, [](Result<store::SearchPage> page) -> Result<Reply> {
            if (!page)
                return page.error();
            Reply reply;
            reply.hasMore = page->hasMore;
            for (auto &hit : page->hits)
                reply.hits.append({std::move(hit.message), std::move(hit.patient)});
            return reply;
        });
}

} // namespace acolhe::services
