// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/api/rpc/router.h"
#include "backend/base/clock.h"
#include "backend/domain/people.h"
#include "backend/protocol/event_methods.h"

#include <functional>
#include <memory>

namespace acolhe::services {
class EventFeed;
}

namespace acolhe::api {

/// A person who proved who they are.
struct SignedIn {
    Caller caller;
    User user;
    Clinic clinic;
    Timestamp expiresAt;
};

/// Somebody who hears a clinic's events.
struct Listening {
    std::shared_ptr<void> subscription; ///< nothing comes once this is gone
    Future<wire::EventsSubscribe::Reply> reply;
};

/// A session's bounds; times in milliseconds.
struct RpcLimits {
    int inFlight = 32; ///< calls; beyond them the peer waits
    int signInMs = 10'000; ///< for somebody who came without a token
    int endMs = 1'000; ///< for what is in flight when a session ends
    int expiryCheckMs = 5'000;
};

/// What sessions need of the server. All is called, and all answers come, on the main thread.
struct RpcServices {
    using Sink = std::function<void(const QByteArray &line)>;

    Router &router;
    const Clock &clock; ///< of the world: sessions expire by it
    /// Whose token this is. Fails with Unauthenticated.
    std::function<Future<SignedIn>(const QString &token)> authenticate;
    /// Where a clinic's event log is now.
    std::function<Future<wire::EventsSubscribe::Reply>(ClinicId)> position;
    /// Gives events, as lines of the wire, to `sink`: what was missed, then what comes.
    std::function<Listening(const Caller &, const wire::EventsSubscribe::Request &, const Sink &)> listen;
    /// A peer of this caller came (+1) or went (-1).
    std::function<void(const Caller &, int)> present = [](const Caller &, int) {};
    /// The session was used on a connection that is signed in already.
    std::function<void(SessionId)> used = [](SessionId) {};
    RpcLimits limits = {};

    /// Sets position and listen.
    void hearFrom(services::EventFeed &feed);
};

} // namespace acolhe::api
