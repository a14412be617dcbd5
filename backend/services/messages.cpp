// SPDX-License-Identifier: Apache-2.0
#include "backend/services/messages.h"

#include "backend/base/log.h"
#include "backend/protocol/events.h"
#include "backend/services/conversations.h"
#include "backend/services/media.h"
#include "backend/store/attachments.h"
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
    const qsizetype files = request.attachments ? request.attachments->size() : 0;
    if (files > 1)
        return Error::invalid(u"attachments"_s, u"channels carry one file a message: send one for each"_s);
    if (request.templateMessage)
        return Error::invalid(u"template"_s, u"this server does not send templates yet"_s);
    if (files == 0 && (!request.text || request.text->trimmed().isEmpty()))
        return Error::invalid(u"text"_s, u"must not be empty"_s);
    return {};
}

/// Does the channel take the file with these words? As what, then; says of `file` what it goes as.
static std::optional<Error> fileRefusal(
    const Capabilities &channel, store::StoredFile &file, const QString &caption)
{
    const QString field = u"attachments[0].mediaId"_s;
    const Attachment &attachment = file.attachment;
    if (channel.media.isEmpty())
        return Error::invalid(field, u"this channel takes no files"_s);
    const MediaLimit *limit = channel.limitFor(attachment.kind, attachment.mimeType, attachment.size);
    if (!limit && channel.limitFor(attachment.kind, attachment.mimeType, 0))
        return Error{Reason::TooLarge, u"the file is too large for this channel"_s, field, {}};
    if (!limit)
        return Error::invalid(field, u"this channel takes no files of type "_s + attachment.mimeType);
    if (caption.size() > limit->maxCaption)
        return Error::invalid(
            u"text"_s, u"is too long beside a file on this channel (at most %1)"_s.arg(limit->maxCaption));
    file.attachment.kind = limit->kind;
    return {};
}

/// What is refused of a text whenever it is sent.
static std::optional<Error> refusalOfText(
    const Conversation &conversation, const QString &text, const std::optional<Capabilities> &channel)
{
    if (!channel)
        return Error{Reason::ChannelUnavailable, u"this server cannot send on this channel"_s, {}, {}};
    if (conversation.status == ConversationStatus::Closed)
        return Error::conflict(u"the conversation is closed"_s);
    if (text.size() > channel->maxTextLength)
        return Error::invalid(
            u"text"_s, u"is too long for this channel (at most %1)"_s.arg(channel->maxTextLength));
    return {};
}

