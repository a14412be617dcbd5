// SPDX-License-Identifier: Apache-2.0
#include "backend/store/backlog.h"

#include <algorithm>

namespace acolhe::store {

using namespace Qt::StringLiterals;

static Timestamp earlier(Timestamp one, Timestamp other)
{
    if (one.ms == 0 || other.ms == 0)
        return {one.ms + other.ms};
    return {std::min(one.ms, other.ms)};
}

Backlog &Backlog::operator+=(const Backlog &other)
{
    queued += other.queued;
    sending += other.sending;
    uncertain += other.uncertain;
    oldestQueued = earlier(oldestQueued, other.oldestQueued);
    deadLetters += other.deadLetters;
    oldestDeadLetter = earlier(oldestDeadLetter, other.oldestDeadLetter);
    parkedReceipts += other.parkedReceipts;
    inboxesConnected += other.inboxesConnected;
    inboxesNeedAttention += other.inboxesNeedAttention;
    return *this;
}

static Result<> countOutbox(Connection &connection, Backlog &backlog)
{
    const auto active = connection.each(
        u"SELECT state, COUNT(*), MIN(created_at) FROM outbox WHERE state IN ('queued', 'sending') GROUP BY state"_s,
        {}, [&](Row &row) {
            const bool queued = row.next<QString>() == "queued"_L1;
            (queued ? backlog.queued : backlog.sending) = row.next<qint64>();
            const auto oldest = row.next<Timestamp>();
            if (queued)
                backlog.oldestQueued = oldest;
        });
    if (!active)
        return active;
    return connection.each(
        u"SELECT COUNT(*) FROM outbox WHERE id > (SELECT COALESCE(MAX(id), 0) FROM outbox) - ? AND state = 'uncertain'"_s,
        with(Backlog::latestSends), [&](Row &row) { backlog.uncertain = row.next<qint64>(); });
}

Result<Backlog> backlogOf(Connection &connection)
{
    Backlog backlog;
    if (const auto counted = countOutbox(connection, backlog); !counted)
        return counted.error();
    const auto dead = connection.each(
        u"SELECT COUNT(*), COALESCE(MIN(received_at), 0) FROM journal WHERE state IN ('dead', 'unsupported') AND state = 'dead'"_s,
        {}, [&](Row &row) {
            backlog.deadLetters = row.next<qint64>();
            backlog.oldestDeadLetter = row.next<Timestamp>();
        });
    if (!dead)
        return dead.error();
    const auto parked = connection.each(u"SELECT COUNT(*) FROM pending_receipt"_s, {},
        [&](Row &row) { backlog.parkedReceipts = row.next<qint64>(); });
    if (!parked)
        return parked.error();
    const auto inboxes = connection.each(
        u"SELECT state, COUNT(*) FROM inbox WHERE enabled = 1 AND deleted = 0 GROUP BY state"_s, {},
        [&](Row &row) {
            const QString state = row.next<QString>();
            const auto count = row.next<qint64>();
            backlog.inboxesConnected += state == "connected"_L1 ? count : 0;
            backlog.inboxesNeedAttention += state == "needs_attention"_L1 ? count : 0;
        });
    return inboxes ? Result<Backlog>(backlog) : Result<Backlog>(inboxes.error());
}

} // namespace acolhe::store
