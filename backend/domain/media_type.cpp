// SPDX-License-Identifier: Apache-2.0
#include "backend/domain/media_type.h"

namespace acolhe {

using namespace Qt::StringLiterals;

MessageKind kindOfFile(const QString &mimeType)
{
    static const QStringList images{u"image/jpeg"_s, u"image/png"_s, u"image/webp"_s, u"image/gif"_s};
    if (images.contains(mimeType))
        return MessageKind::Image;
    if (mimeType.startsWith("audio/"_L1))
        return MessageKind::Audio;
    return mimeType.startsWith("video/"_L1) ? MessageKind::Video : MessageKind::Document;
}

} // namespace acolhe
