// SPDX-License-Identifier: Apache-2.0
#include "backend/services/companions.h"

#include "backend/protocol/events.h"
#include "backend/services/conversations.h"
#include "backend/store/users.h"

namespace acolhe::services {

Companions::Companions(store::Store &store, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(clock)
{
}

Future<std::pair<Conversation, Sender>> Companions::look(const Caller &caller, ConversationId id)
{
    using Seen = std::pair<Conversation, Sender>;
    return m_store.read<Seen>(caller.clinic, [=](store::Connection &connection) -> Result<Seen> {
        const auto conversation = visibleConversation(connection, caller, id);
        if (!conversation)
            return conversation.error();
        const auto user = store::Users(connection).find(caller.user);
        if (!user)
            return user.error();
        return Seen{*conversation, {SenderType::User, user->id.value, user->name}};
    });
}

static Audience team(const Conversation &conversation)
{
    Audience audience = audienceOf(conversation);
    audience.internal = true;
    return audience;
}

Future<wire::Success> Companions::tellTyping(const Caller &caller, const wire::TypingNotify::Request &request)
{
    return look(caller, request.conversationId)
        .then(this,
            [this, request, clinic = caller.clinic](
                const Result<std::pair<Conversation, Sender>> &seen) -> Result<wire::Success> {
                if (!seen)
                    return seen.error();
                const wire::Typing news{request.conversationId, seen->second, request.typing};
                Q_EMIT happened(clinic,
                    wire::makeEvent(news, {m_clock.nowMs()}, team(seen->first), request.conversationId));
                return wire::Success{};
            });
}

bool Companions::isViewing(const QList<Viewer> &viewers, const Sender &who) const
{
    return std::any_of(viewers.begin(), viewers.end(),
        [&](const Viewer &one) { return one.who.id == who.id && one.untilMs > m_clock.nowMs(); });
}

void Companions::forgetTheGone()
{
    const qint64 now = m_clock.nowMs();
    for (auto place = m_viewers.begin(); place != m_viewers.end();) {
        place->removeIf([now](const Viewer &one) { return one.untilMs <= now; });
        place = place->isEmpty() ? m_viewers.erase(place) : std::next(place);
    }
}

Future<wire::ViewingNotify::Reply> Companions::tellViewing(
    const Caller &caller, const wire::ViewingNotify::Request &request)
{
    using Reply = wire::ViewingNotify::Reply;
    return look(caller, request.conversationId)
        .then(this,
            [this, request, caller](const Result<std::pair<Conversation, Sender>> &seen) -> Result<Reply> {
                if (!seen)
                    return seen.error();
                const auto &[conversation, who] = *seen;
                forgetTheGone();
                QList<Viewer> &viewers = m_viewers[{caller.clinic, conversation.id}];
                const bool before = isViewing(viewers, who);
                viewers.removeIf(
                    [&](const Viewer &one) { return one.session == caller.session && one.who.id == who.id; });
                if (request.viewing)
                    viewers.append({caller.session, who, m_clock.nowMs() + viewingMs});
                if (const bool now = isViewing(viewers, who); now != before || now) {
                    const wire::Viewing news{conversation.id, who, now};
                    Q_EMIT happened(caller.clinic,
                        wire::makeEvent(news, {m_clock.nowMs()}, team(conversation), conversation.id));
                }
                Reply reply;
                for (const Viewer &one : std::as_const(viewers)) {
                    if (one.who.id != who.id && !reply.viewers.contains(one.who))
                        reply.viewers.append(one.who);
                }
                return reply;
            });
}

} // namespace acolhe::services
