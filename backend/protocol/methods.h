// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/protocol/auth_methods.h"
#include "backend/protocol/channel_methods.h"
#include "backend/protocol/clinic_methods.h"
#include "backend/protocol/conversation_methods.h"
#include "backend/protocol/draft_methods.h"
#include "backend/protocol/event_methods.h"
#include "backend/protocol/message_methods.h"
#include "backend/protocol/note_methods.h"
#include "backend/protocol/operation_methods.h"
#include "backend/protocol/patient_methods.h"
#include "backend/protocol/quick_reply_methods.h"
#include "backend/protocol/scheduled_methods.h"
#include "backend/protocol/team_methods.h"

namespace acolhe::wire {

/// Every method there is. The server must serve each (a test asks), each has a row in access.h (the compiler
/// asks).
using Methods = std::tuple<AuthLogin, AuthResume, AuthMe, AuthLogout, AuthAcceptInvitation, ChannelsList,
    InboxesList, InboxesCreate, InboxesUpdate, InboxesDelete, ConversationsCreate,
    ConversationsMyConversations, ConversationsMyAssigned, ConversationsOpen, ConversationsAll,
    ConversationsGet, ConversationsCounts, ConversationsUpdateStatus, ConversationsAssign,
    ConversationsMarkRead, MessagesSend, MessagesGetByConversation, MessagesSearch, MessagesRetry,
    NotesCreate, NotesList, QuickRepliesList, QuickRepliesCreate, QuickRepliesUpdate, QuickRepliesDelete,
    UsersAttendants, UsersGetMetrics, UsersList, UsersCreate, UsersUpdate, UsersDeactivate, PatientsGet,
    PatientsSearch, PatientsUpdate, EventsSubscribe, TypingNotify, JournalDeadLetters, JournalReplay,
    DraftsSet, DraftsList, MessagesSchedule, MessagesScheduled, MessagesUpdateScheduled,
    MessagesCancelScheduled, ViewingNotify, ClinicGetSettings, ClinicUpdateSettings>;

/// Calls `visit.template operator()<M>()` for each method.
template <class Visit> constexpr void forEachMethod(Visit &&visit)
{
    [&]<class... M>(std::tuple<M...> *) { (visit.template operator()<M>(), ...); }(
        static_cast<Methods *>(nullptr));
}

} // namespace acolhe::wire
