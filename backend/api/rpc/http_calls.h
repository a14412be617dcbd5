// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/api/http/front.h"
#include "backend/api/rpc/rpc_services.h"

namespace acolhe::api {

/// An error as an HTTP answer with the contract's status and body.
http::Response errorResponse(const Error &error, const QByteArray &method = {}, const TraceId &trace = {});
/// The same for what the front itself refuses.
http::Response failurePage(int status);

/// POST /api/v1/<method> and GET /api/openapi.json.
class HttpCalls : public QObject {
    Q_OBJECT
public:
    HttpCalls(const RpcServices &services, QObject *parent);
    void serveOn(http::Front &front);

private:
    void call(const http::Request &request, const http::Responder &responder);
    void callAs(const CallContext &context, const QByteArray &method, const QByteArray &body,
        const http::Responder &responder);
    void describe(const http::Request &request, const http::Responder &responder);

    const RpcServices m_services;
    QByteArray m_openApi;
    QByteArray m_openApiTag;
};

} // namespace acolhe::api
