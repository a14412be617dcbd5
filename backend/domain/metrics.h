// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/people.h"

namespace acolhe {

enum class Presence { Online, Busy, Away, Offline };
constexpr std::array<const char *, 4> words(Presence)
{
    return {"online", "busy", "away", "offline"};
}

/// An attendant with what is on their desk now.
struct Attendant {
    UserId id;
    QString name;
    Presence presence = Presence::Offline;
    int activeConversations = 0;

    bool operator==(const Attendant &) const = default;
    static constexpr auto typeName = "Attendant";
    static constexpr auto fields()
    {
        return std::tuple{field("id", &Attendant::id), field("name", &Attendant::name),
            field("presence", &Attendant::presence),
            field("activeConversations", &Attendant::activeConversations)};
    }
};

/// What an attendant did on one day (the clinic's own day).
struct AttendanceMetric {
    UserId attendantId;
    QString date; ///< "2026-11-23"
    int totalConversations = 0;
    int resolvedConversations = 0;
    std::optional<double> averageResponseTime; ///< seconds
    std::optional<double> satisfactionRating; ///< 1 to 5

    bool operator==(const AttendanceMetric &) const = default;
    static constexpr auto typeName = "AttendanceMetric";
    static constexpr auto fields()
    {
        using A = AttendanceMetric;
        return std::tuple{field("attendantId", &A::attendantId), field("date", &A::date),
            field("totalConversations", &A::totalConversations),
            field("resolvedConversations", &A::resolvedConversations),
            field("averageResponseTime", &A::averageResponseTime).orNull(),
            field("satisfactionRating", &A::satisfactionRating).orNull()};
    }
};

} // namespace acolhe
