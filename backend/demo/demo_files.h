// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/caller.h"
#include "backend/domain/message.h"
#include "backend/store/store.h"

#include <functional>

namespace acolhe::demo {

/// What a file of this name has in it, drawn, written or sounded here: ".png" a picture, ".pdf" a letter,
/// ".wav" a voice note. Always the same for the same name; empty for other endings.
QByteArray demoFile(const QString &name);

/// Where a clinic keeps the bytes with this hash.
using PathOf = std::function<QString(const QByteArray &sha256)>;

/// Keeps such a file as one that `owner` uploaded.
Result<Attachment> keepDemoFile(store::Transaction &transaction, const Caller &owner, const QString &name,
    const PathOf &pathOf, Timestamp at);

} // namespace acolhe::demo
