// SPDX-License-Identifier: Apache-2.0
#include "backend/backup/sealed_file.h"

#include "backend/backup/durable.h"

#include <QtEndian>

#include <sodium.h>

namespace acolhe::backup {

using namespace Qt::StringLiterals;

using State = crypto_secretstream_xchacha20poly1305_state;

constexpr QByteArrayView magic = "ACOLHEBK";
constexpr quint32 newestFormat = 1;
constexpr qsizetype fingerprintBytes = 16;
constexpr qsizetype preambleBytes = 8 + 4 + fingerprintBytes;
constexpr qsizetype headerBytes = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr qsizetype chunkBytes = 64 * 1024;
constexpr qsizetype sealedChunkBytes = chunkBytes + crypto_secretstream_xchacha20poly1305_ABYTES;

static const unsigned char *raw(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

static unsigned char *raw(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

/// Tells one key from another, and nothing of either.
static QByteArray fingerprint(const QByteArray &key)
{
    QByteArray out(fingerprintBytes, Qt::Uninitialized);
    crypto_generichash(raw(out), size_t(out.size()), raw(magic), size_t(magic.size()),
        raw(QByteArrayView(key)), size_t(key.size()));
    return out;
}

static QByteArray preambleFor(const QByteArray &key)
{
    QByteArray format(4, Qt::Uninitialized);
    qToBigEndian(newestFormat, format.data());
    return magic.toByteArray() + format + fingerprint(key);
}

bool looksSealed(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.read(magic.size()) == magic;
}

SealedWriter::SealedWriter(QFile &file)
    : m_file(file)
    , m_state(std::make_unique<State>())
{
}

SealedWriter::~SealedWriter()
{
    sodium_memzero(m_state.get(), sizeof(State));
}

Result<std::unique_ptr<SealedWriter>> SealedWriter::create(QFile &file, const QByteArray &key)
{
    if (const auto created = createPrivate(file); !created)
        return created.error();
    std::unique_ptr<SealedWriter> writer(new SealedWriter(file));
    writer->m_preamble = preambleFor(key);
    QByteArray header(headerBytes, Qt::Uninitialized);
    crypto_secretstream_xchacha20poly1305_init_push(
        writer->m_state.get(), raw(header), raw(QByteArrayView(key)));
    if (const auto begun = writer->put(writer->m_preamble + header); !begun)
        return begun.error();
    return writer;
}

Result<> SealedWriter::put(QByteArrayView bytes)
{
    if (m_file.write(bytes.data(), bytes.size()) != bytes.size())
        return Error::internal(u"cannot write %1: %2"_s.arg(m_file.fileName(), m_file.errorString()));
    m_waiting += bytes.size();
    if (m_waiting < mostUnflushedBytes)
        return Done{};
    m_waiting = 0;
    return flushToDisk(m_file);
}

Result<> SealedWriter::push(QByteArrayView plain, bool last)
{
    QByteArray sealed(
        plain.size() + qsizetype(crypto_secretstream_xchacha20poly1305_ABYTES), Qt::Uninitialized);
    const unsigned char tag = last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                                   : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
    crypto_secretstream_xchacha20poly1305_push(m_state.get(), raw(sealed), nullptr, raw(plain),
        size_t(plain.size()), raw(QByteArrayView(m_preamble)), size_t(m_preamble.size()), tag);
    return put(sealed);
}

Result<> SealedWriter::write(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const qsizetype taken = std::min(chunkBytes - m_buffer.size(), bytes.size());
        m_buffer.append(bytes.first(taken));
        bytes = bytes.sliced(taken);
        if (m_buffer.size() < chunkBytes)
            break;
        if (const auto pushed = push(m_buffer, false); !pushed)
            return pushed;
        m_buffer.resize(0);
    }
    return Done{};
}

Result<> SealedWriter::end()
{
    if (const auto pushed = push(m_buffer, true); !pushed)
        return pushed;
    return flushToDisk(m_file);
}

SealedReader::SealedReader(const QString &path)
    : m_file(path)
    , m_state(std::make_unique<State>())
{
}

SealedReader::~SealedReader()
{
    sodium_memzero(m_state.get(), sizeof(State));
}

Error SealedReader::damaged() const
{
    return Error::internal(u"%1 is damaged or cut short"_s.arg(m_file.fileName()));
}

Result<std::unique_ptr<SealedReader>> SealedReader::open(const QString &path, const QByteArray &key)
{
    std::unique_ptr<SealedReader> reader(new SealedReader(path));
    if (!reader->m_file.open(QIODevice::ReadOnly))
        return Error::internal(u"cannot read %1: %2"_s.arg(path, reader->m_file.errorString()));
    const QByteArray preamble = reader->m_file.read(preambleBytes);
    const QByteArray header = reader->m_file.read(headerBytes);
    if (!preamble.startsWith(magic))
        return Error::internal(u"%1 is no back-up, or its beginning is damaged"_s.arg(path));
    if (header.size() != headerBytes)
        return reader->damaged();
    if (qFromBigEndian<quint32>(preamble.constData() + magic.size()) != newestFormat)
        return Error::internal(
            u"%1 has a format that this program does not know: use a newer program"_s.arg(path));
    if (!preamble.endsWith(fingerprint(key)))
        return Error::internal(u"%1 was sealed with another key, or its beginning is damaged"_s.arg(path));
    reader->m_preamble = preamble;
    if (crypto_secretstream_xchacha20poly1305_init_pull(
            reader->m_state.get(), raw(QByteArrayView(header)), raw(QByteArrayView(key)))
        != 0)
        return reader->damaged();
    return reader;
}

/// Opens the next chunk.
Result<> SealedReader::pull()
{
    const QByteArray sealed = m_file.read(sealedChunkBytes);
    if (sealed.size() < qsizetype(crypto_secretstream_xchacha20poly1305_ABYTES))
        return damaged();
    m_plain.resize(sealed.size() - qsizetype(crypto_secretstream_xchacha20poly1305_ABYTES));
    m_used = 0;
    unsigned char tag = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(m_state.get(), raw(m_plain), nullptr, &tag,
            raw(QByteArrayView(sealed)), size_t(sealed.size()), raw(QByteArrayView(m_preamble)),
            size_t(m_preamble.size()))
        != 0) {
        m_plain.clear();
        return damaged();
    }
    m_ended = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    return m_ended && !m_file.atEnd() ? Result<>(damaged()) : Result<>(Done{});
}

Result<QByteArray> SealedReader::read(qsizetype count)
{
    QByteArray out;
    while (out.size() < count) {
        if (m_used == m_plain.size()) {
            if (m_ended)
                return damaged();
            if (const auto pulled = pull(); !pulled)
                return pulled.error();
        }
        const qsizetype taken = std::min(count - out.size(), m_plain.size() - m_used);
        out.append(QByteArrayView(m_plain).sliced(m_used, taken));
        m_used += taken;
    }
    return out;
}

Result<> SealedReader::expectEnd()
{
    if (m_used == m_plain.size() && !m_ended) {
        if (const auto pulled = pull(); !pulled)
            return pulled;
    }
    return m_ended && m_used == m_plain.size() ? Result<>(Done{}) : Result<>(damaged());
}

} // namespace acolhe::backup
