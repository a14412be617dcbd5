// SPDX-License-Identifier: Apache-2.0
#include "backend/store/journal.h"

namespace acolhe::store {

using namespace Qt::StringLiterals;

static JournalRow rowOf(Row &row)
{
    JournalRow one;
    one.id = row.next<JournalId>();
    one.inbox = row.next<std::optional<InboxId>>();
    one.channel = row.next<QString>();
    one.receivedAt = row.next<Timestamp>();
    one.state = row.next<JournalState>();
    one.reason = row.next<QString>();
    one.body = row.next<QByteArray>();
    return one;
}

Result<> Journal::add(const JournalRow &row)
{
    return m_connection.append(
        u"INSERT INTO journal (inbox_id, channel, received_at, state, reason, body) VALUES "_s,
        with(row.inbox, row.channel, row.receivedAt, row.state, row.reason, row.body));
}

Result<> Journal::mark(JournalId id, JournalState state, const QString &reason)
{
    return m_connection.post(
        u"UPDATE journal SET state = ?, reason = ? WHERE id = ?"_s, with(state, reason, id));
}

Result<JournalRow> Journal::find(JournalId id)
{
    auto found = m_connection.one<JournalRow>(
        u"SELECT id, inbox_id, channel, received_at, state, reason, body FROM journal WHERE id = ?"_s,
        with(id), rowOf);
    if (!found)
        return found.error();
    return *found ? Result<JournalRow>(**std::move(found))
                  : Result<JournalRow>(Error::notFound(u"journal row"_s));
}

Result<QList<JournalRow>> Journal::deadLetters(const std::optional<JournalId> &before, int limit)
{
    return m_connection.all<JournalRow>(
        u"SELECT id, inbox_id, channel, received_at, state, reason, NULL FROM journal WHERE state = 'dead' AND id < ? ORDER BY id DESC LIMIT ?"_s,
        with(before.value_or(JournalId{std::numeric_limits<qint64>::max()}), limit), rowOf);
}

Result<QList<JournalId>> Journal::replayable(int limit)
{
    return m_connection.all<JournalId>(
        u"SELECT id FROM journal WHERE state IN ('dead', 'unsupported') ORDER BY id LIMIT ?"_s, with(limit),
        [](Row &row) { return row.next<JournalId>(); });
}

Result<int> Journal::prune(Timestamp before)
{
    return m_connection.run(u"DELETE FROM journal WHERE state = 'done' AND received_at < ?"_s, with(before));
}

} // namespace acolhe::store
