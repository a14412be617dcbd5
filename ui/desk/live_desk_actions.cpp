// SPDX-License-Identifier: Apache-2.0
// What a person asks.
#include "ui/desk/live_desk.h"

#include <QDateTime>
#include <QUuid>

namespace acolhe::ui {

using namespace Qt::StringLiterals;

/// Nothing is known of a call without an answer; it is asked again when the server is back.
static bool isWithoutAnswer(const Error &error)
{
    return error.reason == Reason::ChannelUnavailable || error.reason == Reason::RateLimited;
}

Message LiveDesk::localMessage(const wire::MessagesSend::Request &request) const
{
    Message message;
    message.conversationId = request.conversationId;
    message.direction = Direction::Out;
    message.text = request.text.value_or(QString());
    message.sender = {SenderType::User, m_user.id.value, m_user.name};
    message.status = MessageStatus::Queued;
    message.clientId = request.clientId;
    message.replyToId = request.replyToId;
    message.createdAt = message.sentAt = {QDateTime::currentMSecsSinceEpoch()};
    return message;
}

void LiveDesk::send(ConversationId id, const QString &text, std::optional<MessageId> replyTo)
{
    wire::MessagesSend::Request request;
    request.conversationId = id;
    request.clientId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    request.text = text;
    request.replyToId = replyTo;
    m_waiting.append(request);
    if (m_current && m_current->id == id)
        m_thread.addLocal(localMessage(request));
    deliverWaiting();
}

void LiveDesk::deliverWaiting()
{
    if (m_connection.state() != client::Connection::State::Online)
        return;
    QSet<ConversationId> busy; // in order within a conversation, side by side between them
    const auto waiting = m_waiting;
    for (const auto &request : waiting) {
        if (!busy.contains(request.conversationId) && !m_onTheWay.contains(request.clientId))
            deliver(request);
        busy.insert(request.conversationId);
    }
}

void LiveDesk::deliver(const wire::MessagesSend::Request &request)
{
    m_onTheWay.insert(request.clientId);
    m_connection.call<wire::MessagesSend>(request).then(
        this, [this, request](const Result<wire::MessageReply> &reply) {
            m_onTheWay.remove(request.clientId);
            if (!reply && isWithoutAnswer(reply.error()))
                return; // it waits for the next connection, under the same client id
            m_waiting.removeIf([&](const auto &one) { return one.clientId == request.clientId; });
            if (reply) {
                if (m_current && m_current->id == request.conversationId)
                    m_thread.apply(reply->message);
            } else {
                m_thread.removeLocal(request.clientId);
                Q_EMIT refused(reply.error());
            }
            deliverWaiting();
        });
}

void LiveDesk::addNote(ConversationId id, const QString &text)
{
    m_connection.call<wire::NotesCreate>({id, text})
        .then(this, [this, id](const Result<wire::NotesCreate::Reply> &reply) {
            if (!reply)
                Q_EMIT refused(reply.error());
            else if (m_current && m_current->id == id)
                m_thread.apply(reply->note);
        });
}

void LiveDesk::retry(MessageId id)
{
    m_connection.call<wire::MessagesRetry>({id}).then(this, [this](const Result<wire::MessageReply> &reply) {
        if (!reply)
            Q_EMIT refused(reply.error());
        else if (m_current && m_current->id == reply->message.conversationId)
            m_thread.apply(reply->message);
    });
}

void LiveDesk::takeReply(const Result<wire::ConversationReply> &reply)
{
    if (!reply) {
        Q_EMIT refused(reply.error());
        return;
    }
    take(reply->conversation);
    m_countsTimer.start();
    Q_EMIT conversationsChanged();
}

void LiveDesk::assign(std::optional<UserId> attendant)
{
    if (!m_current)
        return;
    m_connection.call<wire::ConversationsAssign>({m_current->id, attendant})
        .then(this, [this](const Result<wire::ConversationReply> &reply) { takeReply(reply); });
}

void LiveDesk::setStatus(ConversationStatus status)
{
    if (!m_current)
        return;
    m_connection.call<wire::ConversationsUpdateStatus>({m_current->id, status})
        .then(this, [this](const Result<wire::ConversationReply> &reply) { takeReply(reply); });
}

void LiveDesk::markRead()
{
    // Only who is to answer reads for the clinic: a colleague's look leaves it unread.
    if (!m_current || m_current->unread == 0 || m_current->attendantId != m_me.user)
        return;
    m_connection.call<wire::ConversationsMarkRead>({m_current->id})
        .then(this, [this](const Result<wire::ConversationReply> &reply) {
            if (reply)
                takeReply(reply);
        });
}

void LiveDesk::takeNext()
{
    m_connection.call<wire::ConversationsOpen>({{}, 1}).then(
        this, [this](const Result<wire::ConversationPage> &page) {
            if (!page || page->conversations.isEmpty())
                return;
            const ConversationId id = page->conversations.first().id;
            take(page->conversations.first());
            m_connection.call<wire::ConversationsAssign>({id, m_me.user})
                .then(this, [this, id](const Result<wire::ConversationReply> &reply) {
                    takeReply(reply);
                    if (reply)
                        open(id);
                });
        });
}

} // namespace acolhe::ui
