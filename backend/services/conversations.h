// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/clock.h"
#include "backend/protocol/conversation_methods.h"
#include "backend/store/store.h"

namespace acolhe::services {

class Messages;

/// The conversations.* methods. What a caller may not see is not found; see backend/protocol/access.h.
class Conversations : public QObject {
    Q_OBJECT
public:
    /// `messages` writes what a conversation begins with.
    Conversations(store::Store &store, const Clock &clock, Messages &messages, QObject *parent = nullptr);

    Future<wire::ConversationReply> create(
        const Caller &caller, const wire::ConversationsCreate::Request &request);
    Future<wire::ConversationPage> mine(
        const Caller &caller, const wire::ConversationsMyConversations::Request &request);
    Future<wire::ConversationPage> assignedToMe(
        const Caller &caller, const wire::ConversationsMyAssigned::Request &request);
    Future<wire::ConversationPage> queue(
        const Caller &caller, const wire::ConversationsOpen::Request &request);
    Future<wire::ConversationPage> all(const Caller &caller, const wire::ConversationsAll::Request &request);
    Future<wire::ConversationReply> get(const Caller &caller, const wire::ConversationsGet::Request &request);
    Future<wire::ConversationsCounts::Reply> counts(const Caller &caller, const wire::Nothing &);
    Future<wire::ConversationReply> updateStatus(
        const Caller &caller, const wire::ConversationsUpdateStatus::Request &request);
    Future<wire::ConversationReply> assign(
        const Caller &caller, const wire::ConversationsAssign::Request &request);
    Future<wire::ConversationReply> markRead(
        const Caller &caller, const wire::ConversationsMarkRead::Request &request);

private:
    store::Store &m_store;
    const Clock &m_clock;
    Messages &m_messages;
};

/// The conversation, if `caller` may know of it; else not_found.
Result<Conversation> visibleConversation(
    store::Connection &connection, const Caller &caller, ConversationId id);
/// The same for writing in it: `forbidden` when it is visible but somebody else's to answer.
Result<Conversation> answerableConversation(
    store::Connection &connection, const Caller &caller, ConversationId id);
/// The same for sending in it: also `forbidden` where the clinic wants the assigned attendant alone to send.
Result<Conversation> sendableConversation(
    store::Connection &connection, const Caller &caller, ConversationId id);
/// Saves `after` with its event.
Result<Conversation> saveChange(
    store::Transaction &transaction, const Conversation &before, const Conversation &after, Timestamp now);

} // namespace acolhe::services
