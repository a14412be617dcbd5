// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/conversation.h"

#include <QHash>
#include <QSet>

namespace acolhe::store {

/// What a command that takes in a message will ask first: where it belongs, and whether it is there already.
struct Arrival {
    InboxId inbox;
    QList<Identity> from;
    QString externalId;
};

/// The answers to that for all commands of a batch, asked at once, and kept true while they write: who
/// changes such rows says so here. What it does not know, the database knows.
class Foreseen {
public:
    /// The open conversation of a sender who is known by all of these identities, of a message that is not
    /// there yet.
    std::optional<Conversation> placeOf(const Arrival &arrival) const;

    void addSender(InboxId inbox, const Identity &identity, const Conversation &conversation);
    /// Asked for and not there.
    void addNewMessage(InboxId inbox, const QString &externalId);

    void saved(const Conversation &conversation);
    void messageAdded(InboxId inbox, const QString &externalId);
    void clear();

private:
    struct Sender {
        InboxId inbox;
        IdentityKind kind;
        QString value;
        bool operator==(const Sender &) const = default;
        friend size_t qHash(const Sender &one, size_t seed = 0)
        {
            return qHashMulti(seed, one.inbox, int(one.kind), one.value);
        }
    };

    QHash<Sender, ConversationId> m_senders;
    QHash<ConversationId, Conversation> m_conversations;
    QSet<std::pair<InboxId, QString>> m_newMessages;
};

class Connection;

/// Asks for `arrivals` on behalf of the batch that begins.
Result<> foresee(Connection &connection, const QList<Arrival> &arrivals);

} // namespace acolhe::store
