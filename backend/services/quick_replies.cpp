// SPDX-License-Identifier: Apache-2.0
#include "backend/services/quick_replies.h"

#include "backend/protocol/events.h"
#include "backend/store/quick_replies.h"

namespace acolhe::services {

using wire::QuickReplyReply;

QuickReplies::QuickReplies(store::Store &store, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(clock)
{
}

static void tell(store::Transaction &transaction, Timestamp now)
{
    Audience audience;
    audience.scope = Audience::Scope::Staff;
    transaction.addEvent(wire::makeEvent(wire::QuickRepliesChanged{}, now, audience));
}

Future<wire::QuickRepliesList::Reply> QuickReplies::list(const Caller &caller, const wire::Nothing &)
{
    using Reply = wire::QuickRepliesList::Reply;
    return m_store.read<Reply>(caller.clinic, [](store::Connection &connection) -> Result<Reply> {
        auto all = store::QuickReplies(connection).all();
        return all ? Result<Reply>(Reply{*std::move(all)}) : Result<Reply>(all.error());
    });
}

Future<QuickReplyReply> QuickReplies::create(
    const Caller &caller, const wire::QuickRepliesCreate::Request &request)
{
    const Timestamp now{m_clock.nowMs()};
    return m_store.write<QuickReplyReply>(
        caller, [=](store::Transaction &transaction) -> Result<QuickReplyReply> {
            QuickReply reply{{}, request.title, request.content, request.category, request.shortcut};
            const auto id = store::QuickReplies(transaction).add(reply, caller.user, now);
            if (!id)
                return id.error();
            reply.id = *id;
            tell(transaction, now);
            return QuickReplyReply{reply};
        });
}

Future<QuickReplyReply> QuickReplies::update(
    const Caller &caller, const wire::QuickRepliesUpdate::Request &request)
{
    const Timestamp now{m_clock.nowMs()};
    return m_store.write<QuickReplyReply>(
        caller, [=](store::Transaction &transaction) -> Result<QuickReplyReply> {
            store::QuickReplies replies(transaction);
            auto reply = replies.find(request.id);
            if (!reply)
                return reply.error();
            reply->title = request.title.value_or(reply->title);
            reply->content = request.content.value_or(reply->content);
            if (request.category)
                reply->category = request.category;
            if (request.shortcut)
                reply->shortcut = request.shortcut;
            if (const auto saved = replies.save(*reply); !saved)
                return saved.error();
            tell(transaction, now);
            return QuickReplyReply{*reply};
        });
}

Future<wire::Success> QuickReplies::remove(
    const Caller &caller, const wire::QuickRepliesDelete::Request &request)
{
    const Timestamp now{m_clock.nowMs()};
    return m_store.write<wire::Success>(
        caller, [=](store::Transaction &transaction) -> Result<wire::Success> {
            store::QuickReplies replies(transaction);
            if (const auto there = replies.find(request.id); !there)
                return there.error();
            if (const auto gone = replies.remove(request.id); !gone)
                return gone.error();
            tell(transaction, now);
            return wire::Success{};
        });
}

} // namespace acolhe::services
