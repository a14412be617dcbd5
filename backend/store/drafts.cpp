// SPDX-License-Identifier: Apache-2.0
#include "backend/store/drafts.h"

namespace acolhe::store {

using namespace Qt::StringLiterals;

static const QString select =
    u"SELECT conversation_id, text, note, reply_to_id, origin, updated_at FROM draft WHERE user_id = ? "_s;

static Draft draftOf(Row &row)
{
    Draft draft;
    draft.conversationId = row.next<ConversationId>();
    draft.text = row.next<QString>();
    draft.note = row.next<bool>();
    draft.replyToId = row.next<std::optional<MessageId>>();
    draft.origin = row.next<QString>();
    draft.updatedAt = row.next<Timestamp>();
    return draft;
}

Result<> Drafts::save(UserId user, const Draft &draft)
{
    const auto gone = m_connection.run(
        u"DELETE FROM draft WHERE user_id = ? AND conversation_id = ?"_s, with(user, draft.conversationId));
    if (!gone || draft.text.isEmpty())
        return gone ? Result<>(Done{}) : Result<>(gone.error());
    const auto put = m_connection.run(
        u"INSERT INTO draft (user_id, conversation_id, text, note, reply_to_id, origin, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
        with(user, draft.conversationId, draft.text, draft.note, draft.replyToId, draft.origin,
            draft.updatedAt));
    if (!put)
        return put.error();
    const auto trimmed = m_connection.run(
        u"DELETE FROM draft WHERE user_id = ? AND conversation_id NOT IN (SELECT conversation_id FROM draft WHERE user_id = ? ORDER BY updated_at DESC, conversation_id DESC LIMIT ?)"_s,
        with(user, user, maxPerUser));
    return trimmed ? Result<>(Done{}) : Result<>(trimmed.error());
}

Result<std::optional<Draft>> Drafts::find(UserId user, ConversationId conversation)
{
    return m_connection.one<Draft>(select + u"AND conversation_id = ?"_s, with(user, conversation), draftOf);
}

Result<QList<Draft>> Drafts::of(UserId user)
{
    return m_connection.all<Draft>(select + u"ORDER BY updated_at DESC, conversation_id DESC LIMIT ?"_s,
        with(user, maxPerUser), draftOf);
}

} // namespace acolhe::store
