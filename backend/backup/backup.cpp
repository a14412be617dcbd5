// SPDX-License-Identifier: Apache-2.0
#include "backend/backup/backup.h"

#include "backend/backup/data_files.h"
#include "backend/backup/durable.h"
#include "backend/backup/postgres_source.h"
#include "backend/backup/sqlite_source.h"

#include <QDir>
#include <QJsonArray>
#include <QLockFile>

namespace acolhe::backup {

using namespace Qt::StringLiterals;
using store::Databases;
using store::Dialect;

namespace {

/// DIR/.backup: the unsealed copy of one database at a time, on the disk that has the database itself.
class Scratch {
public:
    explicit Scratch(const QString &dataDir)
        : m_path(dataDir + u"/.backup"_s)
    {
    }
    ~Scratch() { QDir(m_path).removeRecursively(); }

    Result<> make()
    {
        QDir(m_path).removeRecursively(); // of one that was killed
        if (!QDir().mkdir(m_path)
            || !QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
            return Error::internal(u"cannot make the folder "_s + m_path);
        return Done{};
    }
    const QString &path() const { return m_path; }

private:
    const QString m_path;
};

PartHead beginningOf(Dialect dialect, const QString &createdAt)
{
    const auto database = dialect == Dialect::Sqlite ? "sqlite"_L1 : "postgresql"_L1;
    PartHead head;
    head.more = {{u"program"_s, QLatin1StringView(ACOLHE_VERSION)}, {u"createdAt"_s, createdAt},
        {u"database"_s, database}};
    return head;
}

Result<> addEnd(ArchiveWriter &archive, const Places &places)
{
    QJsonArray gone;
    for (const ClinicId clinic : places.gone)
        gone.append(clinic.value);
    PartHead head{PartKind::End, {}, 0, {}, {}};
    head.more = {{u"parts"_s, archive.parts() + 1}, {u"bytes"_s, archive.bytes()}, {u"gone"_s, gone}};
    const auto noted = archive.note(head);
    return noted ? archive.finish() : noted;
}

Result<> addFiles(const QString &dataDir, ArchiveWriter &archive, const Progress &progress)
{
    const QStringList paths = dataFiles(dataDir);
    progress(u"%1 files"_s.arg(paths.size()));
    for (const QString &path : paths) {
        const auto added = addFile(archive, dataDir + u'/' + path, {PartKind::File, {}, 0, path, {}});
        if (!added)
            return added.error();
    }
    return Done{};
}

Result<> write(
    const Job &job, QFile &file, const QByteArray &key, const Clock &clock, const Progress &progress)
{
    const Databases databases(job.store);
    Scratch scratch(job.store.dataDir);
    if (const auto made = scratch.make(); !made)
        return made;
    auto archive = ArchiveWriter::create(file, key);
    if (!archive)
        return archive.error();
    const QString now = utcFromMs(clock.nowMs()).toString(Qt::ISODateWithMs);
    if (const auto begun = (*archive)->note(beginningOf(databases.dialect(), now)); !begun)
        return begun;
    const auto places = databases.dialect() == Dialect::Sqlite
        ? addSqlite(databases, scratch.path(), **archive, progress)
        : addPostgres(databases, **archive, progress);
    if (!places)
        return places.error();
    if (const auto files = addFiles(job.store.dataDir, **archive, progress); !files)
        return files;
    return addEnd(**archive, *places);
}

/// The file under its name for unfinished ones, verified, then under its own.
Result<Summary> writeVerified(const Job &job, const Clock &clock, const Progress &progress)
{
    const KeyPlace place = keyPlace(job.file, job.keyFile);
    const bool keyIsNew = !QFile::exists(place.file);
    const auto key = loadOrCreateKey(place.file);
    if (!key)
        return key.error();
    const QString partial = job.file + u".partial"_s;
    QFile::remove(partial); // of one that was killed
    QFile file(partial);
    auto written = write(job, file, *key, clock, progress);
    file.close();
    auto summary = written ? verify(partial, place.file, progress) : Result<Summary>(written.error());
    if (summary)
        written = renameToNew(partial, job.file);
    if (summary && written) {
        summary->key = place;
        summary->keyIsNew = keyIsNew;
        const auto flushed = flushFolder(QFileInfo(job.file).absolutePath());
        return flushed ? summary : Result<Summary>(flushed.error());
    }
    QFile::remove(partial);
    if (keyIsNew && place.beside)
        QFile::remove(place.file);
    return summary ? Result<Summary>(written.error()) : summary;
}

Result<> lockNow(QLockFile &lock)
{
    lock.setStaleLockTime(0);
    if (lock.tryLock(0))
        return Done{};
    if (lock.error() == QLockFile::LockFailedError)
        return Error::conflict(u"another back-up is being made (%1)"_s.arg(lock.fileName()));
    return Error::internal(u"cannot write to the folder "_s + QFileInfo(lock.fileName()).path());
}

} // namespace

Result<Summary> backUp(const Job &job, const Clock &clock, const Progress &progress)
{
    if (!QDir(job.store.dataDir).exists())
        return Error::notFound(u"the data directory "_s + job.store.dataDir);
    if (QFile::exists(job.file))
        return Error::conflict(u"%1 exists already: give the new back-up another name"_s.arg(job.file));
    QLockFile one(job.store.dataDir + u"/backup.lock"_s);
    QLockFile other(job.file + u".lock"_s);
    for (QLockFile *lock : {&one, &other}) {
        if (const auto locked = lockNow(*lock); !locked)
            return locked.error();
    }
    return writeVerified(job, clock, progress);
}

} // namespace acolhe::backup
