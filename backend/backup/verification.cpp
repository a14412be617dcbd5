// SPDX-License-Identifier: Apache-2.0
#include "backend/backup/reading.h"

namespace acolhe::backup {

using namespace Qt::StringLiterals;

Result<std::unique_ptr<ArchiveReader>> openArchive(const QString &file, const KeyPlace &place)
{
    if (!QFile::exists(file))
        return Error::notFound(u"the back-up "_s + file);
    const auto key = loadKey(place.file);
    return key ? ArchiveReader::open(file, *key) : Result<std::unique_ptr<ArchiveReader>>(key.error());
}

void count(const PartHead &head, Summary &summary)
{
    switch (head.kind) {
    case PartKind::Begin:
        summary.createdAt = head.more["createdAt"_L1].toString();
        summary.dialect = head.more["database"_L1].toString() == "sqlite"_L1 ? store::Dialect::Sqlite
                                                                             : store::Dialect::PostgreSql;
        break;
    case PartKind::Database:
    case PartKind::Schema:
        summary.clinics += head.place.isValid() ? 1 : 0;
        break;
    case PartKind::File:
        ++summary.files;
        break;
    case PartKind::Table:
    case PartKind::End:
        break;
    }
}

Result<Summary> verify(const QString &file, const QString &keyFile, const Progress &progress)
{
    const KeyPlace place = keyPlace(file, keyFile);
    const auto archive = openArchive(file, place);
    if (!archive)
        return archive.error();
    progress(u"verifying"_s);
    Summary summary;
    summary.key = place;
    summary.size = (*archive)->fileSize();
    while (true) {
        const auto head = (*archive)->next();
        if (!head)
            return head.error();
        if (!*head)
            return summary;
        count(**head, summary);
        if (const auto read = (*archive)->skip(); !read)
            return read.error();
    }
}

} // namespace acolhe::backup
