// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/services/team.h"
#include "backend/store/conversations.h"
#include "backend/store/inboxes.h"
#include "backend/store/patients.h"
#include "tests/services/world.h"

namespace acolhe::tests {

/// The clinic with a manager, Mara, and two attendants, Bia and Diego.
struct Staffed : World {
    explicit Staffed(const QString &kind)
        : World(kind)
    {
        team.setPublicUrl(QUrl(QStringLiteral("https://acolhe.example")));
        connectEvents();
        ana = enter(QStringLiteral("ana@vila.example")).caller;
        mara = add(QStringLiteral("Mara"), Role::Manager);
        bia = add(QStringLiteral("Bia"), Role::Attendant);
        diego = add(QStringLiteral("Diego"), Role::Attendant);
    }

    ~Staffed() { owner.reset(); }

    void connectEvents()
    {
        QObject::connect(&*store, &store::Store::committed, &team,
            [this](ClinicId, const QList<Event> &news) { events += news; });
    }

    static QString emailOf(const QString &name) { return name.toLower() + QStringLiteral("@vila.example"); }

    Result<wire::UserReply> create(const Caller &caller, const QString &name, Role role,
        const std::optional<QString> &password = goodPassword)
    {
        return await(team.create(caller, {name, emailOf(name), role, password}));
    }

    Caller add(const QString &name, Role role)
    {
        const auto reply = create(ana, name, role);
        if (!reply)
            qFatal("%s", qPrintable(reply.error().text));
        return enter(emailOf(name)).caller;
    }

    /// A conversation of a new patient with this attendant, or in the queue.
    Conversation newConversation(std::optional<UserId> attendant, ConversationStatus status)
    {
        const Timestamp now{clock.nowMs()};
        const auto made =
            await(store->write<Conversation>(vila, [=](store::Transaction &t) -> Result<Conversation> {
                Inbox inbox;
                inbox.channel = QStringLiteral("webchat");
                inbox.name = QStringLiteral("Site");
                const auto inboxId = store::Inboxes(t).add(inbox, now);
                Patient patient;
                patient.name = QStringLiteral("Marina");
                patient.createdAt = now;
                const auto patientId = store::Patients(t).add(patient);
                Conversation c;
                c.inboxId = *inboxId;
                c.channel = inbox.channel;
                c.patient = {*patientId, patient.name, {}};
                c.attendantId = attendant;
                c.status = status;
                c.createdAt = c.updatedAt = now;
                c.waitingSince = now;
                const auto id = store::Conversations(t).add(c);
                if (!id)
                    return id.error();
                c.id = *id;
                return c;
            }));
        return *made;
    }

    Conversation find(ConversationId id)
    {
        return *await(store->read<Conversation>(
            vila, [id](store::Connection &connection) { return store::Conversations(connection).find(id); }));
    }

    services::PresenceBoard presence;
    services::Team team{*store, clock, sessions, passwords, throttle, presence};
    QList<Event> events;
    Caller ana;
    Caller mara;
    Caller bia;
    Caller diego;
};

} // namespace acolhe::tests
