// SPDX-License-Identifier: Apache-2.0
#include "backend/api/rpc/http_calls.h"

#include "backend/protocol/openapi.h"
#include "backend/protocol/rpc.h"
#include "backend/store/connection.h"

#include <QCryptographicHash>

namespace acolhe::api {

using namespace Qt::StringLiterals;
using http::Method;
using http::Request;
using http::Responder;
using http::Response;

Response errorResponse(const Error &error, const QByteArray &method, const TraceId &trace)
{
    // The disk or the database: the same may go well later.
    const int status = store::isStorageTrouble(error) ? 503 : wire::httpStatus(error.reason);
    Response response = Response::json(status, "{\"error\":" + errorForCaller(error, method, trace) + '}');
    if (status == 401)
        response.headers.append(http::Header{"WWW-Authenticate", "Bearer"});
    if (error.reason == Reason::RateLimited) {
        const qint64 waitMs = error.data.value("retryAfterMs"_L1).toInteger();
        response.headers.append(
            http::Header{"Retry-After", QByteArray::number(qMax<qint64>(1, (waitMs + 999) / 1000))});
    }
    return response;
}

static Reason reasonOf(int status)
{
    switch (status) {
    case 401:
        return Reason::Unauthenticated;
    case 403:
        return Reason::Forbidden;
    case 404:
        return Reason::NotFound;
    case 405:
        return Reason::MethodNotFound;
    case 413:
    case 431:
        return Reason::TooLarge;
    case 429:
        return Reason::RateLimited;
    case 500:
        return Reason::Internal;
    case 503:
        return Reason::ChannelUnavailable;
    default:
        return Reason::InvalidRequest;
    }
}

Response failurePage(int status)
{
    const QString text = QString::fromLatin1(http::reasonPhrase(status));
    const Error error{reasonOf(status), text, {}, {}};
    return Response::json(status, "{\"error\":" + errorForCaller(error, "the front") + '}');
}

HttpCalls::HttpCalls(const RpcServices &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_openApi(QJsonDocument(wire::openApi()).toJson(QJsonDocument::Compact))
    , m_openApiTag(
          '"' + QCryptographicHash::hash(m_openApi, QCryptographicHash::Sha256).toHex().left(32) + '"')
{
}

void HttpCalls::serveOn(http::Front &front)
{
    front.route(Method::Post, u"/api/v1/{method}"_s,
        [this](const Request &request, const Responder &responder) { call(request, responder); });
    front.route(Method::Get, u"/api/openapi.json"_s,
        [this](const Request &request, const Responder &responder) { describe(request, responder); });
}

void HttpCalls::call(const Request &request, const Responder &responder)
{
    const QByteArray method = request.parameter(u"method").toUtf8();
    CallContext context;
    context.address = request.address.toString();
    context.token = request.bearerToken();
    context.trace = TraceId::ofTraceparent(request.header("traceparent"));
    const wire::AccessRow *row = m_services.router.access(method);
    if (!row || row->anyone || context.token.isEmpty())
        return callAs(context, method, request.body, responder);
    whenDone(m_services.authenticate(context.token), this,
        [this, context, method, body = request.body, responder](const Result<SignedIn> &who) {
            if (!who)
                return responder.answer(errorResponse(who.error(), method, context.trace));
            CallContext known = context;
            known.caller = who->caller;
            callAs(known, method, body, responder);
        });
}

/// The body as params; none is {}.
static Result<QJsonValue> paramsOf(const QByteArray &body)
{
    if (body.isEmpty())
        return QJsonValue(QJsonValue::Undefined);
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(body, &problem);
    if (problem.error != QJsonParseError::NoError)
        return Error{Reason::ParseError, problem.errorString(), {}, {}};
    return document.isObject() ? QJsonValue(document.object()) : QJsonValue(document.array());
}

void HttpCalls::callAs(
    const CallContext &context, const QByteArray &method, const QByteArray &body, const Responder &responder)
{
    const auto params = paramsOf(body);
    if (!params)
        return responder.answer(errorResponse(params.error()));
    CallContext traced = context;
    if (!traced.trace.isValid())
        traced.trace = traceOf({}, *params);
    whenDone(m_services.router.call(traced, method, *params), this,
        [method, responder, trace = traced.trace](const Result<QByteArray> &result) {
            responder.answer(
                result ? Response::json(200, *result) : errorResponse(result.error(), method, trace));
        });
}

void HttpCalls::describe(const Request &request, const Responder &responder)
{
    if (request.header("if-none-match") == m_openApiTag)
        return responder.answer(Response::empty(304).with("ETag", m_openApiTag));
    responder.answer(
        Response::json(200, m_openApi).with("ETag", m_openApiTag).with("Cache-Control", "no-cache"));
}

} // namespace acolhe::api
