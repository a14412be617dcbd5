// SPDX-License-Identifier: Apache-2.0
#include "backend/protocol/events.h"
#include "backend/server/parts.h"
#include "backend/store/users.h"

namespace acolhe::server {

using api::CallContext;
using namespace acolhe::wire;

static void serveAuth(api::Router &router, Server::Parts &parts)
{
    router.handle<AuthLogin>(
        [&auth = parts.auth](const CallContext &context, const AuthLogin::Request &request) {
            return auth.login(context.address, request);
        });
    router.handle<AuthAcceptInvitation>(
        [&auth = parts.auth](const CallContext &context, const AuthAcceptInvitation::Request &request) {
            return auth.acceptInvitation(context.address, request);
        });
    router.serve<AuthMe>(parts.auth, &services::Auth::me);
    router.serve<AuthLogout>(parts.auth, &services::Auth::logout);
}

static void serveConversations(api::Router &router, Server::Parts &parts)
{
    using services::Conversations;
    using services::Messages;
    router.serve<ConversationsCreate>(parts.conversations, &Conversations::create);
    router.serve<ConversationsMyConversations>(parts.conversations, &Conversations::mine);
    router.serve<ConversationsMyAssigned>(parts.conversations, &Conversations::assignedToMe);
    router.serve<ConversationsOpen>(parts.conversations, &Conversations::queue);
    router.serve<ConversationsAll>(parts.conversations, &Conversations::all);
    router.serve<ConversationsGet>(parts.conversations, &Conversations::get);
    router.serve<ConversationsCounts>(parts.conversations, &Conversations::counts);
    router.serve<ConversationsUpdateStatus>(parts.conversations, &Conversations::updateStatus);
    router.serve<ConversationsAssign>(parts.conversations, &Conversations::assign);
    router.serve<ConversationsMarkRead>(parts.conversations, &Conversations::markRead);
    router.serve<MessagesSend>(parts.messages, &Messages::send);
    router.serve<MessagesGetByConversation>(parts.messages, &Messages::page);
    router.serve<MessagesSearch>(parts.messages, &Messages::search);
    router.serve<MessagesRetry>(parts.messages, &Messages::retry);
}

static void serveClinic(api::Router &router, Server::Parts &parts)
{
    router.serve<ChannelsList>(parts.inboxes, &services::Inboxes::channels);
    router.serve<InboxesList>(parts.inboxes, &services::Inboxes::list);
    router.serve<InboxesCreate>(parts.inboxes, &services::Inboxes::create);
    router.serve<InboxesUpdate>(parts.inboxes, &services::Inboxes::update);
    router.serve<InboxesDelete>(parts.inboxes, &services::Inboxes::remove);
    router.serve<NotesCreate>(parts.notes, &services::Notes::create);
    router.serve<NotesList>(parts.notes, &services::Notes::list);
    router.serve<QuickRepliesList>(parts.quickReplies, &services::QuickReplies::list);
    router.serve<QuickRepliesCreate>(parts.quickReplies, &services::QuickReplies::create);
    router.serve<QuickRepliesUpdate>(parts.quickReplies, &services::QuickReplies::update);
    router.serve<QuickRepliesDelete>(parts.quickReplies, &services::QuickReplies::remove);
    router.serve<PatientsGet>(parts.patients, &services::Patients::get);
    router.serve<PatientsSearch>(parts.patients, &services::Patients::search);
    router.serve<PatientsUpdate>(parts.patients, &services::Patients::update);
    router.serve<UsersAttendants>(parts.team, &services::Team::attendants);
    router.serve<UsersList>(parts.team, &services::Team::list);
    router.serve<UsersCreate>(parts.team, &services::Team::create);
    router.serve<UsersUpdate>(parts.team, &services::Team::update);
    router.serve<UsersDeactivate>(parts.team, &services::Team::deactivate);
    router.serve<UsersGetMetrics>(parts.metrics, &services::Metrics::get);
    router.serve<JournalDeadLetters>(parts.journal, &services::Journal::deadLetters);
    router.serve<JournalReplay>(parts.journal, &services::Journal::replay);
}

/// Who writes is told to those who see the conversation; nothing of it is stored.
static Future<Success> tellTyping(
    Server::Parts &parts, const Caller &caller, const TypingNotify::Request &request)
{
    using Seen = std::pair<Conversation, User>;
    return parts.store
        ->read<Seen>(caller.clinic,
            [=](store::Connection &connection) -> Result<Seen> {
                const auto conversation =
                    services::visibleConversation(connection, caller, request.conversationId);
                if (!conversation)
                    return conversation.error();
                const auto user = store::Users(connection).find(caller.user);
                return user ? Result<Seen>(Seen{*conversation, *user}) : Result<Seen>(user.error());
            })
        .then(&parts.hub, [&parts, request, caller](const Result<Seen> &seen) -> Result<Success> {
            if (!seen)
                return seen.error();
            const auto &[conversation, user] = *seen;
            Audience audience = audienceOf(conversation);
            audience.internal = true;
            const Typing typing{
                request.conversationId, {SenderType::User, user.id.value, user.name}, request.typing};
            const Timestamp now{SystemClock().nowMs()};
            parts.hub.publish(caller.clinic, {makeEvent(typing, now, audience, request.conversationId)});
            return Success{};
        });
}

void serveMethods(api::Router &router, Server::Parts &parts)
{
    serveAuth(router, parts);
    serveConversations(router, parts);
    serveClinic(router, parts);
    router.handle<TypingNotify>([&parts](const Caller &caller, const TypingNotify::Request &request) {
        return tellTyping(parts, caller, request);
    });
}

} // namespace acolhe::server
