// SPDX-License-Identifier: Apache-2.0
#include "tests/client/scripted_transport.h"

#include "backend/domain/conversation.h"
#include "backend/protocol/codec.h"

#include <QJsonDocument>

namespace acolhe::tests {

using namespace Qt::StringLiterals;

ScriptedTransport::ScriptedTransport(qint64 seq, const QString &epoch)
{
    const QJsonObject user{{u"id"_s, 3}, {u"name"_s, u"Paula Reis"_s}, {u"email"_s, u"paula@vida.example"_s},
        {u"role"_s, u"attendant"_s}, {u"active"_s, true}};
    const QJsonObject clinic{{u"id"_s, 1}, {u"slug"_s, u"vida"_s}, {u"name"_s, u"Vida Plena"_s},
        {u"timeZone"_s, u"America/Sao_Paulo"_s}};
    answer(u"auth.resume"_s,
        {{u"user"_s, user}, {u"clinic"_s, clinic}, {u"seq"_s, seq}, {u"epoch"_s, epoch},
            {u"serverVersion"_s, u"0.1.0"_s}});
    answer(u"events.subscribe"_s, [seq, epoch](const QJsonObject &params) {
        const bool known = params["epoch"_L1].toString(epoch) == epoch;
        return QJsonObject{
            {u"result"_s, QJsonObject{{u"seq"_s, seq}, {u"epoch"_s, epoch}, {u"reset"_s, !known}}}};
    });
}

void ScriptedTransport::answer(const QString &method, const QJsonObject &result)
{
    answer(method, [result](const QJsonObject &) { return QJsonObject{{u"result"_s, result}}; });
}

void ScriptedTransport::refuse(const QString &method, const QString &reason, const QJsonObject &data)
{
    QJsonObject all = data;
    all.insert(u"reason"_s, reason);
    const QJsonObject error{{u"code"_s, -32000}, {u"message"_s, u"no"_s}, {u"data"_s, all}};
    answer(method, [error](const QJsonObject &) { return QJsonObject{{u"error"_s, error}}; });
}

void ScriptedTransport::open()
{
    ++opened;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_open = m_reachable;
            if (m_open)
                Q_EMIT Transport::opened();
            else
                Q_EMIT closed(0, u"unreachable"_s);
        },
        Qt::QueuedConnection);
}

void ScriptedTransport::end(int code, const QString &problem)
{
    if (std::exchange(m_open, false))
        Q_EMIT closed(code, problem);
}

void ScriptedTransport::send(const QByteArray &line)
{
    const QJsonObject call = QJsonDocument::fromJson(line).object();
    m_calls.append(call);
    const Answer known = m_answers.value(call["method"_L1].toString());
    if (!known)
        return;
    QJsonObject reply = known(call["params"_L1].toObject());
    reply.insert(u"jsonrpc"_s, u"2.0"_s);
    reply.insert(u"id"_s, call["id"_L1]);
    QMetaObject::invokeMethod(
        this,
        [this, reply] {
            if (m_open)
                Q_EMIT received(QJsonDocument(reply).toJson(QJsonDocument::Compact));
        },
        Qt::QueuedConnection);
}

void ScriptedTransport::tell(qint64 seq, const QString &type, const QJsonObject &data)
{
    const QJsonObject params{{u"seq"_s, seq}, {u"type"_s, type}, {u"data"_s, data}};
    Q_EMIT received(
        QJsonDocument(QJsonObject{{u"jsonrpc"_s, u"2.0"_s}, {u"method"_s, u"event"_s}, {u"params"_s, params}})
            .toJson(QJsonDocument::Compact));
}

QList<QJsonObject> ScriptedTransport::heard(const QString &method) const
{
    QList<QJsonObject> found;
    for (const QJsonObject &call : m_calls) {
        if (call["method"_L1].toString() == method)
            found.append(call["params"_L1].toObject());
    }
    return found;
}

QJsonObject conversationJson(qint64 id, qint64 attendant, const QString &patient)
{
    Conversation conversation;
    conversation.id = {id};
    conversation.inboxId = {1};
    conversation.channel = u"whatsapp_cloud"_s;
    conversation.status = ConversationStatus::InProgress;
    conversation.attendantId = UserId{attendant};
    conversation.patient = {{id}, patient, {}};
    conversation.createdAt = conversation.updatedAt = {1'000 + id};
    return QJsonDocument::fromJson(wire::toJson(conversation)).object();
}

QJsonObject messageJson(qint64 id, qint64 conversation, const QString &text, const QString &clientId)
{
    Message message;
    message.id = {id};
    message.conversationId = {conversation};
    message.text = text;
    message.createdAt = message.sentAt = {10'000 + id};
    if (!clientId.isEmpty()) {
        message.clientId = clientId;
        message.direction = Direction::Out;
        message.status = MessageStatus::Queued;
    }
    return QJsonDocument::fromJson(wire::toJson(message)).object();
}

} // namespace acolhe::tests
