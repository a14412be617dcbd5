// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/message.h"

namespace acolhe::services {

/// What a file is, told by its bytes; its name only says which of several formats in one wrapping.
struct MediaFacts {
    MessageKind kind = MessageKind::Document;
    QString mimeType;
    std::optional<int> width;
    std::optional<int> height;
    std::optional<qint64> durationMs;

    bool operator==(const MediaFacts &) const = default;
};

/// So much of a file's begin and end is looked at.
constexpr qint64 mediaHeadBytes = 64 * 1024;
constexpr qint64 mediaTailBytes = 64 * 1024;

/// Pure; believes nothing beyond the bytes it is given.
MediaFacts mediaFacts(const QByteArray &head, const QByteArray &tail, const QString &fileName);

/// A name that can stand on any disk and in any header: no paths, no control characters, at most 150 letters.
QString safeFileName(const QString &told, const MediaFacts &facts);

} // namespace acolhe::services
