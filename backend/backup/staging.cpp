// SPDX-License-Identifier: Apache-2.0
#include "backend/backup/staging.h"

#include "backend/backup/durable.h"

#include <QDir>
#include <QDirIterator>
#include <QStorageInfo>

namespace acolhe::backup {

using namespace Qt::StringLiterals;

static const QString within = u".restoring"_s;

/// Whatever is there but the leftovers of a restoration that was killed, and what a new file system has.
static QStringList entriesOf(const QString &folder)
{
    QStringList entries = QDir(folder).entryList(
        QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
    entries.removeIf([](const QString &name) {
        return name == within || name == within + u".lock"_s || name == "lost+found"_L1;
    });
    return entries;
}

/// Where the folder itself cannot be replaced.
static bool isFixed(const QString &folder)
{
    if (!QFileInfo::exists(folder))
        return false;
    const QFileInfo parent(QFileInfo(folder).absolutePath());
    return QFileInfo(folder).isSymLink() || !parent.isWritable()
        || QStorageInfo(folder).rootPath() == QFileInfo(folder).canonicalFilePath();
}

Staging::Staging(const QString &dataDir, const QString &path)
    : m_dataDir(dataDir)
    , m_path(path)
    , m_within(path.startsWith(dataDir + u'/'))
    , m_lock(path + u".lock"_s)
{
    m_lock.setStaleLockTime(0);
}

Result<std::unique_ptr<Staging>> Staging::begin(const QString &dataDir)
{
    const QString folder = QDir::cleanPath(QFileInfo(dataDir).absoluteFilePath());
    if (QFileInfo(folder).exists() && (!QFileInfo(folder).isDir() || !entriesOf(folder).isEmpty()))
        return Error::conflict(u"%1 is not empty: restore to a new directory"_s.arg(dataDir));
    if (!QDir().mkpath(QFileInfo(folder).path()))
        return Error::internal(u"cannot make the folder "_s + QFileInfo(folder).path());
    std::unique_ptr<Staging> staging(
        new Staging(folder, isFixed(folder) ? folder + u'/' + within : folder + within));
    if (!staging->m_lock.tryLock(0))
        return staging->m_lock.error() == QLockFile::LockFailedError
            ? Error::conflict(u"another restoration to %1 goes on"_s.arg(dataDir))
            : Error::internal(u"cannot write to the folder "_s + QFileInfo(staging->m_path).path());
    QDir(staging->m_path).removeRecursively(); // of one that was killed
    if (!QDir().mkdir(staging->m_path))
        return Error::internal(u"cannot make the folder "_s + staging->m_path);
    QFile::setPermissions(staging->m_path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return staging;
}

Staging::~Staging()
{
    if (m_lock.isLocked())
        QDir(m_path).removeRecursively();
}

Result<> Staging::moveEntries()
{
    QStringList entries = entriesOf(m_path);
    std::stable_partition(
        entries.begin(), entries.end(), [](const QString &name) { return name != "control.db"_L1; });
    for (const QString &name : std::as_const(entries)) {
        if (const auto moved = renameAtOnce(m_path + u'/' + name, m_dataDir + u'/' + name); !moved)
            return moved;
        m_placed.append(name);
    }
    return flushFolder(m_dataDir);
}

Result<> Staging::commit()
{
    QDirIterator folders(
        m_path, QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    QStringList paths{m_path};
    while (folders.hasNext())
        paths.append(folders.next());
    for (const QString &path : std::as_const(paths)) {
        if (const auto flushed = flushFolder(path); !flushed)
            return flushed;
    }
    if (m_within)
        return moveEntries();
#ifdef Q_OS_WIN
    QDir().rmdir(m_dataDir); // no empty folder gives way there
#endif
    const QStringList entries = entriesOf(m_path);
    if (const auto renamed = renameAtOnce(m_path, m_dataDir); !renamed)
        return renamed;
    m_placed = entries;
    return flushFolder(QFileInfo(m_dataDir).path());
}

void Staging::undo()
{
    for (const QString &name : std::as_const(m_placed)) {
        const QString path = m_dataDir + u'/' + name;
        QFileInfo(path).isDir() ? QDir(path).removeRecursively() : QFile::remove(path);
    }
}

} // namespace acolhe::backup
