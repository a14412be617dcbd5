// SPDX-License-Identifier: Apache-2.0
#include "backend/domain/inbox.h"

namespace acolhe {

const MediaLimit *Capabilities::limitFor(MessageKind kind, const QString &mimeType, qint64 size) const
{
    for (const MessageKind as : {kind, MessageKind::Document}) {
        for (const MediaLimit &limit : media) {
            if (limit.kind == as && limit.takes(mimeType, size))
                return &limit;
        }
    }
    return nullptr;
}

} // namespace acolhe
