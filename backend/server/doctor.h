// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/server/server.h"

#include <QStringList>

namespace acolhe::server {

/// What `doctor` found, one line each. A problem says what is wrong, why, and what to do.
class Findings {
public:
    void good(const QString &area, const QString &what) { m_good << area + QStringLiteral(": ok, ") + what; }
    void problem(const QString &area, const QString &what, const QString &remedy)
    {
        m_problems << area + QStringLiteral(": ") + what + QStringLiteral(": ") + remedy;
    }

    const QStringList &good() const { return m_good; }
    const QStringList &problems() const { return m_problems; }

private:
    QStringList m_good;
    QStringList m_problems;
};

/// Looks at everything that a server with these options needs. Changes nothing, also beside a running server.
Findings examine(const Options &options, const Clock &clock);

// Its parts.
void examineDirectory(const QString &dataDir, Findings &findings);
void examineDisk(const QString &dataDir, const Clock &clock, Findings &findings);
void examineAddresses(const Options &options, bool running, Findings &findings);
void examineTls(const Options &options, const Clock &clock, Findings &findings);
/// `clinics` are served.
void examineOpenFiles(const Options &options, qsizetype clinics, Findings &findings);
/// The databases, and what waits in them; gives how many clinics there are.
qsizetype examineDatabases(const Options &options, const Clock &clock, Findings &findings);

} // namespace acolhe::server
