// SPDX-License-Identifier: Apache-2.0
#include "backend/base/crypto.h"
#include "backend/protocol/codec.h"
#include "backend/server/parts.h"
#include "backend/store/control.h"

namespace acolhe::server {

using namespace Qt::StringLiterals;
using http::Method;
using http::Request;
using http::Responder;
using http::Response;

static Response notReady(const QString &why)
{
    QByteArray reason;
    wire::writeText(reason, why);
    return Response::json(503, "{\"status\":\"not ready\",\"reason\":" + reason + '}');
}

static void serveHealth(Server::Parts &parts)
{
    parts.front.route(Method::Get, u"/healthz"_s, [](const Request &, const Responder &responder) {
        responder.answer(Response::json(200, "{\"status\":\"ok\"}"));
    });
    parts.front.route(Method::Get, u"/readyz"_s, [&parts](const Request &, const Responder &responder) {
        if (!parts.ready) {
            responder.answer(notReady(u"the clinics are being read"_s));
            return;
        }
        parts.store
            ->readControl<QList<Clinic>>(
                [](store::Connection &control) { return store::Clinics(control).all(); })
            .then(&parts.front, [responder](const Result<QList<Clinic>> &clinics) {
                responder.answer(clinics ? Response::json(200, "{\"status\":\"ready\"}")
                                         : notReady(u"the database does not answer"_s));
            });
    });
}

static void serveMetrics(Server::Parts &parts, const QString &metricsToken)
{
    parts.front.route(Method::Get, u"/metrics"_s,
        [&parts, token = metricsToken.toUtf8()](const Request &request, const Responder &responder) {
            const bool known = !token.isEmpty() && crypto::equal(request.bearerToken().toUtf8(), token);
            if (!request.address.isLoopback() && !known) {
                responder.answer(Response::text(403, u"from loopback, or with the metrics token\n"_s));
                return;
            }
            responder.answer(
                {200, {{"Content-Type", metrics::Registry::contentType}}, parts.figures.render()});
        });
}

static channels::WebhookCall webhookCall(const Request &request)
{
    channels::WebhookCall call;
    call.body = request.body;
    for (const http::Header &header : request.headers)
        call.headers.insert(header.name, header.value);
    for (const auto &[name, value] : request.query)
        call.query.insert(name, value);
    return call;
}

static Response webhookResponse(const api::WebhookAnswer &answer)
{
    return {answer.status, {{"Content-Type", "text/plain; charset=utf-8"}}, answer.body};
}

static void serveWebhooks(Server::Parts &parts)
{
    const QString pattern = u"/webhooks/{family}/{key}"_s;
    parts.front.route(Method::Get, pattern, [&parts](const Request &request, const Responder &responder) {
        responder.answer(webhookResponse(parts.webhooks.verify(
            request.parameter(u"family"), request.parameter(u"key"), webhookCall(request))));
    });
    parts.front.route(
        Method::Post, pattern,
        [&parts](const Request &request, const Responder &responder) {
            parts.webhooks
                .deliver(request.parameter(u"family"), request.parameter(u"key"), webhookCall(request))
                .then(&parts.front, [responder](const api::WebhookAnswer &answer) {
                    responder.answer(webhookResponse(answer));
                });
        },
        api::Webhooks::maxBody);
}

void serveEndpoints(Server::Parts &parts, const Options &options)
{
    serveHealth(parts);
    serveMetrics(parts, options.metricsToken);
    serveWebhooks(parts);
}

/// A number that is counted elsewhere, with its name and meaning.
struct Figure {
    QByteArray name;
    QByteArray help;
    std::function<qint64()> value;
};

static QList<Figure> totalsIn(Server::Parts &parts)
{
    const auto &in = parts.inbound.counters();
    const auto &hooks = parts.webhooks.counters();
    return {
        {"acolhe_inbound_messages_total", "Messages of patients, stored.",
            [&in] { return in.messages.load(); }},
        {"acolhe_inbound_duplicates_total", "Messages that were stored before.",
            [&in] { return in.duplicates.load(); }},
        {"acolhe_inbound_receipts_total", "Receipts of messages that were sent.",
            [&in] { return in.receipts.load(); }},
        {"acolhe_inbound_parked_total", "Receipts that came before their message.",
            [&in] { return in.parked.load(); }},
        {"acolhe_inbound_unsupported_total", "Messages of a kind that is not shown yet.",
            [&in] { return in.unsupported.load(); }},
        {"acolhe_inbound_dead_letters_total", "Deliveries kept but not understood.",
            [&in] { return in.dead.load(); }},
        {"acolhe_webhooks_accepted_total", "Deliveries answered 200.",
            [&hooks] { return hooks.accepted.load(); }},
        {"acolhe_webhooks_refused_total", "Deliveries with a wrong or missing signature.",
            [&hooks] { return hooks.refused.load(); }},
        {"acolhe_webhooks_unroutable_total", "Parts for accounts that no inbox has.",
            [&hooks] { return hooks.unroutable.load(); }},
        {"acolhe_webhooks_failed_total", "Deliveries that could not be stored.",
            [&hooks] { return hooks.failed.load(); }},
    };
}

static QList<Figure> totalsOut(Server::Parts &parts)
{
    const auto &out = parts.outbox.counters();
    return {
        {"acolhe_outbox_sent_total", "Messages that a provider accepted.",
            [&out] { return out.sent.load(); }},
        {"acolhe_outbox_failed_total", "Messages that failed for good.",
            [&out] { return out.failed.load(); }},
        {"acolhe_outbox_retried_total", "Attempts that are made again.",
            [&out] { return out.retried.load(); }},
        {"acolhe_outbox_uncertain_total", "Messages that may or may not have been sent.",
            [&out] { return out.uncertain.load(); }},
        {"acolhe_store_commits_total", "Commits of all databases.",
            [&parts] { return parts.store->figures().commits; }},
        {"acolhe_store_commands_total", "Commands that were committed or undone.",
            [&parts] { return parts.store->figures().commands; }},
    };
}

static QList<Figure> levels(Server::Parts &parts)
{
    return {
        {"acolhe_outbox_in_flight", "Messages that are being sent now.",
            [&parts] { return parts.outbox.counters().waiting.load(); }},
        {"acolhe_store_waiting", "Commands that wait for a writer.",
            [&parts] { return parts.store->figures().waiting; }},
        {"acolhe_listeners", "Connections that hear events.",
            [&parts] { return qint64(parts.hub.listeners()); }},
        {"acolhe_inboxes", "Inboxes in use.", [&parts] { return qint64(parts.directory.size()); }},
    };
}

void watchParts(Server::Parts &parts)
{
    metrics::Registry &figures = parts.figures;
    metrics::watchFront(parts.front, figures);
    api::watchCalls(parts.router, *parts.rpc, figures);
    for (const Figure &figure : totalsIn(parts) + totalsOut(parts)) {
        auto &series = figures.counter(figure.name, figure.help).of();
        figures.beforeRendering([&series, value = figure.value] { series.show(quint64(value())); });
    }
    for (const Figure &figure : levels(parts)) {
        auto &series = figures.gauge(figure.name, figure.help).of();
        figures.beforeRendering([&series, value = figure.value] { series.set(double(value())); });
    }
}

} // namespace acolhe::server
