// SPDX-License-Identifier: Apache-2.0
#include "backend/api/metrics/front_metrics.h"

namespace acolhe::metrics {

using http::Counters;

struct Row {
    const char *word;
    quint64 Counters::*count;
};

static constexpr Row refusals[] = {
    {"full", &Counters::refusedFull},
    {"address", &Counters::refusedAddress},
    {"origin", &Counters::refusedOrigin},
    {"malformed", &Counters::malformed},
    {"too_large", &Counters::tooLarge},
    {"overloaded", &Counters::overloaded},
    {"tls", &Counters::tlsFailures},
};
static constexpr Row cuts[] = {
    {"tls", &Counters::tlsTimeouts},
    {"head", &Counters::headTimeouts},
    {"body", &Counters::bodyTimeouts},
    {"answer", &Counters::answerTimeouts},
    {"slow_reader", &Counters::slowReaders},
    {"websocket_slow_reader", &Counters::webSocketsDropped},
    {"websocket_silent", &Counters::webSocketsSilent},
    {"websocket_protocol", &Counters::webSocketsFaulty},
};

void watchFront(http::Front &front, Registry &registry)
{
    auto &connections = registry.gauge("acolhe_connections", "Open connections, WebSockets too.").of();
    auto &webSockets = registry.gauge("acolhe_websockets", "Open WebSockets.").of();
    auto &accepted = registry.counter("acolhe_connections_accepted_total", "Connections accepted.").of();
    auto &opened = registry.counter("acolhe_websockets_opened_total", "WebSockets opened.").of();
    auto &refused = registry.counter(
        "acolhe_refused_total", "Connections and requests refused by the front.", {"reason"});
    auto &cut = registry.counter("acolhe_cut_total", "Connections cut by the front.", {"reason"});
    auto &answers = registry.counter("acolhe_http_answers_total", "Answers by class of status.", {"class"});
    registry.beforeRendering([&] {
        const Counters &now = front.counters();
        connections.set(now.connections);
        webSockets.set(now.webSockets);
        accepted.show(now.accepted);
        opened.show(now.webSocketsOpened);
        for (const Row &row : refusals)
            refused.of({row.word}).show(now.*row.count);
        for (const Row &row : cuts)
            cut.of({row.word}).show(now.*row.count);
        for (int i = 1; i < 6; ++i)
            answers.of({QByteArray::number(i) + "xx"}).show(now.answers[i]);
    });
    auto &took = registry.histogram(
        "acolhe_http_request_seconds", "Time from a request's first byte to its answer.", {"route"});
    auto &requests = registry.counter(
        "acolhe_http_requests_total", "Answers by route and class of status.", {"route", "class"});
    auto &backlog =
        registry.gauge("acolhe_websocket_backlog_bytes", "Bytes that WebSockets have not taken yet.").of();
    auto &slowest =
        registry.gauge("acolhe_websocket_backlog_most_bytes", "The same of the slowest WebSocket.").of();
    registry.beforeRendering([&] {
        const auto [all, most] = front.webSocketBacklog();
        backlog.set(double(all));
        slowest.set(double(most));
    });
    QObject::connect(&front, &http::Front::answered, &front,
        [&took, &requests](const QString &pattern, int status, qint64 microseconds) {
            const QByteArray route = pattern.isEmpty() ? "none" : pattern.toUtf8();
            requests.of({route, QByteArray::number(status / 100) + "xx"}).add();
            took.of({route}).observe(double(microseconds) / 1e6);
        });
}

} // namespace acolhe::metrics
