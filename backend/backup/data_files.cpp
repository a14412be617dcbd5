// SPDX-License-Identifier: Apache-2.0
#include "backend/backup/data_files.h"

#include "backend/backup/durable.h"

#include <QDir>
#include <QDirIterator>

namespace acolhe::backup {

using namespace Qt::StringLiterals;

constexpr qint64 bytesAtOnce = 1024 * 1024;

static bool belongs(const QFileInfo &file)
{
    static const QStringList kept{
        u".db"_s, u".db-wal"_s, u".db-shm"_s, u".db-journal"_s, u".lock"_s, u".partial"_s};
    const QString name = file.fileName();
    for (const QString &end : kept) {
        if (name.endsWith(end))
            return false;
    }
    const bool keyOfOne = name.endsWith(".key"_L1) && looksSealed(file.filePath().chopped(4));
    return !keyOfOne && !looksSealed(file.filePath());
}

QStringList dataFiles(const QString &folder)
{
    QStringList paths;
    const QDir root(folder);
    QDirIterator files(folder, QDir::Files | QDir::Hidden,
        QDirIterator::Subdirectories | QDirIterator::FollowSymlinks); // attachments may lie on another disk
    while (files.hasNext()) {
        files.next();
        const QString path = root.relativeFilePath(files.fileInfo().absoluteFilePath());
        if (!path.startsWith(".backup/"_L1) && belongs(files.fileInfo()))
            paths.append(path);
    }
    paths.sort();
    return paths;
}

Result<bool> addFile(ArchiveWriter &archive, const QString &path, const PartHead &head)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        if (!file.exists())
            return false;
        return Error::internal(u"cannot read %1: %2"_s.arg(path, file.errorString()));
    }
    if (const auto begun = archive.begin(head); !begun)
        return begun.error();
    while (true) {
        const QByteArray bytes = file.read(bytesAtOnce);
        if (bytes.isEmpty())
            break;
        if (const auto added = archive.add(bytes); !added)
            return added.error();
    }
    if (file.error() != QFile::NoError)
        return Error::internal(u"cannot read %1: %2"_s.arg(path, file.errorString()));
    const auto ended = archive.end();
    return ended ? Result<bool>(true) : Result<bool>(ended.error());
}

Result<> extractFile(ArchiveReader &archive, const QString &path)
{
    const QString folder = QFileInfo(path).path();
    if (!QDir().mkpath(folder))
        return Error::internal(u"cannot make the folder "_s + folder);
    QFile file(path);
    if (const auto created = createPrivate(file); !created)
        return created;
    while (true) {
        const auto bytes = archive.read();
        if (!bytes)
            return bytes.error();
        if (bytes->isEmpty())
            break;
        if (file.write(*bytes) != bytes->size())
            return Error::internal(u"cannot write %1: %2"_s.arg(path, file.errorString()));
    }
    return flushToDisk(file);
}

bool isInside(const QString &path)
{
    const QString clean = QDir::cleanPath(path);
    return !clean.isEmpty() && clean == path && QDir::isRelativePath(clean) && clean != ".."_L1
        && !clean.startsWith("../"_L1) && !clean.contains(u'\\');
}

} // namespace acolhe::backup
