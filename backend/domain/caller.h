// SPDX-License-Identifier: Apache-2.0
// The domain: values and pure rules of conversations, people and inboxes. No database, no network, no clock
// of its own. Values list their fields(), so they travel as they are.
#pragma once

#include "backend/base/field.h"
#include "backend/base/ids.h"
#include "backend/base/trace.h"

namespace acolhe {

/// What a person may do in a clinic, from least to most.
enum class Role { Patient, Attendant, Manager, Admin };
constexpr std::array<const char *, 4> words(Role)
{
    return {"patient", "attendant", "manager", "admin"};
}

/// Who calls: made from a session by the server, never from what the caller says.
struct Caller {
    ClinicId clinic;
    UserId user; ///< staff: the user in that clinic
    PatientId patient; ///< a patient's own session
    Role role = Role::Patient;
    SessionId session;
    TraceId trace{}; ///< of the call

    bool isStaff() const { return role != Role::Patient; }
    bool isManager() const { return role == Role::Manager || role == Role::Admin; }
};

} // namespace acolhe
