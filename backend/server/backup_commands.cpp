// SPDX-License-Identifier: Apache-2.0
#include "backend/server/backup_commands.h"

#include "backend/backup/backup.h"
#include "backend/server/terminal.h"

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

namespace acolhe::server {

using namespace Qt::StringLiterals;
using backup::Summary;

bool isBackupCommand(const QString &command)
{
    return command == "backup"_L1 || command == "verify"_L1 || command == "restore"_L1;
}

static QString contentsOf(const Summary &summary)
{
    return u"%1 %2, %3 other %4, %5 MB, of %6"_s.arg(summary.clinics)
        .arg(summary.clinics == 1 ? u"clinic"_s : u"clinics"_s)
        .arg(summary.files)
        .arg(summary.files == 1 ? u"file"_s : u"files"_s)
        .arg(double(summary.size) / 1e6, 0, 'f', 1)
        .arg(summary.createdAt);
}

static int runBackup(const backup::Job &job)
{
    const auto made = backup::backUp(job, SystemClock(), tell);
    if (!made)
        return fail(made.error().text);
    if (made->key.beside)
        tell(
            u"the key of this back-up is %1: keep it somewhere else. Whoever has both can read the patients' "
            "messages, and without the key nobody can restore them"_s.arg(made->key.file));
    else if (made->keyIsNew)
        tell(
            u"the new key of back-ups is %1: keep a copy somewhere else, nothing can be restored without it"_s
                .arg(made->key.file));
    print(stdout, u"%1 is made and verified: %2\n"_s.arg(job.file, contentsOf(*made)));
    return 0;
}

static int runVerify(const backup::Job &job)
{
    const auto whole = backup::verify(job.file, job.keyFile, tell);
    if (!whole)
        return fail(whole.error().text);
    print(stdout, u"%1 is whole: %2\n"_s.arg(job.file, contentsOf(*whole)));
    return 0;
}

static int runRestore(const backup::Job &job)
{
    const auto restored = backup::restore(job, SystemClock(), tell);
    if (!restored)
        return fail(restored.error().text);
    if (restored->uncertain > 0)
        tell(
            u"%1 messages were on their way when the back-up was made: they are shown as uncertain and not sent again"_s
                .arg(restored->uncertain));
    tell(
        u"everybody signs in anew. People and %1 API keys are as they were then: take away what was taken away since"_s
            .arg(restored->apiKeys));
    print(stdout, u"%1 is restored: %2\n"_s.arg(job.store.dataDir, contentsOf(restored->of)));
    return 0;
}

/// Whoever serves comes first.
static void giveWay()
{
#ifdef Q_OS_UNIX
    setpriority(PRIO_PROCESS, 0, 10);
#endif
}

int runBackupCommand(const Settings &settings, const store::Options &store)
{
    const QString &command = settings.command();
    const QString file = settings.value(command == "backup"_L1 ? u"to"_s : u"from"_s);
    const backup::Job job{store, file, settings.value(u"backup-key-file"_s)};
    if (command == "restore"_L1)
        return runRestore(job);
    giveWay();
    return command == "backup"_L1 ? runBackup(job) : runVerify(job);
}

} // namespace acolhe::server
