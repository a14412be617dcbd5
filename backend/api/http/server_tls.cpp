// SPDX-License-Identifier: Apache-2.0
#include "backend/api/http/front.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslCipher>
#include <QSslKey>

namespace acolhe::http {

using namespace Qt::StringLiterals;

static Error problem(const QString &text)
{
    return Error{Reason::InvalidParams, text, {}, {}};
}

static Result<QByteArray> contentsOf(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return problem(u"cannot read %1: %2"_s.arg(name, file.errorString()));
    return file.readAll();
}

static QSslKey keyOf(const QByteArray &pem)
{
    for (const auto algorithm : {QSsl::Ec, QSsl::Rsa}) {
        const QSslKey key(pem, algorithm, QSsl::Pem);
        if (!key.isNull())
            return key;
    }
    return {};
}

/// ECDHE with AES-GCM or ChaCha20, and all of TLS 1.3.
static QList<QSslCipher> goodCiphers()
{
    QList<QSslCipher> good;
    for (const QSslCipher &cipher : QSslConfiguration::supportedCiphers()) {
        const QString name = cipher.name();
        const bool authenticated = name.contains("GCM"_L1) || name.contains("CHACHA20"_L1);
        if (authenticated && (name.startsWith("ECDHE-"_L1) || name.startsWith("TLS_"_L1)))
            good.append(cipher);
    }
    return good;
}

/// A private key's encoding holds the public one, whose last bytes are the modulus or the point.
static bool fits(const QSslKey &key, const QSslCertificate &certificate)
{
    const QByteArray open = certificate.publicKey().toDer();
    return !open.isEmpty() && key.toDer().contains(open.right(key.length() / 8));
}

Result<QSslConfiguration> serverTls(const QString &certificateFile, const QString &keyFile)
{
    const auto certificatePem = contentsOf(certificateFile);
    if (!certificatePem)
        return certificatePem.error();
    const auto keyPem = contentsOf(keyFile);
    if (!keyPem)
        return keyPem.error();
    const QList<QSslCertificate> chain = QSslCertificate::fromData(*certificatePem, QSsl::Pem);
    if (chain.isEmpty())
        return problem(u"%1 holds no PEM certificate"_s.arg(certificateFile));
    const QSslKey key = keyOf(*keyPem);
    if (key.isNull())
        return problem(u"%1 holds no PEM key without a password (RSA or EC)"_s.arg(keyFile));
    if (!fits(key, chain.first()))
        return problem(u"%1 is not the key of %2"_s.arg(keyFile, certificateFile));
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificateChain(chain);
    tls.setPrivateKey(key);
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setCiphers(goodCiphers());
    tls.setAllowedNextProtocols({"http/1.1"});
    return tls;
}

} // namespace acolhe::http
