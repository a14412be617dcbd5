// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/store/connection.h"

namespace acolhe::store {

/// What waits, or needs a person, in one clinic's database.
struct Backlog {
    /// Uncertain sends are looked for among so many of the latest.
    static constexpr qint64 latestSends = 10'000;

    qint64 queued = 0; ///< messages that wait to be sent
    qint64 sending = 0;
    qint64 uncertain = 0; ///< may or may not have been sent
    Timestamp oldestQueued; ///< when it was queued; 0: none waits
    qint64 deadLetters = 0; ///< deliveries that were not understood
    Timestamp oldestDeadLetter;
    qint64 parkedReceipts = 0; ///< that came before their message
    qint64 inboxesConnected = 0;
    qint64 inboxesNeedAttention = 0;

    Backlog &operator+=(const Backlog &other);
};

/// A few questions that indexes answer.
Result<Backlog> backlogOf(Connection &connection);

} // namespace acolhe::store
