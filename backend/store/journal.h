// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/store/connection.h"

namespace acolhe::store {

enum class JournalState { Pending, Done, Unsupported, Dead };
constexpr std::array<const char *, 4> words(JournalState)
{
    return {"pending", "done", "unsupported", "dead"};
}

/// A provider's delivery as it came.
struct JournalRow {
    JournalId id;
    std::optional<InboxId> inbox;
    QString channel;
    Timestamp receivedAt;
    JournalState state = JournalState::Pending;
    QString reason;
    QByteArray body;
};

class Journal {
public:
    explicit Journal(Connection &connection)
        : m_connection(connection)
    {
    }

    Result<> add(const JournalRow &row);
    Result<> mark(JournalId id, JournalState state, const QString &reason);
    Result<JournalRow> find(JournalId id);
    /// Dead letters, newest first, without their bodies.
    Result<QList<JournalRow>> deadLetters(const std::optional<JournalId> &before, int limit);
    /// What a newer program may understand: dead and unsupported rows, oldest first.
    Result<QList<JournalId>> replayable(int limit);
    /// Removes rows that were understood and are older than `before`; gives how many.
    Result<int> prune(Timestamp before);

private:
    Connection &m_connection;
};

} // namespace acolhe::store
