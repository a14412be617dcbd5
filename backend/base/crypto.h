// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/result.h"

#include <QByteArray>
#include <QString>

/// Cryptography, all of it libsodium's. Thread-safe.
namespace acolhe::crypto {

constexpr int keyBytes = 32;

/// Must be called once before the rest. False when the system has no randomness to give.
bool start();

QByteArray randomBytes(int count);
/// A random token of 256 bits in URL-safe letters, with a prefix that tells its kind ("acs_…").
QString randomToken(const QString &prefix);
/// A random password a person can type: 20 letters and digits without look-alikes (~ 115 bits).
QString randomPassword();
/// What is stored of a token: BLAKE2b-256 of it. Tokens are random, so no salt is needed.
QByteArray tokenHash(const QString &token);

/// Argon2id with 64 MiB and 3 passes by default (~ 130 ms): never on an event loop, few at a time.
QString passwordHash(const QString &password);
bool passwordMatches(const QString &hash, const QString &password);

/// XChaCha20-Poly1305. `context` names what is sealed (e.g. "inbox/7/accessToken"); opening needs the same.
QByteArray seal(const QByteArray &plain, const QByteArray &key, const QByteArray &context);
/// Fails with Internal when the key, the context or the bytes are not the ones that were sealed.
Result<QByteArray> open(const QByteArray &sealed, const QByteArray &key, const QByteArray &context);

QByteArray hmacSha256(const QByteArray &key, const QByteArray &message);
QByteArray sha256(const QByteArray &bytes);
/// Compares in time that does not depend on the contents.
bool equal(const QByteArray &left, const QByteArray &right);

/// Lets tests hash passwords in a millisecond. Not for the product.
void useFastPasswordsForTests();

} // namespace acolhe::crypto
