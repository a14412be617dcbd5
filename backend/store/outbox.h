// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/message.h"
#include "backend/domain/people.h"
#include "backend/store/attachments.h"

namespace acolhe::store {

enum class OutboxState { Queued, Sending, Uncertain, Done, Failed };
constexpr std::array<const char *, 5> words(OutboxState)
{
    return {"queued", "sending", "uncertain", "done", "failed"};
}

/// A message that is to be sent, or is being sent.
struct DueSend {
    OutboxId id;
    MessageId messageId;
    ConversationId conversationId;
    InboxId inboxId;
    int attempts = 0; ///< with the running one
    // After startAttempt:
    AttemptId attempt;
    QString clientId;
    QList<Identity> to; ///< every way in which the patient is known
    MessageKind kind = MessageKind::Text;
    QString text;
    QString replyToExternalId;
    QJsonObject payload;
    QList<StoredFile> files;
};

struct DueSends {
    QList<DueSend> rows;
    std::optional<Timestamp> next; ///< when the next one that waits for its time is due
};

/// How an attempt ended.
struct AttemptResult {
    OutboxState state = OutboxState::Done;
    QString externalId;
    std::optional<MessageError> error;
    std::optional<Timestamp> nextAt; ///< with Queued
};

/// What is to be sent, with every attempt. A row is settled once: by the end of an attempt, or by a receipt.
class Outbox {
public:
    explicit Outbox(Connection &connection)
        : m_connection(connection)
    {
    }

    Result<> add(MessageId message, InboxId inbox, Timestamp now);
    /// A settled message once more, because a person asked.
    Result<> requeue(MessageId message, InboxId inbox, Timestamp now);
    /// What nothing is to be sent for now.
    struct Held {
        QList<ConversationId> conversations;
        QList<InboxId> inboxes; ///< a few: however much waits there, others go on
    };
    /// The oldest rows that are due, one of each conversation: the first, so none behind one that is being
    /// sent or waits for its time.
    Result<DueSends> due(Timestamp now, const Held &held, int limit);
    /// What waits for a time is due now.
    Result<> hurry();
    /// Marks the attempt before the provider is called. Conflict when the row is not waiting any more.
    Result<DueSend> startAttempt(const DueSend &due, Timestamp now);
    /// Ends the attempt; a row that a receipt settled meanwhile stays settled.
    Result<> finishAttempt(const DueSend &due, const AttemptResult &result, Timestamp now);
    /// A receipt told the message's fate.
    Result<> settle(MessageId message, MessageStatus status, Timestamp now);
    /// Rows whose attempt never ended.
    Result<QList<DueSend>> interrupted();
    Result<int> waitingOf(InboxId inbox);
    /// All that waits or is being sent becomes uncertain for the reason `why`, and its messages with it: the
    /// rows are of a back-up, and the server may have sent them since. Gives their number.
    Result<int> doubtAll(const MessageError &why, Timestamp now);

private:
    Connection &m_connection;
};

} // namespace acolhe::store
