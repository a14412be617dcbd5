// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/result.h"

#include <QFile>

#include <memory>

struct crypto_secretstream_xchacha20poly1305_state;

namespace acolhe::backup {

/// A file of bytes sealed with libsodium's secretstream (XChaCha20-Poly1305): a preamble (magic, format, the
/// key's fingerprint), the stream's header, then chunks of 64 KiB with 17 bytes more each, the last shorter
/// and marked as such. A chunk that was changed, moved, doubled or left out does not open; nor does a file
/// that was cut, at a chunk's end either. Memory: a few chunks.
class SealedWriter {
public:
    /// Makes the file, which must not exist. `file` outlives the writer.
    static Result<std::unique_ptr<SealedWriter>> create(QFile &file, const QByteArray &key);
    ~SealedWriter();

    Result<> write(QByteArrayView bytes);
    /// Seals what is left, and waits for the disk.
    Result<> end();

private:
    explicit SealedWriter(QFile &file);
    Result<> push(QByteArrayView plain, bool last);
    Result<> put(QByteArrayView bytes);

    QFile &m_file;
    qint64 m_waiting = 0; ///< bytes that the disk may not have yet
    std::unique_ptr<crypto_secretstream_xchacha20poly1305_state> m_state;
    QByteArray m_preamble;
    QByteArray m_buffer;
};

class SealedReader {
public:
    /// Fails in words for the operator: no back-up, a newer format, another key.
    static Result<std::unique_ptr<SealedReader>> open(const QString &path, const QByteArray &key);
    ~SealedReader();

    /// Exactly so many bytes, at most a few chunks.
    Result<QByteArray> read(qsizetype count);
    /// Fails when anything is left.
    Result<> expectEnd();
    qint64 size() const { return m_file.size(); }
    qint64 position() const { return m_file.pos(); }

private:
    explicit SealedReader(const QString &path);
    Result<> pull();
    Error damaged() const;

    QFile m_file;
    std::unique_ptr<crypto_secretstream_xchacha20poly1305_state> m_state;
    QByteArray m_preamble;
    QByteArray m_plain;
    qsizetype m_used = 0; ///< of m_plain
    bool m_ended = false;
};

/// Whether a file begins as a back-up does.
bool looksSealed(const QString &path);

} // namespace acolhe::backup
