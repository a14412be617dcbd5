// SPDX-License-Identifier: Apache-2.0
#include "backend/store/quick_replies.h"

namespace acolhe::store {

using namespace Qt::StringLiterals;

static QuickReply replyOf(Row &row)
{
    QuickReply reply;
    reply.id = row.next<QuickReplyId>();
    reply.title = row.next<QString>();
    reply.content = row.next<QString>();
    reply.category = row.next<std::optional<QString>>();
    reply.shortcut = row.next<std::optional<QString>>();
    return reply;
}

Result<QList<QuickReply>> QuickReplies::all()
{
    return m_connection.all<QuickReply>(
        u"SELECT id, title, content, category, shortcut FROM quick_reply ORDER BY title, id LIMIT 1000"_s, {},
        replyOf);
}

Result<QuickReply> QuickReplies::find(QuickReplyId id)
{
    auto found = m_connection.one<QuickReply>(
        u"SELECT id, title, content, category, shortcut FROM quick_reply WHERE id = ?"_s, with(id), replyOf);
    if (!found)
        return found.error();
    return *found ? Result<QuickReply>(**std::move(found))
                  : Result<QuickReply>(Error::notFound(u"quick reply"_s));
}

Result<QuickReplyId> QuickReplies::add(const QuickReply &reply, UserId author, Timestamp now)
{
    const auto id = m_connection.insert(
        u"INSERT INTO quick_reply (title, content, category, shortcut, created_by, created_at) VALUES (?, ?, ?, ?, ?, ?) RETURNING id"_s,
        with(reply.title, reply.content, reply.category, reply.shortcut, author, now));
    return id ? Result<QuickReplyId>(QuickReplyId{*id}) : Result<QuickReplyId>(id.error());
}

Result<> QuickReplies::save(const QuickReply &reply)
{
    const auto saved = m_connection.run(
        u"UPDATE quick_reply SET title = ?, content = ?, category = ?, shortcut = ? WHERE id = ?"_s,
        with(reply.title, reply.content, reply.category, reply.shortcut, reply.id));
    return saved ? Result<>(Done{}) : Result<>(saved.error());
}

Result<> QuickReplies::remove(QuickReplyId id)
{
    const auto gone = m_connection.run(u"DELETE FROM quick_reply WHERE id = ?"_s, with(id));
    return gone ? Result<>(Done{}) : Result<>(gone.error());
}

} // namespace acolhe::store
