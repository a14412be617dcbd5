// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/demo/demo_files.h"

#include "backend/demo/demo_script.h"
#include "backend/store/store.h"

namespace acolhe::demo {

/// The demo's team, as the clinic's database knows it.
struct DemoTeam {
    User manager;
    QList<User> attendants;
};

/// Writes the demo's patients, inboxes, quick replies, conversations and figures into a new clinic, as if
/// everything had happened by `now`: each step by the rules, in the order of time, with its event. `zone`:
/// the clinic's. `pathOf`: where its files go.
Result<> writeStory(store::Transaction &transaction, const DemoTeam &team, Timestamp now,
    const QTimeZone &zone, const PathOf &pathOf);

} // namespace acolhe::demo
