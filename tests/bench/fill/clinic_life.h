// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/conversation.h"
#include "tests/bench/fill/clinic_text.h"

#include <QStringList>

#include <vector>

namespace acolhe::bench {

/// Where a clinic's life begins: the ids that are free, and who is there already.
struct Beginning {
    qint64 messageId = 1;
    qint64 conversationId = 1;
    qint64 patientId = 1;
    QList<std::pair<InboxId, QString>> inboxes; ///< with their channels
    QList<std::pair<UserId, QString>> attendants; ///< with their names
    QStringList labels;
};

/// A clinic's months, message by message, by the product's own rules: some hundreds of conversations are
/// alive at a time and take turns, patients come back, what nobody took waits in the queue.
class ClinicLife {
public:
    /// `longest`: so many of the messages belong to one conversation, the first. The last message is of
    /// `end`.
    ClinicLife(const Beginning &beginning, qint64 messages, qint64 longest, Timestamp end);

    /// What one message changed.
    struct Step {
        Message message;
        Conversation before;
        Conversation after;
        std::optional<Conversation> begun; ///< the conversation is new
        std::optional<PatientSummary> came; ///< so is its patient
        QList<std::pair<Conversation, Conversation>> changed; ///< taken, reopened or ended, before and after
    };
    bool isOver() const { return m_done == m_messages; }
    Step next();
    const std::vector<Conversation> &conversations() const { return m_conversations; }

private:
    size_t turn(Step &step);
    size_t open(Step &step);
    void end(size_t place, Step &step);
    PatientSummary newPatient();
    void write(Conversation &conversation, Step &step);
    void writeIn(Message &message, const Conversation &conversation);
    void writeOut(Message &message, Conversation &conversation, Step &step);
    QString externalId(const Conversation &conversation);
    bool chance(int percent) { return m_text.number(100) < std::uint64_t(percent); }

    const Beginning m_beginning;
    const qint64 m_messages;
    const qint64 m_longest;
    const Timestamp m_end;
    ClinicText m_text{42};
    qint64 m_done = 0;
    qint64 m_attachments = 0;
    Timestamp m_now;
    std::vector<Conversation> m_conversations;
    std::vector<size_t> m_alive; ///< places in m_conversations
    std::vector<size_t> m_latest; ///< each patient's conversation
};

} // namespace acolhe::bench
