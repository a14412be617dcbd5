// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/api/metrics/registry.h"
#include "backend/api/rpc/rpc_server.h"

namespace acolhe::api {

/// Shows how often each method is called, with what outcome, and how long it takes; and the live sessions.
/// The registry must outlive the router's use.
void watchCalls(Router &router, const RpcServer &server, metrics::Registry &registry);

} // namespace acolhe::api
