// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/channels/channel.h"
#include "backend/store/store.h"

namespace acolhe::services {

/// What patients do to messages that are there: written with its event, once however often it is told. What
/// concerns a message that nobody knows changes nothing.
Result<> applyChange(
    store::Transaction &transaction, InboxId inbox, const channels::InboundReaction &reaction, Timestamp now);
/// The earlier text goes to payload.edits [{text, at}], at most `keptEdits` of them. An edit that is older
/// than the text there is changes nothing.
Result<> applyChange(
    store::Transaction &transaction, InboxId inbox, const channels::InboundEdit &edit, Timestamp at);
Result<> applyChange(
    store::Transaction &transaction, InboxId inbox, const channels::InboundDeletion &deletion, Timestamp at);
constexpr qsizetype keptEdits = 20;

/// The provider's time of it; invalid when it tells none.
inline Timestamp timeOf(const channels::InboundReaction &)
{
    return {};
}
template <class Change> Timestamp timeOf(const Change &change)
{
    return change.at;
}

} // namespace acolhe::services
