// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/draft.h"
#include "backend/store/connection.h"

namespace acolhe::store {

class Drafts {
public:
    static constexpr int maxPerUser = 200; ///< the oldest make room

    explicit Drafts(Connection &connection)
        : m_connection(connection)
    {
    }

    /// In place of the one before; an empty text removes it.
    Result<> save(UserId user, const Draft &draft);
    Result<std::optional<Draft>> find(UserId user, ConversationId conversation);
    /// The newest first.
    Result<QList<Draft>> of(UserId user);

private:
    Connection &m_connection;
};

} // namespace acolhe::store
