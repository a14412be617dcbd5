// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/protocol/event_methods.h"
#include "backend/services/hub.h"
#include "backend/store/store.h"

namespace acolhe::services {

/// Replays the event log to a subscription and then lets it run live, so that it hears everything after
/// `since` once.
class EventFeed : public QObject {
    Q_OBJECT
public:
    /// More than this many missed events are not replayed: loading anew is quicker.
    static constexpr int maxReplay = 20'000;
    /// Nor are more bytes of them: they go out at once, and who has more than 4 MiB outstanding is dropped.
    static constexpr qint64 maxReplayBytes = 2 * 1024 * 1024;

    EventFeed(store::Store &store, Hub &hub, QObject *parent = nullptr);

    /// The last seq and the epoch of a clinic's log.
    Future<wire::EventsSubscribe::Reply> position(ClinicId clinic);
    /// Answers first (by the future), then `sink` gets what was missed, then what comes. The subscription
    /// lives as long as the caller keeps it.
    Future<wire::EventsSubscribe::Reply> subscribe(
        const std::shared_ptr<Subscription> &subscription, const wire::EventsSubscribe::Request &request);

private:
    store::Store &m_store;
    Hub &m_hub;
};

} // namespace acolhe::services
