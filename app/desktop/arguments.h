// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/result.h"

#include <QStringList>
#include <QUrl>

namespace acolhe::desktop {

/// What the program was started with.
struct Arguments {
    QUrl server; ///< --server
    bool embedded = false;
    QString dataDir; ///< --data, with --embedded
    QString tokenFile; ///< --token-file: signs in with the token in it
    QString profileDir; ///< --profile
    bool help = false;
};

/// Fails with InvalidParams whose text is the one line to print.
Result<Arguments> parseArguments(const QStringList &words);
QString usage();

} // namespace acolhe::desktop