static std::optional<Error> refusalOf(const Conversation &conversation, const Send::Request &request,
    const std::optional<Capabilities> &channel, QList<store::StoredFile> &files, Timestamp now)
{
    const QString text = request.text.value_or(QString());
    if (auto refusal = refusalOfText(conversation, text, channel))
        return refusal;
    for (store::StoredFile &file : files) {
        if (auto refusal = fileRefusal(*channel, file, text))
            return refusal;
    }
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

/// Why this cannot be what a message answers.
static std::optional<Error> problemOfQuote(
    store::Connection &connection, const Conversation &conversation, MessageId id)
{
    const auto quoted = store::Messages(connection).find(id);
    if (quoted && quoted->conversationId == conversation.id)
        return {};
    return quoted || quoted.error().reason == Reason::NotFound
        ? Error::invalid(u"replyToId"_s, u"is no message of this conversation"_s)
        : quoted.error();
}

static Result<Message> draftOf(store::Connection &connection, const Sender &sender,
    const Conversation &conversation, const Send::Request &request, const QList<store::StoredFile> &files,
    Timestamp now)
{
    const bool out = sender.type == SenderType::User;
    Message message;
    message.conversationId = conversation.id;
    message.direction = out ? Direction::Out : Direction::In;
    message.text = request.text.value_or(QString());
    for (const store::StoredFile &file : files) {
        message.kind = file.attachment.kind;
        message.attachments.append(file.attachment);
    }
    message.sender = sender;
    if (out)
        message.status = MessageStatus::Queued;
    message.clientId = request.clientId.toLower();
    message.createdAt = message.sentAt = now;
    if (request.replyToId) {
        if (auto problem = problemOfQuote(connection, conversation, *request.replyToId))
            return *std::move(problem);
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
    for (const Attachment &attachment : message.attachments) {
        const auto given = store::Attachments(transaction).attach(attachment.id, message.id, attachment.kind);
        if (!given)
            return given.error();
    }
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

/// The same command again, after a lost answer.
static Result<std::optional<Message>> alreadyWritten(
    store::Connection &connection, const Conversation &conversation, const QString &clientId)
{
    auto known = store::Messages(connection).findByClientId(clientId.toLower());
    if (known && *known && (*known)->conversationId != conversation.id)
        return Error::conflict(u"this clientId belongs to another message"_s);
    return known;
}

static QList<AttachmentId> filesOf(const Send::Request &request)
{
    QList<AttachmentId> ids;
    for (const wire::MediaReference &one : request.attachments.value_or(QList<wire::MediaReference>()))
        ids.append(one.mediaId);
    return ids;
}

Result<Message> Messages::writeFor(store::Transaction &transaction, const Sender &author,
    const Conversation &before, const Send::Request &request, Timestamp now, const Uploads &uploads) const
{
    if (auto problem = problemOf(request))
        return *std::move(problem);
    auto known = alreadyWritten(transaction, before, request.clientId);
    if (!known)
        return known.error();
    if (*known)
        return **std::move(known);
    auto files =
        uploads ? uploads(filesOf(request)) : Result<QList<store::StoredFile>>(QList<store::StoredFile>());
    if (!files)
        return files.error();
    if (author.type == SenderType::User) {
        if (auto refusal = refusalOf(before, request, m_capabilitiesOf(before.channel), *files, now))
            return *std::move(refusal);
    } else if (before.status == ConversationStatus::Closed) {
        return Error::conflict(u"the conversation is closed"_s);
    }
    auto draft = draftOf(transaction, author, before, request, *files, now);
    return draft ? keep(transaction, before, *std::move(draft), now) : draft;
}

Result<Message> Messages::write(
    store::Transaction &transaction, const Caller &caller, const Send::Request &request, Timestamp now) const
{
    if (auto problem = problemOf(request))
        return *std::move(problem);
    const auto before = sendableConversation(transaction, caller, request.conversationId);
    if (!before)
        return before.error();
    const auto author = senderOf(transaction, caller, *before);
    if (!author)
        return author.error();
    return writeFor(transaction, *author, *before, request, now,
        [&](const QList<AttachmentId> &ids) { return uploadsOf(transaction, caller, ids); });
}

std::optional<Error> Messages::problemOfText(store::Connection &connection, const Conversation &conversation,
    const QString &text, std::optional<MessageId> replyToId) const
{
    if (text.trimmed().isEmpty())
        return Error::invalid(u"text"_s, u"must not be empty"_s);
    if (auto refusal = refusalOfText(conversation, text, m_capabilitiesOf(conversation.channel)))
        return refusal;
    return replyToId ? problemOfQuote(connection, conversation, *replyToId) : std::nullopt;
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

/// What a request asks for, of the conversations that the caller may see. A time becomes the message there.
static Result<store::PageQuery> pageQuery(store::Connection &connection, const Caller &caller,
    const Conversation &conversation, const wire::MessagesGetByConversation::Request &request)
{
    if (int(request.before.has_value()) + request.after.has_value() + request.around.has_value()
            + request.at.has_value()
        > 1)
        return Error::invalid(u"before"_s, u"one of before, after, around and at, not several"_s);
    store::PageQuery query{{conversation.id}, request.limit.value_or(wire::defaultPage), request.before,
        request.after, request.around};
    if (request.wholePatient.value_or(false)) {
        const auto all = store::Conversations(connection).ofPatient(conversation.patient.id, caller);
        if (!all)
            return all.error();
        query.conversations = *all;
        if (!query.conversations.contains(conversation.id))
            query.conversations.append(conversation.id);
    }
    if (request.at) {
        const auto first = store::Messages(connection).firstSince(query.conversations, *request.at);
        if (!first)
            return first.error();
        query.around = *first; // none: the newest
    }
    return query;
}

Future<wire::MessagesGetByConversation::Reply> Messages::page(
    const Caller &caller, const wire::MessagesGetByConversation::Request &request)
{
    using Reply = wire::MessagesGetByConversation::Reply;
    return m_store.read<Reply>(caller.clinic, [=](store::Connection &connection) -> Result<Reply> {
        const auto conversation = visibleConversation(connection, caller, request.conversationId);
        if (!conversation)
            return conversation.error();
        const auto query = pageQuery(connection, caller, *conversation, request);
        if (!query)
            return query.error();
        auto page = store::Messages(connection).page(*query);
        if (!page)
            return page.error();
        return Reply{std::move(page->messages), page->hasMore, page->hasNewer};
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
        const auto conversation = sendableConversation(transaction, caller, message->conversationId);
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
