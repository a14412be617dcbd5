// SPDX-License-Identifier: Apache-2.0
#include "backend/server/doctor.h"

#include "backend/services/keyring.h"

#include <QDir>
#include <QFile>
#include <QLockFile>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <pwd.h>
#include <unistd.h>
#endif

namespace acolhe::server {

using namespace Qt::StringLiterals;

#ifdef Q_OS_UNIX

static QString userName(uint id)
{
    const struct passwd *user = ::getpwuid(id);
    return user ? QString::fromLocal8Bit(user->pw_name) : QString::number(id);
}

static bool mayWrite(const QString &dataDir)
{
    return ::faccessat(AT_FDCWD, QFile::encodeName(dataDir).constData(), W_OK | X_OK, AT_EACCESS) == 0;
}

static bool examineOwner(const QString &dataDir, Findings &findings)
{
    const QFileInfo info(dataDir);
    const uint me = ::geteuid();
    if (info.ownerId() != me && me != 0) {
        findings.problem(u"data"_s,
            u"%1 belongs to %2, and this is %3"_s.arg(dataDir, userName(info.ownerId()), userName(me)),
            u"run as %1, or chown it"_s.arg(userName(info.ownerId())));
        return false;
    }
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
        | QFile::WriteOther | QFile::ExeOther;
    if (info.permissions().testAnyFlags(others)) {
        findings.problem(u"data"_s,
            u"other users of this machine may look into %1, which holds patients' messages"_s.arg(dataDir),
            u"chmod 700 %1"_s.arg(dataDir));
        return false;
    }
    return true;
}

#else
static bool mayWrite(const QString &dataDir)
{
    return QFileInfo(dataDir).isWritable();
}

static bool examineOwner(const QString &, Findings &)
{
    return true; // its access list decides
}
#endif

void examineDirectory(const QString &dataDir, Findings &findings)
{
    const bool owned = examineOwner(dataDir, findings);
    if (!mayWrite(dataDir))
        findings.problem(u"data"_s, u"%1 cannot be written"_s.arg(dataDir),
            u"give it to the server's user, or mount it writable"_s);
    else if (owned)
        findings.good(u"data"_s, u"%1 is the server's own and writable"_s.arg(dataDir));
}

static void examineKeys(const QString &dataDir, Findings &findings)
{
    const QString keys = dataDir + u"/keys"_s;
    if (!QFile::exists(keys))
        findings.problem(u"keys"_s, u"%1 is missing"_s.arg(keys),
            u"restore it from a back-up; a server that never ran makes it at its first start"_s);
    else if (const auto loaded = services::Keyring::load(keys); !loaded)
        findings.problem(u"keys"_s, loaded.error().text,
            u"let the server's user alone read it, or restore it from a back-up"_s);
    else
        findings.good(u"keys"_s, u"%1 is there, and nobody else may read it"_s.arg(keys));
}

/// Whether a server has this directory now.
static bool examineLock(const QString &dataDir, Findings &findings)
{
    QLockFile lock(dataDir + u"/server.lock"_s);
    lock.setStaleLockTime(0);
    if (lock.tryLock(0) || lock.error() != QLockFile::LockFailedError) {
        findings.good(u"server"_s, u"none is running on this directory"_s);
        return false;
    }
    qint64 process = 0;
    QString host;
    QString program;
    lock.getLockInfo(&process, &host, &program);
    findings.good(u"server"_s, u"running as process %1 on %2"_s.arg(process).arg(host));
    return true;
}

Findings examine(const Options &options, const Clock &clock)
{
    Findings findings;
    const QString &dataDir = options.store.dataDir;
    if (!QFileInfo(dataDir).isDir()) {
        findings.problem(
            u"data"_s, u"%1 does not exist"_s.arg(dataDir), u"make it with acolhe-server init"_s);
        return findings;
    }
    examineDirectory(dataDir, findings);
    examineDisk(dataDir, clock, findings);
    examineKeys(dataDir, findings);
    const bool running = examineLock(dataDir, findings);
    examineAddresses(options, running, findings);
    examineTls(options, clock, findings);
    const qsizetype clinics = examineDatabases(options, clock, findings);
    examineOpenFiles(options, clinics, findings);
    return findings;
}

} // namespace acolhe::server
