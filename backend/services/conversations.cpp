// SPDX-License-Identifier: Apache-2.0
#include "backend/services/conversations.h"

#include "backend/protocol/access.h"
#include "backend/protocol/events.h"
#include "backend/services/messages.h"
#include "backend/store/clinic_settings.h"
#include "backend/store/conversations.h"
#include "backend/store/inboxes.h"
#include "backend/store/patients.h"
#include "backend/store/users.h"

#include <QUuid>

namespace acolhe::services {

using namespace Qt::StringLiterals;
using store::ConversationFilter;
using store::Page;

Result<Conversation> visibleConversation(
    store::Connection &connection, const Caller &caller, ConversationId id)
{
    auto found = store::Conversations(connection).find(id);
    if (found && !rules::maySee(caller, *found))
        return Error::notFound(u"conversation"_s);
    return found;
}

Result<Conversation> answerableConversation(
    store::Connection &connection, const Caller &caller, ConversationId id)
{
    auto found = visibleConversation(connection, caller, id);
    if (found && !rules::mayAnswer(caller, *found))
        return Error::forbidden(u"assign the conversation to yourself first"_s);
    return found;
}

Result<Conversation> sendableConversation(
    store::Connection &connection, const Caller &caller, ConversationId id)
{
    auto found = answerableConversation(connection, caller, id);
    if (!found || !caller.isStaff() || found->attendantId == caller.user)
        return found;
    const auto settings = store::readClinicSettings(connection);
    if (!settings)
        return settings.error();
    if (settings->onlyAssigneeSends)
        return Error::forbidden(u"only the assigned attendant sends: take the conversation over first"_s);
    return found;
}

Result<Conversation> saveChange(
    store::Transaction &transaction, const Conversation &before, const Conversation &after, Timestamp now)
{
    if (after == before)
        return after;
    if (const auto saved = store::Conversations(transaction).save(after); !saved)
        return saved.error();
    transaction.addEvent(
        wire::makeEvent(wire::ConversationUpdated{after}, now, audienceOf(after, before), after.id));
    return after;
}

static Result<wire::ConversationReply> reply(Result<Conversation> conversation)
{
    return std::move(conversation).transform([](Conversation &&one) {
        return wire::ConversationReply{std::move(one)};
    });
}

Conversations::Conversations(store::Store &store, const Clock &clock, Messages &messages, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(clock)
    , m_messages(messages)
{
}

static Result<Conversation> createIn(store::Transaction &transaction, PatientId patientId,
    const wire::ConversationsCreate::Request &request, Timestamp now)
{
    const auto patient = store::Patients(transaction).find(patientId);
    if (!patient)
        return patient.error();
    const auto inbox = store::Inboxes(transaction).find(request.inboxId);
    if (!inbox)
        return inbox.error();
    store::Conversations conversations(transaction);
    auto open = conversations.findOpen(patientId, request.inboxId);
    if (!open)
        return open.error();
    if (*open)
        return **std::move(open);
    Conversation conversation;
    conversation.inboxId = inbox->id;
    conversation.channel = inbox->channel;
    conversation.subject = request.subject.value_or(QString());
    conversation.patient = {patient->id, patient->name, patient->phone};
    conversation.createdAt = conversation.updatedAt = now;
    const auto id = conversations.add(conversation);
    if (!id)
        return id.error();
    conversation.id = *id;
    transaction.addEvent(wire::makeEvent(
        wire::ConversationCreated{conversation}, now, audienceOf(conversation), conversation.id));
    return conversation;
}

/// Sends what a conversation is to begin with. An attendant takes it from the queue to do so.
static Result<Message> begin(store::Transaction &transaction, const Messages &messages, const Caller &caller,
    const Conversation &conversation, const wire::ConversationsCreate::Request &request, Timestamp now)
{
    if (caller.role == Role::Attendant && !conversation.attendantId) {
        const auto taken = rules::assigned(conversation, caller.user, now);
        if (!taken)
            return taken.error();
        if (const auto saved = saveChange(transaction, conversation, *taken, now); !saved)
            return saved.error();
    }
    wire::MessagesSend::Request message;
    message.conversationId = conversation.id;
    message.clientId = request.clientId.value_or(QUuid::createUuid().toString(QUuid::WithoutBraces));
    message.text = request.message;
    auto written = messages.write(transaction, caller, message, now);
    if (!written && written.error().field == "text"_L1)
        return Error::invalid(u"message"_s, written.error().text);
    return written;
}

Future<wire::ConversationReply> Conversations::create(
    const Caller &caller, const wire::ConversationsCreate::Request &request)
{
    using Reply = wire::ConversationReply;
    if (caller.isStaff() && !request.patientId)
        return failed<Reply>(Error::invalid(u"patientId"_s, u"is missing"_s));
    if (!caller.isStaff() && request.patientId && *request.patientId != caller.patient)
        return failed<Reply>(Error::notFound(u"patient"_s));
    struct Created {
        Conversation conversation;
        std::optional<Message> message;
    };
    const Timestamp now{m_clock.nowMs()};
    const auto put = [=, this, patient = caller.isStaff() ? *request.patientId : caller.patient](
                         store::Transaction &transaction) -> Result<Created> {
        auto conversation = createIn(transaction, patient, request, now);
        if (conversation && !rules::maySee(caller, *conversation))
            return Error::conflict(u"a colleague has an open conversation with this patient here"_s);
        if (!conversation || !request.message)
            return std::move(conversation).transform([](Conversation &&one) {
                return Created{std::move(one), {}};
            });
        const auto message = begin(transaction, m_messages, caller, *conversation, request, now);
        if (!message)
            return message.error();
        return store::Conversations(transaction).find(conversation->id).transform([&](Conversation &&one) {
            return Created{std::move(one), *message};
        });
    };
    return m_store.write<Created>(caller, put)
        .then(this, [this, clinic = caller.clinic](const Result<Created> &created) -> Result<Reply> {
            if (!created)
                return created.error();
            if (created->message)
                m_messages.announce(clinic, *created->message);
            return Reply{created->conversation};
        });
}

/// One page of what `filter` says.
static Future<wire::ConversationPage> page(store::Store &store, ClinicId clinic,
    const ConversationFilter &filter, const std::optional<QString> &cursor, const std::optional<int> &limit)
{
    const Page wanted{cursor.value_or(QString()), limit.value_or(wire::defaultPage)};
    return store.read<wire::ConversationPage>(
        clinic, [=](store::Connection &connection) -> Result<wire::ConversationPage> {
            auto listed = store::Conversations(connection).list(filter, wanted);
            if (!listed)
                return listed.error();
            return wire::ConversationPage{std::move(listed->conversations), listed->nextCursor};
        });
}

Future<wire::ConversationPage> Conversations::mine(
    const Caller &caller, const wire::ConversationsMyConversations::Request &request)
{
    ConversationFilter filter;
    filter.patient = caller.patient;
    return page(m_store, caller.clinic, filter, request.cursor, request.limit);
}

Future<wire::ConversationPage> Conversations::assignedToMe(
    const Caller &caller, const wire::ConversationsMyAssigned::Request &request)
{
    ConversationFilter filter;
    filter.attendant = caller.user;
    filter.status = request.status;
    filter.activeOnly = !request.status;
    return page(m_store, caller.clinic, filter, request.cursor, request.limit);
}

Future<wire::ConversationPage> Conversations::queue(
    const Caller &caller, const wire::ConversationsOpen::Request &request)
{
    ConversationFilter filter;
    filter.queue = true;
    return page(m_store, caller.clinic, filter, request.cursor, request.limit);
}

Future<wire::ConversationPage> Conversations::all(
    const Caller &caller, const wire::ConversationsAll::Request &request)
{
    ConversationFilter filter;
    filter.status = request.status;
    filter.inbox = request.inboxId;
    filter.attendant = request.attendantId;
    filter.label = request.label;
    filter.patient = request.patientId;
    filter.query = request.query;
    return page(m_store, caller.clinic, filter, request.cursor, request.limit);
}

Future<wire::ConversationReply> Conversations::get(
    const Caller &caller, const wire::ConversationsGet::Request &request)
{
    return m_store.read<wire::ConversationReply>(caller.clinic, [=](store::Connection &connection) {
        return reply(visibleConversation(connection, caller, request.id));
    });
}

Future<wire::ConversationsCounts::Reply> Conversations::counts(const Caller &caller, const wire::Nothing &)
{
    using Reply = wire::ConversationsCounts::Reply;
    return m_store.read<Reply>(caller.clinic, [=](store::Connection &connection) -> Result<Reply> {
        const auto counted = store::Conversations(connection).counts(caller);
        if (!counted)
            return counted.error();
        return Reply{counted->mine, counted->queue, counted->all, counted->resolved};
    });
}

Future<wire::ConversationReply> Conversations::updateStatus(
    const Caller &caller, const wire::ConversationsUpdateStatus::Request &request)
{
    using Reply = wire::ConversationReply;
    const Timestamp now{m_clock.nowMs()};
    return m_store.write<Reply>(caller, [=](store::Transaction &transaction) -> Result<Reply> {
        const auto before = answerableConversation(transaction, caller, request.id);
        if (!before)
            return before.error();
        const auto after = rules::withStatus(*before, request.status, now);
        return after ? reply(saveChange(transaction, *before, *after, now)) : Result<Reply>(after.error());
    });
}

/// May `caller` give the conversation to `attendant`? Managers to anybody; attendants take from the queue and
/// give back.
static std::optional<Error> mayAssign(store::Connection &connection, const Caller &caller,
    const Conversation &conversation, std::optional<UserId> attendant)
{
    if (!caller.isManager()) {
        const bool takes = attendant == caller.user && !conversation.attendantId;
        const bool givesBack = !attendant && conversation.attendantId == caller.user;
        const bool keeps = attendant == caller.user && conversation.attendantId == caller.user;
        if (!takes && !givesBack && !keeps)
            return Error::forbidden(u"attendants take conversations from the queue and give theirs back"_s);
    }
    if (!attendant)
        return {};
    const auto user = store::Users(connection).find(*attendant);
    if (!user)
        return user.error().reason == Reason::NotFound ? Error::notFound(u"attendant"_s) : user.error();
    if (!user->active)
        return Error::conflict(u"this attendant is not active"_s);
    return {};
}

Future<wire::ConversationReply> Conversations::assign(
    const Caller &caller, const wire::ConversationsAssign::Request &request)
{
    using Reply = wire::ConversationReply;
    const Timestamp now{m_clock.nowMs()};
    return m_store.write<Reply>(caller, [=](store::Transaction &transaction) -> Result<Reply> {
        const auto before = visibleConversation(transaction, caller, request.id);
        if (!before)
            return before.error();
        if (const auto problem = mayAssign(transaction, caller, *before, request.attendantId))
            return *problem;
        if (before->attendantId == request.attendantId)
            return wire::ConversationReply{*before};
        const auto after = rules::assigned(*before, request.attendantId, now);
        return after ? reply(saveChange(transaction, *before, *after, now)) : Result<Reply>(after.error());
    });
}

Future<wire::ConversationReply> Conversations::markRead(
    const Caller &caller, const wire::ConversationsMarkRead::Request &request)
{
    using Reply = wire::ConversationReply;
    const Timestamp now{m_clock.nowMs()};
    return m_store.write<Reply>(caller, [=](store::Transaction &transaction) -> Result<Reply> {
        const auto before = visibleConversation(transaction, caller, request.id);
        if (!before)
            return before.error();
        return reply(saveChange(transaction, *before, rules::read(*before), now));
    });
}

} // namespace acolhe::services
