// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/result.h"

#include <QByteArray>
#include <QMap>
#include <QString>

namespace acolhe::services {

/// The keys that seal channel credentials at rest. Each has a number: the highest seals, all of them open, so
/// that a new key can be put in while older rows wait to be sealed anew. Immutable, so any thread may use it.
class Keyring {
public:
    /// Reads a key file (lines of "number base64"). Fails with Internal, in words for the operator, when it
    /// cannot be read, is readable by others, or holds no key.
    static Result<Keyring> load(const QString &path);
    /// Makes a key file with one new key, readable by this user only; loads the file that is there already.
    static Result<Keyring> loadOrCreate(const QString &path);

    /// `context` names what is sealed; opening needs the same.
    QByteArray seal(const QByteArray &plain, const QByteArray &context) const;
    Result<QByteArray> open(const QByteArray &sealed, const QByteArray &context) const;

private:
    explicit Keyring(QMap<quint32, QByteArray> keys);

    QMap<quint32, QByteArray> m_keys;
};

/// A map of secrets, sealed as one.
QByteArray sealSecrets(
    const Keyring &keyring, const QMap<QString, QString> &secrets, const QByteArray &context);
Result<QMap<QString, QString>> openSecrets(
    const Keyring &keyring, const QByteArray &sealed, const QByteArray &context);

} // namespace acolhe::services
