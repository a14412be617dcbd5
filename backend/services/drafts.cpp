// SPDX-License-Identifier: Apache-2.0
#include "backend/services/drafts.h"

#include "backend/protocol/events.h"
#include "backend/services/conversations.h"
#include "backend/store/drafts.h"

namespace acolhe::services {

Drafts::Drafts(store::Store &store, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(clock)
{
}

/// The same words again, or nothing where nothing was: no news.
static bool saysTheSame(const std::optional<Draft> &before, const Draft &after)
{
    if (!before)
        return after.text.isEmpty();
    return before->text == after.text && before->note == after.note && before->replyToId == after.replyToId;
}

Future<wire::DraftsSet::Reply> Drafts::set(const Caller &caller, const wire::DraftsSet::Request &request)
{
    using Reply = wire::DraftsSet::Reply;
    const Timestamp now{m_clock.nowMs()};
    return m_store.write<Reply>(caller, [=](store::Transaction &transaction) -> Result<Reply> {
        const auto conversation = visibleConversation(transaction, caller, request.conversationId);
        if (!conversation)
            return conversation.error();
        const Draft draft{conversation->id, request.text, request.note.value_or(false), request.replyToId,
            request.origin.value_or(QString()), now};
        const auto before = store::Drafts(transaction).find(caller.user, conversation->id);
        if (!before)
            return before.error();
        if (saysTheSame(*before, draft))
            return Reply{before->value_or(draft)};
        if (const auto saved = store::Drafts(transaction).save(caller.user, draft); !saved)
            return saved.error();
        Audience audience;
        audience.scope = Audience::Scope::User;
        audience.attendant = caller.user;
        transaction.addEvent(wire::makeEvent(wire::DraftChanged{draft}, now, audience, conversation->id));
        return Reply{draft};
    });
}

Future<wire::DraftsList::Reply> Drafts::list(const Caller &caller, const wire::Nothing &)
{
    using Reply = wire::DraftsList::Reply;
    return m_store.read<Reply>(caller.clinic, [=](store::Connection &connection) -> Result<Reply> {
        const auto drafts = store::Drafts(connection).of(caller.user);
        if (!drafts)
            return drafts.error();
        Reply reply;
        for (const Draft &draft : *drafts) {
            const auto conversation = visibleConversation(connection, caller, draft.conversationId);
            if (conversation)
                reply.drafts.append(draft);
            else if (conversation.error().reason != Reason::NotFound)
                return conversation.error();
        }
        return reply;
    });
}

} // namespace acolhe::services
