// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/message.h"
#include "backend/store/connection.h"

namespace acolhe::store {

class Notes {
public:
    explicit Notes(Connection &connection)
        : m_connection(connection)
    {
    }

    Result<NoteId> add(const Note &note);
    /// Oldest first, at most 1,000.
    Result<QList<Note>> of(ConversationId conversation);

private:
    Connection &m_connection;
};

} // namespace acolhe::store
