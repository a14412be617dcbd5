// SPDX-License-Identifier: Apache-2.0
#include "backend/backup/archive.h"

#include <QJsonDocument>
#include <QtEndian>

#include <sodium.h>

namespace acolhe::backup {

using namespace Qt::StringLiterals;

constexpr quint32 mostHead = 4 * 1024 * 1024; // a schema's sequences, a table's columns
constexpr quint32 mostBlock = 1024 * 1024;
constexpr qsizetype hashBytes = crypto_generichash_blake2b_BYTES;

static PartHash newHash()
{
    // libsodium's state wants an alignment of 64.
    auto *state = static_cast<crypto_generichash_blake2b_state *>(
        ::operator new(sizeof(crypto_generichash_blake2b_state), std::align_val_t(64)));
    return {
        state, [](crypto_generichash_blake2b_state *old) { ::operator delete(old, std::align_val_t(64)); }};
}

static void feed(const PartHash &hash, QByteArrayView bytes)
{
    crypto_generichash_blake2b_update(
        hash.get(), reinterpret_cast<const unsigned char *>(bytes.data()), size_t(bytes.size()));
}

static void start(const PartHash &hash)
{
    crypto_generichash_blake2b_init(hash.get(), nullptr, 0, size_t(hashBytes));
}

static QByteArray result(const PartHash &hash)
{
    QByteArray out(hashBytes, Qt::Uninitialized);
    crypto_generichash_blake2b_final(
        hash.get(), reinterpret_cast<unsigned char *>(out.data()), size_t(out.size()));
    return out;
}

static QByteArray sized(quint32 size)
{
    QByteArray out(4, Qt::Uninitialized);
    qToBigEndian(size, out.data());
    return out;
}

QJsonObject PartHead::toJson() const
{
    return {{u"kind"_s, QLatin1StringView(word(kind))}, {u"place"_s, place.value}, {u"schema"_s, schema},
        {u"name"_s, name}, {u"more"_s, more}};
}

Result<PartHead> PartHead::fromJson(const QJsonObject &json)
{
    PartHead head;
    const QByteArray kind = json["kind"_L1].toString().toLatin1();
    if (!fromWord(QLatin1StringView(kind), head.kind))
        return Error::internal(
            u"the back-up holds something that this program does not know: use a newer one"_s);
    head.place = ClinicId{json["place"_L1].toInteger()};
    head.schema = json["schema"_L1].toInt();
    head.name = json["name"_L1].toString();
    head.more = json["more"_L1].toObject();
    return head;
}

ArchiveWriter::ArchiveWriter(std::unique_ptr<SealedWriter> sealed)
    : m_sealed(std::move(sealed))
    , m_hash(newHash())
{
}

Result<std::unique_ptr<ArchiveWriter>> ArchiveWriter::create(QFile &file, const QByteArray &key)
{
    auto sealed = SealedWriter::create(file, key);
    if (!sealed)
        return sealed.error();
    return std::unique_ptr<ArchiveWriter>(new ArchiveWriter(*std::move(sealed)));
}

Result<> ArchiveWriter::put(QByteArrayView bytes)
{
    feed(m_hash, bytes);
    if (const auto size = m_sealed->write(sized(quint32(bytes.size()))); !size)
        return size;
    return m_sealed->write(bytes);
}

Result<> ArchiveWriter::begin(const PartHead &head)
{
    ++m_parts;
    start(m_hash);
    return put(QJsonDocument(head.toJson()).toJson(QJsonDocument::Compact));
}

Result<> ArchiveWriter::add(QByteArrayView bytes)
{
    m_bytes += bytes.size();
    while (!bytes.isEmpty()) {
        const qsizetype count = std::min(bytes.size(), qsizetype(mostBlock));
        if (const auto written = put(bytes.first(count)); !written)
            return written;
        bytes = bytes.sliced(count);
    }
    return Done{};
}

Result<> ArchiveWriter::end()
{
    return m_sealed->write(sized(0) + result(m_hash));
}

Result<> ArchiveWriter::note(const PartHead &head)
{
    const auto begun = begin(head);
    return begun ? end() : begun;
}

ArchiveReader::ArchiveReader(std::unique_ptr<SealedReader> sealed, const QString &path)
    : m_sealed(std::move(sealed))
    , m_path(path)
    , m_hash(newHash())
{
}

Result<std::unique_ptr<ArchiveReader>> ArchiveReader::open(const QString &path, const QByteArray &key)
{
    auto sealed = SealedReader::open(path, key);
    if (!sealed)
        return sealed.error();
    return std::unique_ptr<ArchiveReader>(new ArchiveReader(*std::move(sealed), path));
}

Error ArchiveReader::unreadable() const
{
    return Error::internal(u"%1 opens, but is not as a back-up is written"_s.arg(m_path));
}

Result<QByteArray> ArchiveReader::block(quint32 most)
{
    const auto size = m_sealed->read(4);
    if (!size)
        return size;
    const auto count = qFromBigEndian<quint32>(size->constData());
    if (count > most)
        return unreadable();
    const auto bytes = m_sealed->read(count);
    if (bytes && count > 0)
        feed(m_hash, *bytes);
    return bytes;
}

Result<std::optional<PartHead>> ArchiveReader::next()
{
    if (m_inPart)
        return unreadable();
    if (m_ended) {
        const auto end = m_sealed->expectEnd();
        return end ? Result<std::optional<PartHead>>(std::nullopt)
                   : Result<std::optional<PartHead>>(end.error());
    }
    start(m_hash);
    const auto bytes = block(mostHead);
    if (!bytes)
        return bytes.error();
    const auto head = PartHead::fromJson(QJsonDocument::fromJson(*bytes).object());
    if (!head)
        return head.error();
    m_inPart = true;
    ++m_parts;
    if (head->kind == PartKind::End) {
        if (const auto counted = checkEnd(*head); !counted)
            return counted.error();
    }
    return std::optional(*head);
}

Result<> ArchiveReader::checkEnd(const PartHead &end)
{
    m_ended = true;
    const bool whole =
        end.more["parts"_L1].toInteger() == m_parts && end.more["bytes"_L1].toInteger() == m_bytes;
    return whole ? Result<>(Done{}) : Result<>(unreadable());
}

Result<QByteArray> ArchiveReader::read()
{
    const auto bytes = block(mostBlock);
    if (!bytes || !bytes->isEmpty()) {
        m_bytes += bytes ? bytes->size() : 0;
        return bytes;
    }
    m_inPart = false;
    const auto hash = m_sealed->read(hashBytes);
    if (!hash)
        return hash;
    return *hash == result(m_hash) ? bytes : Result<QByteArray>(unreadable());
}

Result<> ArchiveReader::skip()
{
    while (true) {
        const auto bytes = read();
        if (!bytes)
            return bytes.error();
        if (bytes->isEmpty())
            return Done{};
    }
}

} // namespace acolhe::backup
