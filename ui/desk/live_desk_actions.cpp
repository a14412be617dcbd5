// SPDX-License-Identifier: Apache-2.0
// What a person asks.
#include "ui/desk/live_desk.h"

#include <QDateTime>
#include <QUuid>

namespace acolhe::ui {

using namespace Qt::StringLiterals;

constexpr qint64 againMs = 10'000;

/// Says nothing about the message itself: it is asked again, under the same client id.
static bool isPassing(const Error &error)
{
    return error.reason == Reason::ChannelUnavailable || error.reason == Reason::RateLimited
        || error.reason == Reason::Internal || error.reason == Reason::Unauthenticated;
}

Message LiveDesk::localMessage(const client::Outgoing &outgoing) const
{
    Message message;
    message.id = {-outgoing.number};
    message.conversationId = outgoing.request.conversationId;
    message.direction = Direction::Out;
    message.text = outgoing.request.text.value_or(QString());
    for (const wire::MediaReference &file :
        outgoing.request.attachments.value_or(QList<wire::MediaReference>())) {
        Attachment attachment = m_sentFiles.value(file.mediaId); // of an earlier run only its number is known
        attachment.id = file.mediaId;
        message.kind = attachment.kind;
        message.attachments.append(attachment);
    }
    message.sender = {SenderType::User, m_user.id.value, m_user.name};
    message.status = outgoing.refusal ? MessageStatus::Failed : MessageStatus::Queued;
    message.error = outgoing.refusal;
    message.clientId = outgoing.request.clientId;
    message.replyToId = outgoing.request.replyToId;
    message.createdAt = message.sentAt = outgoing.typedAt;
    return message;
}

void LiveDesk::send(ConversationId id, const QString &text, std::optional<MessageId> replyTo)
{
    wire::MessagesSend::Request request;
    request.conversationId = id;
    request.text = text;
    request.replyToId = replyTo;
    post(std::move(request));
}

void LiveDesk::sendFile(ConversationId id, const Attachment &attachment, const QString &caption)
{
    wire::MessagesSend::Request request;
    request.conversationId = id;
    if (!caption.isEmpty())
        request.text = caption;
    request.attachments = QList<wire::MediaReference>{{attachment.id}};
    m_sentFiles.insert(attachment.id, attachment);
    post(std::move(request));
}

void LiveDesk::post(wire::MessagesSend::Request request)
{
    client::Outgoing outgoing;
    outgoing.number = m_outgoing.isEmpty() ? 1 : m_outgoing.last().number + 1;
    outgoing.typedAt = {QDateTime::currentMSecsSinceEpoch()};
    request.clientId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    outgoing.request = std::move(request);
    // A file is not held: taken back, a voice note would be nowhere.
    if (m_undoMs > 0 && !outgoing.request.attachments)
        outgoing.holdUntil = Timestamp{outgoing.typedAt.ms + m_undoMs};
    m_outgoing.append(outgoing);
    change(outgoing);
    deliverWaiting();
    Q_EMIT heldChanged();
}

/// Can it still be taken back?
static bool isHeld(const client::Outgoing &outgoing, qint64 nowMs)
{
    constexpr qint64 longest = 60'000; // a clock that was set back holds nothing for ever
    return outgoing.holdUntil && outgoing.holdUntil->ms > nowMs && outgoing.holdUntil->ms < nowMs + longest;
}

std::optional<HeldSend> LiveDesk::held() const
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (auto one = m_outgoing.crbegin(); m_current && one != m_outgoing.crend(); ++one) {
        if (one->request.conversationId == m_current->id && !m_onTheWay.contains(one->number)
            && isHeld(*one, now))
            return HeldSend{{-one->number}, one->request.text.value_or(QString()), one->request.replyToId,
                *one->holdUntil};
    }
    return {};
}

