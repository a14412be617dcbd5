// SPDX-License-Identifier: Apache-2.0
#include "tests/api/rpc/reception.h"

namespace acolhe::tests {

using namespace Qt::StringLiterals;
using api::CallContext;

Reception::Reception()
    : m_sinks(std::make_shared<QList<std::weak_ptr<Sink>>>())
{
    router.handle<wire::AuthLogin>(
        [this](const CallContext &context,
            const wire::AuthLogin::Request &request) -> Result<wire::AuthLogin::Reply> {
            loginAddresses.append(context.address);
            if (request.email == u"many@example.com")
                return Error::rateLimited(1500, u"too many tries"_s);
            if (request.password != u"right")
                return Error{Reason::Unauthenticated, u"wrong address or password"_s, {}, {}};
            const api::SignedIn who = signedIn(request.email.section(u'@', 0, 0));
            return wire::AuthLogin::Reply{who.user.name, who.expiresAt, who.user, who.clinic};
        });
    router.handle<wire::AuthMe>(
        [this](const Caller &caller, const wire::Nothing &) -> Result<wire::AuthMe::Reply> {
            const QStringList names{u"bia"_s, u"rui"_s, u"ana"_s};
            const api::SignedIn who = signedIn(names.value(int(caller.user.value) - 1));
            return wire::AuthMe::Reply{who.user, who.clinic, {}};
        });
    router.handle<wire::AuthLogout>([this](const CallContext &context, const Caller &caller,
                                        const wire::Nothing &) -> Result<wire::Success> {
        dead.insert(context.token);
        ended(caller.session);
        return wire::Success{};
    });
    router.handle<wire::NotesCreate>(
        [](const Caller &caller,
            const wire::NotesCreate::Request &request) -> Result<wire::NotesCreate::Reply> {
            if (request.text == u"boom")
                return Error::internal(u"the password of the database is 1234"_s);
            return wire::NotesCreate::Reply{
                {{1}, request.conversationId, caller.user, u"Bia"_s, request.text, {}}};
        });
    router.handle<wire::ConversationsGet>([this](const Caller &, const wire::ConversationsGet::Request &) {
        waiting.append(std::make_shared<Waiting>());
        waiting.last()->start();
        return waiting.last()->future();
    });
}

api::RpcServices Reception::services()
{
    api::RpcLimits limits;
    limits.signInMs = limits.endMs = 200;
    limits.expiryCheckMs = 20;
    return {router, clock,
        [this](const QString &token) -> Future<api::SignedIn> {
            const QStringList known{u"bia"_s, u"rui"_s, u"ana"_s, u"marina"_s};
            if (!known.contains(token) || dead.contains(token))
                return failed<api::SignedIn>({Reason::Unauthenticated, u"this token is not valid"_s, {}, {}});
            return ready<api::SignedIn>(signedIn(token));
        },
        [](ClinicId) {
            return ready<wire::EventsSubscribe::Reply>(wire::EventsSubscribe::Reply{41, u"e1"_s, false});
        },
        [this](const Caller &, const wire::EventsSubscribe::Request &request, const Sink &sink) {
            return listen(request, sink);
        },
        [this](const Caller &caller, int change) {
            present.append(QString::number(caller.user.value) + (change > 0 ? u" came"_s : u" went"_s));
        },
        [](SessionId) {}, limits};
}

api::SignedIn Reception::signedIn(const QString &name) const
{
    const QStringList staff{u"bia"_s, u"rui"_s, u"ana"_s};
    const qsizetype at = staff.indexOf(name);
    api::SignedIn who;
    who.caller.clinic = {1};
    who.caller.user = {at + 1};
    who.caller.patient = {at < 0 ? 7 : 0};
    who.caller.role = at < 0 ? Role::Patient : Role(at + 1);
    who.caller.session = {100 + at};
    who.user = {{qMax<qint64>(at + 1, 1)}, name, name + u"@example.com"_s, who.caller.role, true};
    who.clinic = {{1}, u"sol"_s, u"Clínica Sol"_s, u"America/Fortaleza"_s};
    who.expiresAt = {clock.nowMs() + 3'600'000};
    return who;
}

void Reception::answerOldest()
{
    const auto promise = waiting.takeFirst();
    promise->addResult(Result<wire::ConversationReply>(wire::ConversationReply()));
    promise->finish();
}

api::Listening Reception::listen(const wire::EventsSubscribe::Request &request, const Sink &sink)
{
    auto subscribed = std::make_shared<Sink>(sink);
    m_sinks->append(subscribed);
    subscription = std::make_shared<QPromise<Result<wire::EventsSubscribe::Reply>>>();
    subscription->start();
    const auto reply = subscription->future();
    if (request.since)
        sink("{\"missed\":" + QByteArray::number(*request.since + 1) + '}');
    if (!holdsSubscriptions)
        answerSubscription();
    return {subscribed, reply};
}

void Reception::answerSubscription()
{
    subscription->addResult(
        Result<wire::EventsSubscribe::Reply>(wire::EventsSubscribe::Reply{42, u"e1"_s, false}));
    subscription->finish();
}

void Reception::publish(const QByteArray &line)
{
    for (const std::weak_ptr<Sink> &each : *m_sinks) {
        if (const auto sink = each.lock())
            (*sink)(line);
    }
}

QByteArray callLine(int id, const QByteArray &method, const QByteArray &params)
{
    return "{\"jsonrpc\":\"2.0\",\"id\":" + QByteArray::number(id) + ",\"method\":\"" + method
        + "\",\"params\":" + params + '}';
}

} // namespace acolhe::tests
