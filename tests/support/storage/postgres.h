// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace acolhe::tests {

/// A real PostgreSQL of its own, on a free loopback port, without fsync. Stopped when it goes.
class Postgres {
public:
    Postgres();
    ~Postgres();

    /// False when it could not be started; the test must fail with `problem`.
    bool isRunning() const { return m_port > 0; }
    QString problem() const { return m_problem; }
    /// A new, empty database: postgresql://…
    QString newDatabase();
    /// Ends every connection of others, as an administrator would.
    void terminateConnections();
    /// Whether commits, from about now on, happen but are not answered: no standby confirms them.
    bool withholdAnswers(bool withhold);
    /// Ends the connections that wait for the answer of a commit; false when none does within a second.
    bool cutUnanswered();
    /// Stops it at once, as a crash would, and starts it again on the same port.
    bool restart();

private:
    bool sql(const QString &statement);
    bool launch();

    QTemporaryDir m_dir;
    QProcess m_server;
    int m_port = 0;
    int m_count = 0;
    QString m_problem;
};

} // namespace acolhe::tests
