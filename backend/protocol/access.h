// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/caller.h"
#include "backend/protocol/methods.h"

#include <string_view>

namespace acolhe::wire {

/// How far a role's right to a method reaches.
enum class Reach {
    None, ///< forbidden
    Own, ///< what is theirs: their conversations and the queue, their own figures, …; else as if it did not
         ///< exist
    All, ///< all of the clinic
};

struct AccessRow {
    std::string_view method;
    Reach patient;
    Reach attendant;
    Reach manager;
    Reach admin;
    bool anyone = false; ///< without a session
    bool webSocketOnly = false;

    constexpr Reach of(Role role) const
    {
        switch (role) {
        case Role::Patient:
            return patient;
        case Role::Attendant:
            return attendant;
        case Role::Manager:
            return manager;
        case Role::Admin:
            return admin;
        }
        return Reach::None;
    }
};

/// Who may call what. The tests walk it: every method, every role, with ids that are one's own, another's and
/// another clinic's. No clinic ever reaches another's data, whatever stands here.
constexpr auto accessTable = [] {
    constexpr Reach none = Reach::None, own = Reach::Own, all = Reach::All;
    return std::to_array<AccessRow>({
        // method                                  patient attendant manager admin
        {"auth.login", all, all, all, all, true},
        {"auth.acceptInvitation", all, all, all, all, true},
        {"auth.resume", all, all, all, all, true, true},
        {"auth.me", all, all, all, all},
        {"auth.logout", all, all, all, all},
        {"channels.list", all, all, all, all},
        {"inboxes.list", none, all, all, all},
        {"inboxes.create", none, none, none, all},
        {"inboxes.update", none, none, none, all},
        {"inboxes.delete", none, none, none, all},
        {"conversations.create", own, all, all, all},
        {"conversations.myConversations", own, none, none, none},
        {"conversations.myAssignedConversations", none, own, own, own},
        {"conversations.openConversations", none, own, all, all},
        {"conversations.allConversations", none, none, all, all},
        {"conversations.get", own, own, all, all},
        {"conversations.counts", none, own, all, all},
        {"conversations.updateStatus", none, own, all, all},
        {"conversations.assignToAttendant", none, own, all, all},
        {"conversations.markRead", none, own, all, all},
        {"messages.send", own, own, all, all},
        {"messages.getByConversation", own, own, all, all},
        {"messages.search", none, own, all, all},
        {"messages.retry", none, own, all, all},
        {"notes.create", none, own, all, all},
        {"notes.list", none, own, all, all},
        {"quickReplies.list", none, all, all, all},
        {"quickReplies.create", none, none, all, all},
        {"quickReplies.update", none, none, all, all},
        {"quickReplies.delete", none, none, all, all},
        {"users.attendants", none, all, all, all},
        {"users.getMetrics", none, own, all, all},
        {"users.list", none, none, own, all},
        {"users.create", none, none, own, all},
        {"users.update", none, none, own, all},
        {"users.deactivate", none, none, own, all},
        {"patients.get", none, all, all, all},
        {"patients.search", none, all, all, all},
        {"patients.update", none, all, all, all},
        {"events.subscribe", own, own, all, all, false, true},
        {"typing.notify", none, own, all, all},
        {"viewing.notify", none, own, all, all},
        {"drafts.set", none, own, all, all},
        {"drafts.list", none, own, own, own},
        {"messages.schedule", none, own, all, all},
        {"messages.scheduled", none, own, all, all},
        {"messages.updateScheduled", none, own, all, all},
        {"messages.cancelScheduled", none, own, all, all},
        {"clinic.settings", none, all, all, all},
        {"clinic.updateSettings", none, none, all, all},
        {"journal.deadLetters", none, none, none, all},
        {"journal.replay", none, none, none, all},
    });
}();

/// The row of a method; one without a row does not compile.
template <Method M> consteval AccessRow accessOf()
{
    for (const AccessRow &row : accessTable) {
        if (row.method == M::name)
            return row;
    }
    throw "this method has no row in the access table";
}

static_assert([]<class... M>(std::tuple<M...> *) {
    return ((accessOf<M>().method == std::string_view(M::name)) && ...) && sizeof...(M) == accessTable.size();
}(static_cast<Methods *>(nullptr)));

} // namespace acolhe::wire
