// SPDX-License-Identifier: Apache-2.0
#include "ui/inbox/media_desk.h"

#include "backend/domain/media_type.h"

#include <QFileInfo>
#include <QMimeDatabase>

namespace acolhe::ui {

using namespace Qt::StringLiterals;

qint64 OutgoingFile::size() const
{
    return path.isEmpty() ? bytes.size() : QFileInfo(path).size();
}

QString OutgoingFile::mimeType() const
{
    const QMimeDatabase types;
    const QMimeType type = path.isEmpty() ? types.mimeTypeForData(bytes) : types.mimeTypeForFile(path);
    // Debian's names differ from those that channels use.
    if (type.inherits(u"audio/x-opus+ogg"_s) || type.inherits(u"audio/ogg"_s)
        || type.inherits(u"application/ogg"_s))
        return u"audio/ogg"_s;
    return type.name();
}

MessageKind OutgoingFile::kind() const
{
    return kindOfFile(mimeType());
}

} // namespace acolhe::ui
