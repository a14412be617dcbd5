// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/conversation.h"
#include "backend/store/connection.h"

namespace acolhe::store {

/// A page of a list: from where the last one ended.
struct Page {
    QString cursor; ///< empty: from the start
    int limit = 50; ///< 1 to 500
};

/// Which conversations a list holds; what is empty does not restrict.
struct ConversationFilter {
    std::optional<ConversationStatus> status;
    bool activeOnly = false; ///< not resolved and not closed
    bool queue = false; ///< unassigned and open, the oldest wait first
    std::optional<InboxId> inbox;
    std::optional<UserId> attendant;
    std::optional<PatientId> patient;
    std::optional<QString> label;
    std::optional<QString> query; ///< in a patient's name (folded), phone or the subject
};

struct ConversationList {
    QList<Conversation> conversations;
    std::optional<QString> nextCursor;
};

struct ConversationCounts {
    int mine = 0;
    int queue = 0;
    int all = 0;
    int resolved = 0;
};

class Conversations {
public:
    explicit Conversations(Connection &connection)
        : m_connection(connection)
    {
    }

    Result<Conversation> find(ConversationId id);
    /// The patient's conversations that `caller` may see, the latest first, at most `patientConversations`.
    Result<QList<ConversationId>> ofPatient(PatientId patient, const Caller &caller);
    static constexpr int patientConversations = 200;
    /// The one that is not closed.
    Result<std::optional<Conversation>> findOpen(PatientId patient, InboxId inbox);
    /// Where a message that is not there yet belongs, by one question: the open conversation of the patient
    /// who has all of these identities. Nothing: it is there, or there is no such patient or conversation.
    Result<std::optional<Conversation>> findOpenFor(const Arrival &arrival);
    /// Those of these patients that are not closed.
    Result<QList<Conversation>> openOf(const QList<PatientId> &patients, InboxId inbox);
    /// Conflict when the patient has an open one there already.
    Result<ConversationId> add(const Conversation &conversation);
    /// Everything but labels and patient, of a conversation that is there.
    Result<> save(const Conversation &conversation);
    Result<> setLabels(ConversationId id, const QStringList &labels);

    /// Latest activity first (the queue: oldest wait first), by key: a page costs the same however far it is.
    Result<ConversationList> list(const ConversationFilter &filter, const Page &page);
    /// What `caller`'s lists hold.
    Result<ConversationCounts> counts(const Caller &caller);
    Result<QList<Conversation>> openOf(UserId attendant);

private:
    Result<QList<Conversation>> load(
        const QString &where, const QVariantList &values, const QString &order, int limit);
    Result<QList<Conversation>> loadAll(const QString &sql, const QVariantList &values);
    Result<QList<Conversation>> loadPage(const QString &where, const QVariantList &values,
        const QString &order, const ConversationFilter &filter, int limit);
    Result<> addLabels(QList<Conversation> &conversations, const QList<qint64> &labelled);

    Connection &m_connection;
};

} // namespace acolhe::store
