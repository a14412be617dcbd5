// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/clinic_settings.h"
#include "backend/domain/conversation.h"
#include "backend/domain/draft.h"
#include "backend/domain/event.h"
#include "backend/domain/inbox.h"
#include "backend/domain/metrics.h"
#include "backend/domain/scheduled_message.h"
#include "backend/protocol/codec.h"

namespace acolhe::wire {

/// An event's data: `type` is its name on the wire. Stored ones go through a clinic's event log, the others
/// do not.

/// A message, with its conversation as it is after it.
struct MessageCreated {
    static constexpr auto type = "message.created";
    Message message;
    Conversation conversation;
    static constexpr auto fields()
    {
        return std::tuple{
            field("message", &MessageCreated::message), field("conversation", &MessageCreated::conversation)};
    }
};

/// Status, error, reaction or deletion of a message changed.
struct MessageUpdated {
    static constexpr auto type = "message.updated";
    Message message;
    static constexpr auto fields() { return std::tuple{field("message", &MessageUpdated::message)}; }
};

struct ConversationCreated {
    static constexpr auto type = "conversation.created";
    Conversation conversation;
    static constexpr auto fields()
    {
        return std::tuple{field("conversation", &ConversationCreated::conversation)};
    }
};

struct ConversationUpdated {
    static constexpr auto type = "conversation.updated";
    Conversation conversation;
    static constexpr auto fields()
    {
        return std::tuple{field("conversation", &ConversationUpdated::conversation)};
    }
};

struct NoteCreated {
    static constexpr auto type = "note.created";
    Note note;
    static constexpr auto fields() { return std::tuple{field("note", &NoteCreated::note)}; }
};

struct InboxUpdated {
    static constexpr auto type = "inbox.updated";
    Inbox inbox;
    bool deleted = false;
    static constexpr auto fields()
    {
        return std::tuple{field("inbox", &InboxUpdated::inbox), field("deleted", &InboxUpdated::deleted)};
    }
};

struct PatientUpdated {
    static constexpr auto type = "patient.updated";
    Patient patient;
    static constexpr auto fields() { return std::tuple{field("patient", &PatientUpdated::patient)}; }
};

struct QuickRepliesChanged {
    static constexpr auto type = "quickReplies.changed";
    static constexpr auto fields() { return std::tuple{}; }
};

struct UserUpdated {
    static constexpr auto type = "user.updated";
    User user;
    static constexpr auto fields() { return std::tuple{field("user", &UserUpdated::user)}; }
};

/// Not stored, without a seq.
struct UserPresence {
    static constexpr auto type = "user.presence";
    UserId userId;
    Presence presence = Presence::Offline;
    static constexpr auto fields()
    {
        return std::tuple{field("userId", &UserPresence::userId), field("presence", &UserPresence::presence)};
    }
};

/// Not stored, without a seq.
struct Typing {
    static constexpr auto type = "typing";
    ConversationId conversationId;
    Sender who;
    bool typing = true;
    static constexpr auto fields()
    {
        return std::tuple{field("conversationId", &Typing::conversationId), field("who", &Typing::who),
            field("typing", &Typing::typing)};
    }
};

/// Not stored, without a seq.
struct Viewing {
    static constexpr auto type = "viewing";
    ConversationId conversationId;
    Sender who;
    bool viewing = true;
    static constexpr auto fields()
    {
        return std::tuple{field("conversationId", &Viewing::conversationId), field("who", &Viewing::who),
            field("viewing", &Viewing::viewing)};
    }
};

/// To the programs of the person whose it is alone.
struct DraftChanged {
    static constexpr auto type = "draft.changed";
    Draft draft;
    static constexpr auto fields() { return std::tuple{field("draft", &DraftChanged::draft)}; }
};

struct ScheduledChanged {
    static constexpr auto type = "scheduled.changed";
    ScheduledMessage scheduled;
    static constexpr auto fields() { return std::tuple{field("scheduled", &ScheduledChanged::scheduled)}; }
};

struct ClinicUpdated {
    static constexpr auto type = "clinic.updated";
    ClinicSettings settings;
    static constexpr auto fields() { return std::tuple{field("settings", &ClinicUpdated::settings)}; }
};

using Events = std::tuple<MessageCreated, MessageUpdated, ConversationCreated, ConversationUpdated,
    NoteCreated, InboxUpdated, PatientUpdated, QuickRepliesChanged, UserUpdated, UserPresence, Typing,
    Viewing, DraftChanged, ScheduledChanged, ClinicUpdated>;

/// An event for the log, from its data.
template <class Data>
Event makeEvent(const Data &data, Timestamp at, const Audience &audience, ConversationId conversation = {})
{
    return {0, at, Data::type, conversation, audience, toJson(data)};
}

/// {"jsonrpc":"2.0","method":"event","params":{…}}; seq is left out when it is 0.
QByteArray eventLine(const Event &event);

} // namespace acolhe::wire
