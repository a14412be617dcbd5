// SPDX-License-Identifier: Apache-2.0
#include "backend/store/notes.h"

namespace acolhe::store {

using namespace Qt::StringLiterals;

Result<NoteId> Notes::add(const Note &note)
{
    const auto id = m_connection.insert(
        u"INSERT INTO conversation_note (conversation_id, author_id, author_name, text, created_at) VALUES (?, ?, ?, ?, ?) RETURNING id"_s,
        with(note.conversationId, note.authorId, note.authorName, note.text, note.createdAt));
    return id ? Result<NoteId>(NoteId{*id}) : Result<NoteId>(id.error());
}

Result<QList<Note>> Notes::of(ConversationId conversation)
{
    return m_connection.all<Note>(
        u"SELECT id, conversation_id, author_id, author_name, text, created_at FROM conversation_note WHERE conversation_id = ? ORDER BY id LIMIT 1000"_s,
        with(conversation), [](Row &row) {
            Note note;
            note.id = row.next<NoteId>();
            note.conversationId = row.next<ConversationId>();
            note.authorId = row.next<UserId>();
            note.authorName = row.next<QString>();
            note.text = row.next<QString>();
            note.createdAt = row.next<Timestamp>();
            return note;
        });
}

} // namespace acolhe::store
