// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/event.h"
#include "backend/store/databases.h"
#include "tests/bench/fill/clinic_life.h"

namespace acolhe::bench {

/// Writes a clinic's life as the rows that the server would have left, in bulk: without foreign keys, without
/// waiting for the disk, and with the indexes made at the end. Throws std::runtime_error.
class Rows {
public:
    Rows(const store::Databases &databases, ClinicId clinic);

    /// Who is there already, and some where nobody is.
    Beginning beginning();
    /// Gives how many conversations there were.
    qint64 write(ClinicLife &life);

private:
    void add(const ClinicLife::Step &step);
    void addMessage(const Message &message, const Conversation &conversation);
    void addOutbox(const Message &message, const Conversation &conversation);
    void addEvent(const Event &event);
    void addConversations(const std::vector<Conversation> &conversations);
    void addPatient(const PatientSummary &patient, Timestamp now);
    void beginBulk();
    void endBulk();
    QStringList takeIndexes();
    void syncIds();

    void run(const QString &sql, const QVariantList &values = {});
    void append(const QString &insert, const QVariantList &row);
    qint64 number(const QString &sql);
    QStringList texts(const QString &sql);

    std::unique_ptr<store::Connection> m_connection;
    const bool m_sqlite;
    qint64 m_seq = 0;
    qint64 m_outbox = 0;
    QStringList m_indexes; ///< how to make them again
};

} // namespace acolhe::bench
