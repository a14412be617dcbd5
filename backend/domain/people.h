// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/timestamp.h"
#include "backend/domain/caller.h"

#include <QList>
#include <QString>

#include <optional>

namespace acolhe {

/// A member of the clinic's team.
struct User {
    UserId id;
    QString name;
    QString email;
    Role role = Role::Attendant;
    bool active = true;

    bool operator==(const User &) const = default;
    static constexpr auto typeName = "User";
    static constexpr auto fields()
    {
        return std::tuple{field("id", &User::id), field("name", &User::name).notEmpty().max(200),
            field("email", &User::email).max(320), field("role", &User::role),
            field("active", &User::active)};
    }
};

/// A clinic, as its own people see it.
struct Clinic {
    ClinicId id;
    QString slug; ///< its name in addresses: letters, digits, hyphens
    QString name;
    QString timeZone; ///< IANA name

    bool operator==(const Clinic &) const = default;
    static constexpr auto typeName = "Clinic";
    static constexpr auto fields()
    {
        return std::tuple{field("id", &Clinic::id), field("slug", &Clinic::slug),
            field("name", &Clinic::name), field("timeZone", &Clinic::timeZone)};
    }
};

/// How a patient is known on a channel. WhatsApp alone has two: a phone, and a user id that may come without
/// one.
enum class IdentityKind { Phone, WhatsappUserId, Instagram, Messenger, Email, Visitor };
constexpr std::array<const char *, 6> words(IdentityKind)
{
    return {"phone", "whatsapp_user_id", "instagram", "messenger", "email", "visitor"};
}

/// An address of a patient. `value` is the key for matching (a phone's is phoneKey); `address` is what the
/// channel itself calls it and where messages go: it is never rewritten.
struct Identity {
    IdentityKind kind = IdentityKind::Phone;
    QString value;
    QString address;
    QString displayName; ///< as the channel shows the person

    bool operator==(const Identity &) const = default;
    static constexpr auto typeName = "Identity";
    static constexpr auto fields()
    {
        return std::tuple{field("kind", &Identity::kind),
            field("value", &Identity::value).notEmpty().max(320),
            field("address", &Identity::address).max(320),
            field("displayName", &Identity::displayName).max(200)};
    }
};

/// The identity that an address on WhatsApp makes: a phone by its key. `address` as the channel gave it.
Identity phoneIdentity(const QString &address, const QString &displayName);

/// What lists show of a patient.
struct PatientSummary {
    PatientId id;
    QString name;
    std::optional<QString> phone;

    bool operator==(const PatientSummary &) const = default;
    static constexpr auto typeName = "PatientSummary";
    static constexpr auto fields()
    {
        return std::tuple{field("id", &PatientSummary::id), field("name", &PatientSummary::name).max(200),
            field("phone", &PatientSummary::phone).orNull()};
    }
};

/// A patient's card.
struct Patient {
    PatientId id;
    QString name;
    std::optional<QString> phone;
    std::optional<QString> email;
    std::optional<QString> birthDate; ///< "1988-03-04"
    QString remarks;
    QList<Identity> identities;
    Timestamp createdAt;

    bool operator==(const Patient &) const = default;
    static constexpr auto typeName = "Patient";
    static constexpr auto fields()
    {
        return std::tuple{field("id", &Patient::id), field("name", &Patient::name).max(200),
            field("phone", &Patient::phone).orNull(), field("email", &Patient::email).orNull(),
            field("birthDate", &Patient::birthDate).orNull(), field("remarks", &Patient::remarks).max(10000),
            field("identities", &Patient::identities), field("createdAt", &Patient::createdAt)};
    }
};

} // namespace acolhe
