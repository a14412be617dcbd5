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
    call.trace = TraceId::ofTraceparent(request.header("traceparent"));
    if (!call.trace.isValid())
        call.trace = TraceId::make();
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

} // namespace acolhe::server