void LiveDesk::undoSend(MessageId id)
{
    const auto local = std::find_if(m_outgoing.begin(), m_outgoing.end(),
        [id](const client::Outgoing &one) { return one.number == -id.value; });
    if (local == m_outgoing.end() || m_onTheWay.contains(local->number))
        return;
    const client::Outgoing taken = *local;
    m_outgoing.erase(local);
    m_mirror.removeOutgoing(taken.number);
    if (m_current && m_current->id == taken.request.conversationId)
        m_thread.removeLocal(taken.request.clientId);
    deliverWaiting();
    Q_EMIT heldChanged();
}

void LiveDesk::change(const client::Outgoing &outgoing)
{
    for (client::Outgoing &one : m_outgoing) {
        if (one.number == outgoing.number)
            one = outgoing;
    }
    m_mirror.put(outgoing);
    if (m_current && m_current->id == outgoing.request.conversationId)
        m_thread.applyLocal(localMessage(outgoing));
}

void LiveDesk::deliverWaiting()
{
    if (!isOnline())
        return;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    qint64 holdEnds = 0;
    QSet<ConversationId> busy; // in order within a conversation, side by side between them
    const auto waiting = m_outgoing;
    for (const client::Outgoing &one : waiting) {
        if (one.refusal)
            continue;
        if (isHeld(one, now))
            holdEnds = holdEnds ? qMin(holdEnds, one.holdUntil->ms) : one.holdUntil->ms;
        else if (!busy.contains(one.request.conversationId) && !m_onTheWay.contains(one.number))
            deliver(one);
        busy.insert(one.request.conversationId);
    }
    if (holdEnds)
        m_holdEnds.start(int(holdEnds - now));
}

void LiveDesk::deliver(const client::Outgoing &outgoing)
{
    m_onTheWay.insert(outgoing.number);
    m_connection.call<wire::MessagesSend>(outgoing.request)
        .then(this, [this, outgoing](const Result<wire::MessageReply> &reply) {
            m_onTheWay.remove(outgoing.number);
            takeAnswer(outgoing, reply);
        });
}

void LiveDesk::takeAnswer(const client::Outgoing &outgoing, const Result<wire::MessageReply> &reply)
{
    if (!reply && isPassing(reply.error())) {
        const qint64 asked = reply.error().data.value("retryAfterMs"_L1).toInteger(againMs);
        m_again.start(int(qBound(qint64(1'000), asked, qint64(600'000))));
        return;
    }
    if (reply) {
        m_outgoing.removeIf([&](const auto &one) { return one.number == outgoing.number; });
        m_mirror.put(reply->message);
        m_mirror.removeOutgoing(outgoing.number);
        if (m_current && m_current->id == outgoing.request.conversationId)
            m_thread.apply(reply->message);
    } else {
        client::Outgoing returned = outgoing;
        const QString reason = QString::fromLatin1(wire::reasonWord(reply.error().reason));
        returned.refusal = MessageError{reason, reply.error().text.left(2000), reason, true};
        change(returned);
        Q_EMIT refused(reply.error());
    }
    deliverWaiting();
}

void LiveDesk::addNote(ConversationId id, const QString &text)
{
    if (!isOnline()) {
        Q_EMIT noteRefused(id, text, {Reason::ChannelUnavailable, u"no connection to the server"_s, {}, {}});
        return;
    }
    m_connection.call<wire::NotesCreate>({id, text})
        .then(this, [this, id, text](const Result<wire::NotesCreate::Reply> &reply) {
            if (!reply)
                Q_EMIT noteRefused(id, text, reply.error());
            else if (m_current && m_current->id == id)
                m_thread.apply(reply->note);
        });
}

void LiveDesk::retry(MessageId id)
{
    const auto local = std::find_if(m_outgoing.cbegin(), m_outgoing.cend(),
        [id](const client::Outgoing &one) { return one.number == -id.value; });
    if (local != m_outgoing.cend()) { // refused before it was a message of the server's
        client::Outgoing outgoing = *local;
        outgoing.refusal.reset();
        change(outgoing);
        deliverWaiting();
        return;
    }
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
