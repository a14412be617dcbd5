// SPDX-License-Identifier: Apache-2.0
#include "backend/api/rpc/call_metrics.h"

#include "backend/protocol/rpc.h"

namespace acolhe::api {

void watchCalls(Router &router, const RpcServer &server, metrics::Registry &registry)
{
    auto &calls =
        registry.counter("acolhe_calls_total", "Calls by method and outcome.", {"method", "outcome"});
    auto &took = registry.histogram("acolhe_call_seconds", "Time of a call.", {"method"});
    router.observe([&](const QByteArray &method, const Result<QByteArray> &result, qint64 microseconds) {
        calls.of({method, result ? "ok" : wire::reasonWord(result.error().reason)}).add();
        took.of({method}).observe(double(microseconds) / 1e6);
    });
    auto &sessions =
        registry.gauge("acolhe_sessions", "Live connections of people, signed in or about to.").of();
    registry.beforeRendering([&] { sessions.set(server.sessions()); });
}

} // namespace acolhe::api
