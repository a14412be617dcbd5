// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/async.h"

#include <QHash>
#include <QObject>
#include <QStringList>

#include <optional>

namespace acolhe::client {

/// Keeps small secrets by name: the session's token, the mirror's key. There is no default secret: what was
/// not put in is not there. Main thread.
class KeyStore : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Empty when there is none of that name. Fails with ChannelUnavailable when this computer has no
    /// keychain or its owner does not open it.
    virtual Future<std::optional<QByteArray>> read(const QString &name) = 0;
    virtual Future<Done> write(const QString &name, const QByteArray &secret) = 0;
    virtual Future<Done> remove(const QString &name) = 0;
};

/// Lives as long as the program.
class MemoryKeys final : public KeyStore {
    Q_OBJECT
public:
    using KeyStore::KeyStore;

    Future<std::optional<QByteArray>> read(const QString &name) override;
    Future<Done> write(const QString &name, const QByteArray &secret) override;
    Future<Done> remove(const QString &name) override;
    QStringList names() const { return m_secrets.keys(); }

private:
    QHash<QString, QByteArray> m_secrets;
};

/// The system's keychain (Secret Service, macOS Keychain, Windows Credential Manager), never a plain file.
class Keychain final : public KeyStore {
    Q_OBJECT
public:
    using KeyStore::KeyStore;

    Future<std::optional<QByteArray>> read(const QString &name) override;
    Future<Done> write(const QString &name, const QByteArray &secret) override;
    Future<Done> remove(const QString &name) override;
};

/// Gives the key of that name, made at random the first time; without a keychain it fails as read() does.
Future<QByteArray> keyFrom(KeyStore &keys, const QString &name);

} // namespace acolhe::client
