// SPDX-License-Identifier: Apache-2.0
#include "backend/backup/backup_key.h"

#include "backend/backup/durable.h"
#include "backend/base/crypto.h"
#include "backend/base/private_file.h"

#include <QFileInfo>

namespace acolhe::backup {

using namespace Qt::StringLiterals;

constexpr QByteArrayView prefix = "acolhe-backup-key-1 ";
constexpr qint64 maxFileBytes = 1024;

KeyPlace keyPlace(const QString &backupFile, const QString &wanted)
{
    return wanted.isEmpty() ? KeyPlace{backupFile + u".key"_s, true} : KeyPlace{wanted, false};
}

Result<QByteArray> loadKey(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return Error::notFound(u"the key file %1 (name another with --backup-key-file)"_s.arg(path));
    if (!file.open(QIODevice::ReadOnly))
        return Error::internal(u"the key file %1 cannot be read: %2"_s.arg(path, file.errorString()));
    if (othersMayRead(path))
        return Error::internal(u"the key file %1 must be readable by its owner only (chmod 600)"_s.arg(path));
    const QByteArray line = file.read(maxFileBytes).trimmed();
    const QByteArray key =
        line.startsWith(prefix) ? QByteArray::fromBase64(line.mid(prefix.size())) : QByteArray();
    if (key.size() != crypto::keyBytes)
        return Error::internal(u"%1 is no key of back-ups"_s.arg(path));
    return key;
}

Result<QByteArray> loadOrCreateKey(const QString &path)
{
    if (QFile::exists(path))
        return loadKey(path);
    QFile file(path);
    if (const auto created = createPrivate(file); !created)
        return created.error();
    const QByteArray line = prefix.toByteArray() + crypto::randomBytes(crypto::keyBytes).toBase64() + '\n';
    if (file.write(line) != line.size())
        return Error::internal(u"the key file %1 cannot be written: %2"_s.arg(path, file.errorString()));
    if (const auto flushed = flushToDisk(file); !flushed)
        return flushed.error();
    if (const auto flushed = flushFolder(QFileInfo(path).absolutePath()); !flushed)
        return flushed.error();
    file.close();
    return loadKey(path);
}

} // namespace acolhe::backup
