// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/people.h"
#include "backend/protocol/method.h"

namespace acolhe::wire {

struct PatientReply {
    Patient patient;
    static constexpr auto fields() { return std::tuple{field("patient", &PatientReply::patient)}; }
};

struct PatientsGet {
    static constexpr auto name = "patients.get";
    static constexpr auto summary = "A patient's card with the identities on each channel.";
    struct Request {
        PatientId id;
        static constexpr auto fields() { return std::tuple{field("id", &Request::id)}; }
    };
    using Reply = PatientReply;
};

struct PatientsSearch {
    static constexpr auto name = "patients.search";
    static constexpr auto summary = "Patients by name (accents ignored), phone or e-mail.";
    struct Request {
        QString query;
        std::optional<int> limit;
        static constexpr auto fields()
        {
            return std::tuple{field("query", &Request::query).notEmpty().max(200),
                field("limit", &Request::limit).range(1, 100)};
        }
    };
    struct Reply {
        QList<PatientSummary> patients;
        static constexpr auto fields() { return std::tuple{field("patients", &Reply::patients)}; }
    };
};

struct PatientsUpdate {
    static constexpr auto name = "patients.update";
    static constexpr auto summary = "Changes a patient's card; what is left out stays, an empty text clears.";
    struct Request {
        PatientId id;
        std::optional<QString> name;
        std::optional<QString> email;
        std::optional<QString> birthDate;
        std::optional<QString> remarks;
        static constexpr auto fields()
        {
            return std::tuple{field("id", &Request::id), field("name", &Request::name).notEmpty().max(200),
                field("email", &Request::email).max(320), field("birthDate", &Request::birthDate).max(10),
                field("remarks", &Request::remarks).max(10000)};
        }
    };
    using Reply = PatientReply;
};

} // namespace acolhe::wire
