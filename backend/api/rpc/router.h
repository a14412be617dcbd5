// SPDX-License-Identifier: Apache-2.0
// JSON-RPC over any transport: the router finds a method's handler, checks who may call it and what was said;
// a session is one peer's conversation with it. Transports (HTTP, WebSocket, in-process) live elsewhere.
#pragma once

#include "backend/base/async.h"
#include "backend/protocol/access.h"

#include <QHash>

#include <functional>

namespace acolhe::api {

/// Where a call comes from.
struct CallContext {
    std::optional<Caller> caller; ///< nothing: not signed in
    QString address; ///< the peer's, for throttling
    QString token; ///< the session's, for methods that end it
};

/// A handler's failure as JSON for the caller. The details of an Internal one go to the log under an incident
/// id.
QByteArray errorForCaller(const Error &error, const QByteArray &method);

/// Serves every method of wire::Methods. Lives on the main thread.
class Router {
public:
    /// `handler` is called as (context, caller, request), and gives Result<Reply> or Future<Reply>. The
    /// caller is empty only for methods that anyone may call. Access and params are checked before.
    template <wire::Method M, class F> void handle(F handler);
    /// The same for a service's method `(const Caller &, const Request &)`.
    template <wire::Method M, class S, class C, class R>
    void serve(S &service, R (C::*method)(const Caller &, const typename M::Request &));

    /// JSON of the result. Fails with the reasons of the contract.
    Future<QByteArray> call(
        const CallContext &context, const QByteArray &method, const QJsonValue &params) const;

    /// Methods that are declared but not served: none, or the server must not start.
    QStringList missing() const;

private:
    using Entry = std::function<Future<QByteArray>(const CallContext &, const QJsonValue &)>;

    template <wire::Method M>
    static Result<typename M::Request> checked(const CallContext &context, const QJsonValue &params);

    QHash<QByteArray, Entry> m_entries;
};

/// May this context call the method of `row`?
std::optional<Error> refusal(const wire::AccessRow &row, const CallContext &context);

template <wire::Method M>
Result<typename M::Request> Router::checked(const CallContext &context, const QJsonValue &params)
{
    if (auto problem = refusal(wire::accessOf<M>(), context))
        return *problem;
    return wire::fromJson<typename M::Request>(
        params.isUndefined() ? QJsonValue(QJsonObject()) : params, wire::Unknown::Refused);
}

template <wire::Method M, class F> void Router::handle(F handler)
{
    using Request = typename M::Request;
    using Reply = typename M::Reply;
    Q_ASSERT(!m_entries.contains(M::name));
    const auto written = [](const Result<Reply> &reply) -> Result<QByteArray> {
        return reply ? Result<QByteArray>(wire::toJson(*reply)) : Result<QByteArray>(reply.error());
    };
    m_entries.insert(M::name,
        [handler = std::move(handler), written](const CallContext &context, const QJsonValue &params) {
            auto request = checked<M>(context, params);
            if (!request)
                return failed<QByteArray>(request.error());
            const Caller caller = context.caller.value_or(Caller{});
            if constexpr (std::is_same_v<
                              std::invoke_result_t<F, const CallContext &, const Caller &, const Request &>,
                              Result<Reply>>)
                return ready(written(handler(context, caller, *request)));
            else
                return handler(context, caller, *request).then(written);
        });
}

template <wire::Method M, class S, class C, class R>
void Router::serve(S &service, R (C::*method)(const Caller &, const typename M::Request &))
{
    handle<M>([&service, method](const CallContext &, const Caller &caller,
                  const typename M::Request &request) { return (service.*method)(caller, request); });
}

} // namespace acolhe::api
