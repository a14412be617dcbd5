// SPDX-License-Identifier: Apache-2.0
#include "backend/server/parts.h"

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
    router.serve<TypingNotify>(parts.companions, &services::Companions::tellTyping);
    router.serve<ViewingNotify>(parts.companions, &services::Companions::tellViewing);
}

static void serveComposer(api::Router &router, Server::Parts &parts)
{
    using services::ScheduledMessages;
    router.serve<DraftsSet>(parts.drafts, &services::Drafts::set);
    router.serve<DraftsList>(parts.drafts, &services::Drafts::list);
    router.serve<MessagesSchedule>(parts.scheduled, &ScheduledMessages::schedule);
    router.serve<MessagesScheduled>(parts.scheduled, &ScheduledMessages::list);
    router.serve<MessagesUpdateScheduled>(parts.scheduled, &ScheduledMessages::update);
    router.serve<MessagesCancelScheduled>(parts.scheduled, &ScheduledMessages::cancel);
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
    router.serve<ClinicGetSettings>(parts.clinicOptions, &services::ClinicOptions::get);
    router.serve<ClinicUpdateSettings>(parts.clinicOptions, &services::ClinicOptions::update);
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

void serveMethods(api::Router &router, Server::Parts &parts)
{
    serveAuth(router, parts);
    serveConversations(router, parts);
    serveComposer(router, parts);
    serveClinic(router, parts);
}

} // namespace acolhe::server
