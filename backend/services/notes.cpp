// SPDX-License-Identifier: Apache-2.0
#include "backend/services/notes.h"

#include "backend/protocol/events.h"
#include "backend/services/conversations.h"
#include "backend/store/notes.h"
#include "backend/store/users.h"

namespace acolhe::services {

Notes::Notes(store::Store &store, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(clock)
{
}

Future<wire::NotesCreate::Reply> Notes::create(
    const Caller &caller, const wire::NotesCreate::Request &request)
{
    using Reply = wire::NotesCreate::Reply;
    const Timestamp now{m_clock.nowMs()};
    return m_store.write<Reply>(caller, [=](store::Transaction &transaction) -> Result<Reply> {
        const auto conversation = visibleConversation(transaction, caller, request.conversationId);
        if (!conversation)
            return conversation.error();
        const auto author = store::Users(transaction).find(caller.user);
        if (!author)
            return author.error();
        Note note{{}, conversation->id, author->id, author->name, request.text, now};
        const auto id = store::Notes(transaction).add(note);
        if (!id)
            return id.error();
        note.id = *id;
        Audience audience = audienceOf(*conversation);
        audience.internal = true;
        transaction.addEvent(wire::makeEvent(wire::NoteCreated{note}, now, audience, conversation->id));
        return Reply{note};
    });
}

Future<wire::NotesList::Reply> Notes::list(const Caller &caller, const wire::NotesList::Request &request)
{
    using Reply = wire::NotesList::Reply;
    return m_store.read<Reply>(caller.clinic, [=](store::Connection &connection) -> Result<Reply> {
        const auto conversation = visibleConversation(connection, caller, request.conversationId);
        if (!conversation)
            return conversation.error();
        auto notes = store::Notes(connection).of(conversation->id);
        return notes ? Result<Reply>(Reply{*std::move(notes)}) : Result<Reply>(notes.error());
    });
}

} // namespace acolhe::services
