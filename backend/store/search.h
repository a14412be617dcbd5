// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/message.h"
#include "backend/domain/people.h"

#include <QList>

#include <optional>

namespace acolhe::store {

struct SearchQuery {
    QString
        words; ///< all must be there, the last letters of each may be missing; accents and case do not count
    Caller caller; ///< finds only what they may see
    std::optional<ConversationId> conversation;
    std::optional<MessageId> before;
    int limit = 50;
};

struct SearchHit {
    Message message;
    PatientSummary patient;
};

struct SearchPage {
    QList<SearchHit> hits; ///< newest first
    bool hasMore = false;
};

} // namespace acolhe::store
