// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/message.h"
#include "backend/protocol/method.h"

namespace acolhe::wire {

struct NotesCreate {
    static constexpr auto name = "notes.create";
    static constexpr auto summary = "Adds an internal note, never shown to a patient.";
    struct Request {
        ConversationId conversationId;
        QString text;
        static constexpr auto fields()
        {
            return std::tuple{field("conversationId", &Request::conversationId),
                field("text", &Request::text).notEmpty().max(10000)};
        }
    };
    struct Reply {
        Note note;
        static constexpr auto fields() { return std::tuple{field("note", &Reply::note)}; }
    };
};

struct NotesList {
    static constexpr auto name = "notes.list";
    static constexpr auto summary = "The internal notes of a conversation, oldest first.";
    struct Request {
        ConversationId conversationId;
        static constexpr auto fields()
        {
            return std::tuple{field("conversationId", &Request::conversationId)};
        }
    };
    struct Reply {
        QList<Note> notes;
        static constexpr auto fields() { return std::tuple{field("notes", &Reply::notes)}; }
    };
};

} // namespace acolhe::wire
