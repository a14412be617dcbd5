// SPDX-License-Identifier: Apache-2.0
#include "backend/server/confinement.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <sys/stat.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace acolhe::server {

void confineProcess()
{
#ifdef Q_OS_UNIX
    const rlimit nothing = {0, 0};
    (void)::setrlimit(RLIMIT_CORE, &nothing);
    (void)::umask(077);
#endif
#ifdef Q_OS_LINUX
    (void)::prctl(PR_SET_DUMPABLE, 0); // a handler that core files are piped to does not ask the limit
#endif
}

} // namespace acolhe::server
