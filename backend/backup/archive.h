// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/backup/sealed_file.h"
#include "backend/domain/people.h"

#include <QJsonObject>

#include <functional>
#include <optional>

struct crypto_generichash_blake2b_state;

namespace acolhe::backup {

/// What a part of a back-up holds. The first is Begin, the last End.
enum class PartKind {
    Begin, ///< no bytes: what the back-up is of
    Database, ///< a SQLite file
    Schema, ///< no bytes: a place of PostgreSQL, before its tables
    Table, ///< the rows, as COPY writes them
    File, ///< any other file of the data directory
    End ///< no bytes: how much there was
};
constexpr std::array<const char *, 6> words(PartKind)
{
    return {"begin", "database", "schema", "table", "file", "end"};
}

/// A part's head. Which fields count depends on the kind.
struct PartHead {
    PartKind kind = PartKind::Begin;
    ClinicId place; ///< Database, Schema, Table: whose; invalid: control
    int schema = 0; ///< Database, Schema: the number of its newest migration
    QString name; ///< Table: its name; File: its path below the data directory
    QJsonObject more; ///< Begin: program, createdAt, database; Schema: sequences; Table: columns; End: counts

    QJsonObject toJson() const;
    static Result<PartHead> fromJson(const QJsonObject &json);
};

using PartHash =
    std::unique_ptr<crypto_generichash_blake2b_state, void (*)(crypto_generichash_blake2b_state *)>;

/// Writes the parts one after the other: each its head as JSON, its bytes in blocks, and the BLAKE2b of both.
class ArchiveWriter {
public:
    static Result<std::unique_ptr<ArchiveWriter>> create(QFile &file, const QByteArray &key);

    Result<> begin(const PartHead &head);
    Result<> add(QByteArrayView bytes);
    /// Ends the part.
    Result<> end();
    /// A part without bytes.
    Result<> note(const PartHead &head);
    /// After the part of kind End.
    Result<> finish() { return m_sealed->end(); }

    qint64 parts() const { return m_parts; }
    qint64 bytes() const { return m_bytes; } ///< of all parts so far

private:
    explicit ArchiveWriter(std::unique_ptr<SealedWriter> sealed);
    Result<> put(QByteArrayView bytes);

    std::unique_ptr<SealedWriter> m_sealed;
    PartHash m_hash;
    qint64 m_parts = 0;
    qint64 m_bytes = 0;
};

/// Reads them, each byte authenticated before it is given.
class ArchiveReader {
public:
    static Result<std::unique_ptr<ArchiveReader>> open(const QString &path, const QByteArray &key);

    /// The next part's head; nothing after End, when the file ends there as well.
    Result<std::optional<PartHead>> next();
    /// The next bytes of the part; empty at its end, when they are those that were written.
    Result<QByteArray> read();
    /// Reads the rest of the part.
    Result<> skip();

    qint64 parts() const { return m_parts; }
    qint64 bytes() const { return m_bytes; }
    qint64 fileSize() const { return m_sealed->size(); }

private:
    explicit ArchiveReader(std::unique_ptr<SealedReader> sealed, const QString &path);
    Result<QByteArray> block(quint32 most);
    Result<> checkEnd(const PartHead &end);
    Error unreadable() const;

    std::unique_ptr<SealedReader> m_sealed;
    QString m_path;
    PartHash m_hash;
    bool m_inPart = false;
    bool m_ended = false;
    qint64 m_parts = 0;
    qint64 m_bytes = 0;
};

} // namespace acolhe::backup
