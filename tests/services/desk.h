// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/services/conversations.h"
#include "backend/services/inbound.h"
#include "backend/services/messages.h"
#include "backend/services/outbox.h"
#include "backend/store/conversations.h"
#include "backend/store/messages.h"
#include "tests/services/staffed.h"
#include "tests/support/fake_graph.h"

#include <QJsonDocument>
#include <QUuid>

#include <algorithm>
#include <map>

namespace acolhe::tests {

/// A provider that answers when the test says so.
class ScriptedSession : public channels::Session {
public:
    QFuture<channels::SendOutcome> send(const channels::OutboundMessage &message) override
    {
        sent.append(message);
        m_promises.emplace_back().start();
        return m_promises.back().future();
    }

    void answer(qsizetype call, const channels::SendOutcome &outcome)
    {
        m_promises.at(size_t(call)).addResult(outcome);
        m_promises.at(size_t(call)).finish();
    }
    void accept(qsizetype call, const QString &externalId)
    {
        answer(call, channels::SendReceipt{externalId, {}});
    }
    void fail(qsizetype call, channels::AfterFailure after, qint64 retryAfterMs = 0)
    {
        const MessageError error{QStringLiteral("7"), QStringLiteral("words"), QStringLiteral("hint"),
            after != channels::AfterFailure::Stop};
        answer(call, channels::SendFailure{error, after, retryAfterMs});
    }
    QStringList texts() const
    {
        QStringList all;
        for (const channels::OutboundMessage &one : sent)
            all.append(one.text);
        return all;
    }

    QList<channels::OutboundMessage> sent;

private:
    std::vector<QPromise<channels::SendOutcome>> m_promises;
};

/// The staffed clinic at work on WhatsApp: patients write, the team answers, scripted providers take it.
struct Desk : Staffed {
    explicit Desk(const QString &kind)
        : Staffed(kind)
    {
        QObject::connect(&messages, &services::Messages::queued, &outbox, &services::Outbox::wake);
    }

    ~Desk() { owner.reset(); }

    const channels::Channel &whatsapp() const
    {
        const auto found = std::ranges::find_if(
            all, [](const auto &one) { return one->type().type == QStringLiteral("whatsapp_cloud"); });
        return **found;
    }

    InboxId newInbox(const QString &name = QStringLiteral("Recepção"))
    {
        const Timestamp now{clock.nowMs()};
        const auto made = await(store->write<InboxId>(vila, [=](store::Transaction &t) {
            Inbox inbox;
            inbox.channel = QStringLiteral("whatsapp_cloud");
            inbox.name = name;
            return store::Inboxes(t).add(inbox, now);
        }));
        providers[*made] = std::make_unique<ScriptedSession>();
        return *made;
    }

    ScriptedSession &provider(InboxId inbox) { return *providers.at(inbox); }
    services::ReceivingInbox receiving(InboxId inbox) const
    {
        return {vila, inbox, QStringLiteral("whatsapp_cloud"), windowMs};
    }
    Result<> deliver(InboxId inbox, const QByteArray &body)
    {
        return await(inbound.receive(receiving(inbox), whatsapp(), body));
    }
    Result<> deliver(InboxId inbox, const QJsonObject &payload)
    {
        return deliver(inbox, QJsonDocument(payload).toJson(QJsonDocument::Compact));
    }
    Result<> patientWrites(
        InboxId inbox, const QString &phone, const QString &id, const QString &text, qint64 agoMs = 0)
    {
        return deliver(inbox, whatsappText(id, phone, QStringLiteral("Marina"), text, clock.nowMs() - agoMs));
    }
    /// The patient's open conversation, after a first message.
    Conversation opened(InboxId inbox, const QString &phone)
    {
        if (!patientWrites(inbox, phone, QStringLiteral("wamid.in.") + phone, QStringLiteral("Oi")))
            qFatal("a message was not taken");
        return list().first();
    }
    static QString phoneOf(int number)
    {
        return QStringLiteral("5584987%1").arg(number, 6, 10, QLatin1Char('0'));
    }
    /// Rows that wait for `inbox`, as messages.send leaves them: each in a conversation of its own.
    void queueMany(InboxId inbox, int count);
    /// Nothing more comes of what is on its way.
    void settle();
    /// Latest activity first.
    QList<Conversation> list(const wire::ConversationsAll::Request &request = {})
    {
        return await(conversations.all(mara, request))->conversations;
    }
    Conversation now(ConversationId id) { return await(conversations.get(mara, {id}))->conversation; }
    QList<Message> messagesOf(ConversationId id)
    {
        return await(messages.page(mara, {id, {}, {}}))->messages;
    }

    Result<wire::MessageReply> send(ConversationId conversation, const QString &text,
        const QString &clientId = QUuid::createUuid().toString(QUuid::WithoutBraces))
    {
        return await(messages.send(mara, {conversation, clientId, text, {}, {}, {}, {}}));
    }
    Message find(MessageId id)
    {
        return *await(store->read<Message>(
            vila, [id](store::Connection &connection) { return store::Messages(connection).find(id); }));
    }
    MessageStatus standing(MessageId id) { return *find(id).status; }
    int rows(const QString &sql)
    {
        return **await(store->read<std::optional<int>>(vila, [sql](store::Connection &connection) {
            return connection.one<int>(sql, {}, [](store::Row &row) { return row.next<int>(); });
        }));
    }

    static constexpr qint64 windowMs = 24 * 3600 * 1000;

    std::vector<std::unique_ptr<channels::Channel>> all = channels::createAll();
    std::map<InboxId, std::unique_ptr<ScriptedSession>> providers;
    services::Inbound inbound{*store, clock};
    services::Messages messages{*store, clock,
        [this](const QString &) -> std::optional<Capabilities> { return whatsapp().type().capabilities; }};
    services::Conversations conversations{*store, clock, messages};
    services::Outbox outbox{*store, clock, [this](ClinicId, InboxId inbox) -> channels::Session * {
                                const auto found = providers.find(inbox);
                                return found == providers.end() ? nullptr : found->second.get();
                            }};
};

inline void Desk::queueMany(InboxId inbox, int count)
{
    using namespace Qt::StringLiterals;
    const Timestamp now{clock.nowMs()};
    const auto done = await(store->write<Done>(vila, [=](store::Transaction &t) -> Result<> {
        for (int i = 0; i < count; ++i) {
            const auto patient =
                store::Patients(t).findOrCreate({phoneIdentity(phoneOf(i), {})}, u"P"_s, now);
            Conversation c;
            c.inboxId = inbox;
            c.channel = u"whatsapp_cloud"_s;
            c.patient = *patient;
            c.createdAt = c.updatedAt = now;
            const auto conversation = store::Conversations(t).add(c);
            Message m;
            m.conversationId = *conversation;
            m.direction = Direction::Out;
            m.status = MessageStatus::Queued;
            m.clientId = u"%1-%2"_s.arg(inbox.value).arg(i);
            m.text = m.clientId.value();
            m.sender = {SenderType::User, 1, u"Mara"_s};
            m.createdAt = m.sentAt = now;
            const auto message = store::Messages(t).add(m, inbox);
            if (const auto put = store::Outbox(t).add(*message, inbox, now); !put)
                return put;
        }
        return Done{};
    }));
    QVERIFY(done);
}

inline void Desk::settle()
{
    for (int i = 0; i < 5; ++i) {
        QVERIFY(await(store->write<Done>(vila, [](store::Transaction &) -> Result<> { return Done{}; })));
        QVERIFY(await(store->read<Done>(vila, [](store::Connection &) -> Result<> { return Done{}; })));
    }
}

} // namespace acolhe::tests
