// SPDX-License-Identifier: Apache-2.0
#include "backend/base/private_file.h"

#include <QFileInfo>

namespace acolhe {

bool othersMayRead(const QString &path)
{
#ifdef Q_OS_UNIX
    return QFileInfo(path).permissions().testAnyFlags(
        QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther);
#else
    Q_UNUSED(path)
    return false;
#endif
}

} // namespace acolhe
