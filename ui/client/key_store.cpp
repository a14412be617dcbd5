// SPDX-License-Identifier: Apache-2.0
#include "ui/client/key_store.h"

#include "backend/base/crypto.h"

#include <qt6keychain/keychain.h>

namespace acolhe::client {

using namespace Qt::StringLiterals;

using Secret = std::optional<QByteArray>;

Future<Secret> MemoryKeys::read(const QString &name)
{
    const auto found = m_secrets.constFind(name);
    return ready(Result<Secret>(found == m_secrets.cend() ? Secret() : Secret(*found)));
}

Future<Done> MemoryKeys::write(const QString &name, const QByteArray &secret)
{
    m_secrets.insert(name, secret);
    return ready(Result<Done>(Done{}));
}

Future<Done> MemoryKeys::remove(const QString &name)
{
    m_secrets.remove(name);
    return ready(Result<Done>(Done{}));
}

/// Starts a job of the keychain's; `take` makes a Result of it when it is done.
template <class T, class Job, class Take> static Future<T> start(Job *job, const QString &name, Take take)
{
    const auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    job->setKey(name);
    job->setInsecureFallback(false);
    QObject::connect(job, &QKeychain::Job::finished, job, [promise, job, take] {
        promise->addResult(take(*job));
        promise->finish();
    });
    job->start(); // deletes itself
    return promise->future();
}

static const QString service = u"acolhe"_s;

static Error noKeychain(const QKeychain::Job &job)
{
    return {Reason::ChannelUnavailable, u"no keychain: "_s + job.errorString(), {}, {}};
}

static Result<Done> takeDone(const QKeychain::Job &job)
{
    const bool done = job.error() == QKeychain::NoError || job.error() == QKeychain::EntryNotFound;
    return done ? Result<Done>(Done{}) : Result<Done>(noKeychain(job));
}

Future<Secret> Keychain::read(const QString &name)
{
    return start<Secret>(
        new QKeychain::ReadPasswordJob(service), name, [](QKeychain::ReadPasswordJob &job) -> Result<Secret> {
            if (job.error() == QKeychain::NoError)
                return Secret(job.binaryData());
            return job.error() == QKeychain::EntryNotFound ? Result<Secret>(Secret()) : noKeychain(job);
        });
}

Future<Done> Keychain::write(const QString &name, const QByteArray &secret)
{
    auto *job = new QKeychain::WritePasswordJob(service);
    job->setBinaryData(secret);
    return start<Done>(job, name, takeDone);
}

Future<Done> Keychain::remove(const QString &name)
{
    return start<Done>(new QKeychain::DeletePasswordJob(service), name, takeDone);
}

Future<QByteArray> keyFrom(KeyStore &keys, const QString &name)
{
    return keys.read(name)
        .then(&keys,
            [&keys, name](const Result<Secret> &kept) -> Future<QByteArray> {
                if (!kept)
                    return failed<QByteArray>(kept.error());
                if (*kept && (*kept)->size() == crypto::keyBytes)
                    return ready(Result<QByteArray>(**kept));
                const QByteArray key = crypto::randomBytes(crypto::keyBytes);
                return keys.write(name, key).then(&keys, [key](const Result<Done> &written) {
                    return written ? Result<QByteArray>(key) : Result<QByteArray>(written.error());
                });
            })
        .unwrap();
}

} // namespace acolhe::client
