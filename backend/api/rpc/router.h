// SPDX-License-Identifier: Apache-2.0
// The methods of backend/protocol, served. The router finds a method's handler, checks who may call it and
// what was said; a session is one peer's JSON-RPC conversation with it; HttpCalls serves the same methods as
// POST. What a method does lives elsewhere and is given as handlers.
#pragma once

#include "backend/base/async.h"
#include "backend/base/trace.h"
#include "backend/protocol/access.h"

#include <QHash>

#include <functional>

namespace acolhe::api {

/// Where a call comes from.
struct CallContext {
    std::optional<Caller> caller; ///< nothing: not signed in
    QString address; ///< the client's, for throttling
    QString token; ///< the session's, for methods that end it
    TraceId trace{}; ///< under which it is found in the log; made when it has none
};

/// A handler's failure as JSON for the caller. The details of an Internal one go to the log under an incident
/// id; the caller is told the id.
QByteArray errorForCaller(const Error &error, const QByteArray &method, const TraceId &trace = {});

/// Under which id a call is logged: the one that it continues, else its message's own, else a new one.
TraceId traceOf(const QByteArray &traceparent, const QJsonValue &params);

/// May this context call the method of `row`? The error to answer if not.
std::optional<Error> refusal(const wire::AccessRow &row, const CallContext &context);

/// Params as a method's request. Fails with InvalidParams that names the field; left out they are {}.
template <wire::Method M> Result<typename M::Request> requestOf(const QJsonValue &params)
{
    return wire::fromJson<typename M::Request>(
        params.isUndefined() ? QJsonValue(QJsonObject()) : params, wire::Unknown::Refused);
}

/// Serves every method of wire::Methods. Lives on the main thread.
class Router {
public:
    /// `handler` gives Result<Reply> or Future<Reply>, and is called with one of
    ///   (caller, request), (context, request), (context, caller, request);
    /// a method that anyone may call needs a context. Access and params are checked before, in this order.
    template <wire::Method M, class F> void handle(F handler);
    /// The same for a service's method `(const Caller &, const Request &)`.
    template <wire::Method M, class S, class C, class R>
    void serve(S &service, R (C::*method)(const Caller &, const typename M::Request &))
    {
        handle<M>([&service, method](const Caller &caller, const typename M::Request &request) {
            return (service.*method)(caller, request);
        });
    }

    /// JSON of the result. Fails with the reasons of the contract.
    Future<QByteArray> call(
        const CallContext &context, const QByteArray &method, const QJsonValue &params) const;

    /// The row of a method that is served; null for any other.
    const wire::AccessRow *access(const QByteArray &method) const;
    /// Methods that are declared but not served: none, or the server must not start. (auth.resume and
    /// events.subscribe are served by the sessions.)
    QStringList missing() const;

    /// Told each call's method, result and time; on the thread where the call ended.
    using Observer = std::function<void(const QByteArray &, const Result<QByteArray> &, qint64 microseconds)>;
    void observe(Observer observer) { m_observer = std::move(observer); }

private:
    using Run = std::function<Future<QByteArray>(const CallContext &, const QJsonValue &)>;
    struct Entry {
        wire::AccessRow row;
        Run run;
    };
    template <wire::Method M, class F>
    static auto invoke(const F &handler, const CallContext &context, const typename M::Request &request);
    static Result<QByteArray> cancelled();

    QHash<QByteArray, Entry> m_entries;
    Observer m_observer;
};

template <wire::Method M, class F>
auto Router::invoke(const F &handler, const CallContext &context, const typename M::Request &request)
{
    using Request = typename M::Request;
    [[maybe_unused]] Caller caller = context.caller.value_or(Caller());
    caller.trace = context.trace;
    if constexpr (std::is_invocable_v<const F &, const CallContext &, const Caller &, const Request &>) {
        return handler(context, caller, request);
    } else if constexpr (std::is_invocable_v<const F &, const CallContext &, const Request &>) {
        return handler(context, request);
    } else {
        static_assert(!wire::accessOf<M>().anyone, "whoever may call this is perhaps nobody: take a context");
        return handler(caller, request);
    }
}

template <wire::Method M, class F> void Router::handle(F handler)
{
    using Reply = typename M::Reply;
    Q_ASSERT(!m_entries.contains(M::name));
    const auto written = [](const Result<Reply> &reply) -> Result<QByteArray> {
        return reply ? Result<QByteArray>(wire::toJson(*reply)) : Result<QByteArray>(reply.error());
    };
    const auto run = [handler = std::move(handler), written](
                         const CallContext &context, const QJsonValue &params) -> Future<QByteArray> {
        const auto request = requestOf<M>(params);
        if (!request)
            return failed<QByteArray>(request.error());
        auto reply = invoke<M>(handler, context, *request);
        if constexpr (std::is_same_v<decltype(reply), Result<Reply>>)
            return ready(written(reply));
        else
            return reply.then(written).onCanceled([] { return cancelled(); });
    };
    m_entries.insert(M::name, Entry{wire::accessOf<M>(), run});
}

} // namespace acolhe::api
