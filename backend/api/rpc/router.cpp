// SPDX-License-Identifier: Apache-2.0
#include "backend/api/rpc/router.h"

#include "backend/base/log.h"
#include "backend/protocol/rpc.h"

#include <QElapsedTimer>

namespace acolhe::api {

using namespace Qt::StringLiterals;

QByteArray errorForCaller(const Error &error, const QByteArray &method, const TraceId &trace)
{
    if (error.reason != Reason::Internal)
        return wire::errorJson(error);
    const QString incident = newIncident();
    LogEntry(logApi(), QtCriticalMsg, "internal error")
        .on(trace)
        .with("incident", incident)
        .with("method", QString::fromUtf8(method))
        .with("cause", error.text);
    return wire::errorJson(error, incident);
}

TraceId traceOf(const QByteArray &traceparent, const QJsonValue &params)
{
    TraceId trace = TraceId::ofTraceparent(traceparent);
    if (!trace.isValid())
        trace = TraceId::ofUuid(params["clientId"_L1].toString());
    return trace.isValid() ? trace : TraceId::make();
}

static void logCall(const CallContext &context, const QByteArray &method, const Result<QByteArray> &result,
    qint64 microseconds)
{
    // Strangers could fill the disk with what they are refused; the metrics count it.
    const bool matters = !result && context.caller;
    LogEntry entry(logApi(), matters ? QtInfoMsg : QtDebugMsg, result ? "call answered" : "call refused");
    entry.on(context.trace).with("method", method.constData()).with("milliseconds", microseconds / 1000);
    if (context.caller)
        entry.with("clinic", context.caller->clinic).with("user", context.caller->user);
    if (!result)
        entry.with("reason", wire::reasonWord(result.error().reason));
}

std::optional<Error> refusal(const wire::AccessRow &row, const CallContext &context)
{
    if (row.anyone)
        return {};
    if (!context.caller)
        return Error{Reason::Unauthenticated, u"sign in first"_s, {}, {}};
    if (row.of(context.caller->role) == wire::Reach::None)
        return Error::forbidden(u"not for this role"_s);
    return {};
}

Result<QByteArray> Router::cancelled()
{
    return Error::internal(u"the handler was given up before it answered"_s);
}

Future<QByteArray> Router::call(
    const CallContext &context, const QByteArray &method, const QJsonValue &params) const
{
    const auto entry = m_entries.constFind(method);
    if (entry == m_entries.cend())
        return failed<QByteArray>({Reason::MethodNotFound, u"there is no such method"_s, {}, {}});
    QElapsedTimer took;
    took.start();
    const auto problem = refusal(entry->row, context);
    auto result = problem ? failed<QByteArray>(*problem) : entry->run(context, params);
    return result.then([observer = m_observer, context, method, took](const Result<QByteArray> &outcome) {
        const qint64 microseconds = took.nsecsElapsed() / 1000;
        logCall(context, method, outcome, microseconds);
        if (observer)
            observer(method, outcome, microseconds);
        return outcome;
    });
}

const wire::AccessRow *Router::access(const QByteArray &method) const
{
    const auto entry = m_entries.constFind(method);
    return entry == m_entries.cend() ? nullptr : &entry->row;
}

QStringList Router::missing() const
{
    QStringList names;
    wire::forEachMethod([&]<wire::Method M> {
        if (!wire::accessOf<M>().webSocketOnly && !m_entries.contains(M::name))
            names.append(QString::fromLatin1(M::name));
    });
    return names;
}

} // namespace acolhe::api
