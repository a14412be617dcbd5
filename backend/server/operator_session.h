// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/services/sessions.h"

namespace acolhe::server {

/// A session for somebody of a clinic's team, opened by who runs the server and so needs no password: for the
/// demo, wall-boards and scripts. `clinic`: its slug or id, needed where the person belongs to several. Noted
/// in the clinic's audit. Fails with NotFound, or Conflict when a clinic has to be named. Main thread.
Future<services::OpenedSession> openOperatorSession(store::Store &store, services::Sessions &sessions,
    const QString &email, const QString &clinic, Timestamp now);

} // namespace acolhe::server
