// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/protocol/operation_methods.h"
#include "backend/services/inbound.h"
#include "backend/services/inbox_directory.h"

namespace acolhe::services {

/// The journal.* methods: what providers sent and was not understood, seen and read again.
class Journal : public QObject {
    Q_OBJECT
public:
    Journal(
        store::Store &store, Inbound &inbound, const InboxDirectory &directory, QObject *parent = nullptr);

    Future<wire::JournalDeadLetters::Reply> deadLetters(
        const Caller &caller, const wire::JournalDeadLetters::Request &request);
    Future<wire::JournalReplay::Reply> replay(
        const Caller &caller, const wire::JournalReplay::Request &request);

private:
    Future<bool> replayOne(ClinicId clinic, JournalId id);
    Future<wire::JournalReplay::Reply> replayAll(
        ClinicId clinic, const QList<JournalId> &rest, const wire::JournalReplay::Reply &soFar);

    store::Store &m_store;
    Inbound &m_inbound;
    const InboxDirectory &m_directory;
};

} // namespace acolhe::services
