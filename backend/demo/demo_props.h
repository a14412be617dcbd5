// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/demo/demo_story.h"
#include "backend/domain/inbox.h"

namespace acolhe::demo {

/// What the story needs to stand before it begins.
struct DemoProps {
    QHash<QString, InboxId> inboxes; ///< by channel
    QHash<QString, Capabilities> channels;
    QHash<QString, PatientSummary> patients; ///< by name
};

/// Writes inboxes, patients, quick replies, labels and the figures of the last 30 days.
Result<DemoProps> writeProps(store::Transaction &transaction, const DemoTeam &team,
    const QList<ScriptConversation> &script, Timestamp now, const QTimeZone &zone);

} // namespace acolhe::demo
