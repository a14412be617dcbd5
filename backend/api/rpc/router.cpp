// SPDX-License-Identifier: Apache-2.0
#include "backend/api/rpc/router.h"

#include "backend/base/log.h"
#include "backend/protocol/rpc.h"

#include <QElapsedTimer>

namespace acolhe::api {

using namespace Qt::StringLiterals;

QByteArray errorForCaller(const Error &error, const QByteArray &method)
{
    if (error.reason != Reason::Internal)
        return wire::errorJson(error);
    const QString incident = newIncident();
    qCCritical(logApi).noquote() << "incident" << incident << "in" << method << ':' << error.text;
    return wire::errorJson(error, incident);
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
    if (!m_observer)
        return result;
    return result.then([observer = m_observer, method, took](const Result<QByteArray> &outcome) {
        observer(method, outcome, took.nsecsElapsed() / 1000);
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
