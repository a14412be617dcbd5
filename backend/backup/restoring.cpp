// SPDX-License-Identifier: Apache-2.0
#include "backend/backup/data_files.h"
#include "backend/backup/places.h"
#include "backend/backup/postgres_target.h"
#include "backend/backup/reading.h"
#include "backend/backup/sqlite_target.h"
#include "backend/backup/staging.h"

#include <QJsonArray>

namespace acolhe::backup {

using namespace Qt::StringLiterals;

Result<> expectKnownSchema(const PartHead &head)
{
    const int newest = store::Databases::newestSchema(head.place);
    if (head.schema <= newest)
        return Done{};
    return Error::conflict(
        u"%1 of the back-up has schema %2, newer than this program's %3: use a newer program"_s
            .arg(nameOf(head.place))
            .arg(head.schema)
            .arg(newest));
}

namespace {

class Restoration {
public:
    Restoration(const QString &folder, Target &target, ArchiveReader &archive, const Progress &progress)
        : m_folder(folder)
        , m_target(target)
        , m_archive(archive)
        , m_progress(progress)
    {
    }

    Result<Restored> run(Timestamp now);

private:
    Result<> take(const PartHead &head);

    const QString m_folder;
    Target &m_target;
    ArchiveReader &m_archive;
    const Progress &m_progress;
    Restored m_restored;
    QList<ClinicId> m_gone;
};

Result<> Restoration::take(const PartHead &head)
{
    count(head, m_restored.of);
    if (const auto known = expectKnownSchema(head); !known)
        return known;
    switch (head.kind) {
    case PartKind::Database:
    case PartKind::Schema:
        m_progress(nameOf(head.place));
        return m_target.take(head, m_archive);
    case PartKind::Table:
        return m_target.take(head, m_archive);
    case PartKind::File:
        if (!isInside(head.name))
            return Error::internal(u"the back-up is not as one is written"_s);
        return extractFile(m_archive, m_folder + u'/' + head.name);
    case PartKind::End:
        for (const auto &clinic : head.more["gone"_L1].toArray())
            m_gone.append(ClinicId{clinic.toInteger()});
        return m_archive.skip();
    case PartKind::Begin:
        break;
    }
    return m_archive.skip();
}

Result<Restored> Restoration::run(Timestamp now)
{
    m_restored.of.size = m_archive.fileSize();
    while (true) {
        const auto head = m_archive.next();
        if (!head)
            return head.error();
        if (!*head)
            break;
        if (const auto taken = take(**head); !taken)
            return taken.error();
    }
    m_progress(u"everything is there; renewing"_s);
    const auto completed = m_target.complete(m_gone, now, m_restored);
    return completed ? Result<Restored>(m_restored) : Result<Restored>(completed.error());
}

Result<std::unique_ptr<Target>> targetOf(const Job &job, const QString &folder)
{
    if (!job.store.databaseUrl.isEmpty())
        return PostgresTarget::begin(job.store);
    return std::unique_ptr<Target>(std::make_unique<SqliteTarget>(folder));
}

} // namespace

Result<Restored> restore(const Job &job, const Clock &clock, const Progress &progress)
{
    const KeyPlace place = keyPlace(job.file, job.keyFile);
    const auto archive = openArchive(job.file, place);
    if (!archive)
        return archive.error();
    const auto staging = Staging::begin(job.store.dataDir);
    if (!staging)
        return staging.error();
    const auto target = targetOf(job, (*staging)->path());
    if (!target)
        return target.error();
    auto restored =
        Restoration((*staging)->path(), **target, **archive, progress).run(Timestamp{clock.nowMs()});
    if (!restored)
        return restored;
    restored->of.key = place;
    // The folder first: a server that finds schemas and no key file would make another one.
    if (const auto placed = (*staging)->commit(); !placed) {
        (*staging)->undo();
        return placed.error();
    }
    if (const auto committed = (*target)->commit(); !committed) {
        (*staging)->undo();
        return committed.error();
    }
    return restored;
}

} // namespace acolhe::backup
