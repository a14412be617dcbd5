// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/timestamp.h"
#include "backend/base/trace.h"
#include "backend/domain/conversation.h"

#include <QByteArray>

namespace acolhe {

/// Whom an event concerns, kept with it so that it can be judged again years later without the rows it spoke
/// of.
struct Audience {
    enum class Scope {
        Conversation, ///< who may see the conversation, before or after the change
        Staff, ///< everybody of the clinic's team
        Managers,
        User, ///< `attendant` alone, whatever their role
    };
    Scope scope = Scope::Conversation;
    std::optional<UserId> attendant; ///< assigned now; nobody: the queue
    std::optional<UserId> formerAttendant; ///< assigned before this event
    bool wasQueued = false; ///< was in the queue before this event
    PatientId patient;
    bool internal = false; ///< never to a patient (notes)

    bool operator==(const Audience &) const = default;
};
constexpr std::array<const char *, 4> words(Audience::Scope)
{
    return {"conversation", "staff", "managers", "user"};
}

/// One line of a clinic's event log. `data` is JSON as it goes to clients (backend/protocol/events.h).
struct Event {
    qint64 seq = 0; ///< 0 until it is stored
    Timestamp at;
    QByteArray type;
    ConversationId conversation;
    Audience audience;
    QByteArray data;
    TraceId trace{}; ///< of the work that it came of; for the log, not stored

    bool operator==(const Event &) const = default;
};

/// The audience of a change from `before` (nothing: it is new) to `after`.
Audience audienceOf(const Conversation &after, const std::optional<Conversation> &before = {});

namespace rules {
bool mayHear(const Caller &caller, const Audience &audience);
} // namespace rules

} // namespace acolhe
