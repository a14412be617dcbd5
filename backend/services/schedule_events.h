// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/scheduled_message.h"
#include "backend/store/store.h"

namespace acolhe::services {

/// Tells the team of what became of a scheduled message, in the transaction that changes it.
void noteSchedule(store::Transaction &transaction, const Conversation &conversation,
    const ScheduledMessage &scheduled, Timestamp now);

} // namespace acolhe::services
