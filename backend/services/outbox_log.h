// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/channels/channel.h"
#include "backend/store/outbox.h"

namespace acolhe::services {

/// What came of a call to a provider, in a word of a closed list: for the log and the metrics.
const char *outcomeWord(const channels::SendOutcome &outcome);

// The outbox's lines in the log, each under its message's own trace.
void logSendBegins(ClinicId clinic, const store::DueSend &due);
void logSendEnded(
    ClinicId clinic, const store::DueSend &due, const channels::SendOutcome &outcome, qint64 milliseconds);
/// The beginning or the end of an attempt could not be written.
void logUnwritten(ClinicId clinic, const store::DueSend &due, const Error &error);

} // namespace acolhe::services
