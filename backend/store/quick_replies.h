// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/quick_reply.h"
#include "backend/store/connection.h"

namespace acolhe::store {

class QuickReplies {
public:
    explicit QuickReplies(Connection &connection)
        : m_connection(connection)
    {
    }

    Result<QList<QuickReply>> all();
    Result<QuickReply> find(QuickReplyId id);
    Result<QuickReplyId> add(const QuickReply &reply, UserId author, Timestamp now);
    Result<> save(const QuickReply &reply);
    Result<> remove(QuickReplyId id);

private:
    Connection &m_connection;
};

} // namespace acolhe::store
