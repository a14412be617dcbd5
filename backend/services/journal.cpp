// SPDX-License-Identifier: Apache-2.0
#include "backend/services/journal.h"

#include "backend/store/journal.h"

namespace acolhe::services {

using namespace Qt::StringLiterals;
using Replay = wire::JournalReplay;

constexpr int mostAtOnce = 1000;

Journal::Journal(store::Store &store, Inbound &inbound, const InboxDirectory &directory, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_inbound(inbound)
    , m_directory(directory)
{
}

Future<wire::JournalDeadLetters::Reply> Journal::deadLetters(
    const Caller &caller, const wire::JournalDeadLetters::Request &request)
{
    using Reply = wire::JournalDeadLetters::Reply;
    return m_store.read<Reply>(caller.clinic, [=](store::Connection &connection) -> Result<Reply> {
        const auto rows =
            store::Journal(connection).deadLetters(request.before, request.limit.value_or(wire::defaultPage));
        if (!rows)
            return rows.error();
        Reply reply;
        for (const store::JournalRow &row : *rows)
            reply.deadLetters.append({row.id, row.channel, row.inbox, row.reason, row.receivedAt});
        return reply;
    });
}

Future<bool> Journal::replayOne(ClinicId clinic, JournalId id)
{
    return m_store
        .read<store::JournalRow>(
            clinic, [id](store::Connection &connection) { return store::Journal(connection).find(id); })
        .then(this,
            [this, clinic, id](const Result<store::JournalRow> &row) {
                if (!row)
                    return failed<bool>(row.error());
                const DirectoryEntry *entry = row->inbox ? m_directory.find(clinic, *row->inbox) : nullptr;
                if (!entry)
                    return failed<bool>(Error::conflict(u"its inbox is not in use"_s));
                const ReceivingInbox inbox{
                    clinic, *row->inbox, entry->type, entry->channel->type().capabilities.replyWindowMs};
                return m_inbound.replay(inbox, *entry->channel, id);
            })
        .unwrap();
}

Future<Replay::Reply> Journal::replayAll(
    ClinicId clinic, const QList<JournalId> &rest, const Replay::Reply &soFar)
{
    if (rest.isEmpty())
        return ready<Replay::Reply>(soFar);
    return replayOne(clinic, rest.first())
        .then(this,
            [this, clinic, rest, soFar](const Result<bool> &understood) {
                Replay::Reply now = soFar;
                ++(understood && *understood ? now.replayed : now.dead);
                return replayAll(clinic, rest.mid(1), now);
            })
        .unwrap();
}

Future<Replay::Reply> Journal::replay(const Caller &caller, const Replay::Request &request)
{
    if (request.ids)
        return replayAll(caller.clinic, *request.ids, {});
    return m_store
        .read<QList<JournalId>>(caller.clinic,
            [](store::Connection &connection) { return store::Journal(connection).replayable(mostAtOnce); })
        .then(this,
            [this, clinic = caller.clinic](const Result<QList<JournalId>> &ids) {
                return ids ? replayAll(clinic, *ids, {}) : failed<Replay::Reply>(ids.error());
            })
        .unwrap();
}

} // namespace acolhe::services
