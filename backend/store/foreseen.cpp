// SPDX-License-Identifier: Apache-2.0
#include "backend/store/foreseen.h"

#include "backend/store/conversations.h"
#include "backend/store/messages.h"
#include "backend/store/patients.h"

#include <QMap>

namespace acolhe::store {

std::optional<Conversation> Foreseen::placeOf(const Arrival &arrival) const
{
    if (arrival.from.isEmpty() || !m_newMessages.contains({arrival.inbox, arrival.externalId}))
        return {};
    ConversationId id;
    for (const Identity &identity : arrival.from) {
        const ConversationId one = m_senders.value({arrival.inbox, identity.kind, identity.value});
        if (!one.isValid() || (id.isValid() && one != id))
            return {};
        id = one;
    }
    const auto found = m_conversations.constFind(id);
    return found == m_conversations.cend() ? std::nullopt : std::optional(*found);
}

void Foreseen::addSender(InboxId inbox, const Identity &identity, const Conversation &conversation)
{
    m_senders.insert({inbox, identity.kind, identity.value}, conversation.id);
    m_conversations.insert(conversation.id, conversation);
}

void Foreseen::addNewMessage(InboxId inbox, const QString &externalId)
{
    m_newMessages.insert({inbox, externalId});
}

void Foreseen::saved(const Conversation &conversation)
{
    const auto known = m_conversations.find(conversation.id);
    if (known == m_conversations.end())
        return;
    if (conversation.status == ConversationStatus::Closed)
        m_conversations.erase(known);
    else
        *known = conversation;
}

void Foreseen::messageAdded(InboxId inbox, const QString &externalId)
{
    m_newMessages.remove({inbox, externalId});
}

void Foreseen::clear()
{
    m_senders.clear();
    m_conversations.clear();
    m_newMessages.clear();
}

static Result<> foreseeMessages(Connection &connection, InboxId inbox, const QStringList &externalIds)
{
    const auto there = Messages(connection).knownOf(inbox, externalIds);
    if (!there)
        return there.error();
    for (const QString &externalId : externalIds) {
        if (!there->contains(externalId))
            connection.foreseen().addNewMessage(inbox, externalId);
    }
    return Done{};
}

static Result<> foreseeSenders(Connection &connection, InboxId inbox, const QList<Identity> &senders)
{
    const auto patients = Patients(connection).knownOf(senders);
    if (!patients)
        return patients.error();
    const auto open = Conversations(connection).openOf(*patients, inbox);
    if (!open)
        return open.error();
    QHash<PatientId, Conversation> ofPatient;
    for (const Conversation &conversation : *open)
        ofPatient.insert(conversation.patient.id, conversation);
    for (qsizetype i = 0; i < senders.size(); ++i) {
        const auto found = ofPatient.constFind((*patients)[i]);
        if (found != ofPatient.cend())
            connection.foreseen().addSender(inbox, senders[i], *found);
    }
    return Done{};
}

Result<> foresee(Connection &connection, const QList<Arrival> &arrivals)
{
    struct Wanted {
        QStringList externalIds;
        QMap<std::pair<IdentityKind, QString>, Identity> senders;
    };
    QMap<InboxId, Wanted> wanted;
    for (const Arrival &arrival : arrivals) {
        Wanted &of = wanted[arrival.inbox];
        of.externalIds.append(arrival.externalId);
        for (const Identity &identity : arrival.from)
            of.senders.insert({identity.kind, identity.value}, identity);
    }
    for (const auto &[inbox, of] : wanted.asKeyValueRange()) {
        if (const auto asked = foreseeMessages(connection, inbox, of.externalIds); !asked)
            return asked;
        if (const auto asked = foreseeSenders(connection, inbox, of.senders.values()); !asked)
            return asked;
    }
    return Done{};
}

} // namespace acolhe::store
