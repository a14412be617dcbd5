// SPDX-License-Identifier: Apache-2.0
#include "backend/services/passwords.h"

#include "backend/base/crypto.h"

#include <QElapsedTimer>

#include <atomic>

namespace acolhe::services {

using namespace Qt::StringLiterals;

struct Passwords::Load {
    std::atomic<int> waiting = 0;
    metrics::Histogram seconds{metrics::secondsBounds()};
};

/// A hash that no password has.
static const QString &nobodysHash()
{
    static const QString hash = crypto::passwordHash(crypto::randomPassword());
    return hash;
}

Passwords::Passwords()
    : m_load(std::make_shared<Load>())
{
    m_pool.setMaxThreadCount(threads);
    m_pool.setObjectName(u"passwords"_s);
    m_pool.start([] { nobodysHash(); }); // before the first who asks: they would wait twice as long
}

Passwords::~Passwords()
{
    m_pool.clear(); // dropped work cancels its future
    m_pool.waitForDone();
}

template <class T> Future<T> Passwords::run(std::function<T()> work)
{
    if (m_load->waiting.fetch_add(1) >= maxWaiting) {
        m_load->waiting.fetch_sub(1);
        return failed<T>(Error::rateLimited(2000, u"too many people sign in at this moment"_s));
    }
    const auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    m_pool.start([promise, load = m_load, work = std::move(work)] {
        QElapsedTimer took;
        took.start();
        promise->addResult(Result<T>(work()));
        load->seconds.observe(double(took.nsecsElapsed()) / 1e9);
        load->waiting.fetch_sub(1);
        promise->finish();
    });
    return promise->future();
}

int Passwords::waiting() const
{
    return m_load->waiting;
}

const metrics::Histogram &Passwords::seconds() const
{
    return m_load->seconds;
}

Future<QString> Passwords::hash(const QString &password)
{
    return run<QString>([password] { return crypto::passwordHash(password); });
}

Future<bool> Passwords::matches(const QString &hash, const QString &password)
{
    return run<bool>([hash, password] {
        if (!hash.isEmpty())
            return crypto::passwordMatches(hash, password);
        crypto::passwordMatches(nobodysHash(), password);
        return false;
    });
}

} // namespace acolhe::services
