// SPDX-License-Identifier: Apache-2.0
#include "backend/services/keyring.h"

#include "backend/base/crypto.h"
#include "backend/base/private_file.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>

namespace acolhe::services {

using namespace Qt::StringLiterals;

constexpr qint64 maxFileBytes = 64 * 1024;
constexpr auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner;

Keyring::Keyring(QMap<quint32, QByteArray> keys)
    : m_keys(std::move(keys))
{
}

Result<Keyring> Keyring::load(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error::internal(u"the key file %1 cannot be read: %2"_s.arg(path, file.errorString()));
    if (othersMayRead(path))
        return Error::internal(u"the key file %1 must be readable by its owner only (chmod 600)"_s.arg(path));
    QMap<quint32, QByteArray> keys;
    for (const QByteArray &line : file.read(maxFileBytes).split('\n')) {
        if (line.trimmed().isEmpty())
            continue;
        const QList<QByteArray> parts = line.simplified().split(' ');
        bool isNumber = false;
        const quint32 number = parts.first().toUInt(&isNumber);
        const QByteArray key = QByteArray::fromBase64(parts.last());
        if (parts.size() != 2 || !isNumber || key.size() != crypto::keyBytes)
            return Error::internal(u"the key file %1 is damaged"_s.arg(path));
        keys.insert(number, key);
    }
    if (keys.isEmpty())
        return Error::internal(u"the key file %1 holds no key"_s.arg(path));
    return Keyring(std::move(keys));
}

Result<Keyring> Keyring::loadOrCreate(const QString &path)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly
            | QIODevice::NewOnly)) { // two starts at once: one makes it, the other reads it
        const QByteArray line = "1 " + crypto::randomBytes(crypto::keyBytes).toBase64() + '\n';
        if (!file.setPermissions(ownerOnly) || file.write(line) != line.size() || !file.flush())
            return Error::internal(u"the key file %1 cannot be written: %2"_s.arg(path, file.errorString()));
        file.close();
    } else if (!QFile::exists(path)) {
        return Error::internal(u"the key file %1 cannot be made: %2"_s.arg(path, file.errorString()));
    }
    return load(path);
}

QByteArray Keyring::seal(const QByteArray &plain, const QByteArray &context) const
{
    QByteArray number(4, Qt::Uninitialized);
    qToBigEndian(m_keys.lastKey(), number.data());
    return number + crypto::seal(plain, m_keys.last(), context);
}

Result<QByteArray> Keyring::open(const QByteArray &sealed, const QByteArray &context) const
{
    const quint32 number = sealed.size() < 4 ? 0 : qFromBigEndian<quint32>(sealed.constData());
    const auto key = m_keys.find(number);
    if (key == m_keys.end())
        return Error::internal(u"sealed with a key that is not in the key file"_s);
    return crypto::open(sealed.mid(4), *key, context);
}

QByteArray sealSecrets(
    const Keyring &keyring, const QMap<QString, QString> &secrets, const QByteArray &context)
{
    QJsonObject object;
    for (auto it = secrets.begin(); it != secrets.end(); ++it)
        object.insert(it.key(), it.value());
    return keyring.seal(QJsonDocument(object).toJson(QJsonDocument::Compact), context);
}

Result<QMap<QString, QString>> openSecrets(
    const Keyring &keyring, const QByteArray &sealed, const QByteArray &context)
{
    return keyring.open(sealed, context).transform([](const QByteArray &plain) {
        QMap<QString, QString> secrets;
        const QJsonObject object = QJsonDocument::fromJson(plain).object();
        for (auto it = object.begin(); it != object.end(); ++it)
            secrets.insert(it.key(), it->toString());
        return secrets;
    });
}

} // namespace acolhe::services
