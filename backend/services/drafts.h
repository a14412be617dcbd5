// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/clock.h"
#include "backend/protocol/draft_methods.h"
#include "backend/store/store.h"

namespace acolhe::services {

/// The drafts.* methods: what each member of the team has begun to write, for their own programs alone.
class Drafts : public QObject {
    Q_OBJECT
public:
    Drafts(store::Store &store, const Clock &clock, QObject *parent = nullptr);

    Future<wire::DraftsSet::Reply> set(const Caller &caller, const wire::DraftsSet::Request &request);
    Future<wire::DraftsList::Reply> list(const Caller &caller, const wire::Nothing &);

private:
    store::Store &m_store;
    const Clock &m_clock;
};

} // namespace acolhe::services
