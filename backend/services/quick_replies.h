// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/clock.h"
#include "backend/protocol/quick_reply_methods.h"
#include "backend/store/store.h"

namespace acolhe::services {

/// The quickReplies.* methods.
class QuickReplies : public QObject {
    Q_OBJECT
public:
    QuickReplies(store::Store &store, const Clock &clock, QObject *parent = nullptr);

    Future<wire::QuickRepliesList::Reply> list(const Caller &caller, const wire::Nothing &);
    Future<wire::QuickReplyReply> create(
        const Caller &caller, const wire::QuickRepliesCreate::Request &request);
    Future<wire::QuickReplyReply> update(
        const Caller &caller, const wire::QuickRepliesUpdate::Request &request);
    Future<wire::Success> remove(const Caller &caller, const wire::QuickRepliesDelete::Request &request);

private:
    store::Store &m_store;
    const Clock &m_clock;
};

} // namespace acolhe::services
