// SPDX-License-Identifier: Apache-2.0
#include "backend/api/rpc/rpc_services.h"

#include "backend/services/event_feed.h"

namespace acolhe::api {

void RpcServices::hearFrom(services::EventFeed &feed)
{
    position = [&feed](ClinicId clinic) { return feed.position(clinic); };
    listen = [&feed](const Caller &caller, const wire::EventsSubscribe::Request &request, const Sink &sink) {
        const auto subscription = std::make_shared<services::Subscription>(caller, sink);
        const auto reply = feed.subscribe(subscription, request);
        // A replay on its way holds the subscription, too: it must be ended, not only let go.
        const auto end = [subscription](void *) { subscription->end(); };
        return Listening{std::shared_ptr<void>(subscription.get(), end), reply};
    };
}

} // namespace acolhe::api
