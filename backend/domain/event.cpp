// SPDX-License-Identifier: Apache-2.0
#include "backend/domain/event.h"

namespace acolhe {

Audience audienceOf(const Conversation &after, const std::optional<Conversation> &before)
{
    Audience audience;
    audience.attendant = after.attendantId;
    audience.patient = after.patient.id;
    if (before) {
        audience.formerAttendant = before->attendantId;
        audience.wasQueued = !before->attendantId;
    }
    return audience;
}

bool rules::mayHear(const Caller &caller, const Audience &audience)
{
    if (audience.scope == Audience::Scope::User)
        return caller.isStaff() && audience.attendant == caller.user;
    if (caller.isManager())
        return true;
    if (caller.role == Role::Patient) {
        return audience.scope == Audience::Scope::Conversation && !audience.internal
            && caller.patient.isValid() && audience.patient == caller.patient;
    }
    switch (audience.scope) {
    case Audience::Scope::Managers:
    case Audience::Scope::User:
        return false;
    case Audience::Scope::Staff:
        return true;
    case Audience::Scope::Conversation:
        break;
    }
    return !audience.attendant || audience.wasQueued || audience.attendant == caller.user
        || audience.formerAttendant == caller.user;
}

} // namespace acolhe
