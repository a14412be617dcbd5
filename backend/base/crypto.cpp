// SPDX-License-Identifier: Apache-2.0
#include "backend/base/crypto.h"

#include <atomic>
#include <sodium.h>

namespace acolhe::crypto {

using namespace Qt::StringLiterals;

static std::atomic<unsigned long long> passes = 3;
static std::atomic<size_t> memory = size_t(64) * 1024 * 1024;

static const unsigned char *bytes(const QByteArray &array)
{
    return reinterpret_cast<const unsigned char *>(array.constData());
}

static unsigned char *bytes(QByteArray &array)
{
    return reinterpret_cast<unsigned char *>(array.data());
}

bool start()
{
    return sodium_init() >= 0;
}

QByteArray randomBytes(int count)
{
    QByteArray out(count, Qt::Uninitialized);
    randombytes_buf(out.data(), size_t(count));
    return out;
}

QString randomToken(const QString &prefix)
{
    const auto options = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    return prefix + QString::fromLatin1(randomBytes(32).toBase64(options));
}

QString randomPassword()
{
    static constexpr char letters[] = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    QString out;
    for (int i = 0; i < 20; ++i)
        out.append(QLatin1Char(letters[randombytes_uniform(sizeof letters - 1)]));
    return out;
}

QByteArray tokenHash(const QString &token)
{
    const QByteArray utf8 = token.toUtf8();
    QByteArray out(32, Qt::Uninitialized);
    crypto_generichash(bytes(out), size_t(out.size()), bytes(utf8), size_t(utf8.size()), nullptr, 0);
    return out;
}

QString passwordHash(const QString &password)
{
    const QByteArray utf8 = password.toUtf8();
    char out[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str_alg(
            out, utf8.constData(), size_t(utf8.size()), passes, memory, crypto_pwhash_ALG_ARGON2ID13)
        != 0)
        qFatal("not enough memory to hash a password");
    return QString::fromLatin1(out);
}

bool passwordMatches(const QString &hash, const QString &password)
{
    QByteArray stored = hash.toLatin1();
    stored.resize(crypto_pwhash_STRBYTES, '\0');
    const QByteArray utf8 = password.toUtf8();
    return crypto_pwhash_str_verify(stored.constData(), utf8.constData(), size_t(utf8.size())) == 0;
}

QByteArray seal(const QByteArray &plain, const QByteArray &key, const QByteArray &context)
{
    Q_ASSERT(key.size() == keyBytes);
    constexpr int nonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
    QByteArray out = randomBytes(nonceBytes);
    out.resize(nonceBytes + plain.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES);
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes(out) + nonceBytes, nullptr, bytes(plain),
        size_t(plain.size()), bytes(context), size_t(context.size()), nullptr, bytes(out), bytes(key));
    return out;
}

Result<QByteArray> open(const QByteArray &sealed, const QByteArray &key, const QByteArray &context)
{
    constexpr int nonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
    constexpr int tagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
    if (sealed.size() < nonceBytes + tagBytes || key.size() != keyBytes)
        return Error::internal(u"sealed bytes are cut short"_s);
    QByteArray out(sealed.size() - nonceBytes - tagBytes, Qt::Uninitialized);
    const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(bytes(out), nullptr, nullptr,
        bytes(sealed) + nonceBytes, size_t(sealed.size() - nonceBytes), bytes(context),
        size_t(context.size()), bytes(sealed), bytes(key));
    if (failed)
        return Error::internal(u"sealed bytes do not open with this key"_s);
    return out;
}

QByteArray hmacSha256(const QByteArray &key, const QByteArray &message)
{
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, bytes(key), size_t(key.size()));
    crypto_auth_hmacsha256_update(&state, bytes(message), size_t(message.size()));
    QByteArray out(crypto_auth_hmacsha256_BYTES, Qt::Uninitialized);
    crypto_auth_hmacsha256_final(&state, bytes(out));
    return out;
}

QByteArray sha256(const QByteArray &message)
{
    QByteArray out(crypto_hash_sha256_BYTES, Qt::Uninitialized);
    crypto_hash_sha256(bytes(out), bytes(message), size_t(message.size()));
    return out;
}

bool equal(const QByteArray &left, const QByteArray &right)
{
    return left.size() == right.size()
        && sodium_memcmp(left.constData(), right.constData(), size_t(left.size())) == 0;
}

void useFastPasswordsForTests()
{
    passes = crypto_pwhash_OPSLIMIT_MIN;
    memory = crypto_pwhash_MEMLIMIT_MIN;
}

} // namespace acolhe::crypto
